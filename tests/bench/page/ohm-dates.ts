/** @openhistoricalmap/maplibre-gl-dates: it sets a filter on every layer of the map that names a layer of its source. */
import { filterByDate } from '@openhistoricalmap/maplibre-gl-dates';
import { geoJson, running, startMap } from './maplibre';
import type { Technique } from './technique';

export const technique: Technique = {
	async prepare(atlas) {
		const data = geoJson(atlas);
		return async (host, first) => {
			const map = startMap(host, data, undefined, '_geojsonTileLayer');
			await new Promise((done) => map.once('style.load', done));
			const setYear = (year: number): void => filterByDate(map, `${year}-07-01`);
			setYear(first);
			return running(map, setYear);
		};
	}
};
