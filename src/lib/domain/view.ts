import type { Atlas } from './atlas';
import { ALL_YEARS, type YearWindow } from './shown';

/** What the timeline asks for. */
export type Time =
	| { readonly mode: 'year'; readonly year: number }
	| { readonly mode: 'between'; readonly from: number; readonly to: number }
	/** Two years against each other; the first may be the later one. */
	| { readonly mode: 'compare'; readonly from: number; readonly to: number }
	| { readonly mode: 'all' };

/** Web Mercator camera: zoom of 512-pixel tiles, centre in degrees. */
export interface Camera {
	readonly zoom: number;
	readonly lng: number;
	readonly lat: number;
}

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Languages that labels can be asked in; the interface itself speaks English. */
export const LANGUAGES = [
	'en',
	'uk',
	'be',
	'ru',
	'pl',
	'de',
	'fr',
	'zh',
	'kk',
	'ka',
	'az',
	'hy',
	'mn',
	'tr'
] as const;
export type Language = (typeof LANGUAGES)[number];

/** All that a link to the explorer says. Hover, dialogs and playing stay out of it. */
export interface View {
	readonly time: Time;
	/** Layers that are on, in the order of the registry. */
	readonly layers: readonly string[];
	/** Selected feature. */
	readonly feature?: string;
	/** Left out where the first view of the atlas stands. */
	readonly camera?: Camera;
	readonly language: Language;
	readonly theme: Theme;
	/** Whether ended features leave a mark. */
	readonly ghosts: boolean;
	/** Set where only what is contested is to show. */
	readonly contested?: true;
}

export const MIN_ZOOM = 1;
export const MAX_ZOOM = 12;

/** The view that a visitor without parameters sees. */
export const defaultView = (atlas: Atlas): View => ({
	time: { mode: 'year', year: atlas.defaultYear },
	layers: atlas.layers.filter((layer) => layer.onByDefault).map((layer) => layer.id),
	language: 'en',
	theme: 'auto',
	ghosts: false
});

/** The years that a time asks for; of two years compared, all from the earlier to the later. */
export function windowOf(time: Time): YearWindow {
	switch (time.mode) {
		case 'year':
			return { from: time.year, to: time.year };
		case 'between':
			return { from: time.from, to: time.to };
		case 'compare':
			return { from: Math.min(time.from, time.to), to: Math.max(time.from, time.to) };
		case 'all':
			return ALL_YEARS;
	}
}

/** A camera as it stands in a link: zoom to 0.01, degrees to 0.001, inside the bounds of the map. */
export function normaliseCamera({ zoom, lng, lat }: Camera): Camera {
	const round = (value: number, digits: number): number => Number(value.toFixed(digits)) + 0;
	const wrapped = round(((((lng + 180) % 360) + 360) % 360) - 180, 3);
	return {
		zoom: round(Math.min(Math.max(zoom, MIN_ZOOM), MAX_ZOOM), 2),
		// Rounding may lead back to 180, which is the same meridian.
		lng: wrapped === 180 ? -180 : wrapped,
		lat: round(Math.min(Math.max(lat, -85), 85), 3)
	};
}

/** The view with one layer turned on or off; the order stays that of the registry. */
export function toggleLayer(view: View, atlas: Atlas, layer: string): View {
	const on = new Set(view.layers);
	if (!on.delete(layer)) on.add(layer);
	return { ...view, layers: atlas.layers.filter(({ id }) => on.has(id)).map(({ id }) => id) };
}

/** The view without its selection. */
export function withoutFeature(view: View): View {
	const { feature: _, ...rest } = view;
	return rest;
}
