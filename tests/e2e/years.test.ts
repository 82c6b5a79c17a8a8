/** Map, table and domain agree on what shows, in every year and mode. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { marksOf } from '../../src/lib/domain/marks';
import { parseView } from '../../src/lib/domain/view-url';
import { expectClean, waitForMap, waitForReady } from './browser';
import { FITTED, readAtlas, shownBy, shownOn } from './shown';
import { useBrowser, useSite } from './site';

/** Sets the slider as a reader's drag does and waits until the map has drawn it. */
async function setYear(page: Page, year: number): Promise<void> {
	await page.getByRole('slider', { name: 'Year', exact: true }).fill(String(year));
	await page.waitForFunction(
		(wanted) =>
			document.querySelector('caption')?.textContent?.includes(wanted) &&
			document.querySelector('[data-map="idle"]'),
		String(year)
	);
}

describe('what shows', () => {
	const site = useSite();
	const browser = useBrowser();

	it('is the same on the map, in the table and by the domain in every year from 1990 to 2035', async () => {
		const page = await browser.newPage({
			url: site.at(`?${FITTED}&year=1990`),
			viewport: { width: 1920, height: 1080 }
		});
		await waitForMap(page);
		const wrong: unknown[] = [];
		for (let year = 1990; year <= 2035; year += 1) {
			await setYear(page, year);
			const found = await shownOn(page);
			const wanted = shownBy(`${FITTED}&year=${year}`);
			try {
				expect(found.table).toEqual(wanted.table);
				expect(found.map).toEqual(wanted.map);
			} catch (error) {
				wrong.push(`${year}: ${String(error).slice(0, 600)}`);
			}
		}
		expect(wrong).toEqual([]);
		await expectClean(page);
	}, 240_000);

	it.each([
		'mode=all',
		'from=1990&to=2005',
		'from=2014&to=2024',
		'year=2024&ghosts=1',
		'mode=all&layers=great-stone',
		// Countries as a whole: members of organisations, agreements, trade.
		'year=2010&layers=china-central-asia,south-caucasus-agreements,organisations-and-exercises',
		'year=2024&layers=china-central-asia,south-caucasus-agreements,organisations-and-exercises'
	])('is the same for %s', async (query) => {
		const page = await browser.newPage({
			url: site.at(`?${FITTED}&${query}`),
			viewport: { width: 1920, height: 1080 }
		});
		await waitForMap(page);
		expect(await shownOn(page)).toEqual(shownBy(`${FITTED}&${query}`));
		await expectClean(page);
	});

	it('spot checks hold', async () => {
		const atlas = readAtlas();
		const at = (year: number): Map<string, string> =>
			new Map(
				marksOf(atlas, parseView(`year=${year}`, atlas)).map(({ feature, phase }) => [
					feature.id,
					phase.class
				])
			);
		expect(at(2022).has('tsel-camp')).toBe(false);
		expect(at(2023).has('tsel-camp')).toBe(true);
		expect(at(2016).get('baku-tbilisi-kars-railway')).toBe('construction');
		expect(at(2017).get('baku-tbilisi-kars-railway')).toBe('active');
		for (let year = 1990; year <= 2035; year += 1) {
			for (const [id, statusClass] of at(year)) {
				if (id.startsWith('power-of-siberia-2') || id.startsWith('soyuz-vostok'))
					expect(statusClass).toBe('planned');
			}
		}
	});

	it('a link that names a feature and no year opens in a year in which it shows', async () => {
		const page = await browser.newPage({ url: site.at('?feature=tsel-camp') });
		await waitForReady(page);
		await page.getByRole('region', { name: /Tsel/ }).waitFor();
		expect(await page.locator('tr[data-id="tsel-camp"]').count()).toBe(1);
		await expectClean(page);
	});
});
