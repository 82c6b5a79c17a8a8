/** Browsers and pages around the explorer that refuse, hide or throw away. */
import { expect } from 'vitest';
import type { Frame, Page } from 'playwright-core';
import { waitForReady } from '../browser';
import {
	expectReadable,
	expectScrubbing,
	press,
	yearSlider,
	type FaultGroup,
	type Setting
} from './fault-row';

const PATIENT = { timeout: 40_000 };

/** A page of our own site with a frame in it; the style is that of the frame. */
async function openFramed({ site, open }: Setting, query: string, style: string): Promise<Page> {
	const page = await open('about/');
	await page.evaluate(
		([address = '', css = '']) => {
			const frame = document.createElement('iframe');
			frame.src = address;
			frame.style.cssText = css;
			document.body.prepend(frame);
			scrollTo(0, 0);
		},
		[site.at(`embed/?${query}`), style]
	);
	return page;
}

async function framed(page: Page): Promise<Frame> {
	const frame = await (await page.waitForSelector('iframe', { state: 'attached' })).contentFrame();
	if (!frame) throw new Error('a frame expected');
	await frame.waitForSelector('[data-ready]', { state: 'attached', timeout: 30_000 });
	return frame;
}

const restyle = (page: Page, style: string): Promise<void> =>
	page.evaluate((css) => {
		const frame = document.querySelector('iframe');
		if (frame) frame.style.cssText = css;
	}, style);

const SHOWN = 'width: 720px; height: 560px; border: 0';
const yearIn = (frame: Frame): Promise<string> =>
	frame.getByRole('slider', { name: 'Year' }).first().inputValue();

export const STORAGE: FaultGroup = {
	title: 'Permissions and storage',
	rows: [
		{
			fault: 'The browser lacks something that the script needs',
			sees: '“This browser lacks something that the interactive map needs.” The first map, the list and every link stay; the slider moves the years.',
			recovers: '“Try again”, in a newer browser; every name leads to a page that needs no script.',
			reports: [/DisplayNames/],
			async run({ open }) {
				const page = await open('embed/', {
					first: () => {
						if (!location.search.includes('mended')) Reflect.deleteProperty(Intl, 'DisplayNames');
					}
				});
				for (const path of ['embed/', '']) {
					await page.goto(new URL(path, page.url().replace(/embed\/$/, '')).href, { waitUntil: 'commit' });
					await page.getByRole('alert').getByText('This browser lacks something').waitFor();
					await expectReadable(page);
					await yearSlider(page).fill(await yearSlider(page).getAttribute('min').then(String));
					await page.waitForURL(/[?&]year=\d+/);
				}
				await press(page, 'Close');
				expect(await page.getByRole('alert').count()).toBe(0);
				await page.reload();
				await page.getByRole('alert').waitFor();
				await page.evaluate(() => history.replaceState(history.state, '', '?mended'));
				await press(page, 'Try again');
				await waitForReady(page);
				return page;
			}
		},
		{
			fault: 'The browser refuses all storage',
			sees: 'Nothing: the explorer stores nothing that it needs.',
			recovers: 'Nothing has to.',
			async run({ open }) {
				const page = await open('?year=2014', {
					first: () => {
						for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
							Object.defineProperty(window, name, {
								get: () => {
									throw new DOMException('refused', 'SecurityError');
								}
							});
					}
				});
				await waitForReady(page);
				await expectScrubbing(page);
				await page.getByRole('link', { name: /^List/ }).click();
				await page.locator('tr[data-id="hantsavichy-radar"] a').click();
				await page.locator('.panel blockquote').first().waitFor();
				return page;
			}
		},
		{
			fault: 'The device has no room left for what is read',
			sees: 'Nothing: pages and data come from the network as before.',
			recovers: 'What is read once there is room again is kept.',
			async run({ site, open }) {
				const page = await open('', { keeps: true });
				await waitForReady(page);
				await page.waitForFunction(
					() => navigator.serviceWorker.controller?.state === 'activated',
					undefined,
					{ timeout: 30_000 }
				);
				const session = await page.context().newCDPSession(page);
				const origin = new URL(site.url).origin;
				await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
				await page.goto(site.at('feature/hantsavichy-radar/'));
				await page.getByRole('heading', { level: 1, name: 'Hantsavichy radar' }).waitFor();
				await page.goto(site.at('?feature=tsel-camp'));
				await page.getByRole('region', { name: 'Tsel camp' }).locator('blockquote').first().waitFor();
				await session.send('Storage.overrideQuotaForOrigin', { origin });
				return page;
			}
		},
		{
			fault: 'The browser refuses to copy',
			sees: '“Copying is not allowed here.” and the address itself, to be selected.',
			recovers: 'Copying by hand.',
			async run({ site, open }) {
				const page = await open('?feature=hantsavichy-radar&year=2014', {
					first: () => {
						Object.defineProperty(navigator, 'clipboard', {
							value: { writeText: () => Promise.reject(new DOMException('refused', 'NotAllowedError')) }
						});
					}
				});
				await waitForReady(page);
				await press(page, 'Copy link to this view');
				const words = page.getByText('Copying is not allowed here.');
				await words.waitFor();
				expect(await words.textContent()).toContain(site.at('?year=2014'));
				return page;
			}
		},
		{
			fault: 'The browser refuses to change the address',
			sees: 'Nothing; the address stays as it was.',
			recovers: '“Copy link to this view” has the right address all the same.',
			async run({ open }) {
				const page = await open('?year=2014', {
					first: () => {
						Object.defineProperty(navigator, 'clipboard', {
							value: {
								writeText: (copied: string) => Promise.resolve(void Object.assign(window, { copied }))
							}
						});
					}
				});
				await waitForReady(page);
				await page.evaluate(() => {
					history.replaceState = history.pushState = () => {
						throw new DOMException('too often', 'SecurityError');
					};
				});
				await expectScrubbing(page);
				await page.getByRole('link', { name: /^List/ }).click();
				await page.locator('tr[data-id="hantsavichy-radar"] a').click();
				await page.locator('.panel blockquote').first().waitFor();
				expect(page.url()).toContain('?year=2014');
				expect(page.url()).not.toContain('feature');
				await press(page, 'Copy link to this view');
				await page.waitForFunction(() => 'copied' in window);
				const copied = await page.evaluate(() => (window as { copied?: string }).copied);
				expect(copied).toContain('feature=hantsavichy-radar');
				expect(copied).not.toContain('year=2014');
				return page;
			}
		}
	]
};

export const HOST: FaultGroup = {
	title: 'Pages around the embed',
	rows: [
		{
			fault: 'The frame is hidden when it loads',
			sees: 'Nothing yet, and nothing is drawn in vain.',
			recovers: 'When it is shown: the view that was asked for, live.',
			draws: true,
			async run(setting) {
				const page = await openFramed(setting, 'year=2014', 'display: none');
				const frame = await framed(page);
				expect(await frame.locator('canvas').count()).toBe(0);
				await restyle(page, SHOWN);
				await frame.locator('[data-surface="live"]').waitFor(PATIENT);
				expect(await yearIn(frame)).toBe('2014');
				return page;
			}
		},
		{
			fault: 'The frame has no size when it loads',
			sees: 'Nothing yet.',
			recovers: 'When it is given a size: the view that was asked for, live.',
			draws: true,
			async run(setting) {
				const page = await openFramed(setting, 'year=2014', 'width: 0; height: 0; border: 0');
				const frame = await framed(page);
				await restyle(page, SHOWN);
				await frame.locator('[data-surface="live"]').waitFor(PATIENT);
				expect(await yearIn(frame)).toBe('2014');
				return page;
			}
		},
		{
			fault: 'The host takes the frame out of its page and puts it back',
			sees: 'The embed loading anew.',
			recovers: 'By itself, with the view that its address asks for.',
			async run(setting) {
				const page = await openFramed(setting, 'year=2014', SHOWN);
				await framed(page);
				await page.evaluate(() => {
					const frame = document.querySelector('iframe');
					frame?.remove();
					if (frame) document.querySelector('main')?.prepend(frame);
				});
				const again = await framed(page);
				expect(await yearIn(again)).toBe('2014');
				await again.getByRole('slider', { name: 'Year' }).first().fill('2016');
				await again.waitForFunction(() => location.search.includes('year=2016'));
				return page;
			}
		},
		{
			fault: 'The data does not come in a frame',
			sees: '“The data could not be reached. Is the network off?” Map and list stay, at the year that its address asks for.',
			recovers: '“Try again” in the frame.',
			async run(setting) {
				const { site } = setting;
				site.faults = (path) => (path === '/data/atlas.json' ? { destroy: true } : undefined);
				const page = await openFramed(setting, 'year=2014', SHOWN);
				const frame = await (await page.waitForSelector('iframe')).contentFrame();
				if (!frame) throw new Error('a frame expected');
				await frame.getByRole('alert').getByText('Is the network off?').waitFor();
				await frame.getByRole('region', { name: 'What shows' }).waitFor();
				await expectReadable(frame);
				site.faults = undefined;
				await frame.getByRole('button', { name: 'Try again' }).click();
				expect(await yearIn(await framed(page))).toBe('2014');
				return page;
			}
		},
		{
			fault: 'The page is given a window of no use: 1 by 1 pixel, then a right one',
			sees: 'Nothing that could be seen.',
			recovers: 'By itself, with the view kept.',
			draws: true,
			async run({ open }) {
				const page = await open('?year=2014', { viewport: { width: 1, height: 1 } });
				await waitForReady(page);
				await page.setViewportSize({ width: 1280, height: 800 });
				await page.locator('[data-surface="live"]').waitFor(PATIENT);
				expect(await yearSlider(page).inputValue()).toBe('2014');
				await expectScrubbing(page);
				return page;
			}
		}
	]
};
