/** The map as readers have it, SVG and live one together, on no basemap, for the others have none. */
import { mount } from 'svelte';
import type { Atlas } from '../../../src/lib/domain/atlas';
import { isCrowd } from '../../../src/lib/domain/crowd';
import MapView from '../../../src/lib/map/MapView.svelte';
import { paletteOf } from '../../../src/lib/map/palette';
import { ExplorerState } from '../../../src/lib/state/explorer.svelte';
import { CAMERA, yearsOn, type Running, type Technique } from './technique';

const NO_BASEMAP = { type: 'Topology', objects: {}, arcs: [] };
const NO_PLACES = { places: [], countryLabels: [], seaLabels: [] };
const SENTINEL = 'year-';

/** Mounts the map. A year that the SVG map draws is told from its document: what stands there will be painted. */
function start(atlas: Atlas, host: HTMLElement, first: number): Running {
	const noPanel = (): Promise<never> => Promise.reject(new Error('no panel opens here'));
	const explorer = new ExplorerState(atlas, noPanel, undefined, first);
	const setYear = (year: number): void => explorer.setTime({ mode: 'year', year });
	const props = {
		atlas,
		get view() {
			return explorer.view;
		},
		get marks() {
			return explorer.marks;
		},
		dark: false,
		palette: paletteOf('light'),
		firstCamera: () => CAMERA,
		padding: { top: 0, right: 0, bottom: 0, left: 0 },
		ready: true,
		data: '.',
		fonts: '.',
		href: () => '#',
		load: async (file: string) => (file === 'places.json' ? NO_PLACES : NO_BASEMAP),
		oncamera: () => undefined,
		onselect: () => undefined,
		onhover: () => undefined
	};
	mount(MapView, { target: host, props });
	const settled = (): Promise<void> =>
		new Promise((done) => {
			const timer = setInterval(() => {
				if (!host.querySelector('[data-surface="live"] [data-map="idle"]')) return;
				clearInterval(timer);
				done();
			}, 20);
		});
	if (isCrowd(atlas))
		return {
			canvas: () => host.querySelector<HTMLCanvasElement>('canvas[data-crowd]') ?? undefined,
			settled,
			setYear
		};
	return {
		canvas: () => undefined,
		years() {
			const svg = host.querySelector('.surface:not(.hidden, .live)');
			if (svg) {
				const marks = [...svg.querySelectorAll<SVGElement>(`[data-id^="${SENTINEL}"]`)];
				return marks
					.filter((mark) => mark.getBoundingClientRect().width > 0)
					.map(({ dataset }) => Number(dataset.id?.slice(SENTINEL.length)));
			}
			const canvas = host.querySelector<HTMLCanvasElement>('.surface.live canvas');
			return canvas ? yearsOn(canvas, host) : [];
		},
		settled,
		setYear
	};
}

export const technique: Technique = {
	prepare: async (atlas) => (host, first) => start(atlas, host, first)
};
