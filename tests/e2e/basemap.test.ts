/** The land as it is on the screen: whole across 180°, no bands, at every zoom at which readers look. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { booleanPointInPolygon, point } from '@turf/turf';
import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { unproject, type Pixel } from '../../src/lib/domain/mercator';
import { decodeBasemap } from '../../src/lib/map/basemap-decode';
import { paletteOf } from '../../src/lib/map/palette';
import { expectClean, waitForMap } from './browser';
import { BUILD_FOLDER, useBrowser, useSite } from './site';

const SIZE = { width: 720, height: 560 };
/** Round each sample this many pixels must lie on the same side of the coast: lines have a width. */
const CLEAR = 7;

const read = (file: string) =>
	decodeBasemap(JSON.parse(readFileSync(join(BUILD_FOLDER, 'data', file), 'utf8')));
const levels = { coarse: read('basemap.json'), detail: read('basemap-detail.json') };

function isLand(lng: number, lat: number, level: keyof typeof levels): boolean {
	const wrapped = ((((lng + 180) % 360) + 360) % 360) - 180;
	const inside = (name: 'land' | 'lakes'): boolean =>
		levels[level][name].features.some((feature) =>
			booleanPointInPolygon(point([wrapped, lat]), feature.geometry as Polygon)
		);
	return inside('land') && !inside('lakes');
}

const near = (a: readonly number[], hex: string): boolean =>
	[1, 3, 5].every((at, index) => Math.abs((a[index] ?? 0) - parseInt(hex.slice(at, at + 2), 16)) <= 3);

describe('land and water', () => {
	const site = useSite();
	const browser = useBrowser();
	const { land, water } = paletteOf('light');

	it.each([
		['Chukotka and the Bering Strait', 66.5, 179.5],
		['the Caucasus and the Caspian Sea', 42.5, 46]
	])('%s: pixels agree with the data at zoom 2 to 8', async (_, lat, lng) => {
		const page = await browser.newPage({
			url: site.at(`embed/?ui=min&layers=&map=2/${lat}/${lng}&theme=light`),
			viewport: SIZE
		});
		await waitForMap(page);
		const stage = await page.locator('.stage').boundingBox();
		const size = { width: stage?.width ?? 0, height: stage?.height ?? 0 };
		for (let zoom = 2; zoom <= 8; zoom += 1) {
			const camera = { zoom, lng, lat };
			await page.evaluate(({ zoom, lng, lat }) => {
				const canvas = document.querySelector('.surface.live') as HTMLElement & {
					map: { jumpTo(to: object): void; getStyle(): { layers: { id: string; type: string }[] } } & {
						setLayoutProperty(id: string, name: string, value: string): void;
					};
				};
				// Names lie over land and water alike
				for (const { id, type } of canvas.map.getStyle().layers)
					if (type === 'symbol') canvas.map.setLayoutProperty(id, 'visibility', 'none');
				canvas.map.jumpTo({ center: [lng, lat], zoom });
			}, camera);
			await page.waitForFunction(
				(wanted) => {
					const canvas = document.querySelector('.surface.live') as HTMLElement & {
						map: { getZoom(): number; areTilesLoaded(): boolean; isMoving(): boolean };
					};
					return (
						canvas.map.getZoom() === wanted &&
						canvas.map.areTilesLoaded() &&
						!canvas.map.isMoving() &&
						canvas.dataset.map === 'idle'
					);
				},
				zoom,
				{ timeout: 30_000 }
			);
			const samples: Pixel[] = [];
			for (let x = 20; x < size.width - 70; x += 23)
				for (let y = 20; y < size.height - 70; y += 23) samples.push({ x, y });
			const picture = (await page.locator('.surface.live canvas').screenshot()).toString('base64');
			const colours = await page.evaluate(
				async ({ picture, samples }) => {
					const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
					const bitmap = await createImageBitmap(new Blob([bytes]));
					const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
					context.drawImage(bitmap, 0, 0);
					return samples.map(({ x, y }) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)]);
				},
				{ picture, samples }
			);
			const level = zoom >= 5.2 ? 'detail' : 'coarse';
			const wrong: string[] = [];
			let checked = 0;
			samples.forEach((sample, index) => {
				const around = [
					[0, 0],
					[CLEAR, 0],
					[-CLEAR, 0],
					[0, CLEAR],
					[0, -CLEAR]
				].map(([dx = 0, dy = 0]) => {
					const place = unproject({ x: sample.x + dx, y: sample.y + dy }, camera, size);
					return isLand(place.lng, place.lat, level);
				});
				const colour = colours[index] ?? [];
				const [wanted] = around;
				// A river or a border crosses land, and what is drawn over the map's edge is no water
				if (around.some((each) => each !== wanted) || !(near(colour, land) || near(colour, water))) return;
				checked += 1;
				if (near(colour, wanted ? land : water) !== true)
					wrong.push(`zoom ${zoom}, pixel ${sample.x}/${sample.y}: ${wanted ? 'land' : 'water'} expected`);
			});
			expect(checked).toBeGreaterThan(samples.length / 2);
			expect(wrong).toEqual([]);
		}
		await expectClean(page);
	});

	it('has its detail where a link opens it close, and not from afar', async () => {
		for (const [zoom, asked] of [
			[3, 0],
			[6, 1]
		] as const) {
			site.requests.length = 0;
			const page = await browser.newPage({ url: site.at(`embed/?map=${zoom}/53.7/28`), viewport: SIZE });
			await waitForMap(page);
			await expect
				.poll(() => site.requests.filter(({ url }) => url.includes('basemap-detail')).length, {
					message: `at zoom ${zoom}`
				})
				.toBe(asked);
			await expectClean(page);
		}
	});
});
