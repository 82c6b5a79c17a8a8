/** Our map as the explorer has it: of a crowd the live one alone, for it draws that on a canvas of its own. */
import type { FeatureCollection } from 'geojson';
import { isCrowd } from '../../../src/lib/domain/crowd';
import { defaultView } from '../../../src/lib/domain/view';
import { createMapAdapter } from '../../../src/lib/map/map-adapter';
import type { Technique } from './technique';
import { startView } from './explorer-view.svelte';
import { CAMERA } from './technique';

const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };
const BASEMAP = {
	land: NOTHING,
	coast: NOTHING,
	borders: NOTHING,
	lakes: NOTHING,
	rivers: NOTHING,
	countries: NOTHING
};

export const technique: Technique = {
	async prepare(atlas) {
		if (!isCrowd(atlas)) return (host, first) => startView(atlas, host, first);
		return (host, first) =>
			new Promise((done) => {
				const view = defaultView(atlas);
				const adapter = createMapAdapter(host, {
					atlas,
					view: { ...view, time: { mode: 'year', year: first } },
					camera: CAMERA,
					theme: 'light',
					basemap: BASEMAP,
					labels: { places: NOTHING, countries: NOTHING, seas: NOTHING },
					fonts: {},
					loadDetail: async () => BASEMAP,
					cooperative: false,
					reduceMotion: true,
					onready: () => undefined,
					onlost: () => undefined,
					onmove: () => undefined,
					onoutpaced: () => undefined,
					oncamera: () => undefined,
					onhover: () => undefined,
					onpick: () => undefined
				});
				done({
					canvas: () => host.querySelector<HTMLCanvasElement>('canvas[data-crowd]') ?? undefined,
					setYear: (year) => adapter.apply({ ...view, time: { mode: 'year', year } })
				});
			});
	}
};
