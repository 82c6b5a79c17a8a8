/** Cuts shapes to a box, so that a picture holds only what it shows. The cut edges lie outside the picture. */
import type { FeatureCollection, Geometry, Position } from 'geojson';
import type { Bbox } from './bbox';

/** What of the features lies in a box. Lines and areas only; everything else is left out. */
export const clipCollection = (collection: FeatureCollection, box: Bbox): FeatureCollection => ({
	type: 'FeatureCollection',
	features: collection.features.flatMap((feature) => {
		const geometry = clipGeometry(feature.geometry, box);
		return geometry ? [{ ...feature, geometry }] : [];
	})
});

function clipGeometry(geometry: Geometry, box: Bbox): Geometry | undefined {
	switch (geometry.type) {
		case 'LineString':
			return linesOf([geometry.coordinates], box);
		case 'MultiLineString':
			return linesOf(geometry.coordinates, box);
		case 'Polygon':
			return areasOf([geometry.coordinates], box);
		case 'MultiPolygon':
			return areasOf(geometry.coordinates, box);
		default:
			return undefined;
	}
}

function linesOf(lines: readonly Position[][], box: Bbox): Geometry | undefined {
	const coordinates = lines.flatMap((line) => runsOf(line, box));
	return coordinates.length === 0 ? undefined : { type: 'MultiLineString', coordinates };
}

function areasOf(areas: readonly Position[][][], box: Bbox): Geometry | undefined {
	const coordinates = areas
		.map((rings) => rings.map((ring) => clipRing(ring, box)).filter((ring) => ring.length > 3))
		.filter((rings) => rings.length > 0);
	return coordinates.length === 0 ? undefined : { type: 'MultiPolygon', coordinates };
}

/** The side of the box that a position lies beyond, as bits; 0 for inside. */
function beyond([lng = 0, lat = 0]: Position, [west, south, east, north]: Bbox): number {
	return (lng < west ? 1 : lng > east ? 2 : 0) | (lat < south ? 4 : lat > north ? 8 : 0);
}

/** The stretches of a line that may touch the box; whole steps are kept, so nothing has to be computed. */
function runsOf(line: readonly Position[], box: Bbox): Position[][] {
	const runs: Position[][] = [];
	let run: Position[] = [];
	for (let index = 1; index < line.length; index += 1) {
		const [from, to] = [line[index - 1]!, line[index]!];
		if ((beyond(from, box) & beyond(to, box)) === 0) run.push(...(run.length === 0 ? [from, to] : [to]));
		else if (run.length > 0) {
			runs.push(run);
			run = [];
		}
	}
	return run.length > 0 ? [...runs, run] : runs;
}

/** Sutherland and Hodgman's clipping: one side of the box after the other. */
function clipRing(ring: readonly Position[], [west, south, east, north]: Bbox): Position[] {
	const sides = [
		{ axis: 0, limit: west, sign: 1 },
		{ axis: 0, limit: east, sign: -1 },
		{ axis: 1, limit: south, sign: 1 },
		{ axis: 1, limit: north, sign: -1 }
	];
	let points: Position[] = ring.slice(0, -1);
	for (const { axis, limit, sign } of sides) {
		const depth = (position: Position): number => ((position[axis] ?? 0) - limit) * sign;
		points = points.flatMap((from, index) => {
			const to = points[(index + 1) % points.length]!;
			const [a, b] = [depth(from), depth(to)];
			const crossing = a < 0 !== b < 0 ? [between(from, to, a / (a - b))] : [];
			return a < 0 ? crossing : [from, ...crossing];
		});
	}
	return points.length === 0 ? [] : [...points, points[0]!];
}

const between = ([x1 = 0, y1 = 0]: Position, [x2 = 0, y2 = 0]: Position, share: number): Position => [
	x1 + (x2 - x1) * share,
	y1 + (y2 - y1) * share
];
