/**
 * Random use, seeded: controls, addresses, messages, sizes, visibility, lost graphics. At the end no error, a map and
 * a list that show what the domain says, and no more memory than after the first part. `npm run monkey` does
 * 10,000 actions; MONKEY_SEED chooses others.
 */
import type { Frame, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectClean, waitForMap } from '../browser';
import { FITTED, readAtlas, shownBy, shownOn } from '../shown';
import { useBrowser, useSite } from '../site';
import { romp } from './actions';

const ACTIONS = Number(process.env.MONKEY_ACTIONS ?? 1000);
const SEED = Number(process.env.MONKEY_SEED ?? 1);
/** Actions in one go; between two the window changes its size. */
const PART = Math.max(50, Math.ceil(ACTIONS / 20));
/** Of the memory after the first part, and what one more panel or basemap may hold. */
const MEMORY = { times: 1.5, mb: 12 };
const SIZES = [
	[900, 600],
	[390, 700],
	[1280, 720],
	[320, 480],
	[720, 560]
] as const;
/** What the browser says of graphics that were taken away on purpose. */
const ALLOWED = [/WebGL/i, /context/i];

const site = useSite();
const browser = useBrowser();

/** Scripts' memory in MB, once what is not needed has been collected. */
async function heapOf(page: Page): Promise<number> {
	const session = await page.context().newCDPSession(page);
	for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	await session.detach();
	return usedSize / 1e6;
}

async function play(page: Page, inside: Page | Frame, actions: number, seed: number): Promise<void> {
	const { features, layers } = readAtlas();
	const ids = { features: features.map(({ id }) => id), layers: layers.map(({ id }) => id) };
	const done: Record<string, number> = {};
	let first: number | undefined;
	let left = actions;
	for (let part = 0; left > 0; part += 1) {
		const now = Math.min(PART, left);
		const counts = await inside.evaluate(romp, {
			seed: seed * 1000 + part,
			actions: now,
			isFrame: inside !== page,
			...ids
		});
		for (const [name, count] of Object.entries(counts)) done[name] = (done[name] ?? 0) + count;
		left -= now;
		const [width, height] = SIZES[part % SIZES.length] ?? [900, 600];
		await page.setViewportSize({ width, height });
		if (part === 3) first = await heapOf(page);
	}
	const last = await heapOf(page);
	const memory =
		first === undefined
			? ''
			: `; heap ${first.toFixed(1)} MB after the first part, ${last.toFixed(1)} MB at the end`;
	console.log(`${actions} actions, seed ${seed}: ${JSON.stringify(done)}${memory}`);
	if (first !== undefined) expect(last).toBeLessThan(first * MEMORY.times + MEMORY.mb);
}

/** The view that the reader has come to, from far enough away that all of it is on the map. */
async function settle(page: Page, inside: Page | Frame): Promise<string> {
	await page.setViewportSize({ width: 1920, height: 1080 });
	// The address follows with a short delay, and once more when something was playing
	const query = async (): Promise<string> => inside.evaluate(() => location.search);
	let before = '';
	await expect
		.poll(
			async () => {
				const former = before;
				before = await query();
				return former === before;
			},
			{ timeout: 10_000, interval: 600 }
		)
		.toBe(true);
	const kept = new URLSearchParams(before);
	// Two years compared are listed in another order
	for (const name of ['map', 'feature', 'compare']) kept.delete(name);
	const fitted = `${kept.toString()}&${FITTED}`;
	await inside.evaluate((address) => {
		history.replaceState(history.state, '', `${location.pathname}?${address}`);
		dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
	}, fitted);
	return fitted;
}

/** The live map, also where it had given up: then it is asked for again. */
async function live(inside: Page | Frame): Promise<void> {
	await expect
		.poll(
			async () => {
				const again = inside.getByRole('button', { name: 'Try again', exact: true });
				if ((await again.count()) > 0) await again.first().click();
				return inside.locator('[data-surface="live"] [data-map="idle"]').count();
			},
			{ timeout: 60_000, interval: 500 }
		)
		.toBe(1);
}

describe(`${ACTIONS} random actions`, () => {
	it('in the explorer leave map, list and domain agreed, no error and no memory behind', async () => {
		const page = await browser.newPage({ url: site.url, viewport: { width: 900, height: 600 } });
		await waitForMap(page);
		await play(page, page, Math.ceil(ACTIONS * 0.7), SEED);
		const query = await settle(page, page);
		await live(page);
		const wanted = shownBy(query);
		await expect.poll(() => shownOn(page), { timeout: 30_000 }).toEqual(wanted);
		await expectClean(page, { allow: ALLOWED });
	}, 900_000);

	it('in a frame do the same', async () => {
		const page = await browser.newPage({ url: site.at('about/'), viewport: { width: 900, height: 600 } });
		await page.evaluate((address) => {
			const frame = document.createElement('iframe');
			frame.src = address;
			frame.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; z-index: 9; border: 0';
			document.body.append(frame);
		}, site.at('embed/'));
		const frame = await (await page.waitForSelector('iframe')).contentFrame();
		if (!frame) throw new Error('a frame expected');
		await frame.waitForSelector('[data-ready]', { state: 'attached' });
		await play(page, frame, Math.floor(ACTIONS * 0.3), SEED + 1);
		const wanted = shownBy(await settle(page, frame));
		await live(frame);
		const list = frame.getByRole('button', { name: 'List', exact: true });
		if ((await list.count()) > 0) await list.click();
		// A frame may be too low for all of it
		const shown = async (): Promise<unknown> => {
			const { table, map } = await shownOn(frame);
			return { table, foreign: map.filter((id) => !wanted.map.includes(id)) };
		};
		await expect.poll(shown, { timeout: 30_000 }).toEqual({ table: wanted.table, foreign: [] });
		await expectClean(page, { allow: ALLOWED });
	}, 900_000);
});
