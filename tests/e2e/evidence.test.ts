/** What stands behind a year, what is contested, figures and their pages, countries as a whole, and legible names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indexAtlas, indexEvidence, type AtlasFile, type EvidenceFile } from '../../src/lib/domain/atlas';
import { marksOf } from '../../src/lib/domain/marks';
import { backingWords, tallyOf, tallyWords } from '../../src/lib/domain/tally';
import { windowOf } from '../../src/lib/domain/view';
import { parseView } from '../../src/lib/domain/view-url';
import { expectClean, waitForReady } from './browser';
import { BUILD_FOLDER, useBrowser, useSite } from './site';

const read = (file: string): unknown => JSON.parse(readFileSync(join(BUILD_FOLDER, 'data', file), 'utf8'));
const atlas = () => indexAtlas(read('atlas.json') as AtlasFile);
const OUTLINED = 'layers=china-central-asia,organisations-and-exercises';

describe('what stands behind a year', () => {
	const site = useSite();
	// The rung below WebGL is the quicker one, and all of this is on it.
	const browser = useBrowser({ webgl: false });

	it('is counted in the list and told of the year that the slider is on', async () => {
		const page = await browser.newPage({ url: site.at('?year=2014') });
		await waitForReady(page);
		const of = atlas();
		const view = parseView('year=2014', of);
		const tally = tallyOf(marksOf(of, view), windowOf(view.time));
		const words = tallyWords(tally);
		expect(await page.locator('caption').textContent()).toContain(backingWords(tally));
		await page.getByRole('slider', { name: 'Year', exact: true }).focus();
		const told = page.locator('.record');
		await told.getByText(words).waitFor();
		expect(await told.textContent()).toMatch(/^2014/);
		await expectClean(page);
	});

	it('stands in the panel of every feature, opened one after another', async () => {
		const page = await browser.newPage({ url: site.at('?mode=all') });
		await waitForReady(page);
		const features = atlas().features.map(({ id, name }) => ({ id, name }));
		const silent = await page.evaluate(async (all) => {
			const says = ({ name }: { name: string }): boolean =>
				document.querySelector('.panel h2')?.textContent === name &&
				document.querySelector('.panel .references li') !== null;
			for (const feature of all) {
				history.replaceState(history.state, '', `?mode=all&feature=${feature.id}`);
				dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
				// The first one waits for the passages, all others for the next picture
				const patience = performance.now() + 10_000;
				while (!says(feature) && performance.now() < patience)
					await new Promise((later) => setTimeout(later));
				if (!says(feature)) return feature.id;
			}
			return undefined;
		}, features);
		await expectClean(page);
		expect(silent).toBeUndefined();
	});

	it('is only what is contested where that is asked for, on the map, in the list and in the address', async () => {
		const page = await browser.newPage({ url: site.at('?year=2025') });
		await waitForReady(page);
		await page.getByRole('link', { name: /^List/ }).click();
		await page.getByRole('checkbox', { name: 'Only what is contested' }).check();
		await page.waitForURL(/[?&]contested=1/);
		const of = atlas();
		const marks = marksOf(of, parseView('year=2025&contested=1', of)).map(({ feature }) => feature.id);
		expect(marks.length).toBeGreaterThan(0);
		const ids = (selector: string): Promise<string[]> =>
			page
				.locator(selector)
				.evaluateAll((all) => all.map((element) => (element as HTMLElement).dataset.id ?? ''));
		expect(await ids('tr[data-id]')).toEqual(marks);
		const drawn = marks.filter((id) => of.featureById.get(id)?.geometry);
		expect([...new Set(await ids('.svg-map a[data-id]'))].sort()).toEqual([...drawn].sort());
		await expectClean(page);
	});

	it('countries that stand for something are drawn, named and picked without WebGL', async () => {
		const page = await browser.newPage({ url: site.at(`?${OUTLINED}&year=2024&map=3/48/68`) });
		await waitForReady(page);
		const member = page.locator('a[data-outline][data-id="shanghai-cooperation-organisation"]');
		await member.waitFor({ state: 'attached' });
		// Kazakhstan is a member, and its trade is told on it.
		const box = (await page.locator('.stage').boundingBox())!;
		await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
		const chooser = page.getByRole('group', { name: 'Several things lie here' });
		await chooser.getByRole('button', { name: 'Shanghai Cooperation Organisation' }).waitFor();
		await chooser.getByRole('button', { name: /Kazakhstan’s trade/ }).click();
		await page.getByRole('region', { name: /Kazakhstan’s trade/ }).waitFor();
		await expectClean(page);
	});

	it.each([
		{ width: 1440, height: 900 },
		{ width: 390, height: 844 }
	])(
		'no name lies on another with every layer on, and close up none on a mark, $width wide',
		async (viewport) => {
			const page = await browser.newPage({ viewport });
			const layers = atlas().layers.map(({ id }) => id);
			for (const map of ['', '&map=4.2/48/50', '&map=6.8/53.6/27.8']) {
				await page.goto(site.at(`?layers=${layers.join(',')}${map}`));
				await waitForReady(page);
				// With it come the names for this zoom; those of the first picture were there before.
				await page.locator('.svg-map path.land').waitFor({ state: 'attached' });
				const isClose = map.startsWith('&map=6');
				if (isClose) await page.locator('.svg-map .name').first().waitFor({ state: 'attached' });
				const boxesOf = (selector: string) =>
					page.locator(selector).evaluateAll((all) =>
						all.flatMap((element) => {
							const { left, right, top, bottom } = element.getBoundingClientRect();
							const isSeen = right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
							return isSeen && right > left ? [{ name: element.textContent, left, right, top, bottom }] : [];
						})
					);
				const boxes = await boxesOf('.svg-map .label text, .svg-map .name');
				expect(boxes.length).toBeGreaterThan(3);
				// A mark's own paper reaches a little further than the mark
				const onMarks = isClose
					? (await boxesOf('.svg-map a path.paper')).flatMap((mark) =>
							boxes
								.filter(
									(box) =>
										box.left + 2 < mark.right &&
										mark.left + 2 < box.right &&
										box.top + 3 < mark.bottom &&
										mark.top + 3 < box.bottom
								)
								.map(({ name }) => name)
						)
					: [];
				expect(onMarks, map).toEqual([]);
				const overlapping = boxes.flatMap((a, index) =>
					boxes
						.slice(index + 1)
						.filter(
							(b) => a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom
						)
						.map((b) => `${a.name} and ${b.name}`)
				);
				expect(overlapping, map).toEqual([]);
			}
			await expectClean(page);
		}
	);
});

describe('figures', () => {
	const site = useSite();
	const browser = useBrowser({ webgl: false });
	const evidence = () => indexEvidence(read('evidence.json') as EvidenceFile);

	it('each have a page with a chart for each series, every value and every source', () => {
		for (const figure of evidence().figures) {
			const html = readFileSync(join(BUILD_FOLDER, 'figure', figure.id, 'index.html'), 'utf8');
			expect(html, figure.id).not.toMatch(/<script[^>]+src=/);
			expect(html.match(/<svg[^>]*role="img"/g), figure.id).toHaveLength(figure.series.length);
			expect(html.match(/<td class="num/g), figure.id).toHaveLength(
				figure.series.flatMap(({ values }) => values).length
			);
			expect(html, figure.id).toContain('application/ld+json');
			expect(html, figure.id).toContain(`layer/${figure.layer}/`);
			for (const { text } of figure.breaks) expect(html, figure.id).toContain(text.slice(0, 30));
		}
	});

	it('in the panel lead to their page, and a year that is pressed is shown', async () => {
		const page = await browser.newPage({
			url: site.at('?feature=kazakhstan-trade-partners&year=2024'),
			viewport: { width: 1440, height: 1000 }
		});
		await waitForReady(page);
		const panel = page.getByRole('region', { name: /Kazakhstan’s trade/ });
		const figure = panel.locator('figure').filter({ hasText: 'Kazakhstan’s trade with China and Russia' });
		await figure.locator('rect.year').waitFor({ state: 'attached' });
		await figure.locator('rect.press').filter({ hasText: '2018' }).click();
		await page.waitForURL(/[?&]year=2018/);
		await figure.getByText('Values and their references').click();
		await figure.getByRole('button', { name: '2022' }).first().click();
		await page.waitForURL(/[?&]year=2022/);
		await figure.getByRole('link', { name: 'The figure’s page' }).click();
		await page.getByRole('heading', { level: 1, name: 'Kazakhstan’s trade with China and Russia' }).waitFor();
		await expectClean(page);
	});
});
