/** Two years compared: map, list, sentence and domain agree, on both surfaces, by keyboard and in a frame. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { indexAtlas, type AtlasFile } from '../../src/lib/domain/atlas';
import { CHANGES } from '../../src/lib/domain/compare';
import { byChange, compareSentence } from '../../src/lib/domain/compare-words';
import { marksOf } from '../../src/lib/domain/marks';
import { isDrawn } from '../../src/lib/domain/outline';
import { parseView } from '../../src/lib/domain/view-url';
import { OUTLINES, PICKABLE } from '../../src/lib/map/style';
import { expectClean, waitForMap, waitForReady } from './browser';
import { BUILD_FOLDER, useBrowser, useSite } from './site';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const VIEWPORT = { width: 1920, height: 1080 };
/** Everything is on the map, and every layer is on. */
const FITTED = 'map=2.4/50/80';
const PAIRS = [
	[2014, 2024],
	[2024, 2014],
	[1990, 2035],
	[2016, 2017],
	[2021, 2021]
] as const;

const readAtlas = () =>
	indexAtlas(JSON.parse(readFileSync(join(BUILD_FOLDER, 'data/atlas.json'), 'utf8')) as AtlasFile);
const atlas = readAtlas();
const LAYERS = `layers=${atlas.layers.map(({ id }) => id).join(',')}`;

interface Found {
	readonly list: Record<string, string[]>;
	readonly sentence: string;
	readonly note: number[];
	readonly map: string[];
	readonly signs: string[];
}

function wantedOf(query: string, from: number, to: number): Found {
	const marks = marksOf(atlas, parseView(query, atlas));
	const groups = byChange(marks);
	// Whole countries have no middle that a sign could stand on
	const placed = marks.filter(({ feature }) => feature.geometry);
	return {
		list: Object.fromEntries(
			groups.map(({ change, marks: own }) => [change, own.map(({ feature }) => feature.id)])
		),
		sentence: compareSentence(marks, { from, to }),
		note: groups.map(({ marks: own }) => own.length),
		map: marks
			.filter(({ feature }) => isDrawn(feature))
			.map(({ feature }) => feature.id)
			.sort(),
		signs: placed
			.filter(({ change }) => change !== 'unchanged')
			.map(({ feature }) => feature.id)
			.sort()
	};
}

/** What the page says and draws; the list is read where it stands, open or not. */
async function foundOn(page: Page): Promise<Found> {
	await page.locator('p.sentence').waitFor({ state: 'attached' });
	// Outlines of countries come to the SVG map when they are first wanted
	await page.locator('[data-surface="live"], .svg-map [data-outline]').first().waitFor({ state: 'attached' });
	await page
		.locator('[data-badge]')
		.first()
		.waitFor({ state: 'attached', timeout: 5000 })
		.catch(() => undefined);
	return page.evaluate(
		({ pickable, changes }) => {
			const ids = (selector: string): string[] =>
				[...document.querySelectorAll<HTMLElement>(selector)].map(({ dataset }) => dataset.id ?? '');
			const live = document.querySelector<HTMLElement & { map?: unknown }>('.surface.live')?.map as
				| {
						queryRenderedFeatures(options: { layers: string[] }): { properties: { id: string } }[];
				  }
				| undefined;
			const isLive = document.querySelector('[data-surface="live"]') !== null;
			const drawn = (layers: string[]): string[] =>
				live?.queryRenderedFeatures({ layers }).map(({ properties }) => properties.id) ?? [];
			const unique = (words: string[]): string[] => [...new Set(words)].sort();
			return {
				list: Object.fromEntries(
					changes.map((change) => [change, ids(`tbody[data-change="${change}"] tr[data-id]`)])
				),
				sentence: document.querySelector('p.sentence')?.textContent ?? '',
				note: [...document.querySelectorAll('span[data-change]')].map((span) =>
					parseInt(span.textContent ?? '', 10)
				),
				map: unique(isLive ? drawn(pickable) : ids('.svg-map a[data-id]')),
				signs: unique(
					isLive
						? drawn(['changes'])
						: [...document.querySelectorAll<SVGElement>('[data-badge]')].map(
								({ dataset }) => dataset.badge ?? ''
							)
				)
			};
		},
		{ pickable: [...PICKABLE, OUTLINES], changes: [...CHANGES] }
	);
}

/** Types a year into one of the two fields, as a reader does, and waits until the page says it. */
async function typeYear(page: Page, name: string, year: number): Promise<void> {
	const field = page.getByLabel(`${name} year, typed`);
	await field.fill(String(year));
	await field.press('Enter');
}

describe.each([
	['on the live map', true],
	['without WebGL', false]
] as const)('two years compared, %s,', (_, webgl) => {
	const site = useSite();
	const browser = useBrowser({ webgl });

	it('are the same on the map, in the list, in the sentence and by the domain', async () => {
		const page = await browser.newPage({
			url: site.at(`?${FITTED}&${LAYERS}&compare=2014..2024`),
			viewport: VIEWPORT
		});
		await (webgl ? waitForMap(page) : waitForReady(page));
		for (const [from, to] of PAIRS) {
			await typeYear(page, 'First', from);
			await typeYear(page, 'Second', to);
			const wanted = wantedOf(`${FITTED}&${LAYERS}&compare=${from}..${to}`, from, to);
			await page.waitForFunction(
				({ sentence, isLive }) =>
					document.querySelector('p.sentence')?.textContent === sentence &&
					(!isLive || document.querySelector('[data-map="idle"]')),
				{ sentence: wanted.sentence, isLive: webgl }
			);
			expect(await foundOn(page), `${from} and ${to}`).toEqual(wanted);
		}
		await expectClean(page, webgl ? {} : { allow: [/WebGL/i] });
	}, 120_000);
});

describe('a reader', () => {
	const site = useSite();
	const browser = useBrowser();

	it('swapping the years in the moment in which the mode changes does no harm', async () => {
		const page = await browser.newPage({ url: site.at('?compare=2014..2024') });
		await waitForReady(page);
		await page.getByRole('button', { name: 'Swap the two years' }).evaluate((swap) => {
			document.querySelector<HTMLElement>('input[type=radio][value=all]')?.click();
			(swap as HTMLElement).click();
		});
		await page.waitForURL(/mode=all/);
		await expectClean(page);
	});

	it('compares two years by keyboard, swaps them, hears what differs and reads a passage', async () => {
		const page = await browser.newPage({ url: site.at('?year=2024') });
		await waitForReady(page);
		await page.getByRole('radio', { name: 'One year' }).focus();
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('ArrowRight');
		expect(await page.getByRole('radio', { name: 'Compare' }).isChecked()).toBe(true);
		await page.waitForFunction(() => location.search.includes('compare=2014..2024'));

		const first = page.getByRole('slider', { name: 'First year' });
		await first.focus();
		await page.keyboard.press('ArrowRight');
		expect(await first.getAttribute('aria-valuetext')).toBe('2015');
		await page.waitForFunction(() => location.search.includes('compare=2015..2024'));
		const wanted = wantedOf('compare=2015..2024', 2015, 2024);
		await page.waitForFunction(
			(sentence) =>
				[...document.querySelectorAll('[role="status"]')].some(({ textContent }) => textContent === sentence),
			wanted.sentence
		);

		await page.getByRole('button', { name: 'Swap the two years' }).press('Enter');
		await page.waitForFunction(() => location.search.includes('compare=2024..2015'));
		await page.waitForFunction(
			(sentence) => document.querySelector('p.sentence')?.textContent === sentence,
			wantedOf('compare=2024..2015', 2024, 2015).sentence
		);

		await page.locator('.tools a').press('Enter');
		const passages = page.locator('tbody[data-change="ended"] button.passages').first();
		await passages.press('Enter');
		await page.locator('.quoted blockquote').first().waitFor();
		expect(await passages.getAttribute('aria-expanded')).toBe('true');

		// A thing of either year opens without leaving the comparison.
		await page.locator('tbody[data-change="added"] tr[data-id] a').first().press('Enter');
		await page.locator('.panel blockquote').first().waitFor();
		await page.waitForFunction(() => /compare=2024\.\.2015.*feature=/.test(location.search));
		await expectClean(page);
	});

	it.each(['light', 'dark'] as const)('meets nothing that axe finds, in %s', async (colorScheme) => {
		const page = await browser.newPage({ url: site.at('?compare=2014..2024'), colorScheme });
		await waitForReady(page);
		await page.locator('.tools a').click();
		await page.locator('button.passages').first().click();
		await page.locator('.quoted blockquote').first().waitFor();
		await page.evaluate(AXE);
		const violations = await page.evaluate(async () => {
			const { axe } = window as unknown as {
				axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
			};
			return (await axe.run()).violations.flatMap(({ id, nodes }) =>
				nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)
			);
		});
		expect(violations).toEqual([]);
		await expectClean(page);
	});

	it('sees the comparison in a frame, with its sign and its list', async () => {
		const page = await browser.newPage({
			url: site.at('embed/?compare=2014..2024'),
			viewport: { width: 390, height: 700 }
		});
		await waitForReady(page);
		const counts = page.locator('span[data-change]');
		await counts.first().waitFor();
		const wanted = wantedOf('compare=2014..2024', 2014, 2024);
		expect((await counts.allTextContents()).map((text) => parseInt(text, 10))).toEqual(wanted.note);
		await page.getByRole('button', { name: 'List' }).click();
		await page.locator('p.sentence').waitFor();
		expect(await page.locator('p.sentence').textContent()).toBe(wanted.sentence);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		await expectClean(page);
	});
});
