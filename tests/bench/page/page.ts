/** The page of the benchmark: starts one technique on one atlas and drives it by the clock. Called from Node. */
import { indexAtlas } from '../../../src/lib/domain/atlas';
import { isShown } from '../../../src/lib/domain/shown';
import { FIRST_YEAR, LAST_YEAR, syntheticAtlas } from '../synthetic-atlas';
import { HEIGHT, inScene, SENTINELS, WIDTH, yearsOn, type Running, type Technique } from './technique';

const TECHNIQUES: Readonly<Record<string, () => Promise<{ technique: Technique }>>> = {
	bare: () => import('./bare'),
	crowd: () => import('./crowd'),
	'explorer-map': () => import('./explorer-map.svelte'),
	'set-filter': () => import('./set-filter'),
	'ohm-dates': () => import('./ohm-dates'),
	deck: () => import('./deck'),
	'leaflet-timeline': () => import('./leaflet-timeline')
};

/** Called after every frame callback of the page, whoever asked for it: what a canvas holds then is what will be shown. */
let afterFrame: () => void = () => undefined;
const nativeFrame = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (callback) =>
	nativeFrame((time) => {
		callback(time);
		afterFrame();
	});

const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
const nextFrame = (): Promise<void> => new Promise((done) => nativeFrame(() => done()));

const host = document.createElement('div');
Object.assign(host.style, {
	position: 'relative',
	width: `${WIDTH}px`,
	height: `${HEIGHT}px`,
	overflow: 'hidden'
});
document.body.append(host);

let running: Running | undefined;
let atlas: ReturnType<typeof indexAtlas>;
let start: Awaited<ReturnType<Technique['prepare']>>;

const years = (): number[] => {
	if (running?.years) return running.years();
	const canvas = running?.canvas();
	return canvas && canvas.width > 0 ? yearsOn(canvas, host) : [];
};
const shows = (year: number): boolean => {
	const found = years();
	return found.length === 1 && found[0] === year;
};

/** Resolves when the year, and no other, stands on the canvas; NaN after the limit. */
function untilShown(year: number, since: number, limit: number): Promise<number> {
	return new Promise((done) => {
		const timer = setTimeout(() => end(Number.NaN), limit);
		const end = (value: number): void => {
			clearTimeout(timer);
			afterFrame = () => undefined;
			done(value);
		};
		afterFrame = () => {
			if (shows(year)) end(performance.now() - since);
			// What is drawn by the document asks for no frame of its own
			else if (running?.years) window.requestAnimationFrame(() => undefined);
		};
		afterFrame();
	});
}

const bench = {
	/** Makes the atlas and loads the library; nothing of it is timed. */
	async prepare(name: string, sites: number, seed: number): Promise<void> {
		const file = syntheticAtlas({ sites, seed, sentinels: SENTINELS });
		atlas = indexAtlas(file);
		const { technique } = await TECHNIQUES[name]!();
		start = await technique.prepare(atlas);
	},
	/** Milliseconds from the data in memory to the first year on the canvas. */
	async load(limit: number): Promise<number> {
		const since = performance.now();
		const shown = untilShown(FIRST_YEAR, since, limit);
		running = await start(host, FIRST_YEAR);
		const time = await shown;
		await running.settled?.();
		return time;
	},
	/** Milliseconds from the call to the year's own pixels, one year after another. */
	async steps(cap: number, limit: number): Promise<number[]> {
		const times: number[] = [];
		const begin = performance.now();
		for (let year = FIRST_YEAR + 1; year <= LAST_YEAR; year += 1) {
			await nextFrame();
			await wait(0);
			const since = performance.now();
			running!.setYear(year);
			times.push(await untilShown(year, since, limit));
			if (performance.now() - begin > cap) break;
		}
		return times;
	},
	/** Years at an even pace, with nobody looking at the pixels: for the clocks of the processor. Gives how many. */
	async pace(each: number): Promise<number> {
		for (let year = FIRST_YEAR + 1; year <= LAST_YEAR; year += 1) {
			running!.setYear(year);
			await wait(each);
		}
		return LAST_YEAR - FIRST_YEAR;
	},
	/** A drag across all years, one each so many milliseconds: how many of them ever reached the canvas. */
	async drag(each: number, limit: number): Promise<{ shown: number; of: number; settle: number }> {
		running!.setYear(FIRST_YEAR);
		await untilShown(FIRST_YEAR, performance.now(), limit);
		const seen = new Set<number>();
		const look = (): void => {
			const found = years();
			if (found.length === 1) seen.add(found[0]!);
		};
		afterFrame = look;
		const begin = performance.now();
		for (let year = FIRST_YEAR + 1; year <= LAST_YEAR; year += 1) {
			await wait(Math.max(0, begin + (year - FIRST_YEAR - 1) * each - performance.now()));
			running!.setYear(year);
			look();
		}
		const settle = await untilShown(LAST_YEAR, performance.now(), limit);
		if (!Number.isNaN(settle)) seen.add(LAST_YEAR);
		seen.delete(FIRST_YEAR);
		return { shown: seen.size, of: LAST_YEAR - FIRST_YEAR, settle };
	},
	/** Years in which what the technique says to show is not what the domain says; undefined where it cannot say. */
	async wrong(asked: readonly number[]): Promise<string[] | undefined> {
		if (!running?.shown) return undefined;
		const problems: string[] = [];
		for (const year of asked) {
			running.setYear(year);
			await untilShown(year, performance.now(), 20_000);
			const told = await running.shown();
			const right = atlas.features.filter((feature) => isShown(feature, { from: year, to: year }));
			if (typeof told === 'number') {
				if (told !== right.length) problems.push(`${year}: ${told} told, ${right.length} right`);
				continue;
			}
			// A mark at the edge may be in sight or not
			const inside = right.filter(({ geometry }) => {
				const [lng = 0, lat = 0] = geometry?.type === 'Point' ? geometry.coordinates : [];
				const { x, y } = inScene(lng, lat);
				return x > 8 && y > 8 && x < WIDTH - 8 && y < HEIGHT - 8;
			});
			const all = new Set(right.map(({ id }) => id));
			const missing = inside.filter(({ id }) => !told.has(id)).length;
			const extra = [...told].filter((id) => !all.has(id)).length;
			if (missing + extra > 0) problems.push(`${year}: ${missing} missing, ${extra} too many`);
		}
		return problems;
	},
	/** Bytes of all script memory, workers included; NaN where the browser does not tell. */
	async memory(): Promise<number> {
		const { measureUserAgentSpecificMemory: measure } = performance as Performance & {
			measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }>;
		};
		try {
			return measure ? (await measure.call(performance)).bytes : Number.NaN;
		} catch {
			return Number.NaN;
		}
	}
};
export type Bench = typeof bench;
Object.assign(window, { bench });
