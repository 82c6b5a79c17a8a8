import type { Atlas, Feature } from './atlas';
import { nearestShownYear } from './shown';
import {
	defaultView,
	LANGUAGES,
	normaliseCamera,
	THEMES,
	type Camera,
	type Language,
	type Theme,
	type Time,
	type View
} from './view';
import { MIGRATIONS } from './view-url-migrations';

/** Longer queries are cut: a link made by hand or by us is far shorter. */
const MAX_QUERY = 4096;
const MAX_IDS = 64;

const YEAR = /^-?\d{1,5}$/;
/** `2014..2024`; the first year may be the later one. */
const COMPARED = /^(-?\d+)\.\.(-?\d+)$/;

function parseYear(text: string | null, atlas: Atlas): number | undefined {
	if (text === null || !YEAR.test(text)) return undefined;
	return Math.min(Math.max(Number(text), atlas.span.min), atlas.span.max);
}

/** The year in which a link opens that names none: the default one, or the nearest in which the feature shows. */
function impliedYear(atlas: Atlas, feature: Feature | undefined): number {
	const nearest = feature && nearestShownYear(feature, atlas.defaultYear);
	return Math.min(Math.max(nearest ?? atlas.defaultYear, atlas.span.min), atlas.span.max);
}

/** The layers that a link shows that names none: the default ones and the feature's. */
function impliedLayers(atlas: Atlas, feature: Feature | undefined): readonly string[] {
	return atlas.layers.filter((layer) => layer.onByDefault || layer.id === feature?.layer).map(({ id }) => id);
}

function parseTime(parameters: URLSearchParams, atlas: Atlas, feature: Feature | undefined): Time {
	const [, first = null, second = null] = COMPARED.exec(parameters.get('compare') ?? '') ?? [];
	const compared = { from: parseYear(first, atlas), to: parseYear(second, atlas) };
	if (compared.from !== undefined && compared.to !== undefined)
		return { mode: 'compare', from: compared.from, to: compared.to };
	if (parameters.get('mode') === 'all') return { mode: 'all' };
	const from = parseYear(parameters.get('from'), atlas);
	const to = parseYear(parameters.get('to'), atlas);
	if (from !== undefined || to !== undefined) {
		const [a, b] = [from ?? atlas.span.min, to ?? atlas.span.max];
		return { mode: 'between', from: Math.min(a, b), to: Math.max(a, b) };
	}
	return { mode: 'year', year: parseYear(parameters.get('year'), atlas) ?? impliedYear(atlas, feature) };
}

function parseLayers(text: string | null, atlas: Atlas, feature: Feature | undefined): readonly string[] {
	if (text === null) return impliedLayers(atlas, feature);
	const asked = new Set(text.split(',', MAX_IDS));
	return atlas.layers.filter(({ id }) => asked.has(id)).map(({ id }) => id);
}

function parseCamera(text: string | null): Camera | undefined {
	const parts = text?.split('/') ?? [];
	if (parts.length !== 3 || parts.some((part) => !/^-?\d{1,3}(\.\d{1,12})?$/.test(part))) return undefined;
	const [zoom = 0, lat = 0, lng = 0] = parts.map(Number);
	if (Math.abs(lat) > 90 || Math.abs(lng) > 360) return undefined;
	return normaliseCamera({ zoom, lng, lat });
}

const oneOf = <T extends string>(text: string | null, words: readonly T[]): T | undefined =>
	words.find((word) => word === text);

/**
 * Reads a view from the query of an address. Total: whatever the text is, a view comes back; what is unknown,
 * malformed or out of range is ignored or clamped, and foreign parameters are left alone.
 */
export function parseView(query: string, atlas: Atlas): View {
	// A fragment is not ours: pages that embed add one, such as `#?secret=…`.
	const [own = ''] = query.slice(0, MAX_QUERY).split('#', 1);
	const raw = new URLSearchParams(own);
	const parameters = MIGRATIONS.reduce((current, migrate) => migrate(current), raw);
	const feature = atlas.featureById.get(parameters.get('feature') ?? '');
	const camera = parseCamera(parameters.get('map'));
	return {
		time: parseTime(parameters, atlas, feature),
		layers: parseLayers(parameters.get('layers'), atlas, feature),
		...(feature ? { feature: feature.id } : {}),
		...(camera ? { camera } : {}),
		language: oneOf<Language>(parameters.get('lang'), LANGUAGES) ?? 'en',
		theme: oneOf<Theme>(parameters.get('theme'), THEMES) ?? 'auto',
		ghosts: parameters.get('ghosts') === '1',
		...(parameters.get('contested') === '1' ? { contested: true as const } : {})
	};
}

const sameIds = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

/**
 * Writes a view as a query without the question mark; what a link implies is left out,
 * so the default view is the empty string. `parseView` gives the same view back.
 */
export function formatView(view: View, atlas: Atlas): string {
	const feature = view.feature === undefined ? undefined : atlas.featureById.get(view.feature);
	const standard = defaultView(atlas);
	const parts: string[] = [];
	switch (view.time.mode) {
		case 'all':
			parts.push('mode=all');
			break;
		case 'between':
			parts.push(`from=${view.time.from}`, `to=${view.time.to}`);
			break;
		case 'compare':
			parts.push(`compare=${view.time.from}..${view.time.to}`);
			break;
		case 'year':
			if (view.time.year !== impliedYear(atlas, feature)) parts.push(`year=${view.time.year}`);
	}
	if (!sameIds(view.layers, impliedLayers(atlas, feature))) parts.push(`layers=${view.layers.join(',')}`);
	if (feature) parts.push(`feature=${feature.id}`);
	if (view.camera) parts.push(`map=${view.camera.zoom}/${view.camera.lat}/${view.camera.lng}`);
	if (view.language !== standard.language) parts.push(`lang=${view.language}`);
	if (view.theme !== standard.theme) parts.push(`theme=${view.theme}`);
	if (view.ghosts) parts.push('ghosts=1');
	if (view.contested) parts.push('contested=1');
	return parts.join('&');
}
