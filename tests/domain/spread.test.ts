import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TILE, toUnit } from '../../src/lib/domain/mercator';
import { sitePosition } from '../../src/lib/domain/site';
import { spread, SPREAD_ZOOMS } from '../../src/lib/domain/spread';
import { atlas } from '../real-atlas';

type LngLat = readonly [number, number];
/** As in the module: what two marks keep between them, and the furthest that a mark is moved, in pixels. */
const GAP: Readonly<Record<number, number>> = { 1: 5, 2: 6.5, 3: 8.5, 4: 10.5, 5: 13, 6: 14 };
const LIMIT = 18;
/** Offsets are rounded to 0.1 on both axes, and one of less than 0.3 is dropped. */
const ROUNDING = Math.SQRT2 * 0.05;
const DROPPED = 0.3;

const pixel = ([lng, lat]: LngLat, zoom: number): { x: number; y: number } => {
	const { x, y } = toUnit(lng, lat);
	return { x: x * TILE * 2 ** zoom, y: y * TILE * 2 ** zoom };
};

function expectApart(sites: readonly LngLat[]): void {
	const offsets = spread(sites);
	SPREAD_ZOOMS.forEach((zoom, index) => {
		const marks = sites.map((site, at) => {
			const [dx, dy] = offsets[at]?.[index] ?? [0, 0];
			const home = pixel(site, zoom);
			return { x: home.x + dx, y: home.y + dy, moved: Math.hypot(dx, dy) };
		});
		for (const { moved } of marks) expect(moved).toBeLessThanOrEqual(LIMIT + ROUNDING);
		marks.forEach((a, i) =>
			marks.slice(i + 1).forEach((b) => {
				const isHeldBack = Math.max(a.moved, b.moved) > LIMIT - DROPPED;
				if (isHeldBack) return;
				const distance = Math.hypot(a.x - b.x, a.y - b.y);
				expect(distance).toBeGreaterThanOrEqual(GAP[zoom]! - 2 * (DROPPED + ROUNDING));
			})
		);
	});
}

const near = fc.tuple(
	fc.double({ min: 26, max: 29, noNaN: true }),
	fc.double({ min: 52, max: 55, noNaN: true })
);

describe('spread', () => {
	test('moves nothing where there is nothing near', () => {
		expect(spread([])).toEqual([]);
		expect(spread([[27, 53]])).toEqual([undefined]);
		expect(
			spread([
				[0, 0],
				[60, 0],
				[0, 60],
				[120, 60]
			])
		).toEqual([undefined, undefined, undefined, undefined]);
	});
	test('leaves an isolated site where it is, whatever crowds together elsewhere', () => {
		fc.assert(
			fc.property(fc.array(near, { maxLength: 5 }), (crowd) => {
				expect(spread([...crowd, [-60, -20]]).at(-1)).toBeUndefined();
			})
		);
	});
	test('moves two sites of the very same place apart', () => {
		const [a, b] = spread([
			[27, 53],
			[27, 53]
		]);
		expect(a).toHaveLength(SPREAD_ZOOMS.length);
		expect(b).toHaveLength(SPREAD_ZOOMS.length);
		expectApart([
			[27, 53],
			[27, 53]
		]);
	});
	test('moves no mark of a great crowd further than it may', () => {
		const crowd = Array.from({ length: 40 }, (): LngLat => [27, 53]);
		const distances = spread(crowd).flatMap((offsets) => (offsets ?? []).map(([x, y]) => Math.hypot(x, y)));
		expect(Math.max(...distances)).toBeLessThanOrEqual(LIMIT + ROUNDING);
		expect(Math.max(...distances)).toBeGreaterThan(LIMIT - DROPPED);
	});
	test('is the same every time', () => {
		fc.assert(
			fc.property(fc.array(near, { maxLength: 8 }), (sites) => {
				expect(spread(sites)).toEqual(spread(sites));
			}),
			{ numRuns: 50 }
		);
	});
	test('keeps the gap between a few sites, unless a mark has gone as far as it may', () => {
		fc.assert(
			fc.property(fc.array(near, { minLength: 2, maxLength: 6 }), (sites) => expectApart(sites)),
			{ numRuns: 200 }
		);
	});
	test('keeps the gap between the sites of the atlas, unless a mark has gone as far as it may', () => {
		const sites = atlas.features.flatMap(({ geometry }) =>
			geometry?.type === 'Point' ? [geometry.coordinates as unknown as LngLat] : []
		);
		expect(sites.length).toBeGreaterThan(20);
		expectApart(sites);
	});
	test('is what the compiled atlas holds', () => {
		const sites = atlas.features.filter((feature) => sitePosition(feature) !== undefined);
		const offsets = spread(sites.map((feature) => sitePosition(feature) as LngLat));
		expect(sites.map((site) => site.spread)).toEqual(offsets);
		expect(atlas.features.filter((feature) => sitePosition(feature) === undefined && feature.spread)).toEqual(
			[]
		);
	});
});
