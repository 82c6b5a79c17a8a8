/** After one visit the explorer works without the network; a newer version is offered; frames keep nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { expectClean, waitForMap, waitForReady, waitUntilKept } from './browser';
import { nextDeploy } from './next-deploy';
import { BUILD_FOLDER, useBrowser, useSite } from './site';

/** The browser itself reports that a server does not answer. */
const NO_NETWORK = [/Failed to load resource/, /net::ERR_/];
const OFF = { destroy: true };

const year = (page: Page) => page.getByRole('slider', { name: 'Year', exact: true });

/** The version of what keeps the site; undefined where nothing does. */
const keeperOf = (page: Page): Promise<string | undefined> =>
	page.evaluate(async () => {
		const [registration] = await navigator.serviceWorker.getRegistrations();
		const { port1, port2 } = new MessageChannel();
		if (!registration?.active) return undefined;
		registration.active.postMessage('version', [port2]);
		return new Promise<string>((resolve) => (port1.onmessage = ({ data }) => resolve(data as string)));
	});

describe('in a sub-folder, after one visit', () => {
	const site = useSite({ basePath: '/maps/atlas' });
	const browser = useBrowser();

	it('the map is scrubbed and passages are read without the network; pages not read before say so', async () => {
		const page = await browser.newPage({
			url: site.url,
			keeps: true,
			viewport: { width: 640, height: 560 }
		});
		await waitForReady(page);
		await waitUntilKept(page);
		await page.goto(site.at('feature/tsel-camp/'));
		await page.getByRole('heading', { name: 'Tsel camp' }).waitFor();

		site.faults = () => OFF;
		await page.goto(site.at('?year=2014'));
		await waitForMap(page);
		await page.locator('[data-surface="live"]').waitFor();
		const before = await page.locator('caption').textContent();
		await year(page).fill('2023');
		await page.waitForFunction((old) => document.querySelector('caption')?.textContent !== old, before);
		await page.getByRole('link', { name: /^List/ }).click();
		await page.locator('tr[data-id="hantsavichy-radar"] a').click();
		await page.getByRole('region', { name: 'Hantsavichy radar' }).locator('blockquote').first().waitFor();
		await page.getByRole('button', { name: 'Embed', exact: true }).click();
		await page.getByRole('dialog').waitFor();

		await page.goto(site.at('feature/tsel-camp/'));
		await page.getByRole('heading', { name: 'Tsel camp' }).waitFor();
		expect(await page.evaluate(() => document.styleSheets.length), 'with its style').toBeGreaterThan(0);
		await page.goto(site.at('feature/vileyka-transmitter/'));
		await page.getByText('you have not read this page before').waitFor();
		await page.getByRole('link', { name: 'Open the map' }).click();
		await waitForReady(page);
		await expectClean(page, { allow: NO_NETWORK });

		site.faults = undefined;
		await page.goto(site.at('feature/vileyka-transmitter/'));
		await page.getByRole('heading', { name: /Vileyka/ }).waitFor();
	});
});

describe('at the root of a host', () => {
	const site = useSite();
	const browser = useBrowser({ webgl: false });
	const ALLOWED = [...NO_NETWORK, /WebGL/i, /GPU/i];
	afterEach(() => {
		site.faults = undefined;
	});

	/** The reader comes back to the page: a moment at which it asks for a newer version. */
	const comeBack = (page: Page): Promise<boolean> => page.evaluate(() => dispatchEvent(new Event('online')));

	it('a newer version is offered in words; what is open goes on working and changes when the reader says so', async () => {
		const page = await browser.newPage({ url: site.at('?year=2014'), keeps: true });
		await waitForReady(page);
		await waitUntilKept(page);
		const former = await keeperOf(page);
		const deploy = nextDeploy();
		expect(former).not.toBe(deploy.version);

		site.faults = deploy.faults;
		await comeBack(page);
		await page.getByRole('status').getByText('A newer version is ready').waitFor();
		expect(await keeperOf(page), 'not forced').toBe(former);
		await year(page).fill('2016');
		// A part of the version that is gone from the server, not asked for before
		await page.getByRole('button', { name: 'Embed', exact: true }).click();
		await page.getByRole('dialog').waitFor();
		await page.keyboard.press('Escape');
		await page.waitForFunction(() => location.search.includes('year=2016'));

		const loaded = page.waitForEvent('load');
		await page.getByRole('button', { name: 'Load it' }).click();
		await loaded;
		await waitForReady(page);
		expect(await year(page).inputValue()).toBe('2016');
		await expect.poll(() => keeperOf(page)).toBe(deploy.version);
		expect(await page.getByText('A newer version is ready').count()).toBe(0);

		site.faults = () => OFF;
		await page.reload();
		await waitForReady(page);
		await expectClean(page, { allow: ALLOWED });
	});

	it('a page that is opened anew is the newer version at once, and so is what is kept', async () => {
		const page = await browser.newPage({ url: site.url, keeps: true });
		await waitForReady(page);
		await waitUntilKept(page);
		const deploy = nextDeploy();
		site.faults = deploy.faults;
		await page.reload();
		await waitForReady(page);
		await expect.poll(() => keeperOf(page), { timeout: 30_000, interval: 500 }).toBe(deploy.version);
		expect(await page.getByText('A newer version is ready').count()).toBe(0);
		await expectClean(page, { allow: ALLOWED });
	});

	it('an operator takes all of it back', async () => {
		const page = await browser.newPage({ url: site.url, keeps: true });
		await waitForReady(page);
		await waitUntilKept(page);
		const body = readFileSync(join(BUILD_FOLDER, 'service-worker-off.js'), 'utf8');
		site.faults = (path) =>
			path === '/service-worker.js' ? { body, type: 'text/javascript; charset=utf-8' } : undefined;
		await comeBack(page);
		const kept = (): Promise<number> =>
			page.evaluate(
				async () => (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length
			);
		await expect.poll(kept, { timeout: 20_000 }).toBe(0);
		await expectClean(page, { allow: ALLOWED });
	});

	it('frames keep nothing', async () => {
		const page = await browser.newPage({ url: site.at('about/'), keeps: true });
		await page.clock.install();
		site.requests.length = 0;
		for (const path of ['embed/', '']) {
			await page.goto(site.at('about/'));
			await page.evaluate((address) => {
				const frame = document.createElement('iframe');
				frame.src = address;
				frame.width = '700';
				frame.height = '500';
				document.body.prepend(frame);
			}, site.at(path));
			const frame = await (await page.waitForSelector('iframe')).contentFrame();
			await frame?.waitForSelector('[data-ready]', { state: 'attached' });
			await page.clock.fastForward(20_000);
			await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
			const registered = await page.evaluate(
				async () => (await navigator.serviceWorker.getRegistrations()).length
			);
			expect(registered, `/${path} in a frame`).toBe(0);
		}
		expect(site.requests.filter(({ url }) => url.endsWith('/service-worker.js'))).toEqual([]);
	});
});
