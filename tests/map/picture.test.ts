import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { CHANGE_WORDS } from '../../src/lib/domain/compare-words';
import { marksOf } from '../../src/lib/domain/marks';
import { fitCamera } from '../../src/lib/domain/mercator';
import { defaultView } from '../../src/lib/domain/view';
import { SYMBOLS } from '../../src/lib/domain/vocabulary';
import { BADGES } from '../../src/lib/map/change-badge';
import { clipCollection } from '../../src/lib/domain/clip';
import { LINE_LOOKS, UNCHANGED_OPACITY } from '../../src/lib/map/look';
import { paletteOf } from '../../src/lib/map/palette';
import { drawMapPicture, pictureMapBox, type PictureParts } from '../../src/lib/map/picture';
import { svgPoint, svgScale } from '../../src/lib/map/svg';
import { lowerHalf, SYMBOL_PATHS } from '../../src/lib/map/symbols';
import { fitText, textWidth, wrapText } from '../../src/lib/map/text-width';
import { makeAtlas, writtenFeature } from '../domain/made-features';
import { atlas } from '../real-atlas';

const BASEMAP = {
	land: 'M0 0h32768v32768h-32768z',
	coast: '',
	lakes: '',
	borders: 'M0 0l9 9',
	disputed: 'M9 9l9 9',
	countries: (codes: readonly string[]) => (codes.length > 0 ? 'M5 5h9v9h-9z' : '')
};
const FONTS = { sans: 'Source Sans 3', serif: 'Source Serif 4' };
const HOSTILE = `</text><script>alert("1")</script>&amp; 'quoted' \u0000\u000b\ud800 ]]>`;

function partsOf(more: Partial<PictureParts> = {}): PictureParts {
	const of = more.atlas ?? atlas;
	return {
		atlas: of,
		view: defaultView(of),
		camera: { zoom: 2.4, lng: 60, lat: 50 },
		size: { width: 900, height: 500 },
		arrangement: 'bands',
		theme: 'light',
		basemap: BASEMAP,
		labels: [{ kind: 'place', text: 'Moscow', ...svgPoint(37.6, 55.75), minZoom: 1 }],
		title: 'The corridor that goes around Russia',
		subtitle: 'Middle Corridor and bases in Belarus',
		legend: true,
		sources: ['The Gaze', 'Delphi Global Research Center'],
		address: 'https://example.org/?layers=middle-corridor',
		fonts: FONTS,
		...more
	};
}
/** Strict XML: the renderer's parser stops at anything that is not well formed. */
const parse = (svg: string): Resvg => new Resvg(svg, { font: { loadSystemFonts: false } });
const textsIn = (svg: string): string[] =>
	[...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);

describe.each(['bands', 'column'] as const)('the picture of two years compared, in %s,', (arrangement) => {
	const view = { ...defaultView(atlas), time: { mode: 'compare', from: 2014, to: 2024 } as const };
	const camera = { zoom: 1.4, lng: 75, lat: 50 };
	const svg = drawMapPicture(partsOf({ view, arrangement, camera }));
	const marks = marksOf(atlas, view).filter(({ feature }) => feature.geometry);

	test('has a sign for each thing that has changed and one in the legend', () => {
		parse(svg);
		expect(svg).not.toMatch(/NaN|undefined/);
		const legend = textsIn(svg);
		for (const change of ['added', 'ended', 'changed'] as const) {
			const { outline, glyph } = BADGES[change]!;
			// The minus is a part of no other sign; the plus and the triangle are told by themselves.
			const drawn = svg.split(`d="${glyph === '' ? outline : glyph}"`).length - 1;
			const count = marks.filter((mark) => mark.change === change).length;
			const inLegend = legend.includes(CHANGE_WORDS[change]) ? 1 : 0;
			expect(drawn, change).toBe((count + inLegend) * (glyph === '' ? 2 : 1));
			if (arrangement === 'bands') expect(inLegend).toBe(1);
		}
	});
	test('lets what is unchanged step back', () => {
		const faint = svg.split(`opacity="${UNCHANGED_OPACITY}"`).length - 1;
		const unchanged = marks.filter(({ change }) => change === 'unchanged').length;
		expect(faint).toBeGreaterThanOrEqual(unchanged);
	});
});

describe.each(['light', 'dark'] as const)('the picture in %s', (theme) => {
	const svg = drawMapPicture(partsOf({ theme }));

	test('is a whole SVG file', () => {
		expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
		expect(svg).not.toMatch(/NaN|undefined|Infinity|\bhref=|url\(/);
		const { width, height } = parse(svg);
		expect(width).toBe(900);
		expect(height).toBeGreaterThan(500);
	});
	test('says title, year, sources, licence and address', () => {
		const texts = textsIn(svg).join('\n');
		for (const words of [
			'The corridor that goes around Russia',
			'Middle Corridor and bases in Belarus',
			String(atlas.defaultYear),
			'The Gaze; Delphi Global Research Center',
			'CC BY 4.0',
			'OpenStreetMap',
			'example.org/?layers=middle-corridor',
			'Moscow'
		]) {
			expect(texts).toContain(words);
		}
	});
	test('is the same for the same arguments', () => {
		expect(drawMapPicture(partsOf({ theme }))).toBe(svg);
	});
	test('has the colours of the map', () => {
		const palette = paletteOf(theme);
		for (const colour of [palette.land, palette.water, palette.border, palette.disputed, palette.hues.teal])
			expect(svg).toContain(`"${colour}"`);
	});
	test('has every pattern of its legend on the map', () => {
		const texts = textsIn(svg);
		for (const layer of atlas.layers.filter(({ onByDefault }) => onByDefault))
			expect(texts).toContain(layer.title);
		expect(texts).toContain('planned or agreed');
		expect(texts).toContain('sea leg');
		expect(texts).not.toContain('ended');
	});
});

describe('the words of a picture', () => {
	test('cannot become markup', () => {
		const svg = drawMapPicture(
			partsOf({
				title: HOSTILE,
				subtitle: HOSTILE,
				sources: [HOSTILE],
				address: HOSTILE,
				labels: [{ kind: 'place', text: HOSTILE, ...svgPoint(60, 50), minZoom: 1 }],
				fonts: { sans: `x" onload="alert(1)`, serif: '</style>', css: `@font-face{} </style><script>` }
			})
		);
		expect(() => parse(svg)).not.toThrow();
		for (const words of ['<script', 'onload="alert', '\u0000', '\u000b', '</style> '])
			expect(svg.includes(words)).toBe(false);
		expect(svg.split('</style>')).toHaveLength(2);
	});
	test.each([
		[{ mode: 'between', from: 2014, to: 2024 } as const, '2014–2024'],
		[{ mode: 'compare', from: 2014, to: 2024 } as const, '2014 → 2024'],
		[{ mode: 'all' } as const, 'All years']
	])('tell the years of %j', (time, words) => {
		expect(textsIn(drawMapPicture(partsOf({ view: { ...defaultView(atlas), time } })))).toContain(words);
	});
	test('stay inside the picture and leave the map its box', () => {
		for (const arrangement of ['bands', 'column'] as const) {
			const parts = partsOf({
				arrangement,
				size: { width: 600, height: 315 },
				title: 'A very long title that goes on and on about every pipeline between one sea and another sea',
				subtitle: 'word '.repeat(200)
			});
			const svg = drawMapPicture(parts);
			const { height } = parse(svg);
			const lines = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*font-size="([\d.]+)"/g)];
			expect(lines.length).toBeGreaterThan(5);
			for (const [, x, y, size] of lines) {
				expect(Number(x)).toBeGreaterThanOrEqual(0);
				expect(Number(x)).toBeLessThanOrEqual(600);
				expect(Number(y)).toBeGreaterThan(Number(size) * 0.5);
				expect(Number(y)).toBeLessThan(height);
			}
			const box = pictureMapBox(parts);
			expect(box.width).toBeGreaterThan(300);
			expect(box.height).toBeGreaterThan(200);
		}
	});
	test('leave the map its size where they stand over and under it', () => {
		expect(pictureMapBox(partsOf())).toMatchObject({ width: 900, height: 500 });
	});
	test('leave a card its shape', () => {
		const { width, height } = parse(
			drawMapPicture(partsOf({ arrangement: 'column', size: { width: 600, height: 315 } }))
		);
		expect([width, height]).toEqual([600, 315]);
	});
});

describe('the map of a picture', () => {
	const line = (id: string, lat: number, status: 'operating' | 'proposed') =>
		writtenFeature([['2000/..', status, '2026']], {
			id,
			geometry: {
				type: 'LineString',
				coordinates: [
					[20, lat],
					[40, lat]
				]
			},
			bbox: [20, lat, 40, lat],
			mode: 'rail'
		});

	test('draws a planned line in dashes and an operating one whole', () => {
		const dashesOf = (status: 'operating' | 'proposed'): string[] => {
			const of = makeAtlas([line('a', 50, status)]);
			const svg = drawMapPicture(
				partsOf({ atlas: of, legend: false, camera: { zoom: 3, lng: 30, lat: 50 } })
			);
			return [...svg.matchAll(/stroke="#0c797a"[^>]*?(stroke-dasharray="[^"]*")?\/>/g)].map(
				([found]) => found
			);
		};
		expect(dashesOf('operating').join()).not.toContain('stroke-dasharray');
		expect(dashesOf('proposed').join()).toContain('stroke-dasharray');
		expect(LINE_LOOKS.planned.dash).toHaveLength(2);
	});
	test('puts a site where the camera has it', () => {
		const of = makeAtlas([writtenFeature([['2000/..', 'operating', '2026']])]);
		const camera = fitCamera([27, 53, 27, 53], { width: 900, height: 500 });
		const svg = drawMapPicture(partsOf({ atlas: of, camera, legend: false }));
		const [, x, y] =
			/<g transform="translate\(([\d.]+) ([\d.]+)\) scale\(/.exec(svg.slice(svg.indexOf('</g>'))) ?? [];
		expect(Number(x)).toBeCloseTo(450, 0);
		expect(Number(y)).toBeCloseTo(250, 0);
	});
	test('leaves out what lies elsewhere, also from the legend', () => {
		const of = makeAtlas([line('near', 50, 'operating'), { ...line('far', -40, 'proposed') }]);
		const svg = drawMapPicture(partsOf({ atlas: of, camera: { zoom: 4, lng: 30, lat: 50 } }));
		expect(textsIn(svg)).not.toContain('planned or agreed');
	});
	test('marks the selected feature', () => {
		const of = makeAtlas([writtenFeature([['2000/..', 'operating', '2026']])]);
		const at = { atlas: of, camera: { zoom: 4, lng: 27, lat: 53 } };
		const selected = drawMapPicture(partsOf({ ...at, view: { ...defaultView(of), feature: 'thing' } }));
		expect(selected).toContain('r="2.1"');
		expect(drawMapPicture(partsOf(at))).not.toContain('r="2.1"');
	});
	test('puts no name on a route', () => {
		const of = makeAtlas([line('a', 50, 'operating')]);
		const label = { kind: 'place', text: 'Onroute', ...svgPoint(30, 49.6), minZoom: 1 } as const;
		const free = { kind: 'place', text: 'Free', ...svgPoint(30, 45), minZoom: 1 } as const;
		const svg = drawMapPicture(
			partsOf({ atlas: of, camera: { zoom: 3, lng: 30, lat: 50 }, labels: [label, free] })
		);
		expect(textsIn(svg)).toContain('Free');
		expect(textsIn(svg)).not.toContain('Onroute');
		expect(svgScale(6)).toBe(1);
	});
});

describe('shapes cut to a box', () => {
	const cut = (geometry: GeoJSON.Geometry) =>
		clipCollection(
			{ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] },
			[0, 0, 10, 10]
		).features.map(({ geometry: left }) => left);

	test('an area round the box becomes the box', () => {
		const ring = [
			[-50, -50],
			[50, -50],
			[50, 50],
			[-50, 50],
			[-50, -50]
		];
		const [left] = cut({ type: 'Polygon', coordinates: [ring] });
		const corners = left?.type === 'MultiPolygon' ? left.coordinates.flat(2) : [];
		expect(new Set(corners.map(String))).toEqual(new Set(['0,0', '10,0', '10,10', '0,10']));
	});
	test('an area elsewhere is gone', () => {
		expect(
			cut({
				type: 'Polygon',
				coordinates: [
					[
						[20, 20],
						[30, 20],
						[30, 30],
						[20, 20]
					]
				]
			})
		).toEqual([]);
	});
	test('a line keeps the steps that may touch the box, also one that passes through', () => {
		const [left] = cut({
			type: 'LineString',
			coordinates: [
				[-90, 5],
				[-20, 5],
				[30, 5],
				[80, 5],
				[90, 6]
			]
		});
		expect(left).toEqual({
			type: 'MultiLineString',
			coordinates: [
				[
					[-20, 5],
					[30, 5]
				]
			]
		});
	});
});

describe('lower halves of symbols', () => {
	test.each(SYMBOLS)('%s stays below the middle', (symbol) => {
		const path = lowerHalf(symbol);
		const numbers = [...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, , y]) => Number(y));
		expect(numbers.length).toBeGreaterThan(0);
		expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
		expect(SYMBOL_PATHS[symbol]).not.toBe(path);
	});
});

describe('lines of text', () => {
	test('are no wider than asked for, whatever the script', () => {
		for (const text of [
			'A plain sentence of some words',
			'Пограничная застава',
			'哈萨克斯坦与中国',
			'Overlongwordwithoutanyspace'
		])
			for (const line of wrapText(text, 60, 12, 'sans', 2))
				expect(textWidth(line, 12, 'sans')).toBeLessThanOrEqual(60);
	});
	test('lose no word where there is room', () => {
		expect(wrapText('one two three four', 60, 12, 'sans', 9).join(' ')).toBe('one two three four');
	});
	test('end with an ellipsis where there is not', () => {
		expect(wrapText('one two three four five six seven', 60, 12, 'sans', 2).at(-1)).toMatch(/…$/);
		expect(fitText('', 10, 12, 'sans')).toBe('');
	});
});
