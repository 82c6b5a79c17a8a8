import { latest, validateStyleMin, type LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { FeatureCollection } from 'geojson';
import { describe, expect, test } from 'vitest';
import type { Atlas } from '../../src/lib/domain/atlas';
import { LOOKS, marksOf } from '../../src/lib/domain/marks';
import { badgePosition } from '../../src/lib/map/change-badge';
import { NOT_COMPARED } from '../../src/lib/map/filters';
import { parseMarkImage } from '../../src/lib/map/mark-image';
import { hueOf, paletteOf } from '../../src/lib/map/palette';
import { buildStyle, markImageIds, PICKABLE, type StyleParts } from '../../src/lib/map/style';
import { makeAtlas, writtenFeature } from '../domain/made-features';
import { atlas } from '../real-atlas';
import { filterUnder, propertiesUnder, type GlobalState } from './evaluate';

const points = (properties: Record<string, unknown>): FeatureCollection => ({
	type: 'FeatureCollection',
	features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [27, 53] }, properties }]
});
const outline = (properties: Record<string, unknown> = {}): FeatureCollection => ({
	type: 'FeatureCollection',
	features: [
		{
			type: 'Feature',
			geometry: {
				type: 'LineString',
				coordinates: [
					[27, 53],
					[28, 54]
				]
			},
			properties
		}
	]
});
const area: FeatureCollection = {
	type: 'FeatureCollection',
	features: [
		{
			type: 'Feature',
			geometry: {
				type: 'Polygon',
				coordinates: [
					[
						[27, 53],
						[28, 54],
						[28, 53],
						[27, 53]
					]
				]
			},
			properties: {}
		}
	]
};
const partsOf = (theme: 'light' | 'dark', more: Partial<StyleParts> = {}): StyleParts => ({
	theme,
	basemap: {
		land: area,
		coast: outline(),
		borders: outline({ kind: 'disputed' }),
		lakes: area,
		rivers: outline(),
		countries: area
	},
	labels: {
		places: points({ label: 'Minsk', minZoom: 3, rank: -2_000_000 }),
		countries: points({ label: 'Belarus', minZoom: 2, rank: 0 }),
		seas: points({ label: 'Black Sea', minZoom: 2, rank: 0 })
	},
	window: {
		year: 2025,
		span: 0,
		layers: atlas.layers.map(({ id }) => id),
		ghosts: true,
		contested: false,
		before: NOT_COMPARED
	},
	fonts: { 'Faultlines Sans': 'https://example.org/fonts/sans.woff2' },
	selected: undefined,
	...more
});
const styleOf = (
	of: Atlas,
	theme: 'light' | 'dark',
	more: Partial<StyleParts> = {}
): ReturnType<typeof buildStyle> => buildStyle(of, partsOf(theme, more));

describe.each(['light', 'dark'] as const)('the style in %s', (theme) => {
	const style = styleOf(atlas, theme);

	test('has no errors by the specification', () => {
		expect(validateStyleMin(style, latest).map(({ message }) => message)).toEqual([]);
	});
	test('is plain JSON, since it travels to workers', () => {
		expect(JSON.parse(JSON.stringify(style))).toEqual(style);
	});
	test('is the same for the same arguments', () => {
		expect(styleOf(atlas, theme)).toEqual(style);
	});
	test('names each layer once, and every layer reads a source that is there', () => {
		const ids = style.layers.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		const sources = style.layers.flatMap((layer) => ('source' in layer ? [layer.source] : []));
		expect(sources.filter((source) => !Object.hasOwn(style.sources, source))).toEqual([]);
	});
	test('has every layer that can be pointed at, topmost first', () => {
		const ids = style.layers.map(({ id }) => id);
		const order = PICKABLE.map((id) => ids.indexOf(id));
		expect(order).not.toContain(-1);
		expect(order[0]).toBe(Math.max(...order));
		expect(order.at(-1)).toBe(Math.min(...order));
	});
	test('asks only for fonts that the site has', () => {
		const fonts = style.layers.flatMap((layer) =>
			layer.type === 'symbol' ? ((layer.layout?.['text-font'] ?? []) as string[]) : []
		);
		expect([...new Set(fonts)].sort()).toEqual(['Faultlines Sans', 'Faultlines Sans Semibold']);
	});
	test('has the marks placed before all names, so that no name lies on a mark', () => {
		const { layers } = styleOf(atlas, theme);
		const named = layers.flatMap((layer, index) =>
			layer.type === 'symbol' && layer.layout?.['text-field'] ? [index] : []
		);
		const marks = layers.findIndex(({ id }) => id === 'sites');
		expect(named.length).toBeGreaterThan(3);
		// MapLibre places from the top down
		expect(Math.max(...named)).toBeLessThan(marks);
	});
	test('puts the view into the global state, the selection too', () => {
		const { state } = styleOf(atlas, theme, {
			selected: 'hantsavichy-radar',
			window: { year: 2014, span: 3, layers: ['great-stone'], ghosts: false, contested: false, before: 2010 }
		});
		expect(state).toEqual({
			year: { default: 2014 },
			span: { default: 3 },
			layers: { default: ['great-stone'] },
			ghosts: { default: false },
			before: { default: 2010 },
			contested: { default: false },
			selected: { default: 'hantsavichy-radar' },
			drawn: { default: 1 },
			named: { default: 1 }
		});
	});
});

describe('on every phase of the atlas', () => {
	const style = styleOf(atlas, 'light');
	const state: GlobalState = Object.fromEntries(
		Object.entries(style.state ?? {}).map(([name, { default: value }]) => [name, value])
	);
	const phases = style.sources.phases;
	const features =
		phases?.type === 'geojson' && typeof phases.data === 'object'
			? (phases.data as FeatureCollection).features
			: [];
	const layers = style.layers.filter(
		(layer): layer is Exclude<LayerSpecification, { type: 'background' }> =>
			'source' in layer && layer.source === 'phases'
	);
	const ZOOMS = [1, 2.5, 3, 5.4, 6, 7, 12];

	test('no expression of the style fails, at any zoom', () => {
		expect(features.length).toBeGreaterThan(100);
		for (const layer of layers) {
			const properties = propertiesUnder(layer, state);
			const isShown = filterUnder(layer.filter as never, state);
			for (const [year, before] of [
				...[1990, 2008, 2014, 2022, 2025, 2035].map((each) => [each, NOT_COMPARED]),
				[2024, 2014],
				[2014, 2024]
			]) {
				Object.assign(state, { year, before });
				for (const feature of features) {
					for (const zoom of ZOOMS) if (isShown(feature, zoom)) properties(feature, zoom);
				}
			}
		}
	});

	test('each line that shows is drawn by one line layer, each site by one symbol', () => {
		const drawing = layers
			.filter(({ id }) => PICKABLE.includes(id) && !id.startsWith('areas'))
			.map(({ id, filter }) => ({ id, isShown: filterUnder(filter as never, state) }));
		const shownAtAll = filterUnder(layers.find(({ id }) => id === 'lines-case')!.filter as never, state);
		for (let year = 1990; year <= 2035; year += 1) {
			Object.assign(state, { year, before: year % 3 === 0 ? 2014 : NOT_COMPARED });
			for (const feature of features) {
				const by = drawing.filter(({ isShown }) => isShown(feature)).map(({ id }) => id);
				if (feature.geometry.type === 'Point') expect(by.length).toBeLessThanOrEqual(1);
				else expect(by, `${feature.properties?.id} in ${year}`).toHaveLength(shownAtAll(feature) ? 1 : 0);
				if (by.length > 0) expect(by[0] === 'sites').toBe(feature.geometry.type === 'Point');
				if (feature.properties?.sea && by.length > 0) expect(by[0]).toMatch(/^lines-sea/);
			}
		}
	});

	test('every image that a site asks for is known beforehand and says which mark it is', () => {
		const known = new Set(markImageIds(atlas));
		const images = propertiesUnder(
			layers.find(({ id }) => id === 'sites')!,
			state
		);
		for (const year of [1990, 2014, 2022, 2025, 2035]) {
			Object.assign(state, { year, before: year === 2022 ? 2010 : NOT_COMPARED });
			for (const feature of features.filter(
				({ geometry, properties }) => geometry.type === 'Point' && !properties?.sign
			)) {
				const image = String(images(feature, 5)['icon-image']);
				expect(known).toContain(image);
				expect(parseMarkImage(image)).toMatchObject({
					layer: feature.properties?.layer,
					symbol: feature.properties?.symbol
				});
			}
		}
	});
});

describe('a year', () => {
	const paintsAsking = (style: ReturnType<typeof buildStyle>): string[] =>
		style.layers
			.filter((layer) => 'source' in layer && layer.source === 'phases')
			.flatMap(({ id, paint = {} }) => Object.entries(paint).map(([name, value]) => ({ id, name, value })))
			.filter(({ value }) => JSON.stringify(value).includes('["global-state","year"]'))
			.map(({ name }) => name);

	test('changes no paint of a phase, for the map would lay out its tiles twice', () => {
		expect(paintsAsking(styleOf(atlas, 'light'))).toEqual([]);
	});
	test('drawn elsewhere takes every mark off the map, which need only paint', () => {
		const { layers } = styleOf(atlas, 'light');
		const layout = layers.filter(({ paint: _, ...layer }) => JSON.stringify(layer).match(/"(drawn|named)"/));
		expect(layout).toEqual([]);
		const opacities = layers
			.filter((layer) => 'source' in layer && layer.source === 'phases')
			.map(
				({ id, paint = {} }) =>
					[id, Object.entries(paint).filter(([name]) => name.endsWith('-opacity'))] as const
			);
		for (const [id, paint] of opacities) {
			expect(paint.length, id).toBeGreaterThan(0);
			for (const [name, value] of paint) {
				const state = name === 'text-opacity' ? 'named' : 'drawn';
				expect(JSON.stringify(value), id).toContain(`["global-state","${state}"]`);
				expect(JSON.stringify(value), id).not.toContain('"get"');
			}
		}
	});
	test('fades what it leaves unchanged where two are compared', () => {
		const style = styleOf(atlas, 'light', { window: { ...partsOf('light').window, before: 2014 } });
		expect(new Set(paintsAsking(style))).toEqual(
			new Set(['fill-opacity', 'line-opacity', 'icon-opacity', 'text-opacity'])
		);
		expect(validateStyleMin(style, latest)).toEqual([]);
	});
	test('shows each area in one look', () => {
		const style = styleOf(atlas, 'light');
		const state: GlobalState = Object.fromEntries(
			Object.entries(style.state ?? {}).map(([name, { default: value }]) => [name, value])
		);
		const under = (test: (id: string) => boolean) =>
			style.layers
				.filter(({ id }) => test(id))
				.map((layer) => filterUnder((layer as { filter?: unknown }).filter as never, state));
		const looks = under((id) => id.startsWith('areas'));
		const [any] = under((id) => id === 'lines-case');
		const source = style.sources.phases;
		const areas = (source?.type === 'geojson' ? (source.data as FeatureCollection).features : []).filter(
			({ geometry }) => geometry.type.endsWith('Polygon')
		);
		expect(areas.length).toBeGreaterThan(3);
		for (let year = 1990; year <= 2035; year += 1) {
			Object.assign(state, { year });
			for (const area of areas)
				expect(looks.filter((isShown) => isShown(area))).toHaveLength(any!(area) ? 1 : 0);
		}
	});
});

describe('the signs of two years compared', () => {
	const style = styleOf(atlas, 'light');
	const state: GlobalState = Object.fromEntries(
		Object.entries(style.state ?? {}).map(([name, { default: value }]) => [name, value])
	);
	const layer = style.layers.find(({ id }) => id === 'changes') as Extract<
		LayerSpecification,
		{ source: string }
	>;
	const source = style.sources.phases;
	const features =
		source?.type === 'geojson' && typeof source.data === 'object'
			? (source.data as FeatureCollection).features
			: [];

	test('stand at everything that has changed and at nothing else', () => {
		const isShown = filterUnder(layer.filter as never, state);
		const properties = propertiesUnder(layer, state);
		const layers = atlas.layers.map(({ id }) => id);
		for (const [before, year] of [
			[2014, 2024],
			[2024, 2014],
			[1990, 2035],
			[2016, 2017],
			[2020, 2020]
		] as const) {
			Object.assign(state, { before, year, layers });
			const drawn = features
				.filter((feature) => isShown(feature, 3))
				.map((feature) => `${feature.properties?.id} ${String(properties(feature, 3)['icon-image'])}`);
			const marks = marksOf(atlas, {
				time: { mode: 'compare', from: before, to: year },
				layers,
				ghosts: false,
				language: 'en',
				theme: 'auto'
			});
			expect(drawn).toEqual(
				marks
					.filter(({ change, feature }) => change !== 'unchanged' && feature.geometry)
					.map(({ change, feature }) => `${feature.id} change|${change}`)
			);
		}
	});
	test('are not there where no years are compared', () => {
		const isShown = filterUnder(layer.filter as never, state);
		Object.assign(state, { before: NOT_COMPARED, year: 2024 });
		expect(features.filter((feature) => isShown(feature, 3))).toEqual([]);
	});
	test('hang on the thing: inside its box', () => {
		for (const feature of atlas.features) {
			const position = badgePosition(feature);
			expect(position === undefined, feature.id).toBe(feature.geometry === null);
			if (!position || !feature.bbox) continue;
			const [west, south, east, north] = feature.bbox;
			expect(position[0] >= west - 0.1 && position[0] <= east + 0.1, feature.id).toBe(true);
			expect(position[1] >= south - 0.1 && position[1] <= north + 0.1, feature.id).toBe(true);
		}
	});
});

describe('images of marks', () => {
	test('parse back to symbol, look and layer', () => {
		for (const id of markImageIds(atlas)) {
			const mark = parseMarkImage(id);
			expect(mark).toBeDefined();
			expect(`mark|${mark!.symbol}|${mark!.look}|${mark!.layer}`).toBe(id);
			expect(atlas.layerById.has(mark!.layer)).toBe(true);
		}
		expect(markImageIds(atlas)).toHaveLength(new Set(markImageIds(atlas)).size);
	});
	test.each([
		'',
		'mark',
		'mark|circle|solid',
		'mark|circle|solid|',
		'mark|circle|__proto__|a',
		'mark|constructor|solid|a',
		'icon|circle|solid|a',
		'|||'
	])('%j is none', (id) => {
		expect(parseMarkImage(id)).toBeUndefined();
	});
});

describe('ids that are words of the language', () => {
	const WORDS = ['constructor', 'prototype', 'to-string', 'valueof'];
	const strange = makeAtlas(
		WORDS.map((word) => writtenFeature([['2010/2015', 'operating']], { id: word, layer: word, kind: word })),
		WORDS
	);
	test('make a valid style', () => {
		const style = styleOf(strange, 'light', {
			selected: 'constructor',
			window: { year: 2012, span: 0, layers: WORDS, ghosts: false, contested: false, before: NOT_COMPARED }
		});
		expect(validateStyleMin(style, latest).map(({ message }) => message)).toEqual([]);
		expect(markImageIds(strange)).toHaveLength(WORDS.length * LOOKS.length);
		expect(markImageIds(strange).map((id) => parseMarkImage(id)?.layer)).toContain('constructor');
	});
	test('name no colour', () => {
		const palette = paletteOf('light');
		for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'chartreuse'])
			expect(hueOf(palette, word)).toBe(palette.text);
	});
});
