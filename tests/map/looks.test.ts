/** Marks, lines and hatching tell status and kind without colour: rasterised in grey, any two differ. */
import { Resvg } from '@resvg/resvg-js';
import {
	filterDeficiencyDeuter,
	filterDeficiencyProt,
	filterDeficiencyTrit,
	filterGrayscale,
	formatHex,
	parse,
	wcagContrast,
	type Color
} from 'culori';
import { describe, expect, test } from 'vitest';
import { LOOKS, type Look } from '../../src/lib/domain/marks';
import { HATCH_DIRECTIONS } from '../../src/lib/domain/hatch-directions';
import { SYMBOLS, type Symbol } from '../../src/lib/domain/vocabulary';
import { HATCH_LOOKS, HATCH_TILE, hatchPath } from '../../src/lib/map/hatch';
import { CORE_INSET, LINE_LOOKS, SEA_DASH } from '../../src/lib/map/look';
import { paletteOf } from '../../src/lib/map/palette';
import { lowerHalf, MARK_PAINTS, SYMBOL_PATHS, type MarkPaint } from '../../src/lib/map/symbols';

const SIDE = 24;
const LAND = '#f2f2f2';
/** As dark against the land as the palest hue is: 3:1. */
const INK = '#8c8c8c';

function raster(content: string): Uint8Array {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><rect width="${SIDE}" height="${SIDE}" fill="${LAND}"/>${content}</svg>`;
	const { pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
	return Uint8Array.from({ length: SIDE * SIDE }, (_, index) => pixels[index * 4]!);
}
/** How much of the picture differs, in pixels of full contrast between ink and land. */
const difference = (a: Uint8Array, b: Uint8Array): number =>
	a.reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / (0xf2 - 0x8c);

/** A site's mark at the radius of an overview. */
function mark(symbol: Symbol, look: Look): Uint8Array {
	const paint: MarkPaint = MARK_PAINTS[look];
	const d = SYMBOL_PATHS[symbol];
	const body =
		paint.fill === 'colour'
			? `<path d="${d}" fill="${INK}"/>`
			: `<path d="${d}" fill="${paint.fill === 'none' ? 'none' : LAND}" stroke="${INK}" stroke-width=".34" stroke-dasharray="${paint.dash?.join(' ') ?? 'none'}"/>` +
				(paint.fill === 'half' ? `<path d="${lowerHalf(symbol)}" fill="${INK}"/>` : '') +
				(paint.bar ? `<rect x="-.6" y="-.16" width="1.2" height=".32" fill="${INK}"/>` : '');
	return raster(`<g transform="translate(12 12) scale(6.5)">${body}</g>`);
}
function line(dash: readonly number[] | undefined, core: string | undefined, round = false): Uint8Array {
	const course = 'M-40 12H64';
	const dashes = dash?.map((part) => Math.max(part * 3.6, 0.01)).join(' ') ?? 'none';
	return raster(
		`<path d="${course}" stroke="${INK}" stroke-width="3.6" stroke-dasharray="${dashes}" stroke-linecap="${round ? 'round' : 'butt'}"/>` +
			(core
				? `<path d="${course}" stroke="${LAND}" stroke-width="${3.6 - CORE_INSET}" stroke-opacity="${core === 'tint' ? 0.75 : 1}"/>`
				: '')
	);
}
const hatch = (look: Look, direction: number): Uint8Array =>
	raster(
		`<pattern id="p" patternUnits="userSpaceOnUse" width="${HATCH_TILE}" height="${HATCH_TILE}"><path d="${hatchPath(look, direction)}" stroke="${INK}" stroke-width="${HATCH_LOOKS[look].width}"/></pattern>` +
			`<rect width="${SIDE}" height="${SIDE}" fill="${INK}" fill-opacity="${HATCH_LOOKS[look].tint}"/><rect width="${SIDE}" height="${SIDE}" fill="url(#p)"/>`
	);

function nearest(rasters: ReadonlyMap<string, Uint8Array>): { pair: string; pixels: number } {
	const entries = [...rasters];
	let found = { pair: '', pixels: Infinity };
	entries.forEach(([a, one], index) => {
		for (const [b, other] of entries.slice(index + 1)) {
			const pixels = difference(one, other);
			if (pixels < found.pixels) found = { pair: `${a} and ${b}`, pixels };
		}
	});
	return found;
}
const each = <T extends string>(
	words: readonly T[],
	draw: (word: T) => Uint8Array
): Map<string, Uint8Array> => new Map(words.map((word) => [word, draw(word)]));

describe('in grey', () => {
	test.each(SYMBOLS)('the looks of a %s differ', (symbol) => {
		const { pair, pixels } = nearest(each(LOOKS, (look) => mark(symbol, look)));
		expect(pixels, pair).toBeGreaterThan(9);
	});
	test.each(LOOKS)('the symbols differ when %s', (look) => {
		const { pair, pixels } = nearest(each(SYMBOLS, (symbol) => mark(symbol, look)));
		expect(pixels, pair).toBeGreaterThan(9);
	});
	test('lines differ by look, and from a sea leg', () => {
		const lines = each(LOOKS, (look) => line(LINE_LOOKS[look].dash, LINE_LOOKS[look].core));
		lines.set('sea leg', line(SEA_DASH, undefined, true));
		const { pair, pixels } = nearest(lines);
		expect(pixels, pair).toBeGreaterThan(9);
	});
	test('hatching differs by look and by direction', () => {
		for (let direction = 0; direction < HATCH_DIRECTIONS; direction += 1) {
			const { pair, pixels } = nearest(each(LOOKS, (look) => hatch(look, direction)));
			expect(pixels, `${pair}, direction ${direction}`).toBeGreaterThan(9);
		}
		for (const look of LOOKS.filter((word) => word !== 'ghost')) {
			const directions = ['0', '1', '2', '3'] as const;
			const { pair, pixels } = nearest(each(directions, (direction) => hatch(look, Number(direction))));
			expect(pixels, `${look}, directions ${pair}`).toBeGreaterThan(9);
		}
	});
});

describe.each(['light', 'dark'] as const)('under simulated deficiencies in %s', (theme) => {
	const palette = paletteOf(theme);
	test.each([
		['protanopia', filterDeficiencyProt(1)],
		['deuteranopia', filterDeficiencyDeuter(1)],
		['tritanopia', filterDeficiencyTrit(1)],
		['greyscale', filterGrayscale(1, 'rgb')]
	] as readonly (readonly [string, (colour: Color) => Color | undefined])[])(
		'every hue still stands out from land and water: %s',
		(_, filter) => {
			const see = (colour: string): string => formatHex(filter(parse(colour)!)) ?? '';
			for (const [name, hue] of Object.entries(palette.hues)) {
				for (const ground of [palette.land, palette.water])
					expect(wcagContrast(see(hue), see(ground)), name).toBeGreaterThanOrEqual(2.5);
			}
		}
	);
});
