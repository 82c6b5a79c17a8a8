import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isShown } from '../../src/lib/domain/shown';
import {
	defaultView,
	LANGUAGES,
	MAX_ZOOM,
	MIN_ZOOM,
	normaliseCamera,
	THEMES,
	windowOf,
	type Time,
	type View
} from '../../src/lib/domain/view';
import { formatView, parseView } from '../../src/lib/domain/view-url';
import { atlas } from '../real-atlas';

const parse = (query: string): View => parseView(query, atlas);
const format = (view: View): string => formatView(view, atlas);
const STANDARD = defaultView(atlas);
const { min, max } = atlas.span;

/** Throws where a view holds anything that the types and the atlas do not allow. */
function expectValid(view: View): void {
	const { time } = view;
	const isYear = (year: number): boolean => Number.isInteger(year) && year >= min && year <= max;
	switch (time.mode) {
		case 'year':
			expect(time).toStrictEqual({ mode: 'year', year: time.year });
			expect(isYear(time.year)).toBe(true);
			break;
		case 'between':
			expect(time).toStrictEqual({ mode: 'between', from: time.from, to: time.to });
			expect(isYear(time.from) && isYear(time.to) && time.from <= time.to).toBe(true);
			break;
		case 'compare':
			expect(time).toStrictEqual({ mode: 'compare', from: time.from, to: time.to });
			expect(isYear(time.from) && isYear(time.to)).toBe(true);
			break;
		default:
			expect(time).toStrictEqual({ mode: 'all' });
	}
	expect(view.layers).toStrictEqual(
		atlas.layers.map(({ id }) => id).filter((id) => view.layers.includes(id))
	);
	if ('feature' in view) expect(atlas.featureById.has(view.feature)).toBe(true);
	if ('camera' in view) {
		expect(normaliseCamera(view.camera)).toStrictEqual(view.camera);
		expect(view.camera.zoom >= MIN_ZOOM && view.camera.zoom <= MAX_ZOOM).toBe(true);
	}
	expect(LANGUAGES).toContain(view.language);
	expect(THEMES).toContain(view.theme);
	expect(typeof view.ghosts).toBe('boolean');
	if ('contested' in view) expect(view.contested).toBe(true);
	const members = ['camera', 'contested', 'feature', 'ghosts', 'language', 'layers', 'theme', 'time'];
	expect(Object.keys(view).filter((key) => !members.includes(key))).toEqual([]);
}

const year = fc.integer({ min, max });
const time = fc.oneof<fc.Arbitrary<Time>[]>(
	year.map((at) => ({ mode: 'year', year: at })),
	fc.tuple(year, year).map(([a, b]) => ({ mode: 'between', from: Math.min(a, b), to: Math.max(a, b) })),
	fc.tuple(year, year).map(([from, to]) => ({ mode: 'compare', from, to })),
	fc.constant({ mode: 'all' })
);
const coordinate = (bound: number): fc.Arbitrary<number> =>
	fc.double({ min: -bound, max: bound, noNaN: true });
const camera = fc
	.record({ zoom: fc.double({ min: 0, max: 14, noNaN: true }), lng: coordinate(540), lat: coordinate(95) })
	.map(normaliseCamera);
const views: fc.Arbitrary<View> = fc.record(
	{
		time,
		layers: fc.subarray(atlas.layers.map(({ id }) => id)),
		feature: fc.constantFrom(...atlas.features.map(({ id }) => id)),
		camera,
		language: fc.constantFrom(...LANGUAGES),
		theme: fc.constantFrom(...THEMES),
		ghosts: fc.boolean(),
		contested: fc.constant(true as const)
	},
	{ requiredKeys: ['time', 'layers', 'language', 'theme', 'ghosts'], noNullPrototype: true }
);

const NAMES = [
	'year',
	'mode',
	'from',
	'to',
	'layers',
	'feature',
	'map',
	'lang',
	'theme',
	'ghosts',
	'contested',
	'compare',
	'__proto__',
	'constructor',
	'utm_source'
];
const VALUES = [
	'2014',
	'-1',
	'1e3',
	'99999',
	'0x7e0',
	'NaN',
	'Infinity',
	'all',
	'2014..2024',
	'2024..2014',
	'1',
	'tsel-camp',
	'great-stone,',
	'3/50/27',
	'3/50',
	'1/2/3/4',
	'9/91/0',
	'uk',
	'dark',
	'__proto__',
	'toString',
	''
];
const anyQuery = fc.oneof(
	fc.string(),
	fc.string({ unit: 'binary' }),
	fc.webQueryParameters({ size: 'large' }),
	fc
		.array(
			fc.tuple(fc.constantFrom(...NAMES), fc.oneof(fc.constantFrom(...VALUES), fc.string({ unit: 'binary' })))
		)
		.map((pairs) => `?${pairs.map((pair) => pair.join('=')).join('&')}`),
	fc
		.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...VALUES)))
		.map((pairs) => new URLSearchParams(pairs).toString()),
	views.map(format),
	// Lone surrogates and broken percent signs, which an address may hold although no program writes them.
	fc
		.array(fc.constantFrom('%', '%E0', '\ud800', '&', '=', '#', '?', 'year', 'layers', ',', '\0', '+'))
		.map((parts) => parts.join(''))
);

describe('parseView', () => {
	test('makes a valid view of any text', () => {
		fc.assert(
			fc.property(anyQuery, (query) => expectValid(parse(query))),
			{ numRuns: 10_000 }
		);
	}, 30_000);
	test.each([
		['many parameters', '&year=2014'.repeat(100_000)],
		['a long value', `feature=${'a'.repeat(1_000_000)}`],
		['many layers', `layers=${'great-stone,'.repeat(100_000)}`],
		['many percent signs', '%'.repeat(1_000_000)]
	])('makes a valid view of %s', (_, query) => {
		expectValid(parse(query));
	});

	test.each<[string, Partial<View>]>([
		['', {}],
		['?', {}],
		['?year=2014', { time: { mode: 'year', year: 2014 } }],
		['year=1', { time: { mode: 'year', year: min } }],
		['year=9999', { time: { mode: 'year', year: max } }],
		['year=2014.5', {}],
		['year=2014x', {}],
		['year=%202014', {}],
		['year=', {}],
		['year=2014&year=2015', { time: { mode: 'year', year: 2014 } }],
		['mode=all&year=2014', { time: { mode: 'all' } }],
		['mode=some&year=2014', { time: { mode: 'year', year: 2014 } }],
		['from=2014&to=2020', { time: { mode: 'between', from: 2014, to: 2020 } }],
		['from=2020&to=2014', { time: { mode: 'between', from: 2014, to: 2020 } }],
		['from=2014', { time: { mode: 'between', from: 2014, to: max } }],
		['to=2014', { time: { mode: 'between', from: min, to: 2014 } }],
		['from=x&to=y&year=2014', { time: { mode: 'year', year: 2014 } }],
		['compare=2014..2024', { time: { mode: 'compare', from: 2014, to: 2024 } }],
		['compare=2024..2014', { time: { mode: 'compare', from: 2024, to: 2014 } }],
		['compare=2014..2014', { time: { mode: 'compare', from: 2014, to: 2014 } }],
		['compare=1..9999', { time: { mode: 'compare', from: min, to: max } }],
		['compare=2014..2024&mode=all&year=2020', { time: { mode: 'compare', from: 2014, to: 2024 } }],
		['compare=2014', {}],
		['compare=2014..', {}],
		['compare=2014...2024', {}],
		['compare=2014..x&year=2014', { time: { mode: 'year', year: 2014 } }],
		['compare=2014..123456789012345678901234567890&year=2014', { time: { mode: 'year', year: 2014 } }],
		['layers=', { layers: [] }],
		['layers=nowhere', { layers: [] }],
		['layers=great-stone', { layers: ['great-stone'] }],
		['layers=middle-corridor,great-stone,great-stone,x', { layers: ['great-stone', 'middle-corridor'] }],
		['feature=no-such-thing', {}],
		['map=4.5/53.9/27.5', { camera: { zoom: 4.5, lng: 27.5, lat: 53.9 } }],
		['map=99/89/200', { camera: { zoom: MAX_ZOOM, lng: -160, lat: 85 } }],
		['map=4/91/0', {}],
		['map=4/0/361', {}],
		['map=4/53', {}],
		['map=4/53/27/0', {}],
		['map=a/b/c', {}],
		['map=1e1/0/0', {}],
		['lang=uk', { language: 'uk' }],
		['lang=xx', {}],
		['lang=UK', {}],
		['theme=dark', { theme: 'dark' }],
		['theme=neon', {}],
		['ghosts=1', { ghosts: true }],
		['ghosts=true', {}],
		['contested=1', { contested: true }],
		['contested=yes', {}]
	])('reads %j', (query, expected) => {
		expect(parse(query)).toStrictEqual({ ...STANDARD, ...expected });
	});

	test('ignores foreign parameters and fragments', () => {
		for (const query of [
			'?utm_source=mail&fbclid=x',
			'?#?secret=abc',
			'#?secret=abc',
			'?secret=abc',
			'?YEAR=2014',
			'?ui=min&title=x'
		]) {
			expect(parse(query)).toStrictEqual(STANDARD);
		}
		expect(parse('?year=2014#?secret=abc')).toStrictEqual({
			...STANDARD,
			time: { mode: 'year', year: 2014 }
		});
		expect(parse('?year=2014#&year=2020&layers=')).toStrictEqual({
			...STANDARD,
			time: { mode: 'year', year: 2014 }
		});
		fc.assert(
			fc.property(views, fc.string(), (view, text) => {
				const foreign = new URLSearchParams([[`x-${text}`, text]]).toString();
				expect(parse(`?${foreign}&${format(view)}`)).toStrictEqual(parse(format(view)));
				expect(parse(`${format(view)}#${text}`)).toStrictEqual(parse(format(view)));
			})
		);
	});

	test('takes names of built-in properties for nothing', () => {
		for (const word of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']) {
			expect(
				parse(`feature=${word}&lang=${word}&theme=${word}&mode=${word}&year=${word}&map=${word}`)
			).toStrictEqual(STANDARD);
			expect(parse(`layers=${word}`)).toStrictEqual({ ...STANDARD, layers: [] });
			expect(parse(`${word}=1&${word}[polluted]=1`)).toStrictEqual(STANDARD);
		}
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	test('opens every feature in a year and with a layer in which it shows, where the link names neither', () => {
		for (const feature of atlas.features) {
			const view = parse(`feature=${feature.id}`);
			expect(view.feature).toBe(feature.id);
			expect(view.time.mode).toBe('year');
			expect(isShown(feature, windowOf(view.time)), feature.id).toBe(true);
			expect(view.layers).toContain(feature.layer);
		}
	});
	test('opens a feature that shows in the default year in that year', () => {
		expect(parse('feature=hantsavichy-radar').time).toEqual(STANDARD.time);
		expect(parse('feature=tsel-camp').time).toEqual({ mode: 'year', year: 2023 });
		expect(parse('feature=tsel-camp&year=2010').time).toEqual({ mode: 'year', year: 2010 });
	});
});

describe('formatView', () => {
	test('of the default view is the empty string', () => {
		expect(format(STANDARD)).toBe('');
		expect(parse('')).toStrictEqual(STANDARD);
	});
	test('leaves out what the link implies', () => {
		expect(format(parse('feature=tsel-camp'))).toBe('feature=tsel-camp');
		expect(format(parse('feature=tsel-camp&year=2023&lang=en&theme=auto&ghosts=0'))).toBe(
			'feature=tsel-camp'
		);
	});
	test('writes the parameters of the public contract', () => {
		expect(
			format(
				parse(
					'from=2014&to=2024&layers=great-stone,middle-corridor&feature=great-stone-park&map=6/53.9/28&lang=zh&theme=dark&ghosts=1'
				)
			)
		).toBe(
			'from=2014&to=2024&layers=great-stone,middle-corridor&feature=great-stone-park&map=6/53.9/28&lang=zh&theme=dark&ghosts=1'
		);
		expect(format({ ...STANDARD, time: { mode: 'all' } })).toBe('mode=all');
		expect(format({ ...STANDARD, layers: [] })).toBe('layers=');
		expect(format(parse('feature=tsel-camp&compare=2024..2014'))).toBe(
			'compare=2024..2014&feature=tsel-camp'
		);
	});
	test('drops a feature that the atlas does not hold', () => {
		expect(format({ ...STANDARD, feature: 'no-such-thing' })).toBe('');
	});
	test('needs no escaping', () => {
		fc.assert(
			fc.property(views, (view) => {
				expect(format(view)).toMatch(/^[a-z0-9=&,./-]*$/);
			})
		);
	});
});

describe('round trip', () => {
	test('parse gives back the view that format wrote', () => {
		fc.assert(
			fc.property(views, (view) => {
				expect(parse(format(view))).toStrictEqual(view);
			}),
			{ numRuns: 5000 }
		);
	}, 20_000);
	test('format of a parsed text stays the same when parsed again', () => {
		fc.assert(
			fc.property(anyQuery, (query) => {
				const once = format(parse(query));
				expect(format(parse(once))).toBe(once);
			}),
			{ numRuns: 5000 }
		);
	}, 20_000);
});
