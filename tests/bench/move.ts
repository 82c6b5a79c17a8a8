/** What moving the map costs: dragged and zoomed as a hand does it, frames and tasks counted. */
import type { Page } from 'playwright-core';
import type { TestBrowser } from '../e2e/browser';
import { quantile } from './statistics';
import { record } from './trace';

export interface Movement {
	framesPerSecond: number;
	/** Main-thread processor time of each frame. */
	frameMedianMs: number;
	longestTaskMs: number;
}

const STEPS = 30;
const STEP_MS = 16;
/** A free place of the map at 1440×900, and how far it is dragged to and fro. */
const MIDDLE = { x: 800, y: 420 };
const REACH = 240;

async function pan(page: Page): Promise<void> {
	const { mouse } = page;
	await mouse.move(MIDDLE.x, MIDDLE.y);
	await mouse.down();
	for (let step = 1; step <= STEPS; step += 1) {
		const turn = (2 * Math.PI * step) / STEPS;
		await mouse.move(MIDDLE.x + REACH * Math.sin(turn), MIDDLE.y + (REACH / 3) * Math.sin(2 * turn));
		await page.waitForTimeout(STEP_MS);
	}
	await mouse.up();
}

async function zoom(page: Page): Promise<void> {
	await page.mouse.move(MIDDLE.x, MIDDLE.y);
	for (let step = 0; step < STEPS; step += 1) {
		await page.mouse.wheel(0, step < STEPS / 2 ? -40 : 40);
		await page.waitForTimeout(STEP_MS);
	}
}

async function measure(
	test: TestBrowser,
	page: Page,
	work: (page: Page) => Promise<void>
): Promise<Movement> {
	let counted = { frames: 0, seconds: 1 };
	const { tasks, marks } = await record(test.browser, 'move-', async () => {
		await page.evaluate(() => {
			const counter = { frames: 0, from: performance.now(), isOn: true };
			Object.assign(window, { counter });
			// A method, for a compiler's mark on a function with a name is unknown to the page
			const page = {
				count() {
					counter.frames += 1;
					performance.mark('move-frame');
					if (counter.isOn) requestAnimationFrame(page.count);
				}
			};
			requestAnimationFrame(page.count);
		});
		await work(page);
		counted = await page.evaluate(() => {
			const { counter } = window as unknown as { counter: { frames: number; from: number; isOn: boolean } };
			counter.isOn = false;
			return { frames: counter.frames, seconds: (performance.now() - counter.from) / 1000 };
		});
		await page.evaluate(() => performance.clearMarks());
	});
	const [first, last] = [marks[0]?.at ?? 0, marks.at(-1)?.at ?? Infinity];
	const during = tasks.filter(({ start }) => start >= first && start <= last);
	const frames = marks.slice(0, -1).map(({ at }, index) => {
		const end = marks[index + 1]!.at;
		return during.filter(({ start }) => start >= at && start < end).reduce((sum, { cpu }) => sum + cpu, 0);
	});
	return {
		framesPerSecond: counted.frames / counted.seconds,
		frameMedianMs: quantile(frames, 0.5),
		longestTaskMs: Math.max(...during.map(({ wall }) => wall))
	};
}

/** Drags the map about, then zooms it in and out. */
export async function measureMovement(
	test: TestBrowser,
	page: Page
): Promise<{ panning: Movement; zooming: Movement }> {
	const panning = await measure(test, page, pan);
	// Throwing the map and loading what has come into sight are over
	await page.waitForTimeout(2000);
	return { panning, zooming: await measure(test, page, zoom) };
}
