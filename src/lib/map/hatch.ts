/**
 * Hatching of countries whose outline stands for a thing. The look is told by the lines, the thing by their direction,
 * so that two of them on one country are both seen. One tile, repeated, in SVG and on a canvas.
 */
import type { Look } from '../domain/marks';

/** Side of the tile in pixels. */
export const HATCH_TILE = 12;

/** How strongly hatching is drawn: what lies on it stays readable. */
export const HATCH_OPACITY = 0.36;

interface HatchLook {
	/** Width of a line in pixels. */
	readonly width: number;
	/** Parts of the line that are drawn, in shares of the tile. */
	readonly dashes: readonly (readonly [from: number, to: number])[];
	/** Two lines this many pixels apart in place of one: hollow. */
	readonly apart?: number;
	/** How strongly the country is tinted under the lines. */
	readonly tint: number;
}

const UNBROKEN = [[0, 1]] as const;
export const HATCH_LOOKS: Readonly<Record<Look, HatchLook>> = {
	solid: { width: 1.4, dashes: UNBROKEN, tint: 0.08 },
	claimed: {
		width: 1.4,
		dashes: [
			[0, 0.6],
			[0.74, 0.86]
		],
		tint: 0.06
	},
	assumed: { width: 0.6, dashes: UNBROKEN, tint: 0.02 },
	construction: { width: 1.4, dashes: [[0, 0.75]], tint: 0.04 },
	planned: {
		width: 1.4,
		dashes: [
			[0, 0.24],
			[0.5, 0.74]
		],
		tint: 0.02
	},
	suspended: { width: 0.6, dashes: UNBROKEN, apart: 3, tint: 0 },
	ghost: { width: 1, dashes: [[0, 0.12]], tint: 0 }
};

/** From one edge of the tile to the other, by direction (`hatchDirections`). */
const COURSES = [
	[0, 1, 1, 0],
	[0, 0, 1, 1],
	[0, 0.5, 1, 0.5],
	[0.5, 0, 0.5, 1]
] as const;

const AROUND = [-1, 0, 1];
const short = (value: number): string => String(Number(value.toFixed(2)));

/** The lines of a tile as an SVG path; those of its neighbours are drawn too, so that no corner is cut. */
export function hatchPath(look: Look, direction: number): string {
	const { dashes, apart } = HATCH_LOOKS[look];
	const [x1, y1, x2, y2] = COURSES[direction] ?? COURSES[0];
	const [dx, dy] = [x2 - x1, y2 - y1];
	const length = Math.hypot(dx, dy);
	const offsets = apart === undefined ? [0] : [-apart / 2 / HATCH_TILE, apart / 2 / HATCH_TILE];
	return offsets
		.flatMap((offset) =>
			AROUND.flatMap((right) =>
				AROUND.flatMap((down) =>
					dashes.map(([from, to]) => {
						const x = x1 + right - (dy / length) * offset;
						const y = y1 + down + (dx / length) * offset;
						const at = (share: number): string =>
							`${short((x + dx * share) * HATCH_TILE)} ${short((y + dy * share) * HATCH_TILE)}`;
						return `M${at(from)}L${at(to)}`;
					})
				)
			)
		)
		.join('');
}
