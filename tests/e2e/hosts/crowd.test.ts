/** Many maps in one article: browsers keep few graphics contexts alive, and memory is shared by all of them. */
import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectClean } from '../browser';
import { useBrowser, useSite } from '../site';
import { useHosts } from './host-site';

const MAPS = 20;
const PASSES = 5;
/** A screen holds two of the maps; where one leaves as another comes, its context lives a moment longer. */
const MOST_LIVE = 6;
/** What a map that has been live once may keep. */
const MB_PER_MAP = 6;
const PATIENT = { timeout: 40_000 };

const site = useSite();
const hosts = useHosts(site);
const browser = useBrowser();

interface Glance {
	readonly withPicture: number;
	readonly live: number;
	/** Numbers of the frames in view whose map is not live. */
	readonly waiting: readonly number[];
	/** Maps that have been live at least once: these keep the basemap that they loaded. */
	readonly started: number;
	readonly contexts: number;
	readonly lost: number;
}

const NOTHING = { hasPicture: false, isLive: false, started: 0, contexts: 0, lost: 0 };

async function lookInto(frame: Frame): Promise<typeof NOTHING> {
	try {
		return await frame.evaluate(() => {
			const { contexts = [], lost = 0 } = window as unknown as {
				contexts?: WeakRef<HTMLCanvasElement>[];
				lost?: number;
			};
			const picture = document.querySelector<HTMLImageElement>('.picture.light img');
			return {
				hasPicture:
					(picture?.complete ?? false) &&
					(picture?.naturalWidth ?? 0) > 0 &&
					document.querySelector('.svg-map [data-id]') !== null,
				isLive: document.querySelector('[data-surface="live"]') !== null,
				started: Math.min(1, contexts.length),
				contexts: contexts.filter((canvas) => canvas.deref()?.isConnected).length,
				lost
			};
		});
	} catch {
		// Its page is just coming
		return NOTHING;
	}
}

/** Looks into every frame. Counts are kept by the frames themselves, from their first script on. */
async function glance(page: Page): Promise<Glance> {
	const inView = await page.evaluate(() =>
		[...document.querySelectorAll('iframe')].map((frame) => {
			const { top } = frame.getBoundingClientRect();
			// The map is the frame's upper part
			return top < innerHeight - 60 && top + 190 > 0;
		})
	);
	const inside = await Promise.all(page.frames().slice(1).map(lookInto));
	const count = (key: 'hasPicture' | 'isLive'): number => inside.filter((frame) => frame[key]).length;
	const sum = (key: 'started' | 'contexts' | 'lost'): number =>
		inside.reduce((total, frame) => total + frame[key], 0);
	return {
		withPicture: count('hasPicture'),
		live: count('isLive'),
		waiting: inside.flatMap(({ isLive }, index) => (inView[index] && !isLive ? [index + 1] : [])),
		started: sum('started'),
		contexts: sum('contexts'),
		lost: sum('lost')
	};
}

/** Scripts' memory of all frames together, in MB, once what is not needed has been collected. */
async function heapOf(page: Page): Promise<number> {
	const session = await page.context().newCDPSession(page);
	for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	await session.detach();
	return usedSize / 1e6;
}

/** What the processes of the browser hold in memory, in MB. */
async function residentOf(): Promise<Record<string, number>> {
	const session = await browser.test.browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	await session.detach();
	const sizes: Record<string, number> = {};
	for (const { id, type } of processInfo) {
		const pages = Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1]);
		sizes[type] = Math.round((sizes[type] ?? 0) + (pages * 4096) / 1e6);
	}
	return sizes;
}

describe('twenty maps on one page', () => {
	it('all show their picture, those in view are live, none is lost, and memory stays bounded', async () => {
		const page = await browser.newPage({
			viewport: { width: 360, height: 700 },
			origins: [hosts.at(''), site.url]
		});
		const warnings: string[] = [];
		page.on('console', (message) => {
			if (/WebGL context/i.test(message.text())) warnings.push(message.text());
		});
		await page.addInitScript(() => {
			const contexts: WeakRef<HTMLCanvasElement>[] = [];
			const counts = { contexts, lost: 0 };
			Object.assign(window, counts);
			const get = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as (
				this: HTMLCanvasElement,
				...all: unknown[]
			) => unknown;
			HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...all: unknown[]) {
				const context = get.apply(this, all);
				if (String(all[0]).startsWith('webgl') && context) {
					contexts.push(new WeakRef(this));
					// A map that is given up gives its context back itself, after its canvas has left the page
					this.addEventListener('webglcontextlost', () => {
						if (this.isConnected) Object.assign(window, { lost: (counts.lost += 1) });
					});
				}
				return context;
			} as typeof HTMLCanvasElement.prototype.getContext;
		});
		await page.goto(hosts.at('crowd.html'));
		await page.mouse.move(180, 350);

		const heaps: number[] = [];
		const started: number[] = [];
		let mostLive = 0;
		/** By the wheel, over whatever lies under it: a map that kept the page's scroll would stop it. */
		const scroll = async (by: number): Promise<void> => {
			const end = (): Promise<boolean> =>
				page.evaluate(
					(down) =>
						down ? innerHeight + scrollY >= document.documentElement.scrollHeight - 2 : scrollY === 0,
					by > 0
				);
			for (let turn = 0; turn < 200 && !(await end()); turn += 1) {
				await page.mouse.wheel(0, by);
				const { live, contexts } = await glance(page);
				mostLive = Math.max(mostLive, live, contexts);
			}
			expect(await end(), 'the wheel moves the page').toBe(true);
		};

		for (const element of await page.locator('iframe').elementHandles()) {
			await element.scrollIntoViewIfNeeded();
			const frame = await element.contentFrame();
			await expect.poll(async () => frame && (await lookInto(frame)).hasPicture, PATIENT).toBe(true);
		}
		for (let pass = 1; pass <= PASSES; pass += 1) {
			await scroll(1500);
			await scroll(-1500);
			await expect.poll(async () => (await glance(page)).waiting, PATIENT).toEqual([]);
			heaps.push(await heapOf(page));
			started.push((await glance(page)).started);
		}
		await expect.poll(async () => (await glance(page)).contexts, PATIENT).toBeLessThanOrEqual(3);
		const end = await glance(page);
		console.log(
			`Twenty maps: heap after each pass ${heaps.map((heap) => heap.toFixed(0)).join(', ')} MB, ` +
				`when ${started.join(', ')} maps had been live; ` +
				`at most ${mostLive} live at once, ${end.contexts} at rest; resident MB ${JSON.stringify(await residentOf())}`
		);
		expect(end.lost).toBe(0);
		expect(warnings).toEqual([]);
		expect(end.withPicture).toBe(MAPS);
		expect(mostLive).toBeLessThanOrEqual(MOST_LIVE);
		const grown = (heaps[PASSES - 1] ?? Infinity) - (heaps[1] ?? 0);
		const newlyStarted = (started[PASSES - 1] ?? 0) - (started[1] ?? 0);
		expect(grown, 'MB that three more passes leave behind').toBeLessThan(15 + newlyStarted * MB_PER_MAP);
		await expectClean(page);
	}, 240_000);
});
