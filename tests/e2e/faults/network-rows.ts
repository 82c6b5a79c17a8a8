/** The network goes, comes and comes too late; parts of the page itself do not come; the site is renewed meanwhile. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { waitForReady, waitUntilKept } from '../browser';
import { nextDeploy } from '../next-deploy';
import type { Manifest } from '../../../src/lib/domain/manifest';
import type { Fault, Faults } from '../../static-server';
import { BUILD_FOLDER } from '../site';
import {
	alertOf,
	expectGivenUp,
	expectReadable,
	expectScrubbing,
	press,
	yearSlider,
	type FaultGroup,
	type FaultRow
} from './fault-row';

const OFF = { destroy: true };
/** A style of the former edition is a page that says that it is gone. */
const GONE_STYLE = [/Refused to apply style/];

/** Until also what the page fetches when it has time is there: among it what tells of parts that do not come. */
async function waitUntilSettled(page: Page): Promise<void> {
	await page.locator('[data-paper]').waitFor({ state: 'attached' });
	await page.waitForLoadState('networkidle');
}

export const NETWORK: FaultGroup = {
	title: 'Network',
	rows: [
		{
			fault: 'The network is off when the page has just come',
			sees: '“The data could not be reached. Is the network off?” The first map, the list and every link stay.',
			recovers: '“Try again”. After one visit nothing fails: the explorer is kept for this.',
			async run({ site, open }) {
				site.faults = (path) => (path.startsWith('/data/') && path.endsWith('.json') ? OFF : undefined);
				const page = await open('', { hasClock: true });
				await expectGivenUp(page, 'Is the network off?');
				await expectReadable(page);
				site.faults = undefined;
				await press(page, 'Try again');
				await waitForReady(page);
				return page;
			}
		},
		{
			fault: 'The network goes while the explorer is in use',
			sees: 'The timeline, the list and the map go on. A panel says that its passages could not be had.',
			recovers:
				'“Load the page again”, with the view kept. What was kept on an earlier visit needs no network.',
			async run({ site, open }) {
				const page = await open('?map=5/53/27.5&year=2023');
				await waitUntilSettled(page);
				site.faults = () => OFF;
				await expectScrubbing(page);
				await page.locator('.svg-map a[data-id="hantsavichy-radar"] .hit').click({ force: true });
				const panel = page.getByRole('region', { name: 'Hantsavichy radar' });
				await panel.getByRole('alert').getByText('could not be').waitFor();
				await page.waitForFunction(() => location.search.includes('feature=hantsavichy-radar'));
				site.faults = undefined;
				await press(page, 'Load the page again');
				await panel.locator('blockquote').first().waitFor();
				expect(await yearSlider(page).inputValue()).toBe('2023');
				return page;
			}
		},
		{
			fault: 'The network comes and goes',
			sees: 'Nothing but a moment’s wait.',
			recovers: 'The page tries again by itself, twice.',
			async run({ site, open }) {
				let asked = 0;
				site.faults = (path) => {
					if (path !== '/data/atlas.json') return undefined;
					asked += 1;
					return asked <= 2 ? OFF : undefined;
				};
				const page = await open();
				await waitForReady(page);
				expect(asked).toBe(3);
				expect(await page.getByRole('alert').count()).toBe(0);
				return page;
			}
		},
		{
			fault: 'The server never answers, and then does',
			sees: 'After six seconds that it takes long, after three tries of half a minute “The data is taking too long to arrive.”',
			recovers: '“Try again”.',
			async run({ site, open }) {
				site.faults = (path) =>
					path === '/data/atlas.json' ? { until: new Promise(() => undefined) } : undefined;
				const page = await open('', { hasClock: true });
				/** How often it has tried; the waits between tries go by the clock of the page. */
				const asked = async (): Promise<number> => {
					await page.clock.runFor(700);
					return site.requests.filter(({ url }) => url.startsWith('/data/manifest.json')).length;
				};
				for (let attempt = 1; attempt <= 3; attempt += 1) {
					await expect.poll(asked).toBe(attempt);
					await page.clock.runFor(7000);
					await alertOf(page, 'taking long');
					await page.clock.runFor(30_000);
				}
				await alertOf(page, 'taking too long to arrive');
				await expectReadable(page);
				site.faults = undefined;
				await press(page, 'Try again');
				await waitForReady(page);
				return page;
			}
		},
		{
			fault: 'The script of the page does not come',
			sees: 'The first map, the list and every link, and after a while “The script of this page has not come”.',
			recovers: 'Loading the page again; every name leads to a page that needs no script.',
			async run({ site, open }) {
				site.faults = (path) =>
					/^\/_app\/immutable\/.*\.js$/.test(path) ? { status: 404, body: 'no' } : undefined;
				const page = await open();
				await expectReadable(page);
				// After twelve seconds; the test does not wait for them
				await page.evaluate(() => {
					for (const animation of document.getAnimations()) animation.finish();
				});
				await page.getByText('The script of this page has not come').waitFor();
				await page.locator('tr[data-id="hantsavichy-radar"] a').click();
				await page.getByRole('heading', { level: 1, name: 'Hantsavichy radar' }).waitFor();
				await page.locator('blockquote').first().waitFor();
				await page.goBack();
				site.faults = undefined;
				await page.reload();
				await waitForReady(page);
				expect(await page.getByText('The script of this page has not come').count()).toBe(0);
				return page;
			}
		},
		{
			fault: 'Of the scripts of the page only the first comes',
			sees: 'The first map, the list and every link; the slider moves the years; after a while “only the slider works”.',
			recovers: 'Loading the page again, which keeps the year.',
			async run({ site, open }) {
				const html = readFileSync(join(BUILD_FOLDER, 'index.html'), 'utf8');
				const [, first] = /<script type="module" src="\.([^"]+)" fetchpriority="high"/.exec(html) ?? [];
				site.faults = (path) =>
					/^\/_app\/immutable\/.*\.js$/.test(path) && path !== first
						? { status: 404, body: 'no' }
						: undefined;
				const page = await open('?year=2022');
				await expectReadable(page);
				await yearSlider(page).fill('2014');
				await expectReadable(page, 'year=2014');
				await page.evaluate(() => {
					for (const animation of document.getAnimations()) animation.finish();
				});
				await page.getByText('only the slider works').waitFor();
				expect(await page.getByText('The script of this page has not come').isVisible()).toBe(false);
				site.faults = undefined;
				await page.reload();
				await waitForReady(page);
				expect(await yearSlider(page).inputValue()).toBe('2014');
				return page;
			}
		},
		{
			fault: 'A part that is fetched on demand does not come',
			sees: '“A part of this page could not be loaded. Is the network off? What you see stays.”',
			recovers:
				'Pressing again where the browser asks again, else “Load the page again”, with the view kept.',
			async run({ site, open }) {
				const page = await open('?year=2014');
				await waitUntilSettled(page);
				site.faults = (path) => (path.startsWith('/_app/') ? OFF : undefined);
				await press(page, 'Embed');
				await page.getByText('A part of this page could not be loaded').waitFor();
				await expectReadable(page);
				site.faults = undefined;
				await press(page, 'Load the page again');
				await waitForReady(page);
				await press(page, 'Embed');
				await page.getByRole('dialog').waitFor();
				return page;
			}
		}
	]
};

/** The data of a newer edition is no good, and an earlier visit has left a copy of the former. */
const brokenEditionRow = (fault: string, words: string, answers: () => Faults): FaultRow => ({
	fault: `${fault}, and the explorer was visited before`,
	sees: `“${words} What you see is the copy that this device has kept from an earlier visit.” The map, the list and the passages of that copy work.`,
	recovers: '“Load the page again”, once the data is mended.',
	async run({ site, open }) {
		const page = await open('', { keeps: true });
		await waitForReady(page);
		await waitUntilKept(page);
		site.faults = answers();
		await page.goto(site.at('?feature=hantsavichy-radar&year=2014'));
		await page.getByRole('status').getByText(`${words} What you see is the copy`).waitFor();
		await waitForReady(page);
		const panel = page.getByRole('region', { name: 'Hantsavichy radar' });
		await panel.locator('blockquote').first().waitFor();
		await expectReadable(page);
		await expectScrubbing(page);
		site.faults = undefined;
		const loaded = page.waitForEvent('load');
		await press(page, 'Load the page again');
		await loaded;
		await waitForReady(page);
		expect(await page.getByText('What you see is the copy').count()).toBe(0);
		expect(await yearSlider(page).inputValue()).toBe('2023');
		return page;
	}
});

/** The list of files of an edition whose atlas is another. */
function newerManifest(): Fault {
	const manifest = JSON.parse(readFileSync(join(BUILD_FOLDER, 'data/manifest.json'), 'utf8')) as Manifest;
	const files = { ...manifest.files, 'atlas.json': { sha256: 'e'.repeat(64), bytes: 1 } };
	return { body: JSON.stringify({ ...manifest, files }), type: 'application/json' };
}

export const DEPLOY: FaultGroup = {
	title: 'A new edition of the site',
	rows: [
		{
			fault: 'The site is renewed while a page is open, and a part that the page then asks for is gone',
			sees: '“A newer version is ready. What you see stays as it is until you load it.”',
			recovers: '“Load it”: the same view in the new edition.',
			reports: GONE_STYLE,
			async run({ site, open }) {
				const page = await open('?year=2014&feature=hantsavichy-radar');
				await waitUntilSettled(page);
				await yearSlider(page).fill('2016');
				await page.waitForFunction(() => location.search.includes('year=2016'));
				site.faults = nextDeploy().faults;
				await press(page, 'Embed');
				await page.getByText('A newer version is ready').waitFor();
				await expectReadable(page);
				const loaded = page.waitForEvent('load');
				await press(page, 'Load it');
				await loaded;
				await waitForReady(page);
				expect(await yearSlider(page).inputValue()).toBe('2016');
				await page.getByRole('region', { name: 'Hantsavichy radar' }).waitFor();
				await press(page, 'Embed');
				await page.getByRole('dialog').waitFor();
				return page;
			}
		},
		{
			fault: 'The site is renewed before the live map is fetched',
			sees: '“The detailed map could not be loaded. The simpler map stays; everything else works as usual.”',
			recovers: 'The newer version is offered; loading it keeps the view.',
			reports: GONE_STYLE,
			async run({ site, open }) {
				const page = await open('?year=2014', {
					// Who saves data gets the live map on moving the map
					first: () => void Object.defineProperty(navigator, 'connection', { value: { saveData: true } })
				});
				await waitUntilSettled(page);
				site.faults = nextDeploy().faults;
				await press(page, 'Zoom in');
				await page.getByText('The detailed map could not be loaded').waitFor();
				await expectScrubbing(page);
				const loaded = page.waitForEvent('load');
				await press(page, 'Load it');
				await loaded;
				await waitForReady(page);
				expect(await yearSlider(page).inputValue()).toBe('2023');
				return page;
			}
		},
		brokenEditionRow(
			'The atlas of a newer edition does not come',
			'The server could not send the data.',
			() => {
				const deploy = nextDeploy();
				return (path) => {
					if (path === '/data/manifest.json') return newerManifest();
					return path === '/data/atlas.json' ? { status: 500, body: 'no' } : deploy.faults(path);
				};
			}
		),
		brokenEditionRow(
			'The list of files of a newer edition is cut short',
			'The data arrived damaged or incomplete, so it is not shown.',
			() => (path) =>
				path === '/data/manifest.json' ? { body: '{"schema":1,"vers', type: 'application/json' } : undefined
		)
	]
};
