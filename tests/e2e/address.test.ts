/** The address, the back button, the take-over by the live map, and a site in a sub-folder. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectClean, waitForMap, waitForReady } from './browser';
import { useBrowser, useSite } from './site';

/** The address says where the live map is. */
async function expectTold(page: Page): Promise<void> {
	const map = await page.evaluate(() => {
		const { map } = document.querySelector('.surface.live') as unknown as {
			map: { getZoom(): number; getCenter(): { lng: number; lat: number } };
		};
		const { lng, lat } = map.getCenter();
		return [map.getZoom(), lat, lng];
	});
	const told = new URL(page.url()).searchParams.get('map')!.split('/').map(Number);
	map.forEach((value, index) => expect(value).toBeCloseTo(told[index]!, 2));
}

describe('the address', () => {
	const site = useSite();
	const browser = useBrowser();

	it('follows the view without filling the history, and the back button closes what was opened', async () => {
		const page = await browser.newPage({ url: site.at('?utm_source=letter') });
		await waitForReady(page);
		const length = await page.evaluate(() => history.length);
		for (const year of ['2014', '2016', '2018'])
			await page.getByRole('slider', { name: 'Year', exact: true }).fill(year);
		await page.waitForFunction(() => location.search.includes('year=2018'));
		expect(await page.evaluate(() => history.length)).toBe(length);
		expect(page.url()).toContain('utm_source=letter');
		await page.locator('.tools a').click();
		await page.locator('tr[data-id="hantsavichy-radar"] a').click();
		await page.waitForFunction(() => location.search.includes('feature=hantsavichy-radar'));
		await page.locator('tr[data-id="vileyka-transmitter"] a').click();
		await page.waitForFunction(() => location.search.includes('feature=vileyka-transmitter'));
		await page.goBack();
		await page.getByRole('region', { name: 'Hantsavichy radar' }).waitFor();
		await page.goBack();
		await page.waitForFunction(() => !document.querySelector('.panel'));
		expect(page.url()).toContain('year=2018');
		await expectClean(page);
	});

	it('says where the map is, also after a movement in which the graphics went away and came back', async () => {
		const page = await browser.newPage({ url: site.at('?year=2020'), viewport: { width: 900, height: 600 } });
		await waitForMap(page);
		await page.evaluate(async () => {
			const canvas = document.querySelector<HTMLCanvasElement>('.live canvas')!;
			const gone = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
			for (let turn = 0; turn < 5; turn += 1)
				canvas.dispatchEvent(
					new WheelEvent('wheel', {
						deltaY: -300,
						clientX: 300,
						clientY: 200,
						bubbles: true,
						cancelable: true
					})
				);
			await new Promise((done) => setTimeout(done, 120));
			gone.loseContext();
			await new Promise((done) => setTimeout(done, 600));
			gone.restoreContext();
		});
		await page.locator('[data-surface="live"]').waitFor();
		await page.waitForFunction(() => location.search.includes('map='));
		await page.waitForSelector('[data-map="idle"]', { state: 'attached' });
		await expectTold(page);
		await expectClean(page, { allow: [/WebGL/i, /context/i] });
	});

	it.each([
		'?year=%00&layers=__proto__,constructor&feature=../../x&map=NaN/1e400/0',
		'?map=999/999/999&year=99999999&from=abc',
		'?feature=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E',
		'#?secret=abc'
	])('%s does no harm', async (query) => {
		const page = await browser.newPage({ url: site.at(query) });
		await waitForReady(page);
		await waitForMap(page);
		await expectClean(page);
	});

	it.each([
		{ width: 1440, height: 900 },
		{ width: 390, height: 844 }
	])('nothing shifts from the first picture to the live map at $width×$height', async (viewport) => {
		const page = await browser.newPage({ viewport });
		await page.addInitScript(() => {
			const shifts: number[] = [];
			Object.assign(window, { shifts });
			new PerformanceObserver((list) => {
				for (const entry of list.getEntries())
					shifts.push((entry as PerformanceEntry & { value: number }).value);
			}).observe({ type: 'layout-shift', buffered: true });
		});
		await page.goto(site.url);
		await waitForMap(page);
		await page.locator('[data-surface="live"]').waitFor();
		expect(
			await page.evaluate(() =>
				(window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0)
			)
		).toBeLessThan(0.001);
		await expectClean(page);
	});
});

describe('a passage that comes late', () => {
	const site = useSite();
	const browser = useBrowser({ webgl: false });
	it.each([
		['', { width: 1440, height: 900 }],
		['', { width: 390, height: 844 }],
		['embed/', { width: 720, height: 560 }],
		['embed/', { width: 380, height: 640 }]
	])('moves nothing that stands: /%s in %o', async (path, viewport) => {
		const page = await browser.newPage({ url: site.at(path), viewport });
		await waitForReady(page);
		await page
			.getByRole('link', { name: /^List/ })
			.or(page.getByRole('button', { name: 'List', exact: true }))
			.click();
		let send: (() => void) | undefined;
		const until = new Promise<void>((resolve) => (send = resolve));
		site.faults = (pathname) => (pathname.includes('evidence') ? { until } : undefined);
		await page.locator('tr[data-id]:not([data-off]) a').first().click();
		await page.getByText('Loading the passage…').waitFor();
		// What moves within half a second of a press, the press has moved
		await page.waitForTimeout(700);
		await page.evaluate(() => {
			const stands = new Set<Node | null>(document.querySelectorAll('*'));
			const moved: string[] = [];
			Object.assign(window, { moved });
			new PerformanceObserver((list) => {
				for (const entry of list.getEntries() as (PerformanceEntry & { sources: { node: Node | null }[] })[])
					for (const { node } of entry.sources)
						if (stands.has(node)) moved.push((node as Element).outerHTML.slice(0, 200));
			}).observe({ type: 'layout-shift' });
		});
		send?.();
		await page.locator('blockquote').first().waitFor();
		await page.waitForTimeout(300);
		expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
		site.faults = undefined;
		await expectClean(page, { allow: [/WebGL/i, /GPU/i] });
	});
});

describe('in a sub-folder', () => {
	const site = useSite({ basePath: '/sub/dir' });
	const browser = useBrowser();
	it('says where the map is, also after a drag during which the live map took over', async () => {
		const page = await browser.newPage({ url: site.at('?year=2020'), viewport: { width: 900, height: 600 } });
		await waitForReady(page);
		await page.mouse.move(500, 300);
		await page.mouse.down();
		await page.mouse.move(460, 290, { steps: 3 });
		await page.locator('[data-surface="live"]').waitFor({ timeout: 45_000 });
		await page.mouse.move(300, 200, { steps: 3 });
		await page.mouse.up();
		await page.waitForFunction(() => location.search.includes('map='));
		await page.waitForSelector('[data-map="idle"]', { state: 'attached' });
		// The address follows after a moment
		await page.waitForTimeout(500);
		await expectTold(page);
		await expectClean(page);
	});

	it('map, data, fonts and links work, because every path is relative', async () => {
		const page = await browser.newPage({ url: site.at('?feature=hantsavichy-radar') });
		await waitForMap(page);
		await page.locator('.panel blockquote').first().waitFor();
		await page.getByRole('link', { name: 'Its page' }).click();
		await page.waitForURL(/\/sub\/dir\/feature\/hantsavichy-radar\//);
		await page.locator('blockquote').first().waitFor();
		await page.goBack();
		await waitForMap(page);
		await page.locator('.panel blockquote').first().waitFor();
		await page.getByRole('link', { name: 'About and method' }).click();
		await page.getByRole('heading', { level: 1 }).waitFor();
		expect(page.url()).toBe(site.at('about/'));
		await expectClean(page);
	});
});
