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

	describe('on a map too slow for years that follow one another', () => {
		/** Every frame of the live map takes long, whatever the machine; one year tells the explorer so. */
		async function openSlow(query: string): Promise<Page> {
			const page = await browser.newPage({ url: site.at(query), viewport: { width: 1440, height: 900 } });
			await waitForMap(page);
			await page.evaluate(() => {
				const { map } = document.querySelector('.surface.live') as unknown as {
					map: { on(event: 'render', listener: () => void): void };
				};
				map.on('render', () => {
					document.body.dataset.drawn = String(Number(document.body.dataset.drawn ?? 0) + 1);
					const end = performance.now() + 120;
					while (performance.now() < end);
				});
			});
			await setYear(page, 2001);
			return page;
		}
		const overlay = '.surface.over';
		/** What the live map draws of the atlas. */
		const drawnByMap = (page: Page): Promise<unknown> =>
			page.evaluate(() => {
				const { map } = document.querySelector('.surface.live') as unknown as {
					map: { getGlobalState(): { drawn: unknown; named: unknown } };
				};
				const { drawn, named } = map.getGlobalState();
				return { drawn, named };
			});

		it('each year of a drag shows at once, drawn over the basemap, and the map takes over again', async () => {
			const page = await openSlow('?year=2000');
			const drag = await page.getByRole('slider', { name: 'Year', exact: true }).evaluate(async (element) => {
				const slider = element as HTMLInputElement;
				const shown: [year: number, ids: string[]][] = [];
				document.body.dataset.drawn = '0';
				for (let year = 2002; year <= 2030; year += 1) {
					slider.value = String(year);
					slider.dispatchEvent(new Event('input', { bubbles: true }));
					await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
					const marks = document.querySelectorAll<SVGElement>('.surface.over [data-id]');
					shown.push([year, [...new Set([...marks].map(({ dataset }) => dataset.id ?? ''))].sort()]);
				}
				return shown;
			});
			for (const [year, ids] of drag) expect(ids, String(year)).toEqual(shownBy(`year=${year}`).map);
			const redraws = Number(await page.locator('body').getAttribute('data-drawn'));
			expect(redraws, 'of the live map in 29 years').toBeLessThan(10);
			expect(await drawnByMap(page), 'marks and names of another year').toEqual({ drawn: 0, named: 0 });
			await page.waitForSelector('[data-map="idle"]', { state: 'attached' });
			expect(await drawnByMap(page)).toEqual({ drawn: 1, named: 1 });
			expect(await page.locator(overlay).count()).toBe(0);
			expect((await shownOn(page)).table).toEqual(shownBy('year=2030').table);
			await expectClean(page);
		});

		it('moving the map, another layer, another theme or a lost context end it', async () => {
			const page = await openSlow('?year=2000');
			const slider = page.getByRole('slider', { name: 'Year', exact: true });
			await slider.fill('2010');
			await page.locator(overlay).waitFor();
			await page.getByRole('button', { name: 'Zoom in' }).click();
			await page.locator(overlay).waitFor({ state: 'detached' });
			await page.waitForSelector('[data-map="idle"]', { state: 'attached' });

			await page.evaluate((selector) => {
				const look = new MutationObserver(() => {
					if (document.querySelector(selector)) document.body.dataset.over = 'yes';
				});
				look.observe(document.body, { attributes: true, subtree: true, attributeFilter: ['class'] });
			}, overlay);
			const before = page.url();
			await page.getByRole('button', { name: 'Zoom in' }).click();
			await page.waitForURL((url) => url.href !== before);
			await page.waitForSelector('[data-map="idle"]', { state: 'attached' });
			expect(await page.locator('body').getAttribute('data-over'), 'a movement is no year').toBeNull();

			await slider.fill('2011');
			await page.locator(overlay).waitFor();
			await page.getByRole('checkbox', { name: 'Northern Corridor' }).click();
			await page.locator(overlay).waitFor({ state: 'detached' });

			await page.waitForSelector('[data-map="idle"]', { state: 'attached' });
			await slider.fill('2013');
			await page.locator(overlay).waitFor();
			// The theme, and a movement before the map has loaded it
			await page.evaluate(async () => {
				const theme = document.querySelector<HTMLSelectElement>('select:has(option[value="dark"])')!;
				theme.value = 'dark';
				theme.dispatchEvent(new Event('change', { bubbles: true }));
				await new Promise((done) => setTimeout(done));
				document.querySelector<HTMLElement>('button[aria-label="Zoom out"]')!.click();
			});
			await page.locator(overlay).waitFor({ state: 'detached' });
			await page.waitForSelector('[data-map="idle"]', { state: 'attached' });
			await expectClean(page);

			await slider.fill('2012');
			await page.locator(overlay).waitFor();
			await page.evaluate(() => {
				const { map } = document.querySelector('.surface.live') as unknown as {
					map: { getCanvas(): HTMLCanvasElement };
				};
				map.getCanvas().getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
			});
			await page.waitForSelector('[data-surface="svg"]');
			expect(await page.locator(overlay).count()).toBe(0);
			expect(await page.locator('.ground').isVisible()).toBe(true);
		});

		it('a press on a mark that has only just come opens it', async () => {
			const page = await openSlow('?year=2000&map=6/53.7/30');
			const slider = page.getByRole('slider', { name: 'Year', exact: true });
			await slider.fill('2025');
			const mark = page.locator(`${overlay} [data-id="krychaw-oreshnik-site"] circle.hit`);
			const box = await mark.boundingBox();
			if (!box) throw new Error('The mark is nowhere');
			await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
			await page.getByRole('region', { name: /Krychaw/ }).waitFor();
			await expectClean(page);
		});
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
