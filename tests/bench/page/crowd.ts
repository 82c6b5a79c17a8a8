/** Our sites alone, without the map under them: what the layer itself costs. */
import { defaultView } from '../../../src/lib/domain/view';
import { createCrowd } from '../../../src/lib/map/crowd-layer';
import { CAMERA, HEIGHT, WIDTH, type Technique } from './technique';

export const technique: Technique = {
	async prepare(atlas) {
		return (host, first) => {
			const view = defaultView(atlas);
			const crowd = createCrowd(host, atlas, {
				view: { ...view, time: { mode: 'year', year: first } },
				theme: 'light',
				frame: () => ({ camera: CAMERA, width: WIDTH, height: HEIGHT, ratio: 1 }),
				ondrawn: () => undefined,
				onlost: () => undefined,
				onrestored: () => undefined
			});
			crowd.drawSoon();
			return {
				canvas: () => host.querySelector('canvas') ?? undefined,
				setYear(year) {
					crowd.apply({ ...view, time: { mode: 'year', year } });
					crowd.drawSoon();
				},
				shown: async () => new Set(crowd.idsAt({ x: WIDTH / 2, y: HEIGHT / 2 }, WIDTH / 2))
			};
		};
	}
};
