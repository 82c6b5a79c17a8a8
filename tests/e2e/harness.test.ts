/** That the end-to-end tests can fail: a page with every fault at once, and what is said of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveFolder, type StaticSite } from '../static-server';
import { expectClean, launchBrowser, problemsOf } from './browser';
import { useBrowser } from './site';

const POLICY = `<meta http-equiv="content-security-policy" content="script-src 'self'; object-src 'none'">`;

describe('the test browser', () => {
	const folder = mkdtempSync(join(tmpdir(), 'faultlines-harness-'));
	const browser = useBrowser();
	let site: StaticSite;

	beforeAll(async () => {
		writeFileSync(join(folder, 'index.html'), '<!doctype html><link rel="icon" href="data:,"><p>clean</p>');
		writeFileSync(
			join(folder, 'faults.html'),
			`<!doctype html><link rel="icon" href="data:,">${POLICY}
			<img src="https://third-party.example/pixel.png" alt="">
			<script>'inline'</script><script src="faults.js"></script>`
		);
		writeFileSync(
			join(folder, 'faults.js'),
			`console.error('said so');
			new Worker('worker.js');
			setTimeout(() => { throw new Error('thrown'); });
			Promise.reject(new Error('rejected'));`
		);
		writeFileSync(join(folder, 'worker.js'), `fetch('https://third-party.example/tile').catch(() => {});`);
		site = await serveFolder(folder);
	});

	afterAll(async () => {
		await site.close();
		rmSync(folder, { recursive: true, force: true });
	});

	const texts = (page: Page, kind: string): string =>
		problemsOf(page)
			.filter((problem) => problem.kind === kind)
			.map(({ text }) => text)
			.join('\n');

	it('finds nothing on a clean page', async () => {
		const page = await browser.newPage({ url: site.url });
		await expectClean(page);
	});

	it('lists every fault of a bad one', async () => {
		const page = await browser.newPage({ url: new URL('faults.html', site.url).href });
		await expect.poll(() => texts(page, 'foreign request')).toContain('/tile');
		await expect.poll(() => texts(page, 'page error')).toContain('rejected');
		expect(texts(page, 'foreign request')).toContain('https://third-party.example/pixel.png');
		expect(texts(page, 'console error')).toContain('said so');
		expect(texts(page, 'page error')).toContain('thrown');
		expect(texts(page, 'policy violation')).toContain('script-src-elem');
		await expect(expectClean(page)).rejects.toThrow(/A clean page expected, \d+ problem/);
		await expectClean(page, { allow: [/./s] });
	});

	it('has a page without scripts, and judges it too', async () => {
		const page = await browser.newPage({ url: site.url, javaScriptEnabled: false });
		await expectClean(page);
	});

	it('draws with WebGL2, and can be without', async () => {
		const hasWebgl = (page: Page): Promise<boolean> =>
			page.evaluate(() => document.createElement('canvas').getContext('webgl2') !== null);
		expect(await hasWebgl(await browser.newPage({ url: site.url }))).toBe(true);
		const without = await launchBrowser({ webgl: false });
		try {
			expect(await hasWebgl(await without.newPage({ url: site.url }))).toBe(false);
		} finally {
			await without.close();
		}
	});
});
