/** The graphics of the machine are missing, fail, or go away. */
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { waitForMap, waitForReady } from '../browser';
import { expectReadable, expectScrubbing, press, yearSlider, type FaultGroup } from './fault-row';

const REPORTS = [/WebGL/i, /GPU/i, /context/i];
const PATIENT = { timeout: 40_000 };

const surface = (page: Page, name: 'live' | 'svg'): Promise<void> =>
	page.locator(`[data-surface="${name}"]`).waitFor(PATIENT);

/** How long the page waits with a new map after the graphics were lost. */
const PAUSE_MS = 3000;

const lose = (page: Page): Promise<void> =>
	page.evaluate(() => {
		const canvas = document.querySelector<HTMLCanvasElement>('.live canvas');
		canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
	});

/** For `first`: no new canvas gives a context once `noGraphics` is set on the window. */
function mayRefuse(): void {
	const original = HTMLCanvasElement.prototype.getContext;
	const given = new WeakSet<HTMLCanvasElement>();
	HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...parameters: unknown[]) {
		if (/webgl/.test(String(parameters[0])) && !given.has(this)) {
			if ('noGraphics' in window) return null;
			given.add(this);
		}
		return Reflect.apply(original, this, parameters) as RenderingContext | null;
	} as typeof original;
}

const INTERRUPTED = 'The graphics of the map were interrupted; the simpler map stands in for it.';

/** What was broken by the test is whole again, and the live map comes when it is asked for, at the year scrubbed to. */
async function expectMended(page: Page): Promise<void> {
	await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
	await press(page, 'Try again');
	await surface(page, 'live');
	expect(await yearSlider(page).inputValue()).toBe('2023');
}

export const GRAPHICS: FaultGroup = {
	title: 'Graphics',
	rows: [
		{
			fault: 'The browser has no WebGL',
			sees: '“This browser offers no WebGL, so the map is drawn in a simpler way. Everything else works as usual.”',
			recovers: 'The simpler map is scrubbed, moved and picked from.',
			async run({ open }) {
				const page = await open('?map=5.2/53/27.5&year=2023', { viewport: { width: 640, height: 560 } });
				await waitForReady(page);
				await page.getByText('offers no WebGL').waitFor();
				const marks = (): Promise<number> => page.locator('.svg-map a[data-id]').count();
				const in2023 = await marks();
				await yearSlider(page).fill('1995');
				await page.waitForFunction(() => document.querySelector('caption')?.textContent?.startsWith('1995'));
				expect(await marks()).toBeLessThan(in2023);
				await yearSlider(page).fill('2023');
				const stage = page.locator('.stage');
				const zoom = Number(await stage.getAttribute('data-zoom'));
				await press(page, 'Zoom in');
				expect(Number(await stage.getAttribute('data-zoom'))).toBe(zoom + 1);
				await page.mouse.move(320, 240);
				await page.mouse.down();
				await page.mouse.move(380, 200, { steps: 2 });
				await page.mouse.up();
				await page.waitForFunction(() => /map=6\.2\/(?!53\/27\.5)/.test(location.search));
				await page.locator('.svg-map a[data-id="hantsavichy-radar"] .hit').click({ force: true });
				await page.getByRole('region', { name: 'Hantsavichy radar' }).waitFor();
				return page;
			}
		},
		{
			fault: 'The browser has WebGL, but creating the map fails',
			sees: '“The detailed map could not be loaded. The simpler map stays; everything else works as usual.”',
			recovers: '“Try again”, where it can.',
			reports: REPORTS,
			draws: true,
			async run({ open }) {
				const page = await open('', {
					first: () => {
						const original = HTMLCanvasElement.prototype.getContext;
						HTMLCanvasElement.prototype.getContext = function (
							this: HTMLCanvasElement,
							...parameters: unknown[]
						) {
							if (/webgl/.test(String(parameters[0]))) throw new Error('the driver has gone');
							return Reflect.apply(original, this, parameters) as RenderingContext | null;
						} as typeof original;
						Object.assign(window, {
							mend: () => (HTMLCanvasElement.prototype.getContext = original)
						});
					}
				});
				await waitForReady(page);
				await page.getByText('The detailed map could not be loaded. The simpler map stays').waitFor();
				await expectScrubbing(page);
				await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
				await press(page, 'Try again');
				await surface(page, 'live');
				return page;
			}
		},
		{
			fault: 'The graphics are lost once',
			sees: `“${INTERRUPTED}”`,
			recovers: 'By itself within seconds: the live map with year, selection, layers and camera.',
			reports: REPORTS,
			draws: true,
			async run({ open }) {
				const page = await open('?feature=hantsavichy-radar&year=2014&ghosts=1', { hasClock: true });
				await waitForMap(page);
				await surface(page, 'live');
				const before = page.url();
				await lose(page);
				await page.getByText(INTERRUPTED).waitFor();
				await surface(page, 'svg');
				expect(await page.locator('.panel h2').textContent()).toBe('Hantsavichy radar');
				await expectReadable(page);
				await page.clock.fastForward(PAUSE_MS);
				await surface(page, 'live');
				expect(await yearSlider(page).inputValue()).toBe('2014');
				expect(page.url()).toBe(before);
				expect(await page.getByText(INTERRUPTED).count()).toBe(0);
				return page;
			}
		},
		{
			fault: 'The graphics are lost three times',
			sees: `“${INTERRUPTED}”, and the simpler map is kept.`,
			recovers: '“Try again”.',
			reports: REPORTS,
			draws: true,
			async run({ open }) {
				const page = await open('?year=2014', { hasClock: true });
				await waitForMap(page);
				for (let time = 1; time <= 3; time += 1) {
					await surface(page, 'live');
					await lose(page);
					await surface(page, 'svg');
					await page.clock.fastForward(PAUSE_MS);
				}
				await page.getByRole('button', { name: 'Try again' }).waitFor();
				await expectScrubbing(page);
				await press(page, 'Try again');
				await surface(page, 'live');
				expect(await yearSlider(page).inputValue()).toBe('2023');
				return page;
			}
		},
		{
			fault: 'The graphics are lost before the live map has drawn anything',
			sees: `The simpler map, as before, and “${INTERRUPTED}”`,
			recovers: 'By itself within seconds.',
			reports: REPORTS,
			draws: true,
			async run({ open }) {
				const page = await open('?year=2014', {
					first: () => {
						const original = HTMLCanvasElement.prototype.getContext;
						let isFirst = true;
						HTMLCanvasElement.prototype.getContext = function (
							this: HTMLCanvasElement,
							...parameters: unknown[]
						) {
							const context = Reflect.apply(original, this, parameters) as WebGL2RenderingContext | null;
							if (isFirst && parameters[0] === 'webgl2' && this.closest('.live')) {
								isFirst = false;
								Object.assign(window, { lostEarly: true });
								setTimeout(() => context?.getExtension('WEBGL_lose_context')?.loseContext(), 0);
							}
							return context;
						} as typeof original;
					}
				});
				await page.waitForFunction(() => 'lostEarly' in window, undefined, PATIENT);
				await page.getByText(INTERRUPTED).waitFor();
				await expectScrubbing(page);
				await surface(page, 'live');
				expect(await yearSlider(page).inputValue()).toBe('2023');
				return page;
			}
		},
		{
			fault: 'The graphics are lost for ever',
			sees: `“${INTERRUPTED}” and then “This browser offers no WebGL, so the map is drawn in a simpler way. Everything else works as usual.”`,
			recovers: 'The simpler map moves, zooms and is picked from; “Try again” stays.',
			reports: REPORTS,
			draws: true,
			async run({ open }) {
				const page = await open('?map=5/53/27.5&year=2023', { first: mayRefuse, hasClock: true });
				await waitForMap(page);
				await surface(page, 'live');
				await page.evaluate(() => void Object.assign(window, { noGraphics: true }));
				await lose(page);
				await page.getByText(INTERRUPTED).waitFor();
				await page.clock.fastForward(PAUSE_MS);
				await page.getByText('offers no WebGL').waitFor(PATIENT);
				await expectScrubbing(page);
				const zoom = Number(await page.locator('.stage').getAttribute('data-zoom'));
				await press(page, 'Zoom in');
				await expect
					.poll(async () => Number(await page.locator('.stage').getAttribute('data-zoom')))
					.toBe(zoom + 1);
				await page.locator('.svg-map a[data-id="hantsavichy-radar"] .hit').click({ force: true });
				await page.getByRole('region', { name: 'Hantsavichy radar' }).waitFor();
				await page.getByRole('button', { name: 'Try again' }).waitFor();
				return page;
			}
		},
		{
			fault: 'The worker of the live map never answers',
			sees: `After twenty seconds “${INTERRUPTED}”; until then and after the simpler map works.`,
			recovers: '“Try again”.',
			draws: true,
			async run({ site, open }) {
				site.faults = (path) =>
					/\/workers\//.test(path) ? { until: new Promise(() => undefined) } : undefined;
				const page = await open('?year=2014', { hasClock: true });
				await waitForReady(page);
				await expect.poll(() => page.locator('.live canvas').count(), PATIENT).toBe(1);
				await expectScrubbing(page);
				await page.clock.fastForward(20_000);
				await page.getByText(INTERRUPTED).waitFor();
				await expectScrubbing(page);
				site.faults = undefined;
				await press(page, 'Try again');
				await surface(page, 'live');
				expect(await yearSlider(page).inputValue()).toBe('2023');
				return page;
			}
		},
		{
			fault: 'The browser makes no workers',
			sees: '“The detailed map could not be loaded. The simpler map stays; everything else works as usual.”',
			recovers: '“Try again”, where it can.',
			draws: true,
			async run({ open }) {
				const page = await open('?year=2014', {
					first: () => {
						const original = window.Worker;
						window.Worker = class {
							constructor() {
								throw new Error('no workers here');
							}
						} as unknown as typeof Worker;
						Object.assign(window, { mend: () => (window.Worker = original) });
					}
				});
				await waitForReady(page);
				await page.getByText('The detailed map could not be loaded. The simpler map stays').waitFor();
				await surface(page, 'svg');
				await expectReadable(page);
				await expectScrubbing(page);
				await expectMended(page);
				return page;
			}
		},
		{
			fault: 'The graphics take no programs',
			sees: `After twenty seconds “${INTERRUPTED}”; until then and after the simpler map works.`,
			recovers: '“Try again”, where it can.',
			reports: [...REPORTS, /Program failed to link/],
			draws: true,
			async run({ open }) {
				const page = await open('?year=2014', {
					first: () => {
						const { prototype } = WebGL2RenderingContext;
						const original = Object.getOwnPropertyDescriptor(prototype, 'getProgramParameter')!;
						prototype.getProgramParameter = () => false;
						Object.assign(window, {
							mend: () => Object.defineProperty(prototype, 'getProgramParameter', original)
						});
					},
					hasClock: true
				});
				await waitForReady(page);
				await expect.poll(() => page.locator('.live canvas').count(), PATIENT).toBe(1);
				await expectScrubbing(page);
				await page.clock.fastForward(20_000);
				await page.getByText(INTERRUPTED).waitFor();
				await surface(page, 'svg');
				await expectScrubbing(page);
				await expectMended(page);
				return page;
			}
		}
	]
};
