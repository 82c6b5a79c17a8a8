/** The first picture of the basemap: an SVG file that stands under the prerendered marks until the live map takes over. */
import type { Feature, FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import type { Atlas } from '../../src/lib/domain/atlas';
import { toUnit, unproject } from '../../src/lib/domain/mercator';
import { firstCamera, MIDDLING_WIDTH, typicalHeight, WIDTH_STEPS } from '../../src/lib/domain/picture';
import { clipCollection } from '../../src/lib/domain/clip';
import { paletteOf, type ThemeName } from '../../src/lib/map/palette';
import { svgPath, svgScale, WORLD } from '../../src/lib/map/svg';
import type { Basemap } from './basemap';

/** west, south, east, north: what the first views of a page of any width show. */
type Crop = readonly [number, number, number, number];

/** Neither the picture nor the map it stands under goes round the world; in the south lies only Antarctica. */
const WORLD_EDGE: Crop = [-180, -58, 179.99, 84];
const WIDEST = 3000;

function cropOf(atlas: Pick<Atlas, 'bbox'>): Crop {
	const crop = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
	WIDTH_STEPS.forEach((step, index) => {
		const width = (WIDTH_STEPS[index + 1] ?? WIDEST + 1) - 1;
		for (const isFrame of [false, true]) {
			const camera = firstCamera(atlas, step, isFrame);
			const size = { width, height: typicalHeight(step) };
			const { lng: west, lat: north } = unproject({ x: 0, y: 0 }, camera, size);
			const { lng: east, lat: south } = unproject({ x: width, y: size.height }, camera, size);
			crop[0] = Math.max(Math.min(crop[0], west), WORLD_EDGE[0]);
			crop[1] = Math.max(Math.min(crop[1], south), WORLD_EDGE[1]);
			crop[2] = Math.min(Math.max(crop[2], east), WORLD_EDGE[2]);
			crop[3] = Math.min(Math.max(crop[3], north), WORLD_EDGE[3]);
		}
	});
	return crop;
}

/** The zoom that the first picture is drawn for: that of a middling screen. */
export const pictureZoom = (atlas: Pick<Atlas, 'bbox'>): number => firstCamera(atlas, MIDDLING_WIDTH).zoom;

/** x, y, width, height in SVG units. */
export function pictureBox(atlas: Pick<Atlas, 'bbox'>): readonly [number, number, number, number] {
	const [west, south, east, north] = cropOf(atlas);
	const a = toUnit(west, north);
	const b = toUnit(east, south);
	const units = (value: number): number => Math.round(value * WORLD);
	return [units(a.x), units(a.y), units(b.x - a.x), units(b.y - a.y)];
}

/** Whether a position is on the first picture. */
export function isOnPicture(atlas: Pick<Atlas, 'bbox'>, { lng, lat }: { lng: number; lat: number }): boolean {
	const [west, south, east, north] = cropOf(atlas);
	return lng > west && lng < east && lat > south && lat < north;
}

/** The level of the basemap that is fine enough for the first picture. */
export function pictureLevel(
	basemap: Pick<Basemap, 'low' | 'overview' | 'detail'>,
	atlas: Pick<Atlas, 'bbox'>
): Topology {
	const zoom = pictureZoom(atlas);
	if (zoom < 4) return basemap.low;
	return zoom < 6.5 ? basemap.overview : basemap.detail;
}

/** What lies outside of the picture would only be bytes; the cut edges stay out of sight. */
function pathOf(
	collection: FeatureCollection,
	[west, south, east, north]: Crop,
	grain: number,
	keep: (properties: Record<string, unknown>) => boolean = () => true
): string {
	const margin = (east - west) / 50;
	return clipCollection(collection, [west - margin, south - margin, east + margin, north + margin])
		.features.filter(({ properties }) => keep(properties ?? {}))
		.map(({ geometry }) => svgPath(geometry, grain))
		.join('');
}

/** The picture in one theme. Lines are as wide, and as fine, as can be seen at the zoom that it is drawn for. */
export function drawPicture(topology: Topology, atlas: Pick<Atlas, 'bbox'>, theme: ThemeName): string {
	const palette = paletteOf(theme);
	const crop = cropOf(atlas);
	const pixel = 1 / svgScale(pictureZoom(atlas));
	const units = (pixels: number): number => Number((pixels * pixel).toPrecision(2));
	const grain = units(0.73);
	const decode = (name: string): FeatureCollection => {
		const object = topology.objects[name];
		if (!object) return { type: 'FeatureCollection', features: [] };
		const decoded = feature(topology, object as GeometryObject) as Feature | FeatureCollection;
		return decoded.type === 'FeatureCollection'
			? decoded
			: { type: 'FeatureCollection', features: [decoded] };
	};
	const borders = decode('borders');
	const isDisputed = ({ kind }: Record<string, unknown>): boolean => kind === 'disputed';
	const [x, y, width, height] = pictureBox(atlas);
	const path = (d: string, attributes: string): string => (d === '' ? '' : `<path d="${d}" ${attributes}/>`);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}">`,
		`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${palette.water}"/>`,
		path(
			pathOf(decode('land'), crop, grain),
			`fill="${palette.land}" stroke="${palette.coast}" stroke-width="${units(0.73)}" stroke-linejoin="round"`
		),
		path(pathOf(decode('lakes'), crop, grain), `fill="${palette.water}"`),
		path(
			pathOf(borders, crop, grain, (properties) => !isDisputed(properties)),
			`fill="none" stroke="${palette.border}" stroke-width="${units(0.73)}" stroke-linejoin="round"`
		),
		path(
			pathOf(borders, crop, grain, isDisputed),
			`fill="none" stroke="${palette.disputed}" stroke-width="${units(0.84)}" stroke-dasharray="${units(2.1)} ${units(1.7)}"`
		),
		'</svg>\n'
	].join('');
}
