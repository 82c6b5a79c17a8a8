/** Files of data that come wrong, late or not at all. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Manifest } from '../../../src/lib/domain/manifest';
import type { Fault } from '../../static-server';
import { waitForMap, waitForReady } from '../browser';
import { BUILD_FOLDER } from '../site';
import {
	alertOf,
	expectGivenUp,
	expectReadable,
	press,
	yearSlider,
	type FaultGroup,
	type FaultRow
} from './fault-row';

const manifest = (): Manifest =>
	JSON.parse(readFileSync(join(BUILD_FOLDER, 'data/manifest.json'), 'utf8')) as Manifest;
const json = (content: unknown): Fault => ({ body: JSON.stringify(content), type: 'application/json' });

const FIRST_VIEW_STAYS = 'The first map, the list and every link stay.';

/** The atlas does not come as it should; the page tries three times, then asks the reader. */
const atlasRow = (fault: string, answer: Fault, words: string): FaultRow => ({
	fault,
	sees: `“${words}” ${FIRST_VIEW_STAYS}`,
	recovers: 'Two more tries by itself, then “Try again”.',
	async run({ site, open }) {
		site.faults = (path) => (path === '/data/atlas.json' ? answer : undefined);
		const page = await open('', { hasClock: true });
		await expectGivenUp(page, words);
		await expectReadable(page);
		// However long the reader takes
		await page.clock.runFor(10_000);
		site.faults = undefined;
		await press(page, 'Try again');
		await waitForReady(page);
		return page;
	}
});

/** The list of files is of another edition than the page. */
const manifestRow = (fault: string, change: (whole: Manifest) => unknown): FaultRow => ({
	fault,
	sees: `“The page is older than the data. Reloading it will help.” ${FIRST_VIEW_STAYS}`,
	recovers: '“Load the page again”.',
	async run({ site, open }) {
		site.faults = (path) => (path === '/data/manifest.json' ? json(change(manifest())) : undefined);
		const page = await open('', { hasClock: true });
		await expectGivenUp(page, 'The page is older than the data.');
		await expectReadable(page);
		site.faults = undefined;
		await press(page, 'Load the page again');
		await waitForReady(page);
		return page;
	}
});

/** A part of the live map does not come. */
const engineRow = (fault: string, file: string): FaultRow => ({
	fault,
	sees: '“The detailed map could not be loaded. The simpler map stays; everything else works as usual.”',
	recovers: '“Try again”.',
	draws: true,
	async run({ site, open }) {
		site.faults = (path) => (path === `/data/${file}` ? { status: 404, body: 'no' } : undefined);
		const page = await open();
		await page.getByText('The detailed map could not be loaded').waitFor();
		await expectReadable(page);
		site.faults = undefined;
		await press(page, 'Try again');
		await waitForMap(page);
		return page;
	}
});

/** How many names of places the live map has found room and letters for. */
const namesOnMap = (page: Page): Promise<number> =>
	page.evaluate(() => {
		const canvas = document.querySelector<HTMLElement>('.surface.live') as HTMLElement & {
			map: { queryRenderedFeatures(): { layer: { type: string; layout?: object } }[] };
		};
		const drawn = canvas.map.queryRenderedFeatures();
		return drawn.filter(({ layer }) => layer.type === 'symbol' && 'text-field' in (layer.layout ?? {}))
			.length;
	});

const evidenceRow = (fault: string, answer: Fault, words: string): FaultRow => ({
	fault,
	sees: `In the panel “${words}”; its name, the map and the timeline stay.`,
	recovers: '“Try again” in the panel; its page without script holds the same.',
	async run({ site, open }) {
		site.faults = (path) => (/^\/data\/evidence(\/\d+)?\.json$/.test(path) ? answer : undefined);
		const page = await open('?feature=hantsavichy-radar');
		const panel = page.getByRole('region', { name: 'Hantsavichy radar' });
		await panel.getByRole('alert').getByText(words).waitFor();
		await expectReadable(page);
		site.faults = undefined;
		await panel.getByRole('button', { name: 'Try again' }).click();
		await panel.locator('blockquote').first().waitFor();
		return page;
	}
});

export const DATA: FaultGroup = {
	title: 'Data',
	rows: [
		atlasRow(
			'The atlas is missing (404)',
			{ status: 404, body: 'no' },
			'The data is not where it should be.'
		),
		atlasRow('The server fails (500)', { status: 500, body: 'no' }, 'The server could not send the data.'),
		atlasRow(
			'The sign-in page of a network comes in its place',
			{ body: '<!doctype html><p>Sign in', type: 'text/html' },
			'Something else came in place of the data'
		),
		atlasRow('The atlas is cut short', { truncate: 2000 }, 'The data arrived damaged or incomplete'),
		atlasRow(
			'Its bytes are not those of the list of files (wrong hash)',
			json({ schema: 1 }),
			'The data arrived damaged or incomplete'
		),
		atlasRow(
			'The connection breaks in the middle of the atlas',
			{ truncate: 2000, destroy: true },
			'The data arrived damaged or incomplete'
		),
		manifestRow('The data is of a newer schema than the page', (whole) => ({ ...whole, schema: 2 })),
		manifestRow('The atlas holds another number of things than the list of files says', (whole) => ({
			...whole,
			counts: { ...whole.counts, features: whole.counts.features + 1 }
		})),
		{
			fault: 'The part with the passages of one thing is gone (404)',
			sees: 'Nothing but a moment’s wait.',
			recovers: 'All passages are fetched in its place.',
			async run({ site, open }) {
				const isPart = (path: string): boolean => path.startsWith('/data/evidence/');
				site.faults = (path) => (isPart(path) ? { status: 404, body: 'no' } : undefined);
				const page = await open('?feature=hantsavichy-radar');
				await page.getByRole('region', { name: 'Hantsavichy radar' }).locator('blockquote').first().waitFor();
				expect(await page.getByRole('alert').count()).toBe(0);
				const asked = site.requests.map(({ url }) => url.replace(/\?.*/, ''));
				expect(asked.filter((path) => isPart(path) || path === '/data/evidence.json')).toHaveLength(2);
				return page;
			}
		},
		{
			fault: 'A cache hands out an old list of files once',
			sees: 'Nothing but a moment’s wait.',
			recovers: 'The page asks again by itself, past the caches.',
			async run({ site, open }) {
				let asked = 0;
				const old = manifest();
				const files = { ...old.files, 'atlas.json': { sha256: '0'.repeat(64), bytes: 1 } };
				site.faults = (path) => {
					if (path !== '/data/manifest.json') return undefined;
					asked += 1;
					return asked === 1 ? json({ ...old, files }) : undefined;
				};
				const page = await open();
				await waitForReady(page);
				expect(asked).toBe(2);
				expect(await page.getByRole('alert').count()).toBe(0);
				return page;
			}
		},
		{
			fault: 'The data is slow',
			sees: '“The interactive map is taking long to load. What you see can be read meanwhile.” The slider moves the years.',
			recovers: 'By itself, when it comes; the year stays.',
			async run({ site, open }) {
				let come = (): void => undefined;
				const later = new Promise<void>((resolve) => (come = resolve));
				site.faults = (path) => (path === '/data/atlas.json' ? { until: later } : undefined);
				const page = await open('', { hasClock: true });
				await page.clock.runFor(7000);
				await alertOf(page, 'taking long');
				await expectReadable(page);
				await yearSlider(page).fill('2014');
				await expectReadable(page, 'year=2014');
				come();
				await waitForReady(page);
				expect(await page.getByRole('alert').count()).toBe(0);
				expect(await yearSlider(page).inputValue()).toBe('2014');
				return page;
			}
		},
		evidenceRow(
			'The passages alone fail (500)',
			{ status: 500, body: 'no' },
			'The server could not send the data.'
		),
		evidenceRow(
			'The passages alone are cut short',
			{ truncate: 9000 },
			'The data arrived damaged or incomplete'
		),
		engineRow('The base map is missing', 'basemap.json'),
		engineRow('The names of places are missing', 'places.json'),
		{
			fault: 'The fonts are missing',
			sees: 'The fonts of the device; the map names places in them.',
			recovers: 'The next visit.',
			draws: true,
			async run({ site, open }) {
				site.faults = (path) => (path.startsWith('/fonts/') ? { status: 404, body: 'no' } : undefined);
				const page = await open('?feature=hantsavichy-radar');
				await waitForMap(page);
				await page.locator('[data-surface="live"]').waitFor();
				await page.locator('.panel blockquote').first().waitFor();
				expect(await namesOnMap(page)).toBeGreaterThan(3);
				site.faults = undefined;
				await page.reload();
				await waitForReady(page);
				await page.waitForFunction(() => [...document.fonts].some(({ status }) => status === 'loaded'));
				return page;
			}
		},
		{
			fault: 'The first picture of the land is missing',
			sees: 'The marks and names on plain ground, until the script draws the land.',
			recovers: 'By itself, when the live map takes over.',
			draws: true,
			async run({ site, open }) {
				site.faults = (path) => (/^\/data\/picture-/.test(path) ? { status: 404, body: 'no' } : undefined);
				const page = await open();
				await expectReadable(page);
				await waitForMap(page);
				await page.locator('[data-surface="live"]').waitFor();
				return page;
			}
		}
	]
};
