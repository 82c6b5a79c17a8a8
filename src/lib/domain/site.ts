import type { Feature } from './atlas';

/** From this zoom a small area is drawn as itself alone; further out a mark stands for it. */
export const AREA_ZOOM = 8;

/** Where the mark of a site stands, or of an area too small to be seen from afar; undefined for everything else. */
export function sitePosition({ geometry, anchor }: Feature): readonly [number, number] | undefined {
	if (geometry?.type !== 'Point') return anchor;
	const [lng = 0, lat = 0] = geometry.coordinates;
	return [lng, lat];
}
