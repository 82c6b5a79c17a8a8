import fc from 'fast-check';
import type { Geometry, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { toUnit } from '../../src/lib/domain/mercator';
import { svgPath, svgPoint, svgScale, WORLD } from '../../src/lib/map/svg';
import { SYMBOL_PATHS } from '../../src/lib/map/symbols';
import { SYMBOLS } from '../../src/lib/domain/vocabulary';
import { atlas } from '../real-atlas';

/** Reads a path of ours as a browser does: absolute moves, relative steps. */
function pointsOf(path: string): { points: [number, number][]; closed: boolean }[] {
	return path
		.split(/(?=M)/)
		.filter((part) => part !== '')
		.map((part) => {
			const match = /^M([^l]*)l([^z]*)(z?)$/.exec(part);
			if (!match) throw new Error(`not a path: ${part}`);
			const numbersIn = (text: string): number[] => {
				const numbers = text.match(/-?(?:\d+(?:\.\d+)?|\.\d+)/g) ?? [];
				expect(numbers.join('').length).toBe(text.replaceAll(' ', '').length);
				return numbers.map(Number);
			};
			const [x = NaN, y = NaN, ...more] = numbersIn(match[1]!);
			expect(more).toEqual([]);
			const steps = numbersIn(match[2]!);
			expect(steps.length % 2).toBe(0);
			const points: [number, number][] = [[x, y]];
			for (let index = 0; index < steps.length; index += 2) {
				const [px, py] = points.at(-1)!;
				points.push([px + steps[index]!, py + steps[index + 1]!]);
			}
			return { points, closed: match[3] === 'z' };
		});
}

const exact = ([lng = NaN, lat = NaN]: Position): [number, number] => {
	const { x, y } = toUnit(lng, lat);
	return [x * WORLD, y * WORLD];
};
function expectNear(found: readonly [number, number][], positions: readonly Position[], within = 0.1): void {
	expect(found).toHaveLength(positions.length);
	positions.map(exact).forEach(([x, y], index) => {
		expect(Math.abs(found[index]![0] - x)).toBeLessThan(within);
		expect(Math.abs(found[index]![1] - y)).toBeLessThan(within);
	});
}

const position = fc.tuple(
	fc.double({ min: -180, max: 180, noNaN: true }),
	fc.double({ min: -85, max: 85, noNaN: true })
);
/** Also lines of very small steps, where rounding could add up. */
const line = fc.oneof(
	fc.array(position, { minLength: 2, maxLength: 30 }),
	fc
		.tuple(
			position,
			fc.array(
				fc.tuple(
					fc.double({ min: -1e-3, max: 1e-3, noNaN: true }),
					fc.double({ min: -1e-3, max: 1e-3, noNaN: true })
				),
				{ minLength: 1, maxLength: 200 }
			)
		)
		.map(([[lng, lat], steps]) => {
			const positions: [number, number][] = [[lng * 0.9, lat * 0.9]];
			for (const [dx, dy] of steps) positions.push([positions.at(-1)![0] + dx, positions.at(-1)![1] + dy]);
			return positions;
		})
);

describe('svgPath', () => {
	test('of a line runs within 0.1 unit of every position, however long it is', () => {
		fc.assert(
			fc.property(line, (coordinates) => {
				const [path, ...more] = pointsOf(svgPath({ type: 'LineString', coordinates }));
				expect(more).toEqual([]);
				expect(path?.closed).toBe(false);
				expectNear(path!.points, coordinates);
			}),
			{ numRuns: 500 }
		);
	});
	test('of a ring closes, and does not draw its first position twice', () => {
		fc.assert(
			fc.property(fc.array(position, { minLength: 3, maxLength: 20 }), (corners) => {
				const [path] = pointsOf(svgPath({ type: 'Polygon', coordinates: [[...corners, corners[0]!]] }));
				expect(path?.closed).toBe(true);
				expectNear(path!.points, corners);
			})
		);
	});
	test('of every line and area of the atlas runs within 0.1 unit of its positions', () => {
		for (const { id, geometry } of atlas.features) {
			if (geometry?.type === 'LineString')
				expectNear(pointsOf(svgPath(geometry))[0]!.points, geometry.coordinates);
			if (geometry?.type === 'Polygon') {
				const rings = pointsOf(svgPath(geometry));
				expect(rings, id).toHaveLength(geometry.coordinates.length);
				rings.forEach(({ points }, index) => expectNear(points, geometry.coordinates[index]!.slice(0, -1)));
			}
		}
	});
	test('with a grain keeps both ends of a line and leaves out what is nearer than the grain', () => {
		const coordinates = [
			[0, 0],
			[0.01, 0],
			[0.02, 0],
			[10, 0],
			[10.01, 0]
		];
		const [path] = pointsOf(svgPath({ type: 'LineString', coordinates }, 7));
		expectNear(
			path!.points,
			[
				[0, 0],
				[10, 0],
				[10.01, 0]
			],
			0.51
		);
	});
	test.each<[string, Geometry, number, string]>([
		['a point is no path', { type: 'Point', coordinates: [0, 0] }, 0, ''],
		[
			'a ring that has shrunk to nothing is no path',
			{
				type: 'Polygon',
				coordinates: [
					[
						[0, 0],
						[0.001, 0],
						[0, 0.001],
						[0, 0]
					]
				]
			},
			7,
			''
		],
		['a line without positions is no path', { type: 'LineString', coordinates: [] }, 0, ''],
		[
			'a collection is the paths of its members',
			{
				type: 'GeometryCollection',
				geometries: [
					{
						type: 'MultiLineString',
						coordinates: [
							[
								[0, 0],
								[90, 0]
							],
							[
								[0, 0],
								[-90, 0]
							]
						]
					}
				]
			},
			0,
			'M16384 16384l8192 0M16384 16384l-8192 0'
		],
		[
			'small steps have no leading zero',
			{
				type: 'LineString',
				coordinates: [
					[0, 0],
					[0.0045, 0.0045]
				]
			},
			0,
			'M16384 16384l.4-.4'
		]
	])('%s', (_, geometry, grain, expected) => {
		expect(svgPath(geometry, grain)).toBe(expected);
	});
});

test('a point in SVG units is a pixel of the world at zoom 6', () => {
	expect(svgPoint(0, 0)).toEqual({ x: WORLD / 2, y: WORLD / 2 });
	expect(WORLD * svgScale(0)).toBe(512);
	expect(svgScale(6)).toBe(1);
	fc.assert(
		fc.property(position, (at) => {
			const { x, y } = svgPoint(...at);
			expectNear([[x, y]], [at]);
		})
	);
});

test('every symbol has an outline of its own that stays near the radius', () => {
	expect(Object.keys(SYMBOL_PATHS).sort()).toEqual([...SYMBOLS].sort());
	expect(new Set(Object.values(SYMBOL_PATHS)).size).toBe(SYMBOLS.length);
	for (const [symbol, path] of Object.entries(SYMBOL_PATHS)) {
		const numbers = (path.match(/-?\d*\.?\d+/g) ?? []).map(Number);
		expect(Math.max(...numbers.map(Math.abs)), symbol).toBeLessThanOrEqual(1.3);
	}
});
