/**
 * Many sites by year, our way and the usual ways, on the same data in the same browser: one page after another, the
 * techniques taking turns, so that a busy minute of the machine falls on all of them. A step counts when its year's own
 * pixels, and no other year's, stand on the canvas; where the explorer has its SVG map draw it, when it stands in the
 * document at the end of a frame, so that the painting of that frame is not in the time.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { launchBrowser, type TestBrowser } from '../e2e/browser';
import { serveFolder } from '../static-server';
import type { Bench } from './page/page';
import { spreadOf, spreadWords, type Spread } from './statistics';
import { processMemory, workerTime } from './browser-processes';

/** `bare` is the limit; the first two are ours. */
export const TECHNIQUES = [
	'explorer-map',
	'crowd',
	'bare',
	'set-filter',
	'ohm-dates',
	'deck',
	'leaflet-timeline'
] as const;
export type TechniqueName = (typeof TECHNIQUES)[number];

const SEED = 1;
const DRAG_STEP_MS = 33;
/** At an even pace each year is on the screen before the next is called, or so close to it that work piles up. */
const PACE_MS = 50;
const REST_MS = 1500;
/** A technique that needs longer for a step has failed it. */
const STEP_LIMIT_MS = 10_000;
const STEPS_CAP_MS = 8_000;
const LOAD_LIMIT_MS = 60_000;
const MB = 1e6;

const MEASURES = [
	'call to pixels (ms)',
	'main thread per step (ms)',
	'workers per step (ms)',
	'drag years shown of 45',
	'drag settles in (ms)',
	'load from memory (ms)',
	'memory for it (MB)',
	'memory of all processes (MB)'
] as const;
type Measure = (typeof MEASURES)[number];

export interface ManyResult {
	readonly sites: number;
	readonly technique: TechniqueName;
	readonly measures: Readonly<Record<Measure, Spread>>;
	/** What it showed and should not have, or the other way round; undefined where the library cannot say. */
	readonly wrong: readonly string[] | undefined;
	readonly failures: readonly string[];
}

/** Bundles the page of the benchmark into a folder. */
async function bundle(folder: string): Promise<void> {
	await build({
		configFile: false,
		logLevel: 'error',
		root: resolve(import.meta.dirname, 'page'),
		base: './',
		plugins: [svelte({ configFile: false })],
		build: { outDir: folder, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 5000 }
	});
	// Without these the browser does not tell a page how much memory it has
	writeFileSync(
		join(folder, '_headers'),
		'/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n'
	);
}

type Values = Record<Measure, number[]>;
interface Run {
	values: Values;
	wrong: string[] | undefined;
	failures: string[];
}

/** One technique on one atlas in a page of its own. */
async function runOnce(
	test: TestBrowser,
	url: string,
	name: TechniqueName,
	sites: number,
	withIds: boolean
): Promise<Run> {
	const values = Object.fromEntries(MEASURES.map((measure) => [measure, []])) as unknown as Values;
	const run: Run = { values, wrong: undefined, failures: [] };
	const page = await test.newPage({ url, viewport: { width: 800, height: 600 } });
	page.setDefaultTimeout(120_000);
	const call = <K extends keyof Bench>(
		method: K,
		...args: Parameters<Bench[K]>
	): Promise<Awaited<ReturnType<Bench[K]>>> =>
		page.evaluate(
			([key, list]) =>
				(window as unknown as { bench: Record<string, (...args: unknown[]) => unknown> }).bench[key]!(
					...list
				),
			[method, args] as const
		) as Promise<Awaited<ReturnType<Bench[K]>>>;
	try {
		const session = await page.context().newCDPSession(page);
		await session.send('Performance.enable', { timeDomain: 'threadTicks' });
		/** All script memory; where the browser does not tell a page that (the packaged one), its own without its workers'. */
		const memory = async (): Promise<number> => {
			await session.send('HeapProfiler.collectGarbage');
			const whole = await call('memory');
			if (!Number.isNaN(whole)) return whole;
			const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
			return usedSize + backingStorageSize;
		};
		const mainTime = async (): Promise<number> => {
			const { metrics } = await session.send('Performance.getMetrics');
			return 1000 * (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN);
		};
		await page.waitForFunction(() => 'bench' in window);
		await call('prepare', name, sites, SEED);
		const [before, processesBefore] = [await memory(), processMemory()];
		const load = await call('load', LOAD_LIMIT_MS);
		if (Number.isNaN(load)) throw new Error(`no first year in ${LOAD_LIMIT_MS / 1000} s`);
		values['load from memory (ms)'].push(load);

		const steps = await call('steps', STEPS_CAP_MS, STEP_LIMIT_MS);
		values['call to pixels (ms)'].push(...steps);
		if (steps.some((time) => Number.isNaN(time))) run.failures.push('a step never showed its year');

		// What follows once the years rest, counts and lists, is no part of a step
		await page.waitForTimeout(REST_MS);
		await session.send('HeapProfiler.collectGarbage');
		const [main, workers] = [await mainTime(), workerTime()];
		const count = await call('pace', PACE_MS);
		values['main thread per step (ms)'].push(((await mainTime()) - main) / count);
		values['workers per step (ms)'].push((workerTime() - workers) / count);

		const drag = await call('drag', DRAG_STEP_MS, STEP_LIMIT_MS);
		values['drag years shown of 45'].push(drag.shown);
		values['drag settles in (ms)'].push(drag.settle);
		values['memory for it (MB)'].push(((await memory()) - before) / MB);
		values['memory of all processes (MB)'].push((processMemory() - processesBefore) / MB);
		if (withIds) run.wrong = await call('wrong', [1990, 2004, 2015, 2026, 2035]);
	} catch (error) {
		run.failures.push(String(error).split('\n')[0]!);
	} finally {
		await page.context().close();
	}
	return run;
}

/** Measures every technique at every size, several times. */
export async function measureMany(
	sizes: readonly {
		readonly sites: number;
		readonly rounds: number;
		readonly of?: readonly TechniqueName[];
	}[]
): Promise<ManyResult[]> {
	const folder = mkdtempSync(join(tmpdir(), 'faultlines-bench-'));
	try {
		await bundle(folder);
		const site = await serveFolder(folder);
		const results: ManyResult[] = [];
		try {
			for (const { sites, rounds, of = TECHNIQUES } of sizes) {
				const runs = new Map<TechniqueName, Run[]>(of.map((name) => [name, []]));
				for (let round = 0; round < rounds; round += 1) {
					// The turn moves on, so that none is always the first
					const turn = of.map((_, index) => of[(index + round) % of.length]!);
					for (const name of turn) {
						console.log(`${sites.toLocaleString('en')} sites, round ${round + 1} of ${rounds}: ${name} …`);
						// A browser of its own for each: what one leaves behind is no burden to the next
						const test = await launchBrowser({ args: ['--enable-blink-features=ForceEagerMeasureMemory'] });
						try {
							runs.get(name)!.push(await runOnce(test, site.url, name, sites, round === 0));
						} finally {
							await test.close();
						}
					}
				}
				for (const [technique, own] of runs)
					results.push({
						sites,
						technique,
						measures: Object.fromEntries(
							MEASURES.map((measure) => [measure, spreadOf(own.flatMap(({ values }) => values[measure]))])
						) as Record<Measure, Spread>,
						wrong: own.find(({ wrong }) => wrong)?.wrong,
						failures: [...new Set(own.flatMap(({ failures }) => failures))]
					});
				printSize(results.filter((result) => result.sites === sites));
			}
		} finally {
			await site.close();
		}
		return results;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function printSize(results: readonly ManyResult[]): void {
	const [first] = results;
	if (!first) return;
	console.log(`\n${first.sites.toLocaleString('en')} sites`);
	console.log(['', ...MEASURES].map((text, at) => (at ? text.padStart(28) : text.padEnd(18))).join(''));
	for (const { technique, measures, wrong, failures } of results) {
		const cells = MEASURES.map((measure) => spreadWords(measures[measure]).padStart(28));
		const ids =
			wrong === undefined ? '' : wrong.length === 0 ? '  right ids' : `  WRONG: ${wrong.join('; ')}`;
		console.log(
			`${technique.padEnd(18)}${cells.join('')}${ids}${failures.map((text) => `  ! ${text}`).join('')}`
		);
	}
	console.log('');
}

/** Ours as a multiple of each other technique's, for the medians of each measure. */
export function printRatios(results: readonly ManyResult[]): void {
	for (const measure of MEASURES) {
		console.log(`\n${measure}: the explorer's map as a multiple of`);
		const others = TECHNIQUES.filter((name) => name !== 'explorer-map');
		console.log(['sites', ...others].map((text, at) => (at ? text.padStart(18) : text.padEnd(12))).join(''));
		for (const sites of new Set(results.map((result) => result.sites))) {
			const median = (name: TechniqueName): number =>
				results.find((result) => result.sites === sites && result.technique === name)?.measures[measure]
					.median ?? Number.NaN;
			const cells = others.map((name) => {
				const ratio = median('explorer-map') / median(name);
				return (Number.isFinite(ratio) ? `${ratio.toFixed(2)}×` : '–').padStart(18);
			});
			console.log(sites.toLocaleString('en').padEnd(12) + cells.join(''));
		}
	}
}
