import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Feature } from '../../src/lib/domain/atlas';
import { toUnit } from '../../src/lib/domain/mercator';
import { CORNER, isNearLine, lineStrips, stripIndices, type LineStrips } from '../../src/lib/map/line-strips';
import { makeFeature } from '../domain/made-features';

type Place = [lng: number, lat: number];
function lineOf(...parts: Place[][]): Feature {
	const { bbox: _, ...feature } = makeFeature([]);
	const [only, ...others] = parts;
	return {
		...feature,
		geometry:
			only && others.length === 0
				? { type: 'LineString', coordinates: only }
				: { type: 'MultiLineString', coordinates: parts }
	};
}
const place = fc.tuple(
	fc.integer({ min: -1790, max: 1790 }).map((tenths) => tenths / 10),
	fc.integer({ min: -800, max: 800 }).map((tenths) => tenths / 10)
) as fc.Arbitrary<Place>;
const part = fc.array(place, { minLength: 2, maxLength: 8 });

const cornerAt = ({ corners }: LineStrips, corner: number) => {
	const [x, y, outX, outY, along, line] = corners.subarray(
		corner * CORNER,
		(corner + 1) * CORNER
	) as unknown as number[];
	return { x: x!, y: y!, outX: outX!, outY: outY!, along: along!, line: line! };
};

describe('lines as strips', () => {
	test('lie half a width to either side of every stretch, whatever its turns', () => {
		fc.assert(
			fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
				const strips = lineStrips([lineOf(...parts)]);
				for (let at = 0; at + 1 < strips.parts.length; at += 1)
					for (let corner = strips.parts[at]!; corner + 3 < strips.parts[at + 1]!; corner += 2) {
						const [left, right, nextLeft] = [corner, corner + 1, corner + 2].map((index) =>
							cornerAt(strips, index)
						);
						expect([right!.x, right!.y]).toEqual([left!.x, left!.y]);
						expect(right!.outX + left!.outX).toBe(0);
						expect(right!.outY + left!.outY).toBe(0);
						const [dx, dy] = [nextLeft!.x - left!.x, nextLeft!.y - left!.y];
						const length = Math.hypot(dx, dy);
						// The pairs of one sharp turn; and what 32 bits cannot tell apart any more
						if (length < 1e-4) continue;
						for (const { outX, outY } of [left!, nextLeft!]) {
							expect((outX * dy - outY * dx) / length).toBeCloseTo(1, 1);
							expect(Math.hypot(outX, outY)).toBeLessThanOrEqual(2.001);
						}
						expect(nextLeft!.along - left!.along).toBeCloseTo(length, 4);
					}
			})
		);
	});

	test('keep their order, their parts, and nothing of a part without length', () => {
		const first = lineOf([
			[10, 50],
			[20, 50]
		]);
		const second = lineOf(
			[
				[10, 40],
				[10, 40]
			],
			[
				[30, 40],
				[40, 40],
				[30, 40.001]
			]
		);
		const strips = lineStrips([first, second]);
		expect([...strips.lines]).toEqual([0, 1, 3]);
		// The second turns back at its middle, which takes two pairs
		expect([...strips.parts]).toEqual([0, 4, 4, 12]);
		expect(Array.from({ length: 12 }, (_, corner) => cornerAt(strips, corner).line)).toEqual([
			0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1
		]);
		const room = new Uint32Array(20);
		const restart = 2 ** 32 - 1;
		expect([...stripIndices(strips, [1, 0], room)]).toEqual([
			restart,
			...[4, 5, 6, 7, 8, 9, 10, 11],
			restart,
			...[0, 1, 2, 3],
			restart
		]);
		expect([...stripIndices(strips, [], room)]).toEqual([]);
	});
});

describe('whether a line is near', () => {
	/** By looking at a thousand places of each stretch. */
	const distance = (parts: readonly Place[][], at: { x: number; y: number }): number =>
		Math.min(
			...parts.flatMap((places) =>
				places.slice(1).flatMap((next, index) => {
					const [a, b] = [toUnit(...places[index]!), toUnit(...next)];
					return Array.from({ length: 1001 }, (_, step) =>
						Math.hypot(a.x + ((b.x - a.x) * step) / 1000 - at.x, a.y + ((b.y - a.y) * step) / 1000 - at.y)
					);
				})
			)
		);

	test('is told in any copy of the world, with or without its box', () => {
		fc.assert(
			fc.property(
				fc.array(part, { minLength: 1, maxLength: 2 }),
				place,
				fc.integer({ min: -2, max: 2 }),
				fc.boolean(),
				(parts, spot, copy, hasBox) => {
					const [lngs, lats] = [0, 1].map((axis) => parts.flat().map((each) => each[axis]!));
					const line = lineOf(...parts);
					const feature: Feature = hasBox
						? {
								...line,
								bbox: [Math.min(...lngs!), Math.min(...lats!), Math.max(...lngs!), Math.max(...lats!)]
							}
						: line;
					const at = toUnit(...spot);
					const away = distance(parts, at);
					const asked = { x: at.x + copy, y: at.y };
					expect(isNearLine(feature, asked, away + 0.001)).toBe(true);
					if (away > 0.002) expect(isNearLine(feature, asked, away - 0.002)).toBe(false);
				}
			)
		);
	});

	test('is no for what is no line', () => {
		const site = makeFeature([], { geometry: { type: 'Point', coordinates: [10, 50] } });
		expect(isNearLine(site, toUnit(10, 50), 1)).toBe(false);
	});
});
