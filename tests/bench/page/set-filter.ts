/** MapLibre's own way: a filter on each layer, set anew for each year. */
import type { FilterSpecification } from 'maplibre-gl';
import { geoJson, running, startMap } from './maplibre';
import type { Technique } from './technique';

const inYear = (year: number): FilterSpecification => [
	'all',
	['<=', ['get', 'from'], year],
	['>=', ['get', 'to'], year]
];

export const technique: Technique = {
	async prepare(atlas) {
		const data = geoJson(atlas);
		return (host, first) => {
			const map = startMap(host, data, inYear(first));
			return running(map, (year) => void map.setFilter('sites', inYear(year)));
		};
	}
};
