import { interpolateZoom } from 'd3-interpolate';
import { fromUnit, TILE, toUnit, type Size } from '../domain/mercator';
import type { Camera } from '../domain/view';

/** Flights shorter than this look like a jerk, longer ones keep the reader waiting. */
const SHORTEST_MS = 350;
const LONGEST_MS = 1300;

export interface Flight {
	readonly milliseconds: number;
	/** The camera at a moment of the flight, from 0 to 1. */
	readonly at: (moment: number) => Camera;
}

/** The smooth way from one camera to another, out and in again where they are far apart (van Wijk and Nuij, 2003). */
export function flightBetween(from: Camera, to: Camera, { width }: Size): Flight {
	const way = interpolateZoom(viewOf(from, width), viewOf(to, width));
	return {
		milliseconds: Math.min(Math.max(way.duration / 2, SHORTEST_MS), LONGEST_MS),
		at: (moment) => {
			if (moment >= 1) return to;
			const [x, y, across] = way(1 - (1 - Math.max(moment, 0)) ** 3);
			return { zoom: Math.log2(width / TILE / across), ...fromUnit({ x, y }) };
		}
	};
}

/** Centre and width of what a camera sees, with the world 1 wide. */
function viewOf({ zoom, lng, lat }: Camera, width: number): [number, number, number] {
	const { x, y } = toUnit(lng, lat);
	return [x, y, width / TILE / 2 ** zoom];
}
