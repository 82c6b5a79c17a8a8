import type { Position } from 'geojson';

/** The part of the plane on one side of a meridian (axis 0) or a parallel (axis 1); the cut itself belongs to it. */
export interface HalfPlane {
	readonly axis: 0 | 1;
	readonly at: number;
	readonly keep: 'above' | 'below';
}

/** A closed ring: the first position stands again at the end. */
export type Ring = Position[];
type Chain = Position[];

export const x = (position: Position): number => position[0] ?? NaN;
export const y = (position: Position): number => position[1] ?? NaN;
const along = (position: Position, { axis }: HalfPlane): number => (axis === 0 ? y(position) : x(position));
const across = (position: Position, { axis }: HalfPlane): number => (axis === 0 ? x(position) : y(position));
const isInside = (position: Position, plane: HalfPlane): boolean =>
	plane.keep === 'above' ? across(position, plane) >= plane.at : across(position, plane) <= plane.at;
const samePlace = (a: Position, b: Position): boolean => x(a) === x(b) && y(a) === y(b);

/**
 * Keeps the part of a polygon in a half-plane, as as many polygons as that makes.
 * Sutherland-Hodgman would join the parts by a seam along the cut, which shows as a line when stroked;
 * here the chains are paired in their order along the cut, so each part is a ring of its own. Winding is kept.
 */
export function clipPolygon(rings: readonly Ring[], plane: HalfPlane): Ring[][] {
	const whole: Ring[] = [];
	const holes: Ring[] = [];
	const chains: Chain[] = [];
	rings.forEach((ring, index) => {
		if (ring.every((position) => isInside(position, plane))) (index === 0 ? whole : holes).push(ring);
		else chains.push(...insideChains(ring, plane));
	});
	const outers = [...whole, ...joinAlongCut(chains, plane)].filter((ring) => ring.length >= 4);
	const polygons = outers.map((outer) => [outer]);
	for (const hole of holes) {
		const home =
			polygons.length === 1 ? polygons[0] : polygons.find(([outer]) => outer && containsSome(outer, hole));
		home?.push(hole);
	}
	return polygons;
}

/** Keeps the parts of a line in a half-plane. */
export function clipLine(line: readonly Position[], plane: HalfPlane): Position[][] {
	return runsInside(line, plane).filter((run) => run.length >= 2);
}

/** The maximal runs of a line inside, each begun and ended on the cut where the line crosses it. */
function runsInside(line: readonly Position[], plane: HalfPlane): Chain[] {
	const runs: Chain[] = [];
	let run: Chain | undefined;
	let previous: Position | undefined;
	for (const position of line) {
		const inside = isInside(position, plane);
		if (inside && !run) runs.push((run = []));
		if (previous && inside !== isInside(previous, plane)) append(run, crossing(previous, position, plane));
		if (inside) append(run, position);
		else run = undefined;
		previous = position;
	}
	return runs;
}

function append(run: Chain | undefined, position: Position): void {
	const last = run?.at(-1);
	if (!last || !samePlace(last, position)) run?.push(position);
}

/** The chains of a ring that is partly outside; begun outside, so that no chain is cut in two by the ring's seam. */
function insideChains(ring: Ring, plane: HalfPlane): Chain[] {
	const open = ring.slice(0, -1);
	const start = open.findIndex((position) => !isInside(position, plane));
	const turned = [...open.slice(start), ...open.slice(0, start + 1)];
	return runsInside(turned, plane).filter((chain) =>
		chain.some((position) => across(position, plane) !== plane.at)
	);
}

/** Computed from the same end whichever way the segment is walked, so that neighbours get the same point. */
function crossing(a: Position, b: Position, plane: HalfPlane): Position {
	const onCut = [a, b].find((position) => across(position, plane) === plane.at);
	if (onCut) return onCut;
	const [from, to] = across(a, plane) < across(b, plane) ? [a, b] : [b, a];
	const share = (plane.at - across(from, plane)) / (across(to, plane) - across(from, plane));
	const place = along(from, plane) + share * (along(to, plane) - along(from, plane));
	return plane.axis === 0 ? [plane.at, place] : [place, plane.at];
}

/** Along the cut the inside of a polygon lies between the first and the second crossing, the third and the fourth ... */
function joinAlongCut(chains: readonly Chain[], plane: HalfPlane): Ring[] {
	const ends = chains.flatMap((chain, index) => [
		{ index, isStart: true, place: along(chain[0] ?? [], plane) },
		{ index, isStart: false, place: along(chain.at(-1) ?? [], plane) }
	]);
	ends.sort((a, b) => a.place - b.place);
	const next = new Map<number, number>();
	for (let i = 0; i + 1 < ends.length; i += 2) {
		const [a, b] = [ends[i], ends[i + 1]];
		if (a && b && a.isStart !== b.isStart)
			next.set(a.isStart ? b.index : a.index, a.isStart ? a.index : b.index);
	}
	const rings: Ring[] = [];
	const used = new Set<number>();
	chains.forEach((_, first) => {
		const ring: Ring = [];
		for (
			let index: number | undefined = first;
			index !== undefined && !used.has(index);
			index = next.get(index)
		) {
			used.add(index);
			for (const position of chains[index] ?? []) append(ring, position);
		}
		const start = ring[0];
		if (start) rings.push([...ring, start]);
	});
	return rings;
}

const containsSome = (outer: Ring, hole: Ring): boolean =>
	hole.some((position) => ringContains(outer, position));

/** Even-odd rule in the plane. */
export function ringContains(ring: readonly Position[], position: Position): boolean {
	let inside = false;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [a, b] = [ring[i] ?? [], ring[j] ?? []];
		if (y(a) > y(position) === y(b) > y(position)) continue;
		if (x(position) < ((x(b) - x(a)) * (y(position) - y(a))) / (y(b) - y(a)) + x(a)) inside = !inside;
	}
	return inside;
}

/** From the origin to a segment. */
export function distanceToSegment(
	[ax, ay]: readonly [number, number],
	[bx, by]: readonly [number, number]
): number {
	const squared = (bx - ax) ** 2 + (by - ay) ** 2;
	const share = squared === 0 ? 0 : Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / squared));
	return Math.hypot(ax + share * (bx - ax), ay + share * (by - ay));
}
