/**
 * The software is not tied to one atlas: `GEODATA=<folder> npm run build` in a copy of the project that has no
 * other data, and the site that comes of it in a browser.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildElsewhere, plainEnvironment, ROOT } from '../build-elsewhere';
import { serveFolder, type StaticSite } from '../static-server';
import { expectClean, waitForMap, waitForReady } from './browser';
import { useBrowser } from './site';

const GEODATA = join(ROOT, 'tests/fixtures/atlantic-cables/geodata');
const TITLE = 'The first Atlantic cables';

/** What people and search engines read of a page: its text and attributes, without names of countries on the map. */
const wordsOf = (html: string): string =>
	html
		.replace(/<g class="label.*?<\/g>/gs, '')
		.replace(/<(style|script)(?![^>]*ld\+json).*?<\/\1>/gs, '')
		// Names that the software gives to its own parts: elements, fonts, events.
		.replace(/faultlines-[a-z-]+|Faultlines (Sans|Serif)/g, '');

const FIRST_ATLAS =
	/Faultlines|Eurasia|Belarus|Crimea|Kazakh|Siberia|Middle Corridor|Great Stone|Energy Monitor/;

describe('another atlas', () => {
	let folder: string;
	let site: StaticSite;
	const browser = useBrowser();
	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'second-atlas-'));
		await buildElsewhere(folder, { ...plainEnvironment(), GEODATA });
		site = await serveFolder(join(folder, 'build'));
	}, 300_000);
	afterAll(async () => {
		await site?.close();
		rmSync(folder, { recursive: true, force: true });
	});
	const at = (path: string): string => new URL(path, site.url).href;
	const slider = (page: Page) => page.getByRole('slider', { name: 'Year', exact: true });

	it('builds pages that speak of it alone', () => {
		const pages = readdirSync(join(folder, 'build'), { recursive: true, encoding: 'utf8' }).filter((name) =>
			name.endsWith('.html')
		);
		expect(pages.map(dirname)).toEqual(
			expect.arrayContaining([
				'.',
				'embed',
				'about',
				'feature/hearts-content',
				'layer/cables',
				'view/cable-of-1858',
				'source/munro-1891'
			])
		);
		for (const name of pages) {
			const html = readFileSync(join(folder, 'build', name), 'utf8');
			expect(html, name).toMatch(new RegExp(`<title>([^<]+ · )?${TITLE}</title>`));
			expect(FIRST_ATLAS.exec(wordsOf(html))?.[0], name).toBeUndefined();
		}
		const home = readFileSync(join(folder, 'build/index.html'), 'utf8');
		expect(home).toContain('"temporalCoverage":"1856/1866-12"');
		expect(home).toContain('"name":"North Atlantic"');
		const about = readFileSync(join(folder, 'build/about/index.html'), 'utf8');
		expect(about).toContain('Newfoundland was a colony of its own');
		expect(about).toContain('Evidence reaches December 1866');
	});

	it('shows its own layers, years and place on a live map', async () => {
		const page = await browser.newPage({ url: at(''), viewport: { width: 1440, height: 900 } });
		await waitForMap(page);
		expect(await page.title()).toBe(TITLE);
		expect(await slider(page).inputValue()).toBe('1866');
		expect([await slider(page).getAttribute('min'), await slider(page).getAttribute('max')]).toEqual([
			'1856',
			'1870'
		]);
		for (const [name, isOn] of [
			['Cables', true],
			['Landings', true],
			['Ports', false]
		] as const)
			expect(await page.getByRole('checkbox', { name }).isChecked(), name).toBe(isOn);

		const centre = await page.evaluate(() => {
			const { map } = document.querySelector('.surface.live') as unknown as {
				map: { getCenter(): { lng: number; lat: number } };
			};
			return map.getCenter();
		});
		expect(centre.lng).toBeGreaterThan(-58);
		expect(centre.lng).toBeLessThan(-2);

		const shown = async (year: string): Promise<(string | undefined)[]> => {
			await slider(page).fill(year);
			await page.waitForFunction(
				(wanted) => document.querySelector('caption')?.textContent?.includes(wanted),
				year
			);
			return page.$$eval('tr[data-id]', (rows) => rows.map((row) => (row as HTMLElement).dataset.id));
		};
		expect(await shown('1856')).toEqual([]);
		expect(await shown('1857')).toEqual(['valentia-shore-end-1857']);
		expect(await shown('1858')).toEqual(
			expect.arrayContaining(['atlantic-cable-1858', 'trinity-bay-telegraph-house'])
		);
		expect(await shown('1866')).toEqual(
			expect.arrayContaining(['atlantic-cable-1865', 'atlantic-cable-1866', 'hearts-content'])
		);
		expect(await shown('1869')).toHaveLength(4);
		await page
			.getByText(/projected/i)
			.first()
			.waitFor();
		await expectClean(page);
	});

	it('opens a panel with the quotation and what other sources say of it', async () => {
		const page = await browser.newPage({ url: at('?feature=hearts-content') });
		await waitForReady(page);
		const panel = page.getByRole('region', { name: 'Heart’s Content' });
		await panel
			.locator('blockquote', { hasText: "next morning the Great Eastern cast her anchor at Heart's Content" })
			.waitFor();
		expect(await panel.textContent()).toContain(
			'dates the arrival and the landing of the shore end to 27 July'
		);
		await expectClean(page);
	});

	it('has pages of features and an embed', async () => {
		const page = await browser.newPage({ url: at('feature/atlantic-cable-1858/') });
		expect(await page.locator('blockquote').first().textContent()).toContain('middle splice');
		await page.goto(at('embed/?year=1858&ui=min'));
		await waitForMap(page);
		expect(await slider(page).inputValue()).toBe('1858');
		await expectClean(page);
	});
});
