/** Atlases of very many sites or lines on the built site: drawn as a crowd, and yet the same map, list and panel. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { indexAtlas, type Atlas } from '../../src/lib/domain/atlas';
import { marksOf } from '../../src/lib/domain/marks';
import { project } from '../../src/lib/domain/mercator';
import { defaultView, type Camera, type Time, type View } from '../../src/lib/domain/view';
import { largeAtlas, withLargeAtlas } from '../bench/large-site';
import { expectClean, waitForMap, waitForReady } from './browser';
import { BUILD_FOLDER, useBrowser, useSite } from './site';

const SITES = { sites: 10_000, layout: 'grid', seed: 3 } as const;
const LINES = { sites: 300, lines: 1000, layout: 'grid', seed: 5 } as const;
const VIEWPORT = { width: 1280, height: 800 };

let atlas: Atlas;
const site = useSite();
const browser = useBrowser();
const use = (options: typeof SITES | typeof LINES): void =>
	beforeAll(() => {
		atlas = indexAtlas(largeAtlas(BUILD_FOLDER, options));
		site.faults = withLargeAtlas(BUILD_FOLDER, options);
	});

interface LiveMap {
	getCenter(): { lng: number; lat: number };
	getZoom(): number;
	queryRenderedFeatures(options: { layers: string[] }): { properties: { id: string } }[];
}
const cameraOf = (page: Page): Promise<Camera> =>
	page.evaluate(() => {
		const { map } = document.querySelector('.surface.live') as unknown as { map: LiveMap };
		return { ...map.getCenter(), zoom: map.getZoom() };
	});
const slider = (page: Page) => page.getByRole('slider', { name: 'Year', exact: true });
const viewIn = (time: Time, more: Partial<View> = {}): View => ({ ...defaultView(atlas), time, ...more });
const idsIn = (view: View): string[] => marksOf(atlas, view).map(({ feature }) => feature.id);

interface Spot {
	readonly id: string;
	readonly x: number;
	readonly y: number;
}

/** Where each site stands on the map, of those that are well in sight. */
function spots(camera: Camera): Spot[] {
	return atlas.features.flatMap(({ id, geometry }) => {
		const [lng = 0, lat = 0] = geometry?.type === 'Point' ? geometry.coordinates : [];
		const { x, y } = project(lng, lat, camera, VIEWPORT);
		return x > 10 && y > 10 && x < VIEWPORT.width - 10 && y < VIEWPORT.height - 10 ? [{ id, x, y }] : [];
	});
}

/** A spot of each line that is well in sight and far from all other lines and sites. */
function lineSpots(camera: Camera): Spot[] {
	const points = atlas.features.flatMap(({ id, geometry }) => {
		const places =
			geometry?.type === 'LineString'
				? geometry.coordinates
				: geometry?.type === 'Point'
					? [geometry.coordinates]
					: [];
		return places.flatMap(([lng = 0, lat = 0], index) => {
			const [x, y] = Object.values(project(lng, lat, camera, VIEWPORT)) as [number, number];
			const [nextLng, nextLat] = places[index + 1] ?? [lng, lat];
			const next = project(nextLng!, nextLat!, camera, VIEWPORT);
			// Every stretch is short: sixteen of its places stand for all
			return Array.from({ length: 16 }, (_, step) => ({
				id,
				isEnd: index === 0 || index >= places.length - 2,
				x: x + ((next.x - x) * step) / 16,
				y: y + ((next.y - y) * step) / 16
			}));
		});
	});
	const seen = points.filter(
		({ x, y }) => x > -20 && y > -20 && x < VIEWPORT.width + 20 && y < VIEWPORT.height + 20
	);
	const found = new Map<string, Spot>();
	for (const spot of seen) {
		const { id, x, y, isEnd } = spot;
		const isInside = x > 500 && y > 150 && x < VIEWPORT.width - 100 && y < VIEWPORT.height - 200;
		if (!isInside || isEnd || found.has(id) || !id.startsWith('line')) continue;
		if (seen.every((other) => other.id === id || Math.hypot(other.x - x, other.y - y) > 14))
			found.set(id, spot);
	}
	return [...found.values()];
}

/**
 * Changes something on the page and gives the spots at which a mark stands in the very frame that shows it: after that
 * the graphics card keeps no picture to be read.
 */
async function drawnAfter(
	page: Page,
	change: { slider: string } | { press: string },
	at: readonly Spot[]
): Promise<string[]> {
	const lit = await page.evaluate(
		async ([action, points]) => {
			const stage = document.querySelector<HTMLElement>('.surface.live')!;
			const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-crowd]')!;
			const gl = canvas.getContext('webgl2')!;
			const read = (): boolean[] => {
				const pixels = new Uint8Array(4 * canvas.width * canvas.height);
				gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
				const [box, frame] = [canvas.getBoundingClientRect(), stage.getBoundingClientRect()];
				return points.map(({ x, y }) => {
					const column = Math.round(x + frame.left - box.left);
					const row = canvas.height - 1 - Math.round(y + frame.top - box.top);
					return pixels[4 * (row * canvas.width + column) + 3]! > 60;
				});
			};
			const waiting = new Promise<boolean[]>((done) => {
				let isChanged = false;
				(window as unknown as { afterFrame?: () => void }).afterFrame = () => {
					isChanged ||= stage.dataset.map === 'drawing';
					if (isChanged && stage.dataset.map === 'idle') done(read());
				};
				new MutationObserver(() => (isChanged ||= stage.dataset.map === 'drawing')).observe(stage, {
					attributeFilter: ['data-map']
				});
			});
			if ('slider' in action) {
				const range = document.querySelector<HTMLInputElement>('input[type=range][aria-label=Year]')!;
				range.value = action.slider;
				range.dispatchEvent(new Event('input', { bubbles: true }));
			} else document.querySelector<HTMLElement>(action.press)!.click();
			return waiting;
		},
		[change, at] as const
	);
	return at.filter((_, index) => lit[index]).map(({ id }) => id);
}

/** A page that calls `afterFrame` after whatever was drawn in a frame. */
async function newPage(): Promise<Page> {
	const page = await browser.newPage({ viewport: VIEWPORT });
	await page.addInitScript(() => {
		const native = window.requestAnimationFrame.bind(window);
		window.requestAnimationFrame = (callback) =>
			native((time) => {
				callback(time);
				(window as unknown as { afterFrame?: () => void }).afterFrame?.();
			});
	});
	return page;
}

async function openMap(path = ''): Promise<Page> {
	const page = await newPage();
	await page.goto(site.at(path));
	await waitForMap(page);
	return page;
}

describe('an atlas of ten thousand sites', () => {
	use(SITES);

	it('draws in each year the very sites that the domain shows', async () => {
		const page = await openMap('?year=1989&map=4/50/80');
		const seen = spots(await cameraOf(page));
		expect(seen.length).toBeGreaterThan(2000);
		for (let year = 1990; year <= 2035; year += 5) {
			const shown = new Set(idsIn(viewIn({ mode: 'year', year })));
			expect(await drawnAfter(page, { slider: String(year) }, seen), `in ${year}`).toEqual(
				seen.filter(({ id }) => shown.has(id)).map(({ id }) => id)
			);
		}
		// A layer turned off takes its sites off the map
		const rest = atlas.layers.slice(1).map(({ id }) => id);
		const shown = new Set(idsIn(viewIn({ mode: 'year', year: 2035 }, { layers: rest })));
		expect(await drawnAfter(page, { press: '#layers input[type=checkbox]' }, seen)).toEqual(
			seen.filter(({ id }) => shown.has(id)).map(({ id }) => id)
		);
		await expectClean(page);
	});

	it('counts and lists them, picks them and names them when close', async () => {
		const page = await openMap('?year=2010');
		const shown = idsIn(viewIn({ mode: 'year', year: 2010 }));
		const caption = page.locator('caption');
		await page.waitForFunction(
			(count) => document.querySelector('caption')?.textContent?.includes(count),
			shown.length.toLocaleString('en')
		);
		const rows = await page.$$eval('tr[data-id]', (all) => all.map((row) => (row as HTMLElement).dataset.id));
		expect(rows.length).toBeLessThanOrEqual(400);
		expect(rows.every((id) => shown.includes(id ?? ''))).toBe(true);
		expect(await page.locator('td.more').first().textContent()).toContain('narrow by layer or search');

		// While the years are dragged the list waits; then it says the year under the thumb
		await slider(page).fill('2020');
		await page.waitForFunction(() => document.querySelector('caption')?.textContent?.includes('2020'));
		expect(await caption.textContent()).toContain(
			idsIn(viewIn({ mode: 'year', year: 2020 })).length.toLocaleString('en')
		);

		const now = new Set(idsIn(viewIn({ mode: 'year', year: 2020 })));
		const target = spots(await cameraOf(page)).find(
			({ id, x, y }) => now.has(id) && Math.hypot(x - 800, y - 350) < 60
		)!;
		await page.mouse.click(target.x, target.y);
		await page.getByRole('heading', { level: 2, name: atlas.featureById.get(target.id)!.name }).waitFor();
		// Opening it moves the map close enough to tell it from its neighbours, and rings it
		await page.waitForFunction((id) => {
			const { map } = document.querySelector('.surface.live') as unknown as { map: LiveMap };
			const ringed = map.queryRenderedFeatures({ layers: ['near-sites-selected'] });
			return ringed.some(({ properties }) => properties.id === id);
		}, target.id);
		await page.getByRole('button', { name: 'Zoom in' }).click();
		await page.waitForFunction(() => {
			const { map } = document.querySelector('.surface.live') as unknown as { map: LiveMap };
			return map.queryRenderedFeatures({ layers: ['near-site-labels'] }).length > 0;
		});

		await page.getByRole('link', { name: /^List/ }).click();
		await page.getByRole('searchbox').fill('site 1234');
		await page
			.getByText('1 thing found among what shows')
			.or(page.getByText('Found, not showing now'))
			.first()
			.waitFor();
		await expectClean(page);
	});

	it('draws and picks all of them on the simpler map, where there is no live one', async () => {
		const page = await newPage();
		await page.addInitScript(() => {
			Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
		});
		await page.goto(site.at('?year=2010&map=4/50/80'));
		await page.locator('canvas[data-crowd]').waitFor({ state: 'attached' });
		const seen = spots({ zoom: 4, lat: 50, lng: 80 });
		for (const year of [2015, 2030]) {
			const lit = await page.evaluate(
				async ([value, points]) => {
					const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-crowd]')!;
					const box = canvas.getBoundingClientRect();
					const gl = canvas.getContext('webgl2')!;
					const pixels = new Uint8Array(4 * canvas.width * canvas.height);
					let found: number[] = [];
					Object.assign(window, {
						afterFrame() {
							gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
							const lit = points.flatMap(({ x, y }, index) => {
								const row = canvas.height - 1 - Math.round(y - box.top);
								return pixels[4 * (row * canvas.width + Math.round(x - box.left)) + 3]! > 60 ? [index] : [];
							});
							// Between drawings there is nothing to be read
							if (lit.length > 0) found = lit;
						}
					});
					const range = document.querySelector<HTMLInputElement>('input[type=range][aria-label=Year]')!;
					range.value = value;
					range.dispatchEvent(new Event('input', { bubbles: true }));
					for (let frame = 0; frame < 10; frame += 1)
						await new Promise((next) => requestAnimationFrame(next));
					return found;
				},
				[String(year), seen] as const
			);
			const shown = new Set(idsIn(viewIn({ mode: 'year', year })));
			expect(
				lit.map((index) => seen[index]!.id),
				`in ${year}`
			).toEqual(seen.filter(({ id }) => shown.has(id)).map(({ id }) => id));
		}
		expect(await page.getByText(/This map draws [\d,]+ of/).count()).toBe(0);
		expect(await page.locator('.svg-map a[data-id]').count(), 'sites drawn a second time').toBe(0);

		const now = new Set(idsIn(viewIn({ mode: 'year', year: 2030 })));
		const target = seen.find(({ id, x, y }) => now.has(id) && Math.hypot(x - 800, y - 350) < 60)!;
		await page.mouse.click(target.x, target.y);
		await page.getByRole('heading', { level: 2, name: atlas.featureById.get(target.id)!.name }).waitFor();
		await page.waitForSelector(`.svg-map a[data-id="${target.id}"] .ring`, { state: 'attached' });

		await page.evaluate(() => {
			const gl = document.querySelector<HTMLCanvasElement>('canvas[data-crowd]')!.getContext('webgl2')!;
			Object.assign(window, { lost: gl.getExtension('WEBGL_lose_context') });
			(window as unknown as { lost: WEBGL_lose_context }).lost.loseContext();
		});
		await page.waitForFunction(() => document.querySelectorAll('.svg-map a[data-id]').length > 100);
		await page.evaluate(() => (window as unknown as { lost: WEBGL_lose_context }).lost.restoreContext());
		await page.waitForFunction(() => document.querySelectorAll('.svg-map a[data-id]').length === 1);
		await expectClean(page);
	});

	it('draws a share of them where there is no WebGL, and says so', async () => {
		const page = await browser.newPage({ viewport: VIEWPORT });
		await page.addInitScript(() => {
			HTMLCanvasElement.prototype.getContext = () => null;
		});
		await page.goto(site.at('?year=2010'));
		await waitForReady(page);
		await page.getByText(/This map draws [\d,]+ of [\d,]+ things/).waitFor();
		expect(await page.locator('.svg-map a[data-id]').count()).toBeLessThanOrEqual(1501);
		await expectClean(page);
	});
});

describe('an atlas of a thousand lines', () => {
	use(LINES);
	const CAMERA = { zoom: 5, lat: 50, lng: 80 };
	const PATH = '&map=5/50/80';

	it('draws in each year the very lines that the domain shows, picks them, and marks what is open or pointed at', async () => {
		const page = await openMap(`?year=1989${PATH}`);
		const seen = lineSpots(CAMERA);
		expect(seen.length).toBeGreaterThan(20);
		for (let year = 1990; year <= 2035; year += 5) {
			const shown = new Set(idsIn(viewIn({ mode: 'year', year })));
			expect(await drawnAfter(page, { slider: String(year) }, seen), `in ${year}`).toEqual(
				seen.filter(({ id }) => shown.has(id)).map(({ id }) => id)
			);
		}
		const now = new Set(idsIn(viewIn({ mode: 'year', year: 2035 })));
		const [shown, hidden] = [seen.find(({ id }) => now.has(id))!, seen.find(({ id }) => !now.has(id))!];
		await page.mouse.move(hidden.x, hidden.y);
		await page.mouse.move(shown.x, shown.y);
		await page.getByText(atlas.featureById.get(shown.id)!.name).first().waitFor();
		await page.mouse.click(hidden.x, hidden.y);
		await page.mouse.click(shown.x, shown.y);
		await page.getByRole('heading', { level: 2, name: atlas.featureById.get(shown.id)!.name }).waitFor();
		await page.waitForFunction((id) => {
			const { map } = document.querySelector('.surface.live') as unknown as { map: LiveMap };
			const glowing = map.queryRenderedFeatures({ layers: ['near-lines-selected'] });
			return glowing.some(({ properties }) => properties.id === id);
		}, shown.id);
		await expectClean(page);
	});

	it('draws and picks them on the simpler map, where there is no live one', async () => {
		const page = await newPage();
		await page.addInitScript(() => {
			Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
		});
		await page.goto(site.at(`?year=2010${PATH}`));
		await page.locator('canvas[data-crowd="1300"]').waitFor({ state: 'attached' });
		await page.waitForFunction(() => document.querySelectorAll('.svg-map a[data-id]').length === 0);
		const now = new Set(idsIn(viewIn({ mode: 'year', year: 2010 })));
		const target = lineSpots(CAMERA).find(({ id }) => now.has(id))!;
		await page.mouse.click(target.x, target.y);
		await page.getByRole('heading', { level: 2, name: atlas.featureById.get(target.id)!.name }).waitFor();
		await page.waitForSelector(`.svg-map a[data-id="${target.id}"] .glow`, { state: 'attached' });
		await expectClean(page);
	});
});
