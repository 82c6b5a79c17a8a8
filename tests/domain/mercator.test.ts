import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bboxOf, positionsOf, unionOf } from '../../src/lib/domain/bbox';
import {
	fitCamera,
	fromUnit,
	NO_PADDING,
	panned,
	project,
	TILE,
	toUnit,
	unproject,
	zoomedAt
} from '../../src/lib/domain/mercator';
import { firstCamera, WIDTH_STEPS } from '../../src/lib/domain/picture';
import { MAX_ZOOM, MIN_ZOOM, normaliseCamera } from '../../src/lib/domain/view';
import { atlas } from '../real-atlas';

const lng = fc.double({ min: -180, max: 180, noNaN: true });
const lat = fc.double({ min: -85, max: 85, noNaN: true });
/** Where the Mercator map ends. */
const POLE = 85.0511287798066;
const size = fc.record({
	width: fc.integer({ min: 200, max: 4000 }),
	height: fc.integer({ min: 200, max: 3000 })
});
const camera = fc.record({ zoom: fc.double({ min: MIN_ZOOM, max: MAX_ZOOM, noNaN: true }), lng, lat });

describe('Web Mercator', () => {
	test.each([
		[0, 0, 0.5, 0.5],
		[-180, POLE, 0, 0],
		[180, -POLE, 1, 1],
		[90, 0, 0.75, 0.5]
	])('%d° %d° is %d of the width and %d of the height', (east, north, x, y) => {
		expect(toUnit(east, north).x).toBeCloseTo(x, 9);
		expect(toUnit(east, north).y).toBeCloseTo(y, 9);
	});
	test('is undone by its inverse', () => {
		fc.assert(
			fc.property(lng, lat, (east, north) => {
				const back = fromUnit(toUnit(east, north));
				expect(back.lng).toBeCloseTo(east, 9);
				expect(back.lat).toBeCloseTo(north, 9);
			})
		);
	});
	test('has finite pixels at the poles', () => {
		for (const north of [90, -90, 1e9]) expect(Number.isFinite(toUnit(0, north).y)).toBe(true);
	});
	test('a position comes back from its pixel', () => {
		fc.assert(
			fc.property(lng, lat, camera, size, (east, north, at, map) => {
				const back = unproject(project(east, north, at, map), at, map);
				expect(back.lng).toBeCloseTo(east, 8);
				expect(back.lat).toBeCloseTo(north, 8);
			}),
			{ numRuns: 1000 }
		);
	});
	test('what is pushed moves by so many pixels, and what lies under a pointer stays there while zooming', () => {
		const middling = fc.record({
			zoom: fc.double({ min: 2, max: 10, noNaN: true }),
			lng,
			lat: fc.double({ min: -60, max: 60, noNaN: true })
		});
		const map = { width: 800, height: 600 };
		const pixel = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 600 }) });
		fc.assert(
			fc.property(
				middling,
				pixel,
				pixel,
				fc.double({ min: -9, max: 9, noNaN: true }),
				(from, at, to, steps) => {
					const place = unproject(at, from, map);
					const pushed = project(place.lng, place.lat, panned(from, to.x - at.x, to.y - at.y, map), map);
					expect(pushed.x).toBeCloseTo(to.x, 4);
					expect(pushed.y).toBeCloseTo(to.y, 4);
					const closer = zoomedAt(from, at, steps, map);
					expect(closer.zoom).toBeCloseTo(Math.min(Math.max(from.zoom + steps, MIN_ZOOM), MAX_ZOOM), 9);
					const stayed = project(place.lng, place.lat, closer, map);
					expect(stayed.x).toBeCloseTo(at.x, 4);
					if (Math.abs(closer.lat) < 85) expect(stayed.y).toBeCloseTo(at.y, 4);
				}
			)
		);
		for (const steps of [Number.NaN, Infinity, 0])
			expect(zoomedAt({ zoom: 4, lng: 0, lat: 0 }, { x: 1, y: 1 }, steps, map).zoom).toBe(4);
	});
	test('the centre of the camera is in the middle of the map, and a world is 512 pixels wide at zoom 0', () => {
		const map = { width: 800, height: 600 };
		const middle = project(27.5, 53.9, { zoom: 5, lng: 27.5, lat: 53.9 }, map);
		expect(middle).toEqual({ x: 400, y: 300 });
		const west = project(-180, 0, { zoom: 0, lng: 0, lat: 0 }, map);
		const east = project(180, 0, { zoom: 0, lng: 0, lat: 0 }, map);
		expect(east.x - west.x).toBe(TILE);
	});
});

describe('fitCamera', () => {
	const box = fc
		.tuple(lng, lng, lat, lat)
		.map(([a, b, c, d]) => [Math.min(a, b), Math.min(c, d), Math.max(a, b), Math.max(c, d)] as const);
	const edge = fc.integer({ min: 0, max: 400 });
	const padding = fc.record({ top: edge, right: edge, bottom: edge, left: edge });

	test('shows the whole box between the paddings, and touches them where nothing else holds it back', () => {
		fc.assert(
			fc.property(box, size, padding, (bounds, map, pad) => {
				fc.pre(map.width - pad.left - pad.right >= 40 && map.height - pad.top - pad.bottom >= 40);
				const found = fitCamera(bounds, map, pad);
				const [west, south, east, north] = bounds;
				const a = project(west, north, found, map);
				const b = project(east, south, found, map);
				expect(found.zoom).toBeGreaterThanOrEqual(MIN_ZOOM);
				expect(found.zoom).toBeLessThanOrEqual(7);
				if (found.zoom === MIN_ZOOM) return;
				// The middle of the map cannot leave the world
				expect(Math.abs(found.lat)).toBeLessThanOrEqual(POLE);
				if (Math.abs(found.lat) > POLE - 1e-6) return;
				const slack = [
					a.x - pad.left,
					a.y - pad.top,
					map.width - pad.right - b.x,
					map.height - pad.bottom - b.y
				];
				for (const room of slack) expect(room).toBeGreaterThan(-1e-5);
				if (found.zoom < 7) expect(Math.min(slack[0]! + slack[2]!, slack[1]! + slack[3]!)).toBeLessThan(1e-5);
			}),
			{ numRuns: 2000 }
		);
	});
	test('keeps its middle on the world where a padding would push it over a pole', () => {
		const padding = { top: 400, right: 0, bottom: 0, left: 0 };
		const found = fitCamera([0, 84.9, 10, 85], { width: 1000, height: 500 }, padding);
		expect(found.lat).toBeCloseTo(POLE, 9);
	});
	test('comes no closer than it is told, even for a single point', () => {
		expect(fitCamera([27, 53, 27, 53], { width: 800, height: 600 }, NO_PADDING, 9)).toMatchObject({
			zoom: 9,
			lng: expect.closeTo(27, 9),
			lat: expect.closeTo(53, 9)
		});
		expect(fitCamera([27, 53, 27, 53], { width: 800, height: 600 })).toMatchObject({
			zoom: 7,
			lng: expect.closeTo(27, 9)
		});
		expect(fitCamera([27, 53, 27, 53], { width: 800, height: 600 }, NO_PADDING, 40).zoom).toBe(MAX_ZOOM);
	});
	test('takes a box whose west is greater than its east across 180°', () => {
		const found = fitCamera([170, 50, -170, 60], { width: 800, height: 600 });
		expect(found.lng).toBeCloseTo(180, 6);
		expect(found.zoom).toBeGreaterThan(4);
	});
	test('finds a camera where paddings leave no room', () => {
		const found = fitCamera(
			[20, 40, 30, 50],
			{ width: 100, height: 100 },
			{ top: 90, right: 90, bottom: 90, left: 90 }
		);
		expect(Object.values(found).every(Number.isFinite)).toBe(true);
	});
});

describe('the first camera', () => {
	test('is the same for every width of a step, and ready for an address', () => {
		for (const [index, width] of WIDTH_STEPS.entries()) {
			const next = WIDTH_STEPS[index + 1] ?? 4000;
			const found = firstCamera(atlas, width);
			expect(firstCamera(atlas, next - 1)).toStrictEqual(found);
			expect(normaliseCamera(found)).toStrictEqual(found);
		}
	});
	test('comes closer on a wider page', () => {
		const zooms = WIDTH_STEPS.map((width) => firstCamera(atlas, width, true).zoom);
		expect([...zooms].sort((a, b) => a - b)).toEqual(zooms);
	});
});

describe('boxes', () => {
	test('hold every position of a geometry', () => {
		for (const { id, geometry, bbox } of atlas.features) {
			if (!geometry) {
				expect(bbox, id).toBeUndefined();
				continue;
			}
			expect(bbox, id).toEqual(bboxOf(geometry));
			const [west, south, east, north] = bbox!;
			expect(positionsOf(geometry).length).toBeGreaterThan(0);
			for (const [x = NaN, y = NaN] of positionsOf(geometry))
				expect(x >= west && x <= east && y >= south && y <= north).toBe(true);
		}
	});
	test('are found in every kind of geometry', () => {
		const ring = [
			[0, 0],
			[4, 0],
			[4, 3],
			[0, 0]
		];
		expect(
			bboxOf({
				type: 'MultiPolygon',
				coordinates: [
					[ring],
					[
						[
							[9, 9],
							[10, 9],
							[10, 12],
							[9, 9]
						]
					]
				]
			})
		).toEqual([0, 0, 10, 12]);
		expect(
			bboxOf({
				type: 'MultiLineString',
				coordinates: [
					[
						[0, 1],
						[2, 3]
					],
					[
						[-1, 0],
						[0, 0]
					]
				]
			})
		).toEqual([-1, 0, 2, 3]);
		expect(
			bboxOf({
				type: 'GeometryCollection',
				geometries: [
					{ type: 'Point', coordinates: [5, 6] },
					{
						type: 'MultiPoint',
						coordinates: [
							[1, 2],
							[3, 4]
						]
					}
				]
			})
		).toEqual([1, 2, 5, 6]);
	});
	test('join to the box round them all, and none to none', () => {
		expect(
			unionOf([
				[0, 0, 1, 1],
				[-3, 0.5, 0, 4]
			])
		).toEqual([-3, 0, 1, 4]);
		expect(unionOf([])).toBeUndefined();
	});
});
