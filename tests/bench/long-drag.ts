/**
 * A minute of dragging to and fro across all years, on the SVG map and on the live one: whether what shows keeps up with
 * the thumb, and what is left behind.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexAtlas, type AtlasFile } from '../../src/lib/domain/atlas';
import { axisOf, yearAt } from '../../src/lib/domain/axis';
import { marksOf } from '../../src/lib/domain/marks';
import { isDrawn } from '../../src/lib/domain/outline';
import { defaultView } from '../../src/lib/domain/view';
import { launchBrowser, waitForMap, waitForReady } from '../e2e/browser';
import { heapAfterCollection, VIEWPORT } from './scrub';

const LASTS_MS = 60_000;
const STEP_MS = 33;
/** How many frames what shows may lag behind the thumb. */
const LAG = 2;

export interface LongDrag {
	surface: 'svg' | 'maplibre';
	years: number;
	/** Frames of the page, and those of them in which the SVG map drew the marks, so that they can be read. */
	frames: number;
	judged: number;
	/** Of these, frames whose marks were of no year that the thumb stood at in the last frames. */
	late: number;
	/** Whether the last year was right in the list and on the map when all had settled. */
	endsRight: boolean;
	longestTaskMs: number;
	heapGrowthPercent: number;
}

/** Drags the explorer at an address whose data lie in a folder. */
export async function measureLongDrag(
	surface: LongDrag['surface'],
	url: string,
	build: string
): Promise<LongDrag> {
	const atlas = indexAtlas(JSON.parse(readFileSync(join(build, 'data/atlas.json'), 'utf8')) as AtlasFile);
	const axis = axisOf(atlas, defaultView(atlas).layers);
	const idsByYear = new Map<number, string>();
	const idsOf = (year: number): string => {
		const known = idsByYear.get(year);
		if (known !== undefined) return known;
		const marks = marksOf(atlas, { ...defaultView(atlas), time: { mode: 'year', year } });
		const ids = marks.filter(({ feature }) => isDrawn(feature)).map(({ feature }) => feature.id);
		idsByYear.set(year, ids.sort().join());
		return idsByYear.get(year)!;
	};
	const test = await launchBrowser({ webgl: surface === 'maplibre' });
	try {
		const page = await test.newPage({ viewport: VIEWPORT, url });
		await (surface === 'maplibre' ? waitForMap(page) : waitForReady(page));
		await page.waitForTimeout(2000);
		const session = await page.context().newCDPSession(page);
		await session.send('Performance.enable');
		const slider = page.getByLabel('Year', { exact: true });
		const drag = (lasts: number) =>
			slider.evaluate(
				async (element, [milliseconds, step]) => {
					const input = element as HTMLInputElement;
					let longest = 0;
					const observer = new PerformanceObserver((list) => {
						for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
					});
					observer.observe({ type: 'longtask' });
					// A method, for a compiler's mark on a function with a name is unknown to the page
					const surface = {
						ids(): string | undefined {
							const map = document.querySelector('.surface:not(.hidden, .live)');
							const marks = map ? [...map.querySelectorAll<SVGElement>('[data-id]')] : undefined;
							return marks && [...new Set(marks.map(({ dataset }) => dataset.id))].sort().join();
						}
					};
					const frames: [thumb: number, ids: string | undefined][] = [];
					let isMoving = true;
					void (async () => {
						while (isMoving) {
							// What the last frame showed, before the next year is called
							await new Promise((next) => requestAnimationFrame(next));
							frames.push([input.valueAsNumber, surface.ids()]);
						}
					})();
					const [least, greatest] = [Number(input.min), Number(input.max)];
					const end = performance.now() + milliseconds;
					let years = 0;
					for (let at = least, way = 1; performance.now() < end; at += way) {
						if (at === greatest) way = -1;
						else if (at === least) way = 1;
						input.value = String(at);
						input.dispatchEvent(new Event('input', { bubbles: true }));
						years += 1;
						await new Promise((next) => setTimeout(next, step));
					}
					isMoving = false;
					await new Promise((done) => setTimeout(done, 500));
					observer.disconnect();
					return { frames, years, longest, last: input.valueAsNumber };
				},
				[lasts, STEP_MS] as const
			);
		// Once for the compiler and the caches
		await drag(5000);
		await page.waitForTimeout(2000);
		const before = await heapAfterCollection(session);
		const { frames, years, longest, last } = await drag(LASTS_MS);
		await page.waitForTimeout(2000);
		const after = await heapAfterCollection(session);
		const judged = frames.flatMap(([, ids], index) => (ids === undefined ? [] : [{ ids, index }]));
		const late = judged.filter(
			({ ids, index }) =>
				!frames
					.slice(Math.max(0, index - LAG), index + 1)
					.some(([thumb]) => idsOf(yearAt(axis, thumb)) === ids)
		);
		const listed = await page.locator('tr[data-id]').evaluateAll((rows) =>
			rows
				.map((row) => (row as HTMLElement).dataset.id ?? '')
				.sort()
				.join()
		);
		const right = marksOf(atlas, { ...defaultView(atlas), time: { mode: 'year', year: yearAt(axis, last) } });
		return {
			surface,
			years,
			frames: frames.length,
			judged: judged.length,
			late: late.length,
			endsRight:
				listed ===
				right
					.map(({ feature }) => feature.id)
					.sort()
					.join(),
			longestTaskMs: longest,
			heapGrowthPercent: (after / before - 1) * 100
		};
	} finally {
		await test.close();
	}
}

export function printLongDrags(results: readonly LongDrag[]): void {
	console.log(`\nA drag of ${LASTS_MS / 1000} s`);
	for (const { surface, years, frames, judged, late, endsRight, longestTaskMs, heapGrowthPercent } of results)
		console.log(
			`${surface.padEnd(10)}${years} years in ${frames} frames; of ${judged} with readable marks ${late} were more than ` +
				`${LAG} frames behind the thumb; ends ${endsRight ? 'right' : 'WRONG'}; ` +
				`longest task ${longestTaskMs === 0 ? 'under 50' : longestTaskMs.toFixed(0)} ms; heap ${heapGrowthPercent.toFixed(1)} %`
		);
}
