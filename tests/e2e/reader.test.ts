/** A document read with the map beside it: by scrolling, by keys, by links, and without script. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	indexAtlas,
	indexEvidence,
	type Atlas,
	type AtlasFile,
	type Evidence,
	type EvidenceFile
} from '../../src/lib/domain/atlas';
import { readingStops, stopMarks, type ReadingStop } from '../../src/lib/domain/reading';
import { timeWords } from '../../src/lib/domain/status-sentence';
import { usesOf } from '../../src/lib/domain/source-use';
import { expectClean, waitForReady } from './browser';
import { assertBuilt, BUILD_FOLDER, useBrowser, useSite } from './site';

let atlas: Atlas;
let evidence: Evidence;
beforeAll(() => {
	assertBuilt();
	const read = (file: string): unknown => JSON.parse(readFileSync(join(BUILD_FOLDER, 'data', file), 'utf8'));
	atlas = indexAtlas(read('atlas.json') as AtlasFile);
	evidence = indexEvidence(read('evidence.json') as EvidenceFile);
});
const stopsOf = (source: string): readonly ReadingStop[] =>
	readingStops(atlas, evidence, evidence.sourceById.get(source)!);

/** What the map is expected to say and draw at a stop. */
const expectedAt = (stop: ReadingStop): string =>
	JSON.stringify([
		stop.passage ?? '',
		stop.time.mode === 'all' ? 'All years' : timeWords(stop.time),
		stopMarks(atlas, stop)
			.map(({ feature }) => feature.id)
			.sort()
	]);
/** The same as the page has it. */
const shown = (): string => {
	const stage = document.querySelector<HTMLElement>('[data-stop]');
	const marks = [...document.querySelectorAll<SVGElement>('.stage [data-id]')];
	return JSON.stringify([
		stage?.dataset.stop,
		document.querySelector('.bar .time')?.textContent,
		[...new Set(marks.map(({ dataset }) => dataset.id))].sort()
	]);
};
/** Until the map stands still at a stop and shows what it should; where it does not, the failure says what differs. */
async function expectStop(page: Page, stop: ReadingStop): Promise<void> {
	const expected = expectedAt(stop);
	await expect
		.poll(
			async () => {
				const isFlying = await page.locator('[data-stop][data-flying]').count();
				return isFlying > 0 ? 'the map is moving' : page.evaluate(shown);
			},
			{ timeout: 15_000, interval: 30 }
		)
		.toBe(expected);
}

/**
 * Index of the stop that the page has scrolled to, and the camera, once the map shows it. Asked anew each time: a font
 * that comes late still moves the text.
 */
async function expectReached(
	page: Page,
	stops: readonly ReadingStop[],
	line: number
): Promise<{ stop: number; camera: string }> {
	const readPage = (line: number): { stop: number; camera: string; isFlying: boolean } => {
		const steps = [...document.querySelectorAll<HTMLElement>('[data-step]')];
		const step = steps.findLast((element) => element.getBoundingClientRect().top <= innerHeight * line);
		return {
			stop: Number(step?.dataset.step),
			camera: document.querySelector<HTMLElement>('.stage .svg-map')?.style.cssText ?? '',
			isFlying: document.querySelector('[data-stop][data-flying]') !== null
		};
	};
	let reached = { stop: -1, camera: '' };
	await expect
		.poll(
			async () => {
				const now = await page.evaluate(readPage, line);
				if (now.isFlying) return 'the map is moving';
				const found = await page.evaluate(shown);
				const expected = expectedAt(stops[now.stop]!);
				if (found !== expected) return `${found} where ${expected} is expected`;
				// Nothing has moved between the two questions
				reached = await page.evaluate(readPage, line);
				return JSON.stringify(reached) === JSON.stringify(now) ? 'as expected' : 'the page is moving';
			},
			{ timeout: 15_000, interval: 30 }
		)
		.toBe('as expected');
	return reached;
}

describe('reading with the map', () => {
	const site = useSite();
	const browser = useBrowser();

	it.each([
		['delphi-2025', { width: 1440, height: 900 }, 0.4],
		['kuchukhidze-2025', { width: 390, height: 844 }, 0.58]
	] as const)(
		'%s scrolled from start to end moves year, features and camera with each passage',
		async (id, viewport, line) => {
			const page = await browser.newPage({
				url: site.at(`source/${id}/`),
				viewport,
				reducedMotion: 'reduce'
			});
			await waitForReady(page);
			// The words under the map are a little higher in the font that stands in
			await page.evaluate(async () => void (await document.fonts.ready));
			const stops = stopsOf(id);
			await expectStop(page, stops[0]!);
			const reached: number[] = [0];
			const cameras = new Map<string, Set<string>>();
			for (let isOver = false; !isOver;) {
				isOver = await page.evaluate(() => {
					scrollBy(0, Math.round(innerHeight / 8));
					return scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
				});
				const { stop, camera } = await expectReached(page, stops, line);
				if (reached.at(-1) !== stop) reached.push(stop);
				const box = JSON.stringify(stops[stop]!.box);
				cameras.set(box, (cameras.get(box) ?? new Set()).add(camera));
			}
			// Every passage, in the order of the document, and at the end the whole of it
			expect(reached).toEqual([...stops.keys(), 0]);
			// One camera for each place
			expect([...cameras.values()].map((each) => [...each])).toEqual(
				[...cameras.values()].map((each) => [[...each][0]])
			);
			const different = [...cameras.values()].flatMap((each) => [...each]);
			expect(new Set(different).size).toBe(new Set(stops.map(({ box }) => JSON.stringify(box))).size);
			await expectClean(page);
		}
	);

	it('a link lands on its passage, arrow keys and buttons go on, and the address follows', async () => {
		const stops = stopsOf('delphi-2025');
		const at = (passage: string): number => stops.findIndex((stop) => stop.passage === passage);
		const start = at('unequal-treaties');
		const page = await browser.newPage({ url: site.at('source/delphi-2025/#unequal-treaties') });
		await waitForReady(page);
		await expectStop(page, stops[start]!);
		const entries = await page.evaluate(() => history.length);

		await page.keyboard.press('ArrowRight');
		await expectStop(page, stops[start + 1]!);
		expect(await page.evaluate(() => document.activeElement?.id)).toBe(stops[start + 1]!.passage);
		await page.waitForFunction((id) => location.hash === `#${id}`, stops[start + 1]!.passage);

		const next = page.getByRole('button', { name: 'Next passage' });
		await next.focus();
		await page.keyboard.press('Enter');
		await expectStop(page, stops[start + 2]!);
		expect(await next.evaluate((button) => button === document.activeElement)).toBe(true);
		await page.keyboard.press('ArrowLeft');
		await expectStop(page, stops[start + 1]!);
		await page.waitForFunction((id) => location.hash === `#${id}`, stops[start + 1]!.passage);
		expect(await page.evaluate(() => history.length)).toBe(entries);
		await page.getByText(/^Passage \d+ of \d+\. .* on the map/).waitFor({ state: 'attached' });

		// Up and down stay the page's own: they move the passage, which stays where it is when letters come late above it
		const before = await page.evaluate(() => document.activeElement!.getBoundingClientRect().top);
		await page.keyboard.press('ArrowDown');
		await page.waitForFunction((y) => document.activeElement!.getBoundingClientRect().top < y, before);
		await expectClean(page);
	});

	it('leads from the panel to the passage, from the passage to the map, and back', async () => {
		const page = await browser.newPage({ url: site.at('?feature=tripp-syunik') });
		await waitForReady(page);
		await page.getByRole('link', { name: 'Read in its document' }).first().click();
		await page.waitForURL(/\/source\/delphi-2025\/#nakhichevan-corridor$/);
		await waitForReady(page);
		const stop = stopsOf('delphi-2025').find(({ passage }) => passage === 'nakhichevan-corridor')!;
		await expectStop(page, stop);
		const name = atlas.featureById.get('tripp-syunik')!.name;
		await page
			.locator('#nakhichevan-corridor')
			.getByRole('link', { name: `${name} on the map` })
			.click();
		await page.getByRole('region', { name }).waitFor();
		await page.goBack();
		await page.waitForURL(/#nakhichevan-corridor$/);
		await waitForReady(page);
		await expectStop(page, stop);
		await expectClean(page);
	});

	it('without script holds every passage, its links, and which features rest on the document alone', async () => {
		const page = await browser.newPage({ url: site.at('source/delphi-2025/'), javaScriptEnabled: false });
		const stops = stopsOf('delphi-2025');
		expect(await page.locator('ol.passages > li').evaluateAll((items) => items.map(({ id }) => id))).toEqual(
			stops.slice(1).map(({ passage }) => passage)
		);
		expect(await page.evaluate(shown)).toBe(expectedAt(stops[0]!));
		const hrefs = await page
			.locator('ol.passages a')
			.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
		for (const id of stops.slice(1).flatMap(({ features }) => features)) {
			expect(hrefs).toContain(`../../feature/${id}/`);
			expect(
				hrefs.some((href) => href.includes(`feature=${id}`)),
				id
			).toBe(true);
		}
		const marked = await page
			.locator('#rests .uses > li')
			.evaluateAll((items) =>
				items
					.filter((item) => item.textContent?.includes('only here'))
					.map((item) => (item as HTMLElement).dataset.feature)
			);
		const alone = usesOf(atlas, evidence, 'delphi-2025').filter(({ others }) => others.length === 0);
		expect(marked.sort()).toEqual(alone.map(({ feature }) => feature.id).sort());
		await expectClean(page);
	});
});
