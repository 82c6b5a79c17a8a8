/**
 * What a reader of an article waits for: our frame beside the plainest page of Leaflet with leaflet.timeline and the same
 * things on it, by turns in one browser, on a slow line and a slow machine. Counted is all that came over the line.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FeatureCollection } from 'geojson';
import { build } from 'vite';
import { indexAtlas, type AtlasFile } from '../../src/lib/domain/atlas';
import { launchBrowser, type TestBrowser } from '../e2e/browser';
import { serveFolder } from '../static-server';
import { bytesReceived, slowDown } from './slow-line';
import { spreadOf, spreadWords, type Spread } from './statistics';
import { yearsShown } from './synthetic-atlas';

const VIEWPORT = { width: 720, height: 560 };
const ROUNDS = 5;
/** How each page tells that a map stands and what shows on it, and which of its sliders holds the years. */
const PAGES = {
	frame: {
		marks: '.svg-map a[data-id]',
		picture: '.picture img',
		slider: 'input[aria-label="Year"]'
	},
	leaflet: { marks: 'path.leaflet-interactive', picture: '', slider: 'input.time-slider' }
} as const;
type PageName = keyof typeof PAGES;

const MEASURES = ['map shown (ms)', 'new year shown (ms)', 'bytes until then (KB)'] as const;
export type EmbedResult = Readonly<Record<PageName, Readonly<Record<(typeof MEASURES)[number], Spread>>>>;

/** The things of the atlas as GeoJSON with a name and the years in which they show: what such a page is given. */
function plainData(folder: string): FeatureCollection {
	const atlas = indexAtlas(JSON.parse(readFileSync(join(folder, 'data/atlas.json'), 'utf8')) as AtlasFile);
	return {
		type: 'FeatureCollection',
		features: atlas.features.flatMap((feature) => {
			if (!feature.geometry) return [];
			const [from, to] = yearsShown(feature);
			const properties = { id: feature.id, name: feature.name, from, to: Math.min(to, atlas.span.max) };
			return [{ type: 'Feature' as const, geometry: feature.geometry, properties }];
		})
	};
}

interface Seen {
	map: number;
	year: number;
	bytes: number;
}

async function open(test: TestBrowser, url: string, name: PageName): Promise<Seen> {
	const page = await test.newPage({ viewport: VIEWPORT });
	try {
		const received = bytesReceived(await slowDown(page));
		let told: (seen: Seen) => void;
		const seen = new Promise<Seen>((done) => (told = done));
		await page.exposeFunction('tell', (map: number, year: number) => told({ map, year, bytes: received() }));
		await page.addInitScript(({ marks, picture, slider }) => {
			let map = 0;
			let before = '';
			// Methods, for a compiler's mark on a function with a name is unknown to the page
			const page = {
				shown() {
					const all = [...document.querySelectorAll(marks)];
					return all.flatMap((mark) => (mark.checkVisibility() ? mark.outerHTML : [])).join();
				},
				isDrawn() {
					const images = [...document.querySelectorAll<HTMLImageElement>(picture || 'no-picture')];
					const isThere = picture === '' || images.some(({ complete, width }) => complete && width > 0);
					return isThere && document.querySelector(marks) !== null;
				},
				look() {
					// A frame later, for only then is it on the screen
					if (!map && page.isDrawn()) requestAnimationFrame(() => (map ||= performance.now()));
					const input = document.querySelector<HTMLInputElement>(slider);
					if (map && !before && input && !input.disabled) {
						before = page.shown();
						const [least, greatest] = [Number(input.min), Number(input.max)];
						input.value = String(least + (greatest - least) / 3);
						for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
					}
					if (before && page.shown() !== before) {
						const { tell } = window as unknown as { tell(map: number, year: number): void };
						requestAnimationFrame(() => tell(map, performance.now()));
					} else requestAnimationFrame(page.look);
				}
			};
			requestAnimationFrame(page.look);
		}, PAGES[name]);
		await page.goto(url, { waitUntil: 'commit' });
		return await Promise.race([
			seen,
			page
				.waitForTimeout(120_000)
				.then(() => Promise.reject(new Error(`${name}: no new year in two minutes`)))
		]);
	} finally {
		await page.context().close();
	}
}

/** Opens both pages by turns. */
export async function measureEmbed(folder: string): Promise<EmbedResult> {
	const scratch = mkdtempSync(join(tmpdir(), 'faultlines-bench-'));
	try {
		await build({
			configFile: false,
			logLevel: 'error',
			root: resolve(import.meta.dirname, 'leaflet-embed'),
			base: './',
			build: { outDir: scratch, emptyOutDir: true, target: 'es2022' }
		});
		writeFileSync(join(scratch, 'data.json'), JSON.stringify(plainData(folder)));
		const sites = { frame: await serveFolder(folder), leaflet: await serveFolder(scratch) };
		const urls = { frame: new URL('embed/', sites.frame.url).href, leaflet: sites.leaflet.url };
		const test = await launchBrowser({ webgl: true });
		const values: Record<PageName, Seen[]> = { frame: [], leaflet: [] };
		try {
			for (let round = 0; round < ROUNDS; round += 1)
				for (const name of ['frame', 'leaflet'] as const)
					values[name].push(await open(test, urls[name], name));
		} finally {
			await test.close();
			for (const site of Object.values(sites)) await site.close();
		}
		const spreads = (name: PageName) => ({
			'map shown (ms)': spreadOf(values[name].map(({ map }) => map)),
			'new year shown (ms)': spreadOf(values[name].map(({ year }) => year)),
			'bytes until then (KB)': spreadOf(values[name].map(({ bytes }) => bytes / 1000))
		});
		return { frame: spreads('frame'), leaflet: spreads('leaflet') };
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

export function printEmbed(result: EmbedResult): void {
	console.log(
		['', 'our frame', 'Leaflet', 'ours ÷ theirs']
			.map((text, at) => (at ? text.padStart(26) : text.padEnd(24)))
			.join('')
	);
	for (const measure of MEASURES) {
		const [ours, theirs] = [result.frame[measure], result.leaflet[measure]];
		const cells = [spreadWords(ours), spreadWords(theirs), `${(ours.median / theirs.median).toFixed(2)}×`];
		console.log(measure.padEnd(24) + cells.map((text) => text.padStart(26)).join(''));
	}
}
