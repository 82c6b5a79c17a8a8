import type { MultiPolygon, Polygon, Position } from 'geojson';
import { expect, test } from 'vitest';
import { cutAtAntimeridian } from '../../geodata/build/antimeridian';
import { clipPolygon } from '../../geodata/build/half-plane';

const polygon = (...coordinates: Position[][]): Polygon => ({ type: 'Polygon', coordinates });

test('a polygon on one side stays as it is', () => {
	const square = polygon([
		[0, 0],
		[0, 10],
		[10, 10],
		[10, 0],
		[0, 0]
	]);
	expect(cutAtAntimeridian(square)).toEqual(square);
});

test('a polygon stitched over 180 becomes one part on each side', () => {
	const chukotka = polygon([
		[170, 60],
		[170, 70],
		[-170, 70],
		[-170, 60],
		[170, 60]
	]);
	expect(cutAtAntimeridian(chukotka)).toEqual({
		type: 'MultiPolygon',
		coordinates: [
			[
				[
					[180, 60],
					[170, 60],
					[170, 70],
					[180, 70],
					[180, 60]
				]
			],
			[
				[
					[-180, 70],
					[-170, 70],
					[-170, 60],
					[-180, 60],
					[-180, 70]
				]
			]
		]
	});
});

test('a bay across 180 makes two parts on one side, without a seam between them', () => {
	const fork = polygon([
		[170, 0],
		[170, 30],
		[-170, 30],
		[-170, 20],
		[175, 20],
		[175, 10],
		[-170, 10],
		[-170, 0],
		[170, 0]
	]);
	const cut = cutAtAntimeridian(fork) as MultiPolygon;
	expect(cut.coordinates).toHaveLength(3);
	expect(cut.coordinates.filter(([outer = []]) => outer.every(([lng = NaN]) => lng <= -170))).toHaveLength(2);
});

test('a hole across 180 opens into the cut, and a hole on the far side goes with its part', () => {
	const outer: Position[] = [
		[160, 0],
		[160, 40],
		[-160, 40],
		[-160, 0],
		[160, 0]
	];
	const across: Position[] = [
		[175, 10],
		[-175, 10],
		[-175, 20],
		[175, 20],
		[175, 10]
	];
	const beyond: Position[] = [
		[-170, 5],
		[-165, 5],
		[-165, 8],
		[-170, 8],
		[-170, 5]
	];
	const cut = cutAtAntimeridian(polygon(outer, across, beyond)) as MultiPolygon;
	expect(cut.coordinates.map((rings) => rings.length)).toEqual([1, 2]);
});

test('a ring round the south pole is closed over the pole in steps of a quarter', () => {
	const antarctica = polygon([
		[-120, -70],
		[0, -65],
		[120, -70],
		[-120, -70]
	]);
	const cut = cutAtAntimeridian(antarctica);
	expect(cut.type).toMatch(/Polygon$/);
	const rings = (cut.type === 'Polygon' ? [cut.coordinates] : (cut as MultiPolygon).coordinates).flat();
	const lats = rings.flat().map(([, lat]) => lat);
	expect(Math.min(...lats.map(Number))).toBe(-90);
	for (const ring of rings) {
		ring.forEach(([lng = NaN], index) => {
			expect(Math.abs(lng)).toBeLessThanOrEqual(180);
			expect(Math.abs(lng - (ring[index - 1]?.[0] ?? lng))).toBeLessThanOrEqual(180);
		});
	}
});

test('a line over 180 is split where it crosses', () => {
	const line = {
		type: 'LineString' as const,
		coordinates: [
			[170, 0],
			[-170, 10]
		]
	};
	expect(cutAtAntimeridian(line)).toEqual({
		type: 'MultiLineString',
		coordinates: [
			[
				[170, 0],
				[180, 5]
			],
			[
				[-180, 5],
				[-170, 10]
			]
		]
	});
});

test('a ring that only touches the cut leaves nothing beyond it', () => {
	const square: Position[] = [
		[170, 0],
		[170, 10],
		[180, 10],
		[180, 0],
		[170, 0]
	];
	expect(clipPolygon([square], { axis: 0, at: 180, keep: 'above' })).toEqual([]);
	expect(cutAtAntimeridian(polygon(square))).toEqual(polygon(square));
});
