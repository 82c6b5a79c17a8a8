/**
 * What a scrub through the years and moving the map cost on a built site, for both pictures of the map: the SVG (in a
 * browser without WebGL) and MapLibre.
 */
import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser, waitForMap, waitForReady } from '../e2e/browser';
import { measureMovement } from './move';
import { quantile } from './statistics';
import { record, workPerStep } from './trace';

export const VIEWPORT = { width: 1440, height: 900 };
const DRAG_STEP_MS = 33;
const SCRUBS_FOR_MEMORY = 10;

export const BUDGETS = { stepMedianMs: 8, longestTaskMs: 50, heapGrowthPercent: 10 };

export interface Result {
	surface: 'svg' | 'maplibre';
	years: number;
	/** Main-thread processor time per step. */
	stepMedianMs: number;
	stepP95Ms: number;
	/** The same on the clock: what a busy machine adds is in it. */
	stepWallMedianMs: number;
	/** The part of a step inside the slider's own event. */
	eventMedianMs: number;
	/** Main-thread processor time per year of the drag, whether the year got a frame or not. */
	dragStepMedianMs: number;
	/** Frames of the page in the drag: with fewer than years, some years were never seen. */
	dragFrames: number;
	longestTaskMs: number;
	longTasks: number;
	heapBeforeMb: number;
	heapAfterMb: number;
	heapGrowthPercent: number;
	panFramesPerSecond: number;
	panFrameMedianMs: number;
	panLongestTaskMs: number;
	zoomFramesPerSecond: number;
	zoomFrameMedianMs: number;
	zoomLongestTaskMs: number;
}

interface Scrub {
	from: number;
	to: number;
	step: number;
	/** 0: one year per frame. */
	everyMs: number;
	mark: string;
}

interface Scrubbed {
	/** Milliseconds inside each input event. */
	events: number[];
	longTasks: number[];
	frames: number;
}

/** Moves the slider as a hand does, by input events. */
async function scrub(page: Page, options: Scrub): Promise<Scrubbed> {
	return page
		.getByLabel('Year', { exact: true })
		.evaluate(async (element, { from, to, step, everyMs, mark }) => {
			const slider = element as HTMLInputElement;
			const events: number[] = [];
			const longTasks: number[] = [];
			const observer = new PerformanceObserver((list) => {
				for (const entry of list.getEntries()) longTasks.push(entry.duration);
			});
			observer.observe({ type: 'longtask' });
			let frames = 0;
			let isMoving = true;
			void (async () => {
				while (isMoving) {
					await new Promise((next) => requestAnimationFrame(next));
					frames += 1;
				}
			})();
			for (let year = from; year <= to; year += step) {
				await new Promise((next) =>
					everyMs === 0 ? requestAnimationFrame(next) : setTimeout(next, everyMs)
				);
				performance.mark(`${mark}${year}`);
				const start = performance.now();
				slider.value = String(year);
				slider.dispatchEvent(new Event('input', { bubbles: true }));
				events.push(performance.now() - start);
			}
			isMoving = false;
			// Long tasks are reported a while after they end
			await new Promise((done) => setTimeout(done, 500));
			performance.mark(`${mark}end`);
			observer.disconnect();
			return { events, longTasks, frames };
		}, options);
}

export async function heapAfterCollection(session: CDPSession): Promise<number> {
	// Once frees what is dead, a second time what finalisers let go
	for (let round = 0; round < 2; round += 1) await session.send('HeapProfiler.collectGarbage');
	const { metrics } = await session.send('Performance.getMetrics');
	return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6;
}

/** Scrubs the explorer at an address: step by step, dragged, and again and again for its memory. */
export async function measureScrub(surface: Result['surface'], url: string): Promise<Result> {
	const test = await launchBrowser({ webgl: surface === 'maplibre' });
	try {
		const page = await test.newPage({ viewport: VIEWPORT, url });
		await (surface === 'maplibre' ? waitForMap(page) : waitForReady(page));
		// Whatever the page still does by itself (fonts, idle fetches, an engine that fails to start) is not a step's
		await page.waitForTimeout(2000);
		const slider = page.getByLabel('Year', { exact: true });
		const range = await slider.evaluate((element) => {
			const { min, max, step } = element as HTMLInputElement;
			return { from: Number(min), to: Number(max), step: Number(step) || 1 };
		});
		if (!(range.to > range.from)) throw new Error('The slider "Year" has no range to scrub');

		// Once for the compiler and the caches: a reader's first pull is the drag below, not this
		await scrub(page, { ...range, everyMs: 0, mark: 'warm-' });

		let events: number[] = [];
		const stepTrace = await record(test.browser, 'step-', async () => {
			({ events } = await scrub(page, { ...range, everyMs: 0, mark: 'step-' }));
		});
		// The last stretch, after the last year, is waiting and not a step
		const steps = workPerStep(stepTrace).slice(0, -1);

		let longTasks: number[] = [];
		let dragFrames = 0;
		const dragTrace = await record(test.browser, 'drag-', async () => {
			({ longTasks, frames: dragFrames } = await scrub(page, {
				...range,
				everyMs: DRAG_STEP_MS,
				mark: 'drag-'
			}));
		});
		const [first, last] = [dragTrace.marks[0], dragTrace.marks.at(-1)];
		const dragTasks = dragTrace.tasks.filter(
			({ start, wall }) => start + wall >= (first?.at ?? 0) && start <= (last?.at ?? Infinity)
		);

		const session = await page.context().newCDPSession(page);
		await session.send('Performance.enable');
		const heapBeforeMb = await heapAfterCollection(session);
		for (let round = 0; round < SCRUBS_FOR_MEMORY; round += 1) {
			await scrub(page, { ...range, everyMs: 0, mark: 'memory-' });
			// The marks themselves would be counted as the site's memory
			await page.evaluate(() => performance.clearMarks());
		}
		const heapAfterMb = await heapAfterCollection(session);
		// Last, for without WebGL a moved map says that it is the simpler one
		const { panning, zooming } = await measureMovement(test, page);

		return {
			surface,
			years: events.length,
			stepMedianMs: quantile(
				steps.map(({ cpu }) => cpu),
				0.5
			),
			stepP95Ms: quantile(
				steps.map(({ cpu }) => cpu),
				0.95
			),
			stepWallMedianMs: quantile(
				steps.map(({ wall }) => wall),
				0.5
			),
			eventMedianMs: quantile(events, 0.5),
			dragStepMedianMs: quantile(
				workPerStep(dragTrace)
					.slice(0, -1)
					.map(({ cpu }) => cpu),
				0.5
			),
			dragFrames,
			longestTaskMs: Math.max(...dragTasks.map(({ wall }) => wall)),
			longTasks: longTasks.length,
			heapBeforeMb,
			heapAfterMb,
			heapGrowthPercent: (heapAfterMb / heapBeforeMb - 1) * 100,
			panFramesPerSecond: panning.framesPerSecond,
			panFrameMedianMs: panning.frameMedianMs,
			panLongestTaskMs: panning.longestTaskMs,
			zoomFramesPerSecond: zooming.framesPerSecond,
			zoomFrameMedianMs: zooming.frameMedianMs,
			zoomLongestTaskMs: zooming.longestTaskMs
		};
	} finally {
		await test.close();
	}
}

const ROWS: { label: string; key: Exclude<keyof Result, 'surface'>; budget?: number }[] = [
	{ label: 'years scrubbed', key: 'years' },
	{ label: 'step, main thread, median (ms)', key: 'stepMedianMs', budget: BUDGETS.stepMedianMs },
	{ label: 'step, main thread, p95 (ms)', key: 'stepP95Ms' },
	{ label: 'step, on the clock, median (ms)', key: 'stepWallMedianMs' },
	{ label: 'of it in the input event, median (ms)', key: 'eventMedianMs' },
	{ label: 'year of a drag, main thread, median (ms)', key: 'dragStepMedianMs' },
	{ label: 'frames of that drag', key: 'dragFrames' },
	{ label: 'longest task while dragging (ms)', key: 'longestTaskMs', budget: BUDGETS.longestTaskMs },
	{ label: 'tasks over 50 ms while dragging', key: 'longTasks' },
	{ label: 'JS heap before (MB)', key: 'heapBeforeMb' },
	{ label: `JS heap after ${SCRUBS_FOR_MEMORY} scrubs (MB)`, key: 'heapAfterMb' },
	{ label: 'JS heap growth (%)', key: 'heapGrowthPercent', budget: BUDGETS.heapGrowthPercent },
	{ label: 'frames a second while panning', key: 'panFramesPerSecond' },
	{ label: 'frame while panning, main thread (ms)', key: 'panFrameMedianMs' },
	{ label: 'longest task while panning (ms)', key: 'panLongestTaskMs' },
	{ label: 'frames a second while zooming', key: 'zoomFramesPerSecond' },
	{ label: 'frame while zooming, main thread (ms)', key: 'zoomFrameMedianMs' },
	{ label: 'longest task while zooming (ms)', key: 'zoomLongestTaskMs' }
];

const COUNTS: ReadonlySet<keyof Result> = new Set(['years', 'longTasks', 'dragFrames']);

/** Prints one column for each result; gives how many values are over their budget. */
export function printScrubs(titles: readonly string[], results: readonly Result[]): number {
	let over = 0;
	console.log(
		['', ...titles, 'budget'].map((text, at) => (at ? text.padStart(14) : text.padEnd(40))).join('')
	);
	for (const { label, key, budget } of ROWS) {
		const cells = results.map((result) => {
			const isOver = budget !== undefined && !(result[key] <= budget);
			if (isOver) over += 1;
			return `${COUNTS.has(key) ? result[key] : result[key].toFixed(2)}${isOver ? ' !' : ''}`;
		});
		console.log(
			label.padEnd(40) +
				[...cells, budget === undefined ? '' : `≤ ${budget}`].map((text) => text.padStart(14)).join('')
		);
	}
	return over;
}
