/**
 * A site made from an atlas whose every text is an attack: nothing of it runs, loads or hides anything, and the
 * reader sees the very text.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '@placemarkio/check-geojson';
import { DOMParser } from '@xmldom/xmldom';
import { parse as parseCsv } from 'csv-parse/sync';
import type { FeatureCollection } from 'geojson';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { safeUrl } from '../../src/lib/domain/safe-url';
import type { AtlasFile, EvidenceFile } from '../../src/lib/domain/atlas';
import { downloadsOf } from '../../src/lib/domain/export/downloads';
import { ATTACKS, ENDLESS, writeAttackAtlas } from '../attack-atlas';
import { buildElsewhere, plainEnvironment } from '../build-elsewhere';
import { serveFolder, type StaticSite } from '../static-server';
import { expectClean, waitForMap, waitForReady, type PageOptions } from './browser';
import { useBrowser } from './site';

describe('an atlas of attacks', () => {
	let folder: string;
	let site: StaticSite;
	let atlas: AtlasFile;
	let evidence: EvidenceFile;
	const browser = useBrowser();
	const dialogs: string[] = [];

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'attack-atlas-'));
		writeAttackAtlas(join(folder, 'claims'));
		await buildElsewhere(join(folder, 'site'), { ...plainEnvironment(), GEODATA: join(folder, 'claims') });
		site = await serveFolder(join(folder, 'site/build'));
		atlas = JSON.parse(built('data/atlas.json')) as AtlasFile;
		evidence = JSON.parse(built('data/evidence.json')) as EvidenceFile;
	}, 300_000);
	afterAll(async () => {
		await site?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	const built = (path: string): string => readFileSync(join(folder, 'site/build', path), 'utf8');
	const at = (path: string): string => new URL(path, site.url).href;
	const nameOf = (id: string): string => atlas.features.find((feature) => feature.id === id)?.name ?? '';
	const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
	const textOf = async (page: Page, selector: string): Promise<string[]> =>
		(await page.locator(selector).allTextContents()).map(plain);

	async function open(path: string, options: PageOptions = {}): Promise<Page> {
		const page = await browser.newPage(options);
		page.on('dialog', (dialog) => {
			dialogs.push(dialog.message());
			void dialog.dismiss();
		});
		await page.goto(at(path));
		return page;
	}
	/** Nothing ran, nothing was fetched from elsewhere, nothing hides the page, and no link runs a script. */
	async function expectHarmless(page: Page): Promise<void> {
		const found = await page.evaluate(() => ({
			links: [...document.querySelectorAll('a[href], area[href]')]
				.map((link) => (link as HTMLAnchorElement).href)
				.filter((href) => !/^https?:/.test(String(href)) && typeof href === 'string'),
			foreign: document.querySelectorAll(
				'base, meta[http-equiv="refresh"], [onerror], [onload], [onfocus], iframe[srcdoc], script[src*="evil"], link[href*="evil"]'
			).length,
			isHidden: getComputedStyle(document.body).display === 'none',
			polluted: Object.keys(Object.prototype).length
		}));
		expect(found).toEqual({ links: [], foreign: 0, isHidden: false, polluted: 0 });
		expect(dialogs).toEqual([]);
		await expectClean(page);
	}

	it('is built, with every attack in it', () => {
		const all = JSON.stringify([atlas, evidence]);
		for (const text of ATTACKS) expect(all).toContain(JSON.stringify(text).slice(1, -1));
		expect(nameOf('heath-park')).toBe(ENDLESS);
		expect(nameOf('constructor')).not.toBe('');
	});

	it('shows its texts as texts in the explorer: title, layers, list', async () => {
		const page = await open(`?year=2010&layers=${atlas.layers.map(({ id }) => id).join()}`, {
			viewport: { width: 1440, height: 900 }
		});
		await waitForMap(page);
		expect(await page.title()).toBe(plain(atlas.title));
		expect(await textOf(page, 'h1')).toEqual([plain(atlas.title)]);
		const layers = await page.locator('#layers').textContent();
		for (const { title } of atlas.layers) expect(plain(layers ?? '')).toContain(plain(title));

		await page.getByRole('link', { name: /^List/ }).click();
		const listed = await textOf(page, 'tr[data-id] a');
		expect(listed.length).toBeGreaterThan(2);
		for (const name of listed) expect(atlas.features.map((feature) => plain(feature.name))).toContain(name);
		await expectHarmless(page);
	});

	it.each(['constructor', 'heath-park', 'timber-ferry'])('shows them in the panel of %s', async (id) => {
		const page = await open(`?feature=${id}`, { viewport: { width: 1440, height: 900 } });
		await waitForReady(page);
		await page.locator('.panel blockquote').first().waitFor();
		expect(await textOf(page, '#panel-heading')).toEqual([plain(nameOf(id))]);
		expect(await page.locator('.panel').evaluate((panel) => panel.scrollWidth <= panel.clientWidth + 1)).toBe(
			true
		);
		await expectHarmless(page);
	});

	it('shows them in a comparison and in the dialog', async () => {
		const page = await open('?compare=2000..2015', { viewport: { width: 1440, height: 900 } });
		await waitForReady(page);
		await page.getByRole('link', { name: /^List/ }).click();
		await page.locator('#list h2').first().waitFor();
		await expectHarmless(page);
		await page.goto(at('?embed=1&save=1'));
		await waitForReady(page);
		await page.getByRole('dialog').waitFor();
		await expectHarmless(page);
	});

	it('shows them in the embed, whose title is another’s too', async () => {
		const title = ATTACKS.join(' ').slice(0, 100);
		const page = await open(`embed/?feature=constructor&title=${encodeURIComponent(title)}`);
		await waitForReady(page);
		await page.locator('.panel blockquote').first().waitFor();
		const [shown = ''] = await textOf(page, 'h1');
		expect(plain(title).startsWith(shown) && shown.length > 20).toBe(true);
		await expectHarmless(page);
	});

	it('shows them on every page without script, and lets none out of its place', async () => {
		const page = await open('');
		const pages = readdirSync(join(folder, 'site/build'), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('index.html'))
			.map((name) => name.slice(0, -'index.html'.length));
		expect(pages.length).toBeGreaterThan(14);
		for (const path of pages) {
			await page.goto(at(path));
			expect(plain(await page.title()), path).not.toBe('');
			await expectHarmless(page);
			// What is addressed to machines is whole, too
			for (const json of await page.locator('script[type="application/ld+json"]').allTextContents())
				JSON.parse(json);
		}
		await page.goto(at('feature/heath-park/'));
		expect(await textOf(page, 'h1')).toEqual([plain(ENDLESS)]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 'fits').toBeLessThan(
			2
		);
		await page.goto(at('about/'));
		const about = plain((await page.locator('main').textContent()) ?? '');
		for (const text of ATTACKS) expect(about).toContain(plain(text));
	});

	it('leads only to the web from the addresses of its sources', async () => {
		const page = await open('source/constructor/');
		const hrefs = await page
			.locator('main a[href*="example.org"]')
			.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
		expect(hrefs.length).toBeGreaterThan(0);
		for (const href of hrefs) expect(safeUrl(href), href).toBeDefined();
	});

	it('gives its data out whole, in forms that other programs read', () => {
		const [geojson, csv, kml] = ['features-geojson', 'phases-csv', 'features-kml'].map((content) =>
			built(`data/${downloadsOf(atlas).find((download) => download.content === content)?.file ?? ''}`)
		);
		const names = atlas.features.map(({ name }) => name).sort();
		const { features } = check(geojson ?? '') as FeatureCollection;
		expect(features.map(({ properties }) => properties?.name as string).sort()).toEqual(names);

		const rows = parseCsv(csv ?? '', { bom: true, columns: true }) as Record<string, string>[];
		for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@\t]/);

		const document = new DOMParser().parseFromString(kml ?? '', 'text/xml');
		const inKml = [...document.getElementsByTagName('name')].map((node) => node.textContent ?? '');
		for (const name of names)
			expect(
				inKml.some((found) => found.includes(name)),
				name.slice(0, 60)
			).toBe(true);

		for (const file of readdirSync(join(folder, 'site/build/data')).filter((name) => /json(ld)?$/.test(name)))
			JSON.parse(built(`data/${file}`));
	});
});
