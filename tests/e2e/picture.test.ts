/** What a reader keeps of a view: a picture and a printed page, each with title, year, legend, sources and address. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LOOK_WORDS } from '../../src/lib/domain/legend';
import { expectClean, waitForReady } from './browser';
import { useBrowser, useSite } from './site';

describe('kept', () => {
	const site = useSite();
	const browser = useBrowser({ webgl: false });
	const ALLOW = { allow: [/WebGL/i, /GPU/i] };
	const QUERY = '?year=2014&layers=russian-bases-belarus,great-stone';

	async function save(page: Page, format: 'PNG' | 'SVG'): Promise<Buffer> {
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: `Picture as ${format}` }).click();
		const saved = await download;
		expect(saved.suggestedFilename()).toMatch(new RegExp(`2014.*\\.${format.toLowerCase()}$`));
		return readFileSync(await saved.path());
	}

	it('as SVG it is one well-formed file that loads nothing; as PNG it is drawn, not blank', async () => {
		const page = await browser.newPage({ url: site.at(QUERY) });
		await waitForReady(page);
		await page.locator('.save summary').click();
		const svg = (await save(page, 'SVG')).toString('utf8');
		// Our own pages let no text become markup
		const blank = await page.context().newPage();
		const seen = await blank.evaluate((text) => {
			const document = new DOMParser().parseFromString(text, 'image/svg+xml');
			return {
				fault: document.querySelector('parsererror')?.textContent,
				text: document.documentElement.textContent,
				loads: [...document.querySelectorAll('[href], [src]')]
					.map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? '')
					.filter((address) => !address.startsWith('#') && !address.startsWith('data:'))
			};
		}, svg);
		await blank.close();
		expect(seen.fault).toBeUndefined();
		expect(seen.loads).toEqual([]);
		for (const word of ['2014', 'Great Stone', new URL(site.url).host, LOOK_WORDS.solid]) {
			expect(seen.text?.toLowerCase()).toContain(word.toLowerCase());
		}

		const png = await save(page, 'PNG');
		expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
		const colours = await page.evaluate(async (base64) => {
			const bitmap = await createImageBitmap(
				new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))])
			);
			const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
			const context = canvas.getContext('2d');
			context?.drawImage(bitmap, 0, 0);
			const { data } = context!.getImageData(0, 0, bitmap.width, bitmap.height);
			const found = new Set<number>();
			for (let at = 0; at < data.length; at += 4 * 97)
				found.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
			return found.size;
		}, png.toString('base64'));
		expect(colours).toBeGreaterThan(20);
		await expectClean(page, ALLOW);
	});

	it('on paper it has title, year, map, legend, list, sources and address, and nothing to press', async () => {
		const page = await browser.newPage({ url: site.at(QUERY) });
		await waitForReady(page);
		// What printing needs is fetched when the page has time
		await page.locator('[data-paper]').waitFor({ state: 'attached' });
		await page.emulateMedia({ media: 'print' });
		const paper = await page.evaluate(() => {
			dispatchEvent(new Event('beforeprint'));
			const pressable = [...document.querySelectorAll<HTMLElement>('button, select, input')].filter(
				(element) => element.getClientRects().length > 0
			);
			return {
				text: document.body.innerText,
				pressable: pressable.map(({ outerHTML }) => outerHTML.slice(0, 80)),
				map: document.querySelector('.svg-map')?.getBoundingClientRect().height ?? 0
			};
		});
		expect(paper.pressable).toEqual([]);
		expect(paper.map).toBeGreaterThan(200);
		for (const word of ['2014', 'Great Stone', site.at(QUERY), 'Delphi', 'Hantsavichy radar'])
			expect(paper.text).toContain(word);
		expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000);
		await expectClean(page, ALLOW);
	});
});
