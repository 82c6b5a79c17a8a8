/** Pages without script, by keyboard and by assistive technology. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { indexEvidence, type EvidenceFile } from '../../src/lib/domain/atlas';
import { quotationOf } from '../../src/lib/domain/text-fragment';
import { expectClean, waitForReady } from './browser';
import { BUILD_FOLDER, useBrowser, useSite } from './site';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function axeProblems(page: Page): Promise<string[]> {
	await page.evaluate(AXE);
	return page.evaluate(async () => {
		const { axe } = window as unknown as {
			axe: {
				run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
			};
		};
		const { violations } = await axe.run();
		return violations.flatMap(({ id, nodes }) =>
			nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`)
		);
	});
}

const decode = (html: string): string =>
	html
		.replace(/<[^>]+>/g, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&');

describe('without script', () => {
	const evidence = indexEvidence(
		JSON.parse(readFileSync(join(BUILD_FOLDER, 'data/evidence.json'), 'utf8')) as EvidenceFile
	);
	const site = useSite();
	const browser = useBrowser();

	it('every feature page holds its quotations, and each link to a source decodes to the quotation', () => {
		for (const id of readdirSync(join(BUILD_FOLDER, 'feature'))) {
			const html = readFileSync(join(BUILD_FOLDER, 'feature', id, 'index.html'), 'utf8');
			const text = decode(html);
			const links = [...html.matchAll(/href="([^"]*:~:text=[^"]*)"/g)].map(([, href = '']) =>
				quotationOf(href.replaceAll('&amp;', '&'))
			);
			const passages = evidence.featureById.get(id)?.passages ?? [];
			expect(passages.length, id).toBeGreaterThan(0);
			for (const { passage: passageId } of passages) {
				const passage = evidence.passageById.get(passageId);
				expect(text, id).toContain(passage?.exact);
				if (evidence.sourceById.get(passage?.source ?? '')?.URL) expect(links, id).toContain(passage?.exact);
			}
			expect(html, id).toMatch(/<blockquote[^>]*cite=/);
			expect(html, id).not.toMatch(/<script[^>]+src=/);
		}
	});

	it('the front page shows picture, table and links, and says what is missing', async () => {
		const page = await browser.newPage({ url: site.url, javaScriptEnabled: false });
		expect(await page.locator('tr[data-id] a:visible').count()).toBeGreaterThan(40);
		expect(await page.locator('.svg-map svg a:visible').count()).toBeGreaterThan(20);
		expect(await page.locator('noscript').count()).toBe(1);
		await page.locator('tr[data-id] a:visible').first().click();
		await page.waitForURL(/\/feature\//);
		expect(await page.locator('blockquote').count()).toBeGreaterThan(0);
		await expectClean(page);
	});

	it('a document’s page lists its passages in the order of the document', async () => {
		const page = await browser.newPage({ url: site.at('source/delphi-2025/'), javaScriptEnabled: false });
		const ids = await page.locator('ol.passages > li').evaluateAll((items) => items.map(({ id }) => id));
		const inOrder = evidence.passages
			.filter(({ source }) => source === 'delphi-2025')
			.toSorted((a, b) => a.start - b.start)
			.map(({ id }) => id.split('/')[1]);
		expect(ids).toEqual(inOrder);
		await expectClean(page);
	});
});

describe('by keyboard alone', () => {
	const site = useSite();
	const browser = useBrowser();

	it('a reader changes the year, toggles a layer, finds a feature, reads its passage and closes it', async () => {
		const page = await browser.newPage({ url: site.url });
		await waitForReady(page);
		const focusIsVisible = (): Promise<boolean> =>
			page.evaluate(() => {
				const element = document.activeElement;
				if (!element || element === document.body) return false;
				const outlined = (candidate: Element | null): boolean => {
					if (!candidate) return false;
					const { outlineStyle, outlineWidth } = getComputedStyle(candidate);
					return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
				};
				// Hidden inputs show their focus on the mark beside them.
				return outlined(element) || outlined(element.nextElementSibling);
			});
		const tabTo = async (matches: string): Promise<void> => {
			for (let presses = 0; presses < 80; presses += 1) {
				await page.keyboard.press('Tab');
				expect(
					await focusIsVisible(),
					await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))
				).toBe(true);
				if (await page.evaluate((selector) => document.activeElement?.matches(selector), matches)) return;
			}
			throw new Error(`${matches} was not reached by Tab`);
		};

		await tabTo('fieldset input[type=checkbox]');
		const before = await page.locator('tr[data-id]').count();
		await page.keyboard.press('Space');
		expect(await page.locator('tr[data-id]').count()).toBeLessThan(before);
		await page.keyboard.press('Space');

		await tabTo('.tools a');
		await page.keyboard.press('Enter');
		await tabTo('input[type=search]');
		await page.keyboard.type('Ганцавічы');
		const row = page.locator('tr[data-id="hantsavichy-radar"] a');
		await row.waitFor();
		await tabTo('tr[data-id="hantsavichy-radar"] a');
		await page.keyboard.press('Enter');
		await page.locator('.panel blockquote').first().waitFor();
		expect(await page.locator('.panel mark').first().textContent()).toContain('On the territory of Belarus');
		await tabTo('.panel a[href*=":~:text="]');
		await page.keyboard.press('Escape');
		expect(await page.locator('.panel').count()).toBe(0);
		expect(await page.evaluate(() => document.activeElement?.closest('tr')?.dataset.id)).toBe(
			'hantsavichy-radar'
		);

		const slider = page.getByRole('slider', { name: 'Year', exact: true });
		await slider.focus();
		const year = Number(await slider.inputValue());
		await page.keyboard.press('ArrowLeft');
		expect(await slider.getAttribute('aria-valuetext')).toBe(String(year - 1));
		await expectClean(page);
	});
});

describe.each(['light', 'dark'] as const)('in %s, axe finds nothing', (colorScheme) => {
	const site = useSite();
	const browser = useBrowser();
	it.each([
		['the front page', '', undefined],
		['a panel', '?feature=hantsavichy-radar', '.panel blockquote'],
		['all layers and the list', '?mode=all', 'list'],
		['the embed', 'embed/?feature=great-stone-park', '.panel blockquote'],
		['a feature page', 'feature/power-of-siberia-2-russia/', undefined],
		['a layer page', 'layer/middle-corridor/', undefined],
		['a named view', 'view/russian-gas-2021-and-2025/', undefined],
		['a document', 'source/kuchukhidze-2025/', '.steps button'],
		['the about page', 'about/', undefined],
		['the data page', 'data/', undefined]
	] as const)('on %s', async (_, path, wait) => {
		const page = await browser.newPage({ url: site.at(path), colorScheme });
		if (path === '' || path.startsWith('?') || path.startsWith('embed')) await waitForReady(page);
		if (wait === 'list') await page.locator('.tools a').click();
		else if (wait) await page.locator(wait).first().waitFor();
		expect(await axeProblems(page)).toEqual([]);
		await expectClean(page);
	});
});

describe('on a phone', () => {
	const site = useSite();
	const browser = useBrowser();
	it('what can be pressed is at least 24 by 24 pixels, and nothing is wider than the screen', async () => {
		const page = await browser.newPage({
			url: site.at('?feature=hantsavichy-radar'),
			viewport: { width: 360, height: 740 }
		});
		await waitForReady(page);
		await page.locator('.panel blockquote').first().waitFor();
		const small = await page
			.locator('button:visible, select:visible, input:visible, a.button:visible')
			.evaluateAll((elements) =>
				elements
					.map((element) => ({
						box: (element.closest('label') ?? element).getBoundingClientRect(),
						html: element.outerHTML.slice(0, 100)
					}))
					.filter(({ box }) => box.width < 24 || box.height < 24)
					.map(({ html }) => html)
			);
		expect(small).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
		await expectClean(page);
	});
});
