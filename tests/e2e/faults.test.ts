/** What the reader sees when something does not arrive, and that nothing is lost. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { expectClean, waitForMap, waitForReady } from './browser';
import { useBrowser, useSite } from './site';

/** The browser itself reports a failed request; that is the fault, not the page's. */
const ALLOWED = [/Failed to load resource/, /net::ERR_/, /status of (404|500)/];

describe('data that cannot be loaded', () => {
	const site = useSite();
	const browser = useBrowser();
	afterEach(() => {
		site.faults = undefined;
	});

	const stillReadable = async (page: Page): Promise<void> => {
		expect(await page.locator('tr[data-id] a').count()).toBeGreaterThan(40);
		expect(await page.locator('.svg-map').count()).toBe(1);
	};

	it.each([
		['a 404', { status: 404, body: 'no' }, 'not where it should be'],
		['a 500', { status: 500, body: 'no' }, 'could not send'],
		['a sign-in page in its place', { body: '<!doctype html><p>Sign in', type: 'text/html' }, 'sign-in page'],
		['a truncated file', { truncate: 2000 }, 'damaged'],
		['other bytes', { body: '{"schema":1}', type: 'application/json' }, 'damaged']
	])('%s leaves the page readable, says so and can be tried again', async (_, fault, words) => {
		site.faults = (path) => (path.endsWith('/atlas.json') ? fault : undefined);
		const page = await browser.newPage({ url: site.url });
		await page.getByRole('alert').getByText(words).waitFor();
		await stillReadable(page);
		site.faults = undefined;
		await page.getByRole('button', { name: 'Try again' }).click();
		await waitForReady(page);
		await expectClean(page, { allow: ALLOWED });
	});

	it('a slow answer is announced, and works when it comes', async () => {
		site.faults = (path) => (path.endsWith('/atlas.json') ? { delayMs: 8000 } : undefined);
		const page = await browser.newPage({ url: site.url });
		await page.getByRole('alert').getByText('taking long').waitFor();
		await stillReadable(page);
		await waitForReady(page);
		await expectClean(page);
	});

	it('evidence that does not come leaves the panel with its name and a way to try again', async () => {
		site.faults = (path) => (path.endsWith('/evidence.json') ? { status: 500 } : undefined);
		const page = await browser.newPage({ url: site.at('?feature=hantsavichy-radar') });
		const panel = page.getByRole('region', { name: 'Hantsavichy radar' });
		await panel.getByRole('alert').waitFor();
		site.faults = undefined;
		await panel.getByRole('button', { name: 'Try again' }).click();
		await panel.locator('blockquote').first().waitFor();
		await expectClean(page, { allow: ALLOWED });
	});

	it('a basemap that does not come leaves the simple map and says so', async () => {
		site.faults = (path) => (path.endsWith('/basemap.json') ? { status: 404 } : undefined);
		const page = await browser.newPage({ url: site.url });
		await page.getByText('detailed map could not be loaded').waitFor();
		site.faults = undefined;
		await page.getByRole('button', { name: 'Try again' }).click();
		await waitForMap(page);
		await expectClean(page, { allow: ALLOWED });
	});
});

describe('graphics', () => {
	const site = useSite();
	const browser = useBrowser();

	it('a lost context brings the SVG map, and the live map returns with year and selection', async () => {
		const page = await browser.newPage({ url: site.at('?feature=hantsavichy-radar&year=2014') });
		await waitForMap(page);
		await page.locator('[data-surface="live"]').waitFor();
		await page.evaluate(() => {
			const gl = document.querySelector('canvas')?.getContext('webgl2');
			gl?.getExtension('WEBGL_lose_context')?.loseContext();
		});
		await page.locator('[data-surface="svg"]').waitFor();
		expect(await page.locator('.panel h2').textContent()).toBe('Hantsavichy radar');
		await page.locator('[data-surface="live"]').waitFor({ timeout: 40_000 });
		expect(await page.getByRole('slider', { name: 'Year', exact: true }).inputValue()).toBe('2014');
		await expectClean(page, { allow: [/WebGL/i, /context/i] });
	});
});

describe('without WebGL', () => {
	const site = useSite();
	const browser = useBrowser({ webgl: false });

	it('the SVG map is scrubbed, moved and picked from, and says why there is no other', async () => {
		const page = await browser.newPage({ url: site.at('?map=5.2/53/27.5&year=2023') });
		await waitForReady(page);
		await page.getByText('offers no WebGL').waitFor();
		const marks = (): Promise<number> => page.locator('.svg-map a[data-id]').count();
		const in2023 = await marks();
		await page.getByRole('slider', { name: 'Year', exact: true }).fill('1995');
		await page.waitForFunction(() => document.querySelector('caption')?.textContent?.startsWith('1995'));
		expect(await marks()).toBeLessThan(in2023);
		await page.getByRole('slider', { name: 'Year', exact: true }).fill('2023');
		const stage = page.locator('.stage');
		const zoom = Number(await stage.getAttribute('data-zoom'));
		await page.getByRole('button', { name: 'Zoom in' }).click();
		expect(Number(await stage.getAttribute('data-zoom'))).toBe(zoom + 1);
		await page.mouse.move(900, 300);
		await page.mouse.down();
		await page.mouse.move(1000, 380, { steps: 4 });
		await page.mouse.up();
		await page.waitForFunction(() => location.search.includes('map=6.2'));
		const mark = page.locator('.svg-map a[data-id="hantsavichy-radar"] .hit');
		await mark.click({ force: true });
		await page.getByRole('region', { name: 'Hantsavichy radar' }).waitFor();
		await expectClean(page, { allow: [/WebGL/i, /GPU/i] });
	});
});
