/**
 * What a reader on a slow line and a slow machine sees of a first visit, and when: the explorer and the frame, each several
 * times in a browser that has drawn before, with pictures of what stands on the screen after so many seconds.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser, type TestBrowser } from '../e2e/browser';
import { serveFolder } from '../static-server';
import { bytesReceived, slowDown } from './slow-line';
import { spreadOf, spreadWords, type Spread } from './statistics';

const PAGES = {
	explorer: { path: '', viewport: { width: 1440, height: 900 } },
	'explorer on a phone': { path: '', viewport: { width: 390, height: 844 } },
	frame: { path: 'embed/', viewport: { width: 720, height: 560 } }
} as const;
type PageName = keyof typeof PAGES;

const ROUNDS = 5;
/** Fewer, for the engine takes long on such a line. */
const LIVE_ROUNDS = 2;
/** Pictures are taken this long after the address is asked for. */
const PICTURES_MS = [500, 1000, 2000, 5000];
/** A line of the list of what shows. */
const ROW = '#list tr[data-id]:not([data-off])';
/** Long enough for the live map to take over where the engine has come. */
const AFTER_MS = 3000;

/** What is waited for, with the bound of each that has one. */
const MEASURES = {
	'title painted (ms)': 2500,
	'picture there (ms)': 2500,
	'list there (ms)': 2500,
	'operable (ms)': 5000,
	'bytes until then (KB)': undefined,
	'live map there (ms)': undefined,
	'name pressed to sentence (ms)': 2500,
	'layout shifts, × 1000': 1
} as const;
type Measure = keyof typeof MEASURES;
export type FirstView = Readonly<Record<PageName, Readonly<Record<Measure, Spread>>>>;

type Seen = Partial<Record<Measure, number>>;

async function open(test: TestBrowser, url: string, name: PageName): Promise<Seen> {
	const page = await test.newPage({ viewport: PAGES[name].viewport });
	try {
		const received = bytesReceived(await slowDown(page));
		await page.addInitScript((row) => {
			const seen = { picture: 0, list: 0, operable: 0, sentence: 0, shifts: 0 };
			(window as unknown as { seen: typeof seen }).seen = seen;
			new PerformanceObserver((entries) => {
				for (const entry of entries.getEntries() as (PerformanceEntry & { value: number })[])
					seen.shifts += entry.value;
			}).observe({ type: 'layout-shift', buffered: true });
			// A method, for a compiler's mark on a function with a name is unknown to the page
			const watch = {
				look() {
					const images = [...document.querySelectorAll<HTMLImageElement>('.picture img')];
					const now = performance.now();
					if (images.some(({ complete, width }) => complete && width > 0)) seen.picture ||= now;
					if (document.querySelector(row)?.getClientRects().length) seen.list ||= now;
					if (document.querySelector('[data-ready]')) seen.operable ||= now;
					if (document.querySelector('blockquote')) seen.sentence ||= now;
					requestAnimationFrame(watch.look);
				}
			};
			requestAnimationFrame(watch.look);
		}, ROW);
		await page.goto(url, { waitUntil: 'commit' });
		await page.waitForSelector('[data-ready]', { state: 'attached', timeout: 120_000 });
		const bytes = received();
		await page.waitForTimeout(AFTER_MS);
		// What opens at a press may move what it likes
		const shifts = await page.evaluate(() => (window as unknown as { seen: { shifts: number } }).seen.shifts);
		await page
			.getByRole('link', { name: /^List/ })
			.or(page.getByRole('button', { name: 'List', exact: true }))
			.click();
		const name = await page.waitForSelector(`${ROW} a`);
		const pressed = await name.evaluate((link) => {
			(link as HTMLAnchorElement).click();
			return performance.now();
		});
		await page.waitForSelector('blockquote', { state: 'attached', timeout: 120_000 });
		const times = await page.evaluate((start) => {
			const { picture, list, operable, sentence } = (window as unknown as { seen: Record<string, number> })
				.seen;
			return {
				'title painted (ms)':
					performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
				'picture there (ms)': picture || Number.NaN,
				'list there (ms)': list || Number.NaN,
				'operable (ms)': operable || Number.NaN,
				'name pressed to sentence (ms)': (sentence || Number.NaN) - start
			};
		}, pressed);
		return { ...times, 'bytes until then (KB)': bytes / 1000, 'layout shifts, × 1000': 1000 * shifts };
	} finally {
		await page.context().close();
	}
}

/** A visit in which nothing is pressed, until the live map has taken over. */
async function waitUntilLive(test: TestBrowser, url: string, name: PageName): Promise<Seen> {
	const page = await test.newPage({ viewport: PAGES[name].viewport });
	try {
		await slowDown(page);
		await page.goto(url, { waitUntil: 'commit' });
		await page.waitForSelector('[data-surface="live"]', { state: 'attached', timeout: 120_000 });
		return { 'live map there (ms)': await page.evaluate(() => performance.now()) };
	} finally {
		await page.context().close();
	}
}

/** A visit for each picture, for taking one holds the page up. */
async function takePictures(
	test: TestBrowser,
	url: string,
	name: PageName,
	folder: string
): Promise<string[]> {
	const taken: string[] = [];
	for (const after of PICTURES_MS) {
		const page = await test.newPage({ viewport: PAGES[name].viewport });
		try {
			const session = await slowDown(page);
			const start = performance.now();
			await page.goto(url, { waitUntil: 'commit' });
			await page.waitForTimeout(Math.max(0, after - (performance.now() - start)));
			const { data } = await session.send('Page.captureScreenshot');
			const file = join(folder, `${name.replaceAll(' ', '-')}-${after}.png`);
			writeFileSync(file, Buffer.from(data, 'base64'));
			taken.push(`${after} ms (there after ${Math.round(performance.now() - start)})`);
		} finally {
			await page.context().close();
		}
	}
	return taken;
}

/** Opens each page by turns; the pictures go into a folder. */
export async function measureFirstView(build: string, folder: string): Promise<FirstView> {
	mkdirSync(folder, { recursive: true });
	const site = await serveFolder(build);
	const test = await launchBrowser({ webgl: true });
	const names = Object.keys(PAGES) as PageName[];
	const urlOf = (name: PageName): string => new URL(PAGES[name].path, site.url).href;
	const values = Object.fromEntries(names.map((name) => [name, [] as Seen[]])) as Record<PageName, Seen[]>;
	try {
		// The first page of a browser also pays for the browser's own start
		await open(test, urlOf('explorer'), 'explorer');
		for (let round = 0; round < ROUNDS; round += 1)
			for (const name of names) values[name].push(await open(test, urlOf(name), name));
		for (let round = 0; round < LIVE_ROUNDS; round += 1)
			for (const name of names) values[name].push(await waitUntilLive(test, urlOf(name), name));
		for (const name of names)
			console.log(`Pictures of ${name}: ${(await takePictures(test, urlOf(name), name, folder)).join(', ')}`);
	} finally {
		await test.close();
		await site.close();
	}
	return Object.fromEntries(
		names.map((name) => [
			name,
			Object.fromEntries(
				(Object.keys(MEASURES) as Measure[]).map((measure) => [
					measure,
					spreadOf(values[name].map((seen) => seen[measure] ?? Number.NaN))
				])
			)
		])
	) as unknown as FirstView;
}

/** Prints one column for each page; gives how many medians are over their bound. */
export function printFirstView(result: FirstView): number {
	let over = 0;
	const names = Object.keys(PAGES) as PageName[];
	console.log(['', ...names, 'bound'].map((text, at) => (at ? text.padStart(26) : text.padEnd(30))).join(''));
	for (const measure of Object.keys(MEASURES) as Measure[]) {
		const bound = MEASURES[measure];
		const cells = names.map((name) => {
			const isOver = bound !== undefined && !(result[name][measure].median <= bound);
			if (isOver) over += 1;
			return `${spreadWords(result[name][measure])}${isOver ? ' !' : ''}`;
		});
		console.log(
			measure.padEnd(30) +
				[...cells, bound === undefined ? '' : `≤ ${bound}`].map((text) => text.padStart(26)).join('')
		);
	}
	return over;
}
