/** The prerendered pages before their data is there: their years move all the same, and nothing of that is lost. */
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { axisOf, stepsOf, yearAt } from '../../src/lib/domain/axis';
import { marksOf } from '../../src/lib/domain/marks';
import { defaultView } from '../../src/lib/domain/view';
import { parseView } from '../../src/lib/domain/view-url';
import { expectClean, waitForReady } from './browser';
import { readAtlas } from './shown';
import { useBrowser, useSite } from './site';

const site = useSite();
const browser = useBrowser();
/** What lets the data of the pages come. */
let release: () => void;
beforeEach(() => {
	const released = new Promise<void>((done) => (release = done));
	site.faults = (pathname) => (pathname === '/data/atlas.json' ? { until: released } : undefined);
});
afterEach(() => release());

const openStanding = (path: string): Promise<Page> =>
	browser.newPage({ url: site.at(path), viewport: { width: 1280, height: 800 } });
const slider = (page: Page) => page.getByRole('slider', { name: 'Year', exact: true });
const alive = (page: Page): Promise<number> => page.locator('[data-ready]').count();

/** What is to be seen of the list, of the map, and of the sentences that name the year. */
const seenOn = (page: Page) =>
	page.evaluate(() => {
		// A method, for a compiler's mark on a function with a name is unknown to the page
		const look = {
			ids(selector: string) {
				const all = [...document.querySelectorAll<HTMLElement>(selector)];
				return all.flatMap((each) => (each.checkVisibility() ? (each.dataset.id ?? '') : []));
			},
			text(selector: string) {
				const all = [...document.querySelectorAll<HTMLElement>(selector)];
				return all.flatMap((each) => (each.checkVisibility() ? each.textContent.trim() : [])).join(' | ');
			}
		};
		return {
			table: look.ids('tr[data-id]'),
			map: [...new Set(look.ids('.svg-map a[data-id]'))].sort(),
			caption: look.text('caption > span'),
			ofOtherYears: look.text('[data-off]'),
			typed: document.querySelector<HTMLInputElement>('input.big')?.value
		};
	});

describe.each(['', 'embed/'])('the page at /%s before its data is there', (path) => {
	it('shows in every year what the domain says', async () => {
		const atlas = readAtlas();
		const axis = axisOf(atlas, defaultView(atlas).layers);
		const page = await openStanding(path);
		await expect.poll(() => slider(page).isEnabled(), { timeout: 5000 }).toBe(true);
		const wrong: unknown[] = [];
		for (const value of stepsOf(axis)) {
			const year = yearAt(axis, value);
			await slider(page).fill(String(value));
			const seen = await seenOn(page);
			const marks = marksOf(atlas, parseView(`year=${year}`, atlas));
			const ids = marks.map(({ feature }) => feature.id);
			const drawn = marks.flatMap(({ feature }) => (feature.geometry ? feature.id : [])).sort();
			try {
				expect(seen.table).toEqual(ids);
				expect(seen.map).toEqual(drawn);
				expect(seen.caption).toMatch(new RegExp(`\\b${year}\\b`));
				expect(seen.ofOtherYears).toBe('');
				expect(seen.typed).toBe(String(year));
				expect(await slider(page).getAttribute('aria-valuetext')).toContain(String(year));
			} catch (error) {
				wrong.push(`${year}: ${String(error).slice(0, 600)}`);
			}
		}
		expect(wrong).toEqual([]);
		expect(await alive(page)).toBe(0);
		await expectClean(page);
	}, 240_000);

	it('hands the chosen year over, and is then what it would be had it been asked for that year', async () => {
		const page = await openStanding(path);
		await slider(page).fill('2014');
		await page.evaluate(() => {
			for (const element of document.querySelectorAll<HTMLElement>('[data-live] *, [data-live]'))
				element.dataset.before = '';
		});
		release();
		await waitForReady(page);
		// Taken up, not made anew
		expect(await slider(page).getAttribute('data-before')).toBe('');
		expect(await page.locator('.svg-map:not([data-before])').count()).toBe(0);
		await page.evaluate(() => {
			for (const element of document.querySelectorAll<HTMLElement>('[data-before]'))
				delete element.dataset.before;
		});
		expect(new URL(page.url()).search).toBe('?year=2014');
		expect(await page.locator('[data-in], [data-off], [data-by-year]').count()).toBe(0);
		expect(await slider(page).inputValue()).toBe('2014');
		const direct = await browser.newPage({
			url: site.at(`${path}?year=2014`),
			viewport: { width: 1280, height: 800 }
		});
		await waitForReady(direct);
		expect(await seenOn(page)).toEqual(await seenOn(direct));
		await expectClean(page);
	});

	it('does not come alive under the hand that drags', async () => {
		const page = await openStanding(path);
		await expect.poll(() => slider(page).isEnabled(), { timeout: 5000 }).toBe(true);
		const box = (await slider(page).boundingBox())!;
		const y = box.y + box.height / 2;
		await page.mouse.move(box.x + box.width * 0.8, y);
		await page.mouse.down();
		await page.mouse.move(box.x + box.width * 0.6, y, { steps: 4 });
		const arrived = page.waitForResponse('**/data/atlas.json*');
		release();
		await (await arrived).finished();
		await page.mouse.move(box.x + box.width * 0.5, y, { steps: 4 });
		await page.waitForTimeout(500);
		expect(await alive(page)).toBe(0);
		const held = await slider(page).inputValue();
		await page.mouse.up();
		await waitForReady(page);
		expect(await slider(page).inputValue()).toBe(held);
		expect(new URL(page.url()).searchParams.get('year')).toBe(held);
		await expectClean(page);
	});

	it('comes alive after a menu was called on the slider', async () => {
		const page = await openStanding(path);
		await expect.poll(() => slider(page).isEnabled(), { timeout: 5000 }).toBe(true);
		await slider(page).dispatchEvent('pointerdown');
		await slider(page).dispatchEvent('contextmenu');
		release();
		await waitForReady(page);
		await expectClean(page);
	});

	it('opens at the year of its address', async () => {
		const page = await openStanding(`${path}?year=2014`);
		await expect.poll(() => slider(page).isEnabled(), { timeout: 5000 }).toBe(true);
		const before = await seenOn(page);
		expect(before.typed).toBe('2014');
		release();
		await waitForReady(page);
		expect((await seenOn(page)).map).toEqual(before.map);
		await expectClean(page);
	});

	it.each([
		'layers=great-stone',
		'mode=all',
		'compare=2014..2024',
		'map=5/53/28',
		'contested=1',
		'year=1',
		'year=x'
	])('rests where its address asks for what it cannot show: %s', async (query) => {
		const page = await openStanding(`${path}?${query}`);
		await page.waitForSelector('[data-begun]');
		expect(await slider(page).isDisabled()).toBe(true);
		release();
		await waitForReady(page);
		expect(await page.locator('[data-in], [data-off]').count()).toBe(0);
		await expectClean(page);
	});
});
