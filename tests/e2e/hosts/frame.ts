/** Looking into an embedded map, from the page of its host. */
import type { Frame, Locator, Page } from 'playwright-core';
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

/** Long enough for a machine that builds something else beside the tests. */
const PATIENT = { timeout: 15_000 };

/**
 * Until the frame is exactly as high as what it shows. What it shows may still grow (a panel comes, then its
 * text), so all is looked at together and again; and in a frame that fits nothing scrolls, then or later.
 */
export async function expectFit(page: Page, frame: Frame, selector = 'iframe'): Promise<void> {
	const fit = async (): Promise<unknown> => {
		const inside = await frame.evaluate(() => {
			const { scrollHeight, clientHeight } = document.documentElement;
			return {
				wanted: Math.ceil(document.querySelector('[data-ready]')?.getBoundingClientRect().height ?? 0),
				isCut: scrollHeight > clientHeight,
				scrollBars: getComputedStyle(document.documentElement).overflowY
			};
		});
		const given = await page.locator(selector).evaluate((element) => element.clientHeight);
		return { lacks: inside.wanted - given, isCut: inside.isCut, scrollBars: inside.scrollBars };
	};
	await expect.poll(fit, PATIENT).toEqual({ lacks: 0, isCut: false, scrollBars: 'hidden' });
}

/** Counts from now on the pictures in which the frame's own scroll bar would be seen. */
export async function watchScrollBars(frame: Frame): Promise<() => Promise<number>> {
	await frame.evaluate(() => {
		const seen = { count: 0 };
		Object.assign(window, { scrollBarsSeen: seen });
		const look = (): void => {
			const root = document.documentElement;
			if (root.scrollHeight > root.clientHeight && getComputedStyle(root).overflowY !== 'hidden') {
				seen.count += 1;
			}
			requestAnimationFrame(look);
		};
		requestAnimationFrame(look);
	});
	return () =>
		frame.evaluate(() => (window as unknown as { scrollBarsSeen: { count: number } }).scrollBarsSeen.count);
}

/**
 * Presses until what it brings about is there. Once may not do: on a busy machine a font may arrive between press and
 * release and move the target away, and while a frame is being given its height the browser hands what is pressed in
 * it to the page around.
 */
async function pressUntil(target: Locator, isDone: () => Promise<boolean>): Promise<void> {
	const press = async (): Promise<boolean> => {
		if (!(await isDone()) && (await target.count()) > 0) await target.click();
		return isDone();
	};
	await expect.poll(press, { timeout: 20_000, interval: 1000 }).toBe(true);
}

export const openList = (frame: Frame): Promise<void> =>
	pressUntil(
		frame.getByRole('button', { name: 'List', exact: true }),
		async () => (await frame.locator('#list table').count()) === 1
	);

/** Opens the first thing of the list. Its name is what the panel is called by. */
export async function openFirst(frame: Frame): Promise<string> {
	const link = frame.locator('#list tbody a').first();
	const name = (await link.innerText()).trim();
	await pressUntil(link, async () => (await frame.locator('.panel').count()) === 1);
	await frame.waitForSelector('.panel blockquote');
	return name;
}

export const closePanel = (frame: Frame): Promise<void> =>
	pressUntil(
		frame.locator('.panel').getByRole('button', { name: 'Close', exact: true }),
		async () => (await frame.locator('.panel').count()) === 0
	);

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
