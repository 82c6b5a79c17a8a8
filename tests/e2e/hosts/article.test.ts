/** An article whose words move its maps, and messages that must not. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectClean, type PageOptions } from '../browser';
import { useBrowser, useSite } from '../site';
import { expectFit, liveFrame, recordMessages, yearOf } from './frame';
import { useHosts } from './host-site';

/** Long enough for a machine that builds something else beside the tests. */
const PATIENT = { timeout: 15_000 };

const site = useSite();
const hosts = useHosts(site);
const browser = useBrowser();
// Where no live map is needed: software graphics take most of the time
const plainBrowser = useBrowser({ webgl: false });

const newPage = (options: PageOptions = {}, { newPage: open } = plainBrowser): Promise<Page> =>
	open({ viewport: { width: 600, height: 900 }, origins: [hosts.at(''), site.url], ...options });

describe('an article with eight linked phrases', () => {
	it('moves two maps by them', async () => {
		const page = await newPage({}, browser);
		await page.goto(hosts.at('article.html'));
		const frames = {
			bases: await liveFrame(page, '#bases iframe'),
			corridor: await liveFrame(page, '#corridor')
		};
		await expectFit(page, frames.bases, '#bases iframe');
		await expectFit(page, frames.corridor, '#corridor');
		await page.evaluate(() => {
			const views: unknown[] = [];
			Object.assign(window, { views });
			for (const id of ['bases', 'corridor']) {
				document.getElementById(id)?.addEventListener('faultlines:view', (event) => {
					views.push([id, (event as CustomEvent<{ query: string }>).detail.query]);
				});
			}
		});
		const address = page.url();
		const links = page.locator('a[data-faultlines-for]:not([id])');
		expect(await links.count()).toBe(8);
		for (const link of await links.all()) {
			const map = (await link.getAttribute('data-faultlines-for')) as keyof typeof frames;
			const target = new URL((await link.getAttribute('href')) ?? '');
			const scroll = await page.evaluate(() => scrollY);
			await link.click();
			const year = target.searchParams.get('year');
			if (year) await expect.poll(() => yearOf(frames[map]), PATIENT).toBe(year);
			const [, id] = /\/feature\/(.+)\/$/.exec(target.pathname) ?? [];
			if (id)
				await expect.poll(() => new URL(frames[map].url()).searchParams.get('feature'), PATIENT).toBe(id);
			expect(page.url()).toBe(address);
			expect(await page.evaluate(() => scrollY)).toBe(scroll);
			expect(await page.evaluate(() => document.activeElement?.localName)).toBe('a');
			await expectFit(page, frames[map], map === 'bases' ? '#bases iframe' : '#corridor');
		}
		// What a link does not name stays as the editor chose it
		expect(await frames.bases.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
		const views = await page.evaluate(() => (window as unknown as { views: [string, string][] }).views);
		expect(new Set(views.map(([id]) => id))).toEqual(new Set(['bases', 'corridor']));
		expect(views.some(([, query]) => query.includes('feature=hantsavichy-radar'))).toBe(true);
		await expectClean(page);
	});

	it('keeps links that lead elsewhere, and those opened in a new tab', async () => {
		const page = await newPage();
		await page.goto(hosts.at('article.html'));
		await expectFit(page, await liveFrame(page, '#bases iframe'), '#bases iframe');
		// Whether a press is left to the browser; its own new tab is not opened, for the packaged browser loses some of them
		await page.evaluate(() =>
			addEventListener('click', (event) => {
				document.body.dataset.left = String(!event.defaultPrevented);
				event.preventDefault();
			})
		);
		const link = page.locator('a[data-faultlines-for]').first();
		const isLeft = (): Promise<string | null> => page.locator('body').getAttribute('data-left');
		await link.click({ modifiers: ['Control'] });
		expect(await isLeft()).toBe('true');
		const address = await link.evaluate((element) => (element as HTMLAnchorElement).href);
		expect(address).toMatch(/\/feature\/hantsavichy-radar\//);
		expect(await (await page.request.get(address)).text()).toContain('Hantsavichy radar');
		await link.click();
		expect(await isLeft(), 'an ordinary press moves the map').toBe('false');
		for (const id of ['stranger', 'nowhere']) {
			await page.goto(hosts.at('article.html'));
			await expectFit(page, await liveFrame(page, '#bases iframe'), '#bases iframe');
			await page.locator(`#${id}`).click();
			await page.waitForURL((url) => url.origin === new URL(site.url).origin);
		}
		await expectClean(page);
	});

	it('has, without script, links to pages that say the same', async () => {
		const page = await newPage({ javaScriptEnabled: false });
		await page.goto(hosts.at('article.html'));
		const addresses = await page
			.locator('a[data-faultlines-for]:not([id])')
			.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
		for (const [index, address] of addresses.entries()) {
			await page.goto(hosts.at('article.html'), { waitUntil: 'commit' });
			await page.locator('a[data-faultlines-for]:not([id])').nth(index).click();
			await page.waitForURL(address, { waitUntil: 'commit' });
			expect(await page.locator('h1').first().innerText()).not.toBe('');
			if (address.includes('/feature/')) expect(await page.locator('blockquote').count()).toBeGreaterThan(0);
		}
		await expectClean(page);
	});
});

describe('hostile messages', () => {
	it('from other frames move neither the page nor the map', async () => {
		const page = await newPage();
		await page.addInitScript(() => {
			const lies = { done: 0 };
			Object.assign(window, { lies });
			addEventListener('message', ({ data }) => (lies.done += data === 'lied' ? 1 : 0));
		});
		await page.goto(hosts.at('company.html'));
		const frame = await liveFrame(page, '#good');
		await expectFit(page, frame, '#good');
		const year = await yearOf(frame);
		const before = await page.locator('#good').evaluate((element) => element.clientHeight);
		await page.evaluate(() => {
			for (const id of ['evil', 'opaque']) {
				(document.getElementById(id) as HTMLIFrameElement).contentWindow?.postMessage('lie', '*');
			}
		});
		const liesDone = (): Promise<number> =>
			page.evaluate(() => (window as unknown as { lies: { done: number } }).lies.done);
		await expect.poll(liesDone, PATIENT).toBe(2);
		expect(await yearOf(frame)).toBe(year);
		expect(await page.locator('#good').evaluate((element) => element.clientHeight)).toBe(before);
		expect(await page.locator('#evil').evaluate((element) => element.clientHeight)).toBe(50);
		expect(await page.locator('#opaque').evaluate((element) => element.clientHeight)).toBe(50);
		expect(frame.url()).toBe(site.at('embed/?id=good'));
		await expectClean(page);
	});

	it('from the host itself, however many, do no more than the last view asks', async () => {
		const page = await newPage();
		const heard = await recordMessages(page);
		await page.goto(hosts.at('loader.html'));
		const frame = await liveFrame(page);
		await expectFit(page, frame);
		const address = frame.url();
		const year = await yearOf(frame);
		const before = (await heard()).length;
		await page.evaluate(() => {
			const child = document.querySelector('iframe')?.contentWindow;
			const deep: Record<string, unknown> = {};
			let at = deep;
			for (let depth = 0; depth < 500; depth += 1) at = at['ns'] = {};
			const noise = [
				null,
				undefined,
				NaN,
				'x'.repeat(1_000_000),
				'pymxPYMxaxPYMxnavigateToxPYMxhttps://example.org',
				deep,
				new Map([['ns', 'faultlines']]),
				new ArrayBuffer(1_000_000),
				{ ns: 'faultlines', v: 1, type: 'view', query: 'x'.repeat(100_000) },
				{ ns: 'faultlines', v: 1, type: 'view', query: 'https://example.org' },
				{ ns: 'faultlines', v: 1, type: 'navigate', url: 'https://example.org' },
				{ ns: 'faultlines', v: 1, type: 'view', query: 'title=Lies&version=0000000000' }
			];
			for (let round = 0; round < 50; round += 1) for (const data of noise) child?.postMessage(data, '*');
			child?.postMessage({ ns: 'faultlines', v: 1, type: 'ping' }, '*');
		});
		// Messages come in their order: what is answered last says that all were heard
		await expect.poll(async () => (await heard()).length, PATIENT).toBeGreaterThan(before);
		expect(await yearOf(frame)).toBe(year);
		expect(frame.url()).toBe(address);

		await page.evaluate(() => {
			const child = document.querySelector('iframe')?.contentWindow;
			for (let step = 0; step < 1000; step += 1) {
				child?.postMessage(
					{ ns: 'faultlines', v: 1, type: 'view', query: `year=${2000 + (step % 20)}` },
					'*'
				);
				child?.postMessage({ ns: 'faultlines', v: 1, type: 'ping' }, '*');
			}
			child?.postMessage({ ns: 'faultlines', v: 1, type: 'view', query: 'year=2009' }, '*');
		});
		await expect.poll(() => yearOf(frame), PATIENT).toBe('2009');
		expect((await heard()).length, 'a flood is not answered by a flood').toBeLessThan(100);
		await expectClean(page);
	});

	it('that only look like a frame’s leave the page as it is', async () => {
		const page = await newPage();
		await page.goto(hosts.at('loader.html'));
		await expectFit(page, await liveFrame(page));
		const before = await page.locator('iframe').evaluate((element) => element.clientHeight);
		await page.evaluate((origin) => {
			const source = document.querySelector('iframe')?.contentWindow ?? null;
			const thrower = new Proxy(
				{},
				{
					get: () => {
						throw new Error('no');
					}
				}
			);
			const height = { ns: 'faultlines', v: 1, type: 'height', height: 3000 };
			const say = (data: unknown, init: MessageEventInit): boolean =>
				dispatchEvent(new MessageEvent('message', { data, ...init }));
			say(height, { origin: 'https://example.org', source });
			say(height, { origin: `${origin}.example.org`, source });
			say(height, { origin, source: window });
			say(height, { origin, source: null });
			for (const data of [null, 'x', thrower, { ...height, height: '9' }, { ...height, height: NaN }]) {
				say(data, { origin, source });
			}
		}, new URL(site.url).origin);
		expect(await page.locator('iframe').evaluate((element) => element.clientHeight)).toBe(before);
		await expectClean(page);
	});
});
