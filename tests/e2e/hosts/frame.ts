/** Looking into an embedded map, from the page of its host. */
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

export async function frameOf(page: Page, selector = 'iframe'): Promise<Frame> {
	const frame = await (await page.waitForSelector(selector, { state: 'attached' })).contentFrame();
	if (!frame) throw new Error(`${selector}: a frame expected`);
	return frame;
}

/** The map in the frame, alive. */
export async function liveFrame(page: Page, selector = 'iframe'): Promise<Frame> {
	const frame = await frameOf(page, selector);
	await frame.waitForSelector('[data-ready]', { state: 'attached', timeout: 30_000 });
	return frame;
}

/** Pixels that the frame lacks (or, below zero, has too many): 0 is a perfect fit. */
async function lack(page: Page, frame: Frame, selector: string): Promise<number> {
	const wanted = await frame.evaluate(() => {
		const root = document.querySelector('[data-ready]');
		return Math.ceil(root?.getBoundingClientRect().height ?? 0);
	});
	return wanted - (await page.locator(selector).evaluate((element) => element.clientHeight));
}

export async function expectFit(page: Page, frame: Frame, selector = 'iframe'): Promise<void> {
	await expect.poll(() => lack(page, frame, selector), { timeout: 10_000 }).toBe(0);
	const scrolls = await frame.evaluate(
		() => document.documentElement.scrollHeight > document.documentElement.clientHeight
	);
	expect(scrolls, 'no second scroll bar').toBe(false);
}

/** On a busy machine a font may arrive between press and release and move the button away: so more than once. */
export async function openList(frame: Frame): Promise<void> {
	await expect
		.poll(
			async () => {
				const button = frame.getByRole('button', { name: 'List', exact: true });
				if ((await button.count()) > 0) await button.click();
				return frame.locator('#list table').count();
			},
			{ timeout: 20_000, interval: 1000 }
		)
		.toBe(1);
}

/** Opens the first thing of the list. Its name is what the panel is called by. */
export async function openFirst(frame: Frame): Promise<string> {
	const link = frame.locator('#list tbody a').first();
	const name = (await link.innerText()).trim();
	await link.click();
	await frame.waitForSelector('.panel blockquote');
	return name;
}

export const yearOf = (frame: Frame): Promise<string> =>
	frame.getByRole('slider', { name: 'Year' }).first().inputValue();

/** Every message of our own kind that frames send to this page; to be called before it is opened. */
export async function recordMessages(
	page: Page
): Promise<() => Promise<{ type: string; height?: number }[]>> {
	await page.addInitScript(() => {
		if (window !== window.parent) return;
		const heard: unknown[] = [];
		Object.assign(window, { heard });
		addEventListener('message', ({ data }) => {
			if (typeof data === 'object' && data !== null && data.ns === 'faultlines') heard.push(data);
		});
	});
	return () =>
		page.evaluate(() => (window as unknown as { heard: { type: string; height?: number }[] }).heard);
}
