/**
 * Cuts geometry at 180 degrees (RFC 7946, 3.1.9).
 * The atlases on npm are stitched across it, for d3 which works on the sphere; a flat map draws such a ring as
 * horizontal bands over the whole world. Winding is left as it was.
 */
import type { Geometry, LineString, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import { clipLine, clipPolygon, x, y, type HalfPlane, type Ring } from './half-plane';

export type AreaOrLine = Polygon | MultiPolygon | LineString | MultiLineString;

const WEST: HalfPlane = { axis: 0, at: -180, keep: 'above' };
const EAST: HalfPlane = { axis: 0, at: 180, keep: 'below' };

/** The same geometry within -180..180; parts beyond are brought round to the other side. Points pass unchanged. */
export function cutAtAntimeridian<G extends Geometry>(geometry: G): G | AreaOrLine {
	switch (geometry.type) {
		case 'Polygon':
			return asArea(cutPolygon(geometry.coordinates));
		case 'MultiPolygon':
			return asArea(geometry.coordinates.flatMap(cutPolygon));
		case 'LineString':
			return asLine(cutLine(geometry.coordinates));
		case 'MultiLineString':
			return asLine(geometry.coordinates.flatMap(cutLine));
		default:
			return geometry;
	}
}

const asArea = (polygons: Ring[][]): Polygon | MultiPolygon =>
	polygons.length === 1 && polygons[0]
		? { type: 'Polygon', coordinates: polygons[0] }
		: { type: 'MultiPolygon', coordinates: polygons };

const asLine = (lines: Position[][]): LineString | MultiLineString =>
	lines.length === 1 && lines[0]
		? { type: 'LineString', coordinates: lines[0] }
		: { type: 'MultiLineString', coordinates: lines };

function cutPolygon(rings: readonly Ring[]): Ring[][] {
	const [outer, ...holes] = rings.map((ring) => closeOverPole(unwrap(ring)));
	if (!outer) return [];
	const west = Math.min(...outer.map(x));
	const unwrapped = [outer, ...holes.map((hole) => shiftInto(hole, west))];
	return turnsOf(outer).flatMap((turn) =>
		clipPolygon(
			unwrapped.map((ring) => shift(ring, -360 * turn)),
			WEST
		).flatMap((part) => clipPolygon(part, EAST))
	);
}

function cutLine(line: readonly Position[]): Position[][] {
	const unwrapped = unwrap(line);
	return turnsOf(unwrapped).flatMap((turn) =>
		clipLine(shift(unwrapped, -360 * turn), WEST)
			.flatMap((part) => clipLine(part, EAST))
			.filter((part) => !liesOnAntimeridian(part))
	);
}

/** A line that only touches 180 leaves a stub on the other side. */
const liesOnAntimeridian = (line: readonly Position[]): boolean =>
	line.every((position) => Math.abs(x(position)) === 180);

/** Longitudes made continuous: a step of more than half the world is taken to be the short way round. */
function unwrap(line: readonly Position[]): Position[] {
	let turn = 0;
	let previous: number | undefined;
	return line.map((position) => {
		const step = previous === undefined ? 0 : x(position) - previous;
		if (step > 180) turn -= 1;
		if (step < -180) turn += 1;
		previous = x(position);
		return turn === 0 ? position : [x(position) + 360 * turn, y(position)];
	});
}

/**
 * A ring round a pole ends a whole turn from where it began: it is closed over the pole.
 * In quarter turns, so that no segment spans more than half the world.
 */
function closeOverPole(ring: Position[]): Ring {
	const [start, end] = [ring[0], ring.at(-1)];
	if (!start || !end || Math.abs(x(end) - x(start)) < 180) return ring;
	const pole = y(start) < 0 ? -90 : 90;
	const quarters = [0, 1, 2, 3, 4].map((quarter) => [x(end) + ((x(start) - x(end)) * quarter) / 4, pole]);
	return [...ring, ...quarters, start];
}

const shift = (line: readonly Position[], by: number): Position[] =>
	by === 0 ? [...line] : line.map((position) => [x(position) + by, y(position)]);

/** Holes are unwrapped on their own, so they may lie a turn away from their outer ring. */
function shiftInto(hole: Ring, west: number): Ring {
	const start = hole[0];
	return start ? shift(hole, -360 * Math.floor((x(start) - west) / 360)) : hole;
}

/** Which copies of -180..180 a line touches: 0 for the common one, 1 for the next to the east. */
function turnsOf(line: readonly Position[]): number[] {
	let [west, east] = [Infinity, -Infinity];
	for (const position of line) {
		west = Math.min(west, x(position));
		east = Math.max(east, x(position));
	}
	const first = Math.floor((west + 180) / 360);
	const last = Math.max(first, Math.ceil((east + 180) / 360) - 1);
	return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
