import type { Position } from 'geojson';
import type { Feature } from '../domain/atlas';
import { toUnit, type Pixel } from '../domain/mercator';

/** Numbers of a corner: x and y in the unit square, its way outward, how far along its line it lies, and which line. */
export const CORNER = 6;

/** Turns sharper than this are cut off flat: a point of the line would reach far out. */
const SHARPEST = 0.5;

/**
 * Lines as strips of triangles, a pair of corners for each of their points: the first lies to the left of the line, the
 * next to its right, each by its way outward times half of the width, in pixels that are not known here.
 */
export interface LineStrips {
	readonly corners: Float32Array;
	/** The first corner of each part of a line, and where the last part ends. */
	readonly parts: Uint32Array;
	/** The first part of each line, and where the last line ends. */
	readonly lines: Uint32Array;
}

/** The parts of a line, each with its points. */
export const partsOf = ({ geometry }: Feature): readonly (readonly Position[])[] =>
	geometry?.type === 'LineString'
		? [geometry.coordinates]
		: geometry?.type === 'MultiLineString'
			? geometry.coordinates
			: [];

export const unitOf = ([lng = 0, lat = 0]: Position): Pixel => toUnit(lng, lat);

export function lineStrips(features: readonly Feature[]): LineStrips {
	const all = features.map((feature) => partsOf(feature).map(pointsOf));
	const points = all.flat(2).length;
	// A sharp turn takes two pairs
	const corners = new Float32Array(points * 4 * CORNER);
	const parts: number[] = [0];
	const lines: number[] = [0];
	let at = 0;
	const add = ({ x, y }: Pixel, out: Pixel, along: number, line: number): void => {
		for (const side of [1, -1]) {
			corners.set([x, y, side * out.x, side * out.y, along, line], at * CORNER);
			at += 1;
		}
	};
	all.forEach((partsOfLine, line) => {
		for (const part of partsOfLine) {
			let along = 0;
			part.forEach((point, index) => {
				const [former, next] = [part[index - 1], part[index + 1]];
				if (former) along += Math.hypot(point.x - former.x, point.y - former.y);
				const left = former && outward(former, point);
				const right = next && outward(point, next);
				for (const out of turn(left ?? right, right ?? left)) add(point, out, along, line);
			});
			parts.push(at);
		}
		lines.push(parts.length - 1);
	});
	return {
		corners: corners.slice(0, at * CORNER),
		parts: Uint32Array.from(parts),
		lines: Uint32Array.from(lines)
	};
}

/** The points of a part in the unit square; one that lies on its forerunner has no direction. */
function pointsOf(part: readonly Position[]): Pixel[] {
	const points: Pixel[] = [];
	for (const position of part) {
		const point = unitOf(position);
		const former = points.at(-1);
		if (!former || point.x !== former.x || point.y !== former.y) points.push(point);
	}
	return points.length > 1 ? points : [];
}

/** Of length 1, at a right angle to the way from one point to the next. */
function outward(from: Pixel, to: Pixel): Pixel {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const length = Math.hypot(dx, dy);
	return { x: dy / length, y: -dx / length };
}

/** The ways outward at a point between two stretches: one that serves both, or each its own. */
function turn(left: Pixel | undefined, right: Pixel | undefined): readonly Pixel[] {
	if (!left || !right) return [];
	const middle = { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 };
	// The square of how long the middle is: 1 where the line goes straight on, 0 where it turns back
	const straight = middle.x ** 2 + middle.y ** 2;
	return straight < SHARPEST ** 2 ? [left, right] : [{ x: middle.x / straight, y: middle.y / straight }];
}

/** What restarts a strip, in WebGL2. */
const RESTART = 0xffffffff;

/** Writes the corners of these lines one after the other; `room` has place for all corners and parts. */
export function stripIndices(
	{ parts, lines }: Pick<LineStrips, 'parts' | 'lines'>,
	shown: Iterable<number>,
	room: Uint32Array
): Uint32Array {
	let count = 0;
	for (const line of shown)
		for (let part = lines[line]!; part < lines[line + 1]!; part += 1) {
			for (let corner = parts[part]!; corner < parts[part + 1]!; corner += 1) room[count++] = corner;
			room[count++] = RESTART;
		}
	return room.subarray(0, count);
}

/** Whether a line comes within so much of a place, all in the unit square; in whichever copy of the world. */
export function isNearLine(feature: Feature, at: Pixel, reach: number): boolean {
	const point = { x: at.x - Math.floor(at.x), y: at.y };
	if (feature.bbox) {
		const [west, south, east, north] = feature.bbox;
		const upper = toUnit(west, north);
		const lower = toUnit(east, south);
		if (point.y < upper.y - reach || point.y > lower.y + reach) return false;
		// A box across 180° has its west to the right of its east
		if (upper.x <= lower.x && (point.x < upper.x - reach || point.x > lower.x + reach)) return false;
	}
	return partsOf(feature).some((part) =>
		part.some((position, index) => {
			const next = part[index + 1];
			return next !== undefined && distanceTo(point, unitOf(position), unitOf(next)) <= reach;
		})
	);
}

/** How far a point is from a stretch. */
function distanceTo(point: Pixel, from: Pixel, to: Pixel): number {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const square = dx * dx + dy * dy;
	const share = square === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / square;
	const nearest = Math.min(Math.max(share, 0), 1);
	return Math.hypot(point.x - from.x - nearest * dx, point.y - from.y - nearest * dy);
}
