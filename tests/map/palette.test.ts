import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
	differenceCiede2000,
	filterDeficiencyDeuter,
	filterDeficiencyProt,
	filterDeficiencyTrit,
	formatHex,
	parse,
	wcagContrast,
	type Color
} from 'culori';
import { describe, expect, test } from 'vitest';
import { hueOf, paletteOf } from '../../src/lib/map/palette';
import { atlas } from '../real-atlas';

const THEMES = ['light', 'dark'] as const;
const distance = differenceCiede2000();

const pairsOf = <T>(items: readonly T[]): readonly (readonly [T, T])[] =>
	items.flatMap((a, index) => items.slice(index + 1).map((b) => [a, b] as const));

const seenThrough =
	(filter: (colour: Color) => Color) =>
	(colour: string): string => {
		const parsed = parse(colour);
		if (!parsed) throw new Error(`${colour} is no colour`);
		return formatHex(filter(parsed));
	};
const VISIONS: Readonly<Record<string, (colour: string) => string>> = {
	'normal vision': seenThrough((colour) => colour),
	protanopia: seenThrough(filterDeficiencyProt(1)),
	deuteranopia: seenThrough(filterDeficiencyDeuter(1)),
	tritanopia: seenThrough(filterDeficiencyTrit(1))
};

/** Custom properties of the style sheet by theme: `:root`, and over it what the dark theme sets. */
const CSS = readFileSync(fileURLToPath(new URL('../../src/app.css', import.meta.url)), 'utf8');
function tokensIn(selector: string): Record<string, string> {
	const start = CSS.indexOf(`${selector} {`);
	if (start === -1) throw new Error(`no ${selector} in app.css`);
	const block = CSS.slice(start, CSS.indexOf('}', start));
	return Object.fromEntries(
		[...block.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value])
	);
}
const LIGHT = tokensIn(':root');
const TOKENS = { light: LIGHT, dark: { ...LIGHT, ...tokensIn(":root[data-theme='dark']") } };
const tokenOf = (theme: (typeof THEMES)[number], name: string): string => {
	const value = TOKENS[theme][name];
	if (value === undefined) throw new Error(`no --${name} in app.css`);
	return value;
};

describe.each(THEMES)('the palette in %s', (theme) => {
	const palette = paletteOf(theme);
	const hues = Object.entries(palette.hues);

	test.each(hues)('%s %s keeps 3:1 against land and water', (_, colour) => {
		expect(wcagContrast(colour, palette.land)).toBeGreaterThanOrEqual(3);
		expect(wcagContrast(colour, palette.water)).toBeGreaterThanOrEqual(3);
	});

	test.each(['label', 'countryLabel', 'text'] as const)(
		'%s keeps 4.5:1 against land, its halo and paper',
		(name) => {
			for (const ground of [palette.land, palette.halo, tokenOf(theme, 'paper')]) {
				expect(wcagContrast(palette[name], ground)).toBeGreaterThanOrEqual(4.5);
			}
		}
	);
	test('names of seas keep 4.5:1 against water', () => {
		expect(wcagContrast(palette.seaLabel, palette.water)).toBeGreaterThanOrEqual(4.5);
	});
	test.each(['ghost', 'disputed', 'selection'] as const)('%s keeps 3:1 against land', (name) => {
		expect(wcagContrast(palette[name], palette.land)).toBeGreaterThanOrEqual(3);
	});

	test.each(Object.entries(VISIONS))(
		'the hues of the four layers lie ΔE00 10 apart or more under %s',
		(_, see) => {
			for (const [a, b] of pairsOf(['vermilion', 'orange', 'teal', 'blue'])) {
				expect(
					distance(see(hueOf(palette, a)), see(hueOf(palette, b))),
					`${a} and ${b}`
				).toBeGreaterThanOrEqual(10);
			}
		}
	);
	test('any two hues lie ΔE00 10 apart or more under normal vision', () => {
		for (const [[a, colourA], [b, colourB]] of pairsOf(hues)) {
			expect(distance(colourA, colourB), `${a} and ${b}`).toBeGreaterThanOrEqual(10);
		}
	});
	test('the hues of the layers of the atlas can be read as text on paper', () => {
		for (const { colour } of atlas.layers) {
			expect(wcagContrast(hueOf(palette, colour), tokenOf(theme, 'paper')), colour).toBeGreaterThanOrEqual(
				4.5
			);
		}
	});
	test('every layer of the atlas has a hue of its own', () => {
		const colours = atlas.layers.map(({ colour }) => colour);
		expect(new Set(colours).size).toBe(colours.length);
		expect(colours.filter((colour) => !Object.hasOwn(palette.hues, colour))).toEqual([]);
	});
});

test('both themes know the same hues', () => {
	expect(Object.keys(paletteOf('dark').hues)).toEqual(Object.keys(paletteOf('light').hues));
});

describe.each(THEMES)('the style sheet in %s', (theme) => {
	const contrast = (a: string, b: string): number => wcagContrast(tokenOf(theme, a), tokenOf(theme, b));

	test.each(
		['ink', 'ink-2', 'ink-3'].flatMap((ink) =>
			['paper', 'land', 'notice', 'wash'].map((ground) => [ink, ground] as const)
		)
	)('--%s on --%s keeps 4.5:1', (ink, ground) => {
		expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
	});
	test.each([
		['mark-ink', 'mark'],
		['button-ink', 'button']
	])('--%s on --%s keeps 4.5:1', (ink, ground) => {
		expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
	});
	test.each(['line-strong', 'focus'])('--%s on --paper keeps 3:1', (name) => {
		expect(contrast(name, 'paper')).toBeGreaterThanOrEqual(3);
	});
	test('has the land and the water of the map', () => {
		expect([tokenOf(theme, 'land'), tokenOf(theme, 'water')]).toEqual([
			paletteOf(theme).land,
			paletteOf(theme).water
		]);
	});
});

test('the dark tokens are the same whether the system or the reader asks for them', () => {
	expect(tokensIn(":root:not([data-theme='light'])")).toEqual(tokensIn(":root[data-theme='dark']"));
	expect(Object.keys(tokensIn(":root[data-theme='dark']"))).toEqual(Object.keys(LIGHT));
});
