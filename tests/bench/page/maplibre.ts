/** A MapLibre map with one circle layer on a GeoJSON source: what the MapLibre ways of filtering by year share. */
import { Map as MapLibreMap, type FilterSpecification, type StyleSpecification } from 'maplibre-gl';
import { setWorker } from '../../../src/lib/map/worker';
import type { Atlas } from '../../../src/lib/domain/atlas';
import { CAMERA, HEIGHT, RADIUS, siteRecords, WIDTH, type Running } from './technique';

const day = (year: number, end: string): string => `${year}-${end}`;

/** The sites as GeoJSON, with their years in the properties that the tools for OpenHistoricalMap read. */
export const geoJson = (atlas: Atlas) => ({
	type: 'FeatureCollection' as const,
	features: siteRecords(atlas).map(({ id, lng, lat, from, to }) => ({
		type: 'Feature' as const,
		geometry: { type: 'Point' as const, coordinates: [lng, lat] },
		properties: {
			id,
			from,
			to,
			start_date: day(from, '01-01'),
			end_date: day(to, '12-31'),
			start_decdate: from,
			end_decdate: to + 0.999
		}
	}))
});

/** Makes the map; the filter is that of the first year, the layer of the source the one that GeoJSON has inside the map. */
export function startMap(
	host: HTMLElement,
	data: ReturnType<typeof geoJson>,
	filter: FilterSpecification | undefined,
	sourceLayer?: string
): MapLibreMap {
	setWorker();
	const style: StyleSpecification = {
		version: 8,
		transition: { duration: 0, delay: 0 },
		sources: { sites: { type: 'geojson', data, promoteId: 'id' } },
		layers: [
			{
				id: 'sites',
				type: 'circle',
				source: 'sites',
				...(filter ? { filter } : {}),
				...(sourceLayer ? { 'source-layer': sourceLayer } : {}),
				paint: { 'circle-radius': RADIUS, 'circle-color': '#b10023' }
			}
		]
	};
	return new MapLibreMap({
		container: host,
		style,
		center: [CAMERA.lng, CAMERA.lat],
		zoom: CAMERA.zoom,
		attributionControl: false,
		fadeDuration: 0
	});
}

/** What shows in sight, when the map has come to rest. */
export async function shownOn(map: MapLibreMap): Promise<ReadonlySet<string>> {
	if (!map.loaded()) await map.once('idle');
	const hits = map.queryRenderedFeatures(
		[
			[0, 0],
			[WIDTH, HEIGHT]
		],
		{ layers: ['sites'] }
	);
	return new Set(hits.map(({ properties }) => String(properties.id)));
}

export const running = (map: MapLibreMap, setYear: (year: number) => void): Running => ({
	canvas: () => map.getCanvas(),
	setYear,
	shown: () => shownOn(map)
});
