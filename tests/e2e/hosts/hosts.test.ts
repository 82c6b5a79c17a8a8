/** A map in the pages of others: each host knows its own way to learn a frame's height, or none. */
import type { Frame, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectClean, type PageOptions } from '../browser';
import { useBrowser, useSite } from '../site';
import {
	closePanel,
	expectFit,
	frameOf,
	liveFrame,
	openFirst,
	openList,
	recordMessages,
	watchScrollBars,
	yearOf
} from './frame';
import { SANDBOXES, useHosts } from './host-site';

const site = useSite();
const hosts = useHosts(site);
// Without WebGL: fits and words do not hang on it, and software graphics take most of the time
const browser = useBrowser({ webgl: false });

const NARROW = { width: 600, height: 900 };
const open = async (page: string, options: PageOptions = {}): Promise<Page> => {
	const opened = await browser.newPage({
		viewport: NARROW,
		origins: [hosts.at(''), site.url],
		...options
	});
	opened.setDefaultTimeout(20_000);
	await opened.goto(hosts.at(page));
	return opened;
};

describe('a host that learns the height', () => {
	it.each([
		'loader',
		'element',
		'pym',
		'newswire',
		'datawrapper',
		'amp',
		'strict',
		'quirks',
		'column',
		'rtl'
	])('%s: gives the frame its height on arrival, with an open panel and at another width', async (name) => {
		const page = await browser.newPage({ viewport: NARROW, origins: [hosts.at(''), site.url] });
		const heard = await recordMessages(page);
		await page.goto(hosts.at(`${name}.html`));
		const frame = await liveFrame(page);
		await expectFit(page, frame);
		const scrollBars = await watchScrollBars(frame);
		const heights = (await heard()).flatMap(({ height }) => height ?? []);
		expect(new Set(heights).size, 'one height on arrival: no jump').toBe(1);

		await openList(frame);
		await expectFit(page, frame);
		const panel = await openFirst(frame);
		await frame.getByRole('region', { name: panel }).waitFor();
		await expectFit(page, frame);
		await page.setViewportSize({ width: 420, height: 900 });
		await expectFit(page, frame);
		await closePanel(frame);
		await expectFit(page, frame);

		expect(await scrollBars(), 'no scroll bar in between').toBe(0);
		expect(await page.evaluate(() => scrollY), 'the article stays where it is').toBe(0);
		await expectClean(page);
	});

	it('WordPress: shows the frame once it has said its height and the secret, between 200 and 1000 pixels', async () => {
		const page = await open('wordpress.html', { viewport: { width: 700, height: 900 } });
		await page.waitForSelector('iframe', { state: 'visible', timeout: 30_000 });
		expect(await page.locator('blockquote').isVisible()).toBe(false);
		const frame = await liveFrame(page);
		await expectFit(page, frame);
		await openList(frame);
		await expect.poll(() => page.locator('iframe').getAttribute('height'), { timeout: 10_000 }).toBe('1000');
		await openFirst(frame);
		await closePanel(frame);
		await expectFit(page, frame);
		await expectClean(page);
	});

	it('AMP: takes its placeholder away', async () => {
		const page = await open('amp.html');
		await liveFrame(page);
		await page.waitForSelector('[placeholder]', { state: 'hidden' });
		await expectClean(page);
	});
});

describe('a bare frame', () => {
	it('works in the height that it has, and leaves the page its scroll', async () => {
		const page = await open('bare.html');
		const frame = await liveFrame(page);
		const box = await page.locator('iframe').boundingBox();
		await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 200);
		for (let turn = 0; turn < 8; turn += 1) {
			await page.mouse.wheel(0, 200);
			await page.waitForTimeout(50);
		}
		await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(200);
		await openList(frame);
		await openFirst(frame);
		await expectClean(page);
	});

	it('never takes the focus from the page', async () => {
		const page = await open('loader.html');
		await expectFit(page, await liveFrame(page));
		expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body');
		await expectClean(page);
	});
});

describe('the element', () => {
	it('stands over its content once it works, and takes its attributes along', async () => {
		const page = await open('element.html');
		const frame = await liveFrame(page);
		await expectFit(page, frame);
		expect(await page.locator('faultlines-map > a').isVisible()).toBe(false);
		expect(await page.locator('faultlines-map').innerText()).toBe('');
		expect(await yearOf(frame)).toBe('2022');
		expect(await page.locator('iframe').getAttribute('title')).toBe('Bases in 2022');
		expect(await page.locator('iframe').count(), 'one frame, though the loader came twice').toBe(1);
		await expectClean(page);
	});

	it('leaves its content where there is no script', async () => {
		const page = await open('element.html', { javaScriptEnabled: false });
		expect(await page.locator('faultlines-map > a').isVisible()).toBe(true);
		expect(await page.locator('iframe').count()).toBe(0);
		await expectClean(page);
	});

	it('leaves its content where the frame does not come alive', async () => {
		const page = await browser.newPage({ viewport: NARROW, origins: [hosts.at(''), site.url] });
		site.faults = (path) => (path.startsWith('/_app/') ? { status: 500, body: '' } : undefined);
		try {
			await page.goto(hosts.at('element.html'));
			await (await frameOf(page)).waitForLoadState();
			await page.waitForTimeout(500);
			const link = page.locator('faultlines-map > a');
			expect(await link.isVisible()).toBe(true);
			// Not covered: the link can be used
			await link.click({ trial: true });
		} finally {
			site.faults = undefined;
		}
	});

	it('may be added later, moved, and made twice', async () => {
		const page = await open('loader.html');
		await expectFit(page, await liveFrame(page));
		await page.evaluate(() => {
			const map = document.createElement('faultlines-map');
			map.setAttribute('year', '2014');
			document.body.prepend(map);
			document.body.insertBefore(map, document.body.children[1] ?? null);
		});
		const frame = await liveFrame(page, 'faultlines-map iframe');
		await expectFit(page, frame, 'faultlines-map iframe');
		expect(await yearOf(frame)).toBe('2014');
		expect(await page.locator('faultlines-map iframe').count()).toBe(1);
		await expectClean(page);
	});
});

describe('a sandbox', () => {
	const cells = Object.keys(SANDBOXES).flatMap((name) => [true, false].map((script) => ({ name, script })));
	const isAlive = ({ name, script }: (typeof cells)[number]): boolean => script && name !== 'empty';
	const openCell = async ({ name, script }: (typeof cells)[number]): Promise<[Page, Frame]> => {
		const page = await open(`sandbox-${name}.html`, { javaScriptEnabled: script });
		const frame = await frameOf(page);
		await frame.waitForLoadState();
		return [page, frame];
	};
	/** The browser says in the console what it blocks. */
	const BLOCKED = { allow: [/sandboxed/] };

	it.each(cells.filter(isAlive))('$name, with script: every control does what it says', async (cell) => {
		const [page, frame] = await openCell(cell);
		await liveFrame(page);
		const year = frame.getByRole('slider', { name: 'Year' });
		const press = (name: string): Promise<void> => frame.getByRole('button', { name, exact: true }).click();
		const stage = frame.locator('[data-surface]');
		const zoom = async (): Promise<number> => Number(await stage.getAttribute('data-zoom'));

		await frame.getByLabel('Year, typed').fill('2014');
		await frame.getByLabel('Year, typed').press('Enter');
		expect(await year.inputValue()).toBe('2014');
		await year.press('ArrowLeft');
		expect(await year.inputValue()).toBe('2013');
		await press('Previous year');
		await press('Next year');
		await press('Next year');
		expect(await year.inputValue()).toBe('2014');
		await press('Play');
		await expect.poll(() => year.inputValue(), { timeout: 15_000 }).not.toBe('2014');
		await press('Pause');
		await frame.getByRole('radio', { name: 'All years' }).check();
		await expect.poll(() => year.isDisabled()).toBe(true);
		await frame.getByRole('radio', { name: 'One year' }).check();
		await expect.poll(() => year.isDisabled()).toBe(false);

		const first = await zoom();
		await press('Zoom in');
		await expect.poll(zoom).toBeGreaterThan(first);
		await press('Back to the first view');
		await expect.poll(zoom).toBe(first);

		await openList(frame);
		await openFirst(frame);
		// What the sandbox does not let through has to say where it leads
		const links = [
			'Read at the source',
			'In its document',
			'History, place',
			'Map data',
			'Open full map',
			'Embed'
		];
		for (const name of links) {
			const link = frame.getByRole('link', { name }).first();
			const address = await link.evaluate((element) => (element as HTMLAnchorElement).href);
			if (cell.name !== 'none') {
				await link.click();
				await expect.poll(() => frame.locator('.blocked .address').innerText()).toBe(address);
			} else if (name === 'Open full map') {
				const [popup] = await Promise.all([page.waitForEvent('popup'), link.click()]);
				await popup.waitForURL(address, { waitUntil: 'commit' });
				await popup.close();
			}
		}
		expect(frame.url(), 'the map stays in its frame').toContain(site.at('embed/'));
		await closePanel(frame);
		await expectClean(page, BLOCKED);
	});

	it.each(cells.filter((cell) => !isAlive(cell)))(
		'$name, script $script: the list stands, says why the rest rests, and its links lead on',
		async (cell) => {
			const [page, frame] = await openCell(cell);
			expect(await frame.locator('h1').innerText()).not.toBe('');
			expect(await frame.locator('.picture img').count()).toBeGreaterThan(0);
			await frame.getByText('Without its script').waitFor();
			expect(await frame.locator('#list').isVisible()).toBe(true);
			expect(await frame.locator('#list tbody tr:visible').count()).toBeGreaterThan(10);
			for (const control of await frame.locator('button, select, input').all()) {
				expect(await control.isDisabled()).toBe(true);
			}
			const start = frame.url();
			const links = frame.locator('#list tbody a:visible, footer a:visible');
			const addresses = await links.evaluateAll((all) =>
				all.map((link) => ({
					href: (link as HTMLAnchorElement).href,
					target: (link as HTMLAnchorElement).target
				}))
			);
			expect(addresses.filter(({ target }) => target !== '')).toEqual([]);
			for (const index of [0, addresses.length - 2, addresses.length - 1]) {
				// On a busy machine a font may arrive between press and release and move the link away: so more than once
				const follow = async (): Promise<string> => {
					if (frame.url() === start) await links.nth(index).click();
					return frame.url();
				};
				await expect.poll(follow, { timeout: 20_000, interval: 1000 }).toBe(addresses[index]?.href);
				await frame.waitForLoadState();
				expect(await frame.locator('h1').first().innerText()).not.toBe('');
				expect(await frame.locator('a[target]').count(), 'nor any dead link further on').toBe(0);
				await frame.goto(start);
			}
			await expectClean(page, BLOCKED);
		}
	);
});
