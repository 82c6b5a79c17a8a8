/** What readers take away: the page of the data, its files as a host sends them, what shows now, citations. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '@placemarkio/check-geojson';
import { kml } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import { parse as parseCsv } from 'csv-parse/sync';
import type { FeatureCollection } from 'geojson';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { downloadsOf } from '../../src/lib/domain/export/downloads';
import type { Manifest } from '../../src/lib/domain/manifest';
import { expectClean, waitForReady } from './browser';
import { BUILD_FOLDER, useBrowser, useSite } from './site';

const read = (file: string): string => readFileSync(join(BUILD_FOLDER, file), 'utf8');
const manifest = JSON.parse(read('data/manifest.json')) as Manifest;
const { title } = JSON.parse(read('data/atlas.json')) as { title: string };
const downloads = downloadsOf({ title });

describe('the page of the data', () => {
	const site = useSite();
	const browser = useBrowser();

	it('offers every download without script, with count and hash, and the files are what it says', async () => {
		const page = await browser.newPage({ url: site.at('data/'), javaScriptEnabled: false });
		const text = await page.locator('main').innerText();
		for (const { file, mediaType, unit } of downloads) {
			const { sha256, count, bytes } = manifest.files[file] ?? {};
			expect(text, file).toContain(sha256);
			expect(text, file).toContain(`${new Intl.NumberFormat('en-GB').format(count ?? NaN)} ${unit}`);
			const href = await page.locator(`a[download][href$="/${file}"]`).getAttribute('href');
			const response = await fetch(new URL(href ?? '', page.url()));
			expect(response.status, file).toBe(200);
			expect(response.headers.get('access-control-allow-origin')).toBe('*');
			const type = file.endsWith('.json') ? 'application/json' : mediaType;
			expect(response.headers.get('content-type'), file).toBe(`${type}; charset=utf-8`);
			const body = Buffer.from(await response.arrayBuffer());
			expect(body.length, file).toBe(bytes);
			expect(createHash('sha256').update(body).digest('hex'), file).toBe(sha256);
		}
		expect(text).toContain(manifest.version);
		expect(text).toContain(manifest.licence?.id);
		await expectClean(page);
	});

	it('has the atlas’s citation in its text', async () => {
		const page = await browser.newPage({ url: site.at('data/'), javaScriptEnabled: false });
		await page.getByText('Cite the atlas').click();
		const form = (name: string) => page.locator(`dd[data-form="${name}"]`);
		expect(await form('apa').isVisible()).toBe(true);
		expect(await form('bibtex').innerText()).toMatch(/^@misc\{atlas-/);
		expect(await form('ris').innerText()).toMatch(/^TY {2}- DATA/);
	});

	it('keeps the downloads with the version', () => {
		const folder = `data/versions/${manifest.version}`;
		for (const { file } of downloads) expect(read(`${folder}/${file}`)).toBe(read(`data/${file}`));
	});

	it('is linked from the foot of every kind of page, and machines find the same files', () => {
		const first = (kind: string): string => `${kind}/${readdirSync(join(BUILD_FOLDER, kind))[0]}/index.html`;
		for (const file of ['about/index.html', ...['feature', 'layer', 'source'].map(first)])
			expect(/<footer.*<\/footer>/s.exec(read(file))?.[0], file).toMatch(/href="[^"]*\/data\/"/);
		expect(read('index.html')).toMatch(/href="[^"]*\/data\/"/);
		for (const file of ['index.html', 'data/index.html']) {
			const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(read(file)) ?? [];
			const { distribution } = JSON.parse(json) as { distribution: { contentUrl: string }[] };
			const named = distribution.map(({ contentUrl }) => contentUrl.split('/').at(-1));
			expect(named, file).toEqual(expect.arrayContaining(downloads.map((download) => download.file)));
		}
	});
});

describe('what shows now', () => {
	const site = useSite();
	const browser = useBrowser();

	async function save(page: Page, content: string): Promise<{ name: string; text: string }> {
		await page.getByLabel('Data of what shows').selectOption(content);
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'Save data' }).click()
		]);
		return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
	}

	it('is saved with the features of the list, in each form', async () => {
		const page = await browser.newPage({ url: site.at('?year=2014&save=1') });
		await waitForReady(page);
		const [, listed] = /· (\d+)/.exec((await page.locator('.tools a.button').textContent()) ?? '') ?? [];
		const count = Number(listed);
		expect(count).toBeGreaterThan(0);

		const geojson = await save(page, 'features-geojson');
		expect(geojson.name).toMatch(/-2014\.geojson$/);
		const { features } = check(geojson.text) as FeatureCollection;
		expect(features).toHaveLength(count);
		expect(features[0]?.properties?.address).toContain(site.url);
		await page.getByText(`Saved with ${count} features.`).waitFor();

		const csv = await save(page, 'phases-csv');
		const rows = parseCsv(csv.text, { bom: true, columns: true }) as { feature: string; start: string }[];
		expect(csv.text.startsWith('\uFEFF')).toBe(true);
		expect(new Set(rows.map(({ feature }) => feature)).size).toBe(count);
		for (const { start } of rows) expect(start < '2015').toBe(true);

		const { text } = await save(page, 'features-kml');
		const marks = kml(new DOMParser().parseFromString(text, 'text/xml') as unknown as Document, {
			skipNullGeometry: false
		});
		expect(marks.features).toHaveLength(rows.length);
		await expectClean(page);
	});
});

describe('citations', () => {
	const site = useSite();
	const browser = useBrowser();

	it('of a thing and of its passage open in the panel and can be copied', async () => {
		const page = await browser.newPage({ url: site.at('?feature=hantsavichy-radar') });
		await waitForReady(page);
		const panel = page.locator('.panel');
		await panel.getByText('APA, Chicago, footnote, BibTeX, RIS').click();
		const apa = panel.locator('dd[data-form="apa"]');
		await apa.waitFor();
		expect(await apa.innerText()).toContain(site.at('feature/hantsavichy-radar/'));
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		await panel.getByRole('button', { name: 'Copy as footnote' }).click();
		await panel.getByText('Copied as footnote.').waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
			await panel.locator('dd[data-form="footnote"]').innerText()
		);

		const card = panel.locator('.passage', { has: page.getByText('Cite this passage') }).first();
		await card.getByText('Cite this passage').click();
		const footnote = card.locator('dd[data-form="footnote"]');
		await footnote.waitFor();
		expect(await footnote.innerText()).toContain(await card.locator('mark').innerText());
		await expectClean(page);
	});

	it('stand in the prerendered pages, of which none names a host that is not the site’s', () => {
		const feature = read('feature/hantsavichy-radar/index.html');
		expect(feature).toMatch(/<details[^>]*>.*Hantsavichy radar \[Data set\]/s);
		expect(feature).not.toContain('http://localhost');
		const source = read('source/kuchukhidze-2025/index.html');
		expect(source.match(/data-form="footnote"/g)?.length).toBe(source.match(/<blockquote/g)?.length);
	});
});
