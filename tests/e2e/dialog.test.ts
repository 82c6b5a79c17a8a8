/** From the explorer to a working snippet. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectClean, waitForReady } from './browser';
import { useBrowser, useSite } from './site';

/** What the snippet of a frame loads, taken from its code as a browser would; our own pages let no text become markup. */
async function frameOf(page: Page, snippet: string): Promise<string | null> {
	const blank = await page.context().newPage();
	const source = await blank.evaluate(
		(code) =>
			new DOMParser().parseFromString(code, 'text/html').querySelector('iframe')?.getAttribute('src') ?? null,
		snippet
	);
	await blank.close();
	return source;
}

describe('the embed dialog', () => {
	const site = useSite();
	const browser = useBrowser({ webgl: false });
	const ALLOW = { allow: [/WebGL/i, /GPU/i] };

	it('by keyboard: two steps to a snippet that shows the very view', async () => {
		const page = await browser.newPage({ url: site.at('?year=2014&layers=great-stone') });
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		await waitForReady(page);
		await page.getByRole('button', { name: 'Embed' }).focus();
		await page.keyboard.press('Enter');
		const code = page.getByLabel('Code to copy');
		await code.waitFor();
		await page.getByRole('button', { name: 'Copy the code' }).focus();
		await page.keyboard.press('Enter');
		await page.getByText('Copied.').waitFor();
		const copied = await page.evaluate(() => navigator.clipboard.readText());
		expect(copied).toBe(await code.inputValue());
		const address = await frameOf(page, copied);
		expect(address).toBe(site.at('embed/?year=2014&layers=great-stone'));
		await page.keyboard.press('Escape');
		await page.waitForFunction(() => !document.querySelector('dialog[open]'));
		await expectClean(page, ALLOW);

		const frame = await browser.newPage({ url: address ?? '', viewport: { width: 720, height: 560 } });
		await waitForReady(frame);
		expect(await frame.getByRole('slider', { name: 'Year', exact: true }).inputValue()).toBe('2014');
		await expectClean(frame, ALLOW);
	});

	it('on a phone: nothing is wider than the screen, and what cannot be copied is selected', async () => {
		const page = await browser.newPage({
			url: site.url,
			viewport: { width: 390, height: 844 },
			hasTouch: true,
			isMobile: true
		});
		await waitForReady(page);
		await page.evaluate(() => {
			Object.defineProperty(navigator, 'clipboard', {
				value: { writeText: () => Promise.reject(new Error('denied')) }
			});
		});
		await page.getByRole('button', { name: 'Embed' }).tap();
		const code = page.getByLabel('Code to copy');
		await code.waitFor();
		await page.getByRole('button', { name: 'Copy the code' }).tap();
		await page.getByText('Copying is not allowed here').waitFor();
		const selected = await code.evaluate((element) => {
			const area = element as HTMLTextAreaElement;
			return area.value.slice(area.selectionStart, area.selectionEnd);
		});
		expect(selected).toBe(await code.inputValue());
		const overflow = await page.evaluate(() => {
			const dialog = document.querySelector('dialog');
			return dialog ? dialog.scrollWidth - dialog.clientWidth : -1;
		});
		expect(overflow).toBe(0);
		await expectClean(page, ALLOW);
	});

	it('begins with a named view, whose page WordPress can discover', async () => {
		const page = await browser.newPage({ url: site.url });
		await waitForReady(page);
		await page.getByRole('button', { name: 'Embed' }).click();
		await page.getByLabel('Start from').selectOption({ label: 'Russian gas, 2021 and 2025' });
		const code = page.getByLabel('Code to copy');
		const address = new URL((await frameOf(page, await code.inputValue())) ?? '');
		expect(address.searchParams.get('compare')).toBe('2021..2025');
		expect(address.searchParams.get('title')).toBe('Russian gas, 2021 and 2025');
		await page.getByLabel('Where will it go?').selectOption('wordpress');
		const own = site.at('view/russian-gas-2021-and-2025/');
		expect(await code.inputValue()).toContain(own);
		const answer = await page.request.get(site.at('oembed/view/russian-gas-2021-and-2025.json'));
		const { html } = (await answer.json()) as { html: string };
		expect(html).toContain('compare=2021..2025');
		await expectClean(page, ALLOW);
	});

	it('says so when the chosen view shows nothing, and follows every choice', async () => {
		const page = await browser.newPage({ url: site.url });
		await waitForReady(page);
		await page.getByRole('button', { name: 'Embed' }).click();
		const code = page.getByLabel('Code to copy');
		await code.waitFor();
		const chosen = page.getByRole('dialog').getByRole('checkbox', { checked: true });
		while ((await chosen.count()) > 0) await chosen.first().uncheck();
		await page.getByText('Nothing shows in this view').waitFor();
		await page.getByRole('dialog').getByRole('checkbox', { name: 'Great Stone' }).check();
		await page.getByText('Nothing shows in this view').waitFor({ state: 'detached' });
		await page.getByLabel('Title', { exact: true }).fill('A park & its “years”');
		await page.getByLabel('Colours').last().selectOption('dark');
		const address = new URL((await frameOf(page, await code.inputValue())) ?? '');
		expect(address.searchParams.get('title')).toBe('A park & its “years”');
		expect(address.searchParams.get('theme')).toBe('dark');
		expect(address.searchParams.get('layers')).toBe('great-stone');
		for (const kind of ['iframe', 'component', 'wordpress', 'ghost', 'amp', 'markdown', 'picture']) {
			await page.getByLabel('Where will it go?').selectOption(kind);
			expect(await code.inputValue()).toContain(site.url);
		}
		await expectClean(page, ALLOW);
	});
});
