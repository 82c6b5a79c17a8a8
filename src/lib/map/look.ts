import type { Look } from '../domain/marks';
import type { Precision } from '../domain/vocabulary';

/**
 * How looks are drawn, on both map surfaces: widths in pixels, dashes in multiples of the line width.
 * Class and doubt are told by pattern and fill, never by colour alone.
 */
export interface LineLook {
	/** Dash pattern in line widths; left out for an unbroken line. */
	readonly dash?: readonly number[];
	/** A hollow line has a core in the colour of the land, or in a tint of its own. */
	readonly core?: 'land' | 'tint';
	readonly opacity: number;
}

export const LINE_LOOKS: Readonly<Record<Look, LineLook>> = {
	solid: { opacity: 1 },
	claimed: { dash: [6, 1.2, 1, 1.2], opacity: 1 },
	assumed: { core: 'tint', opacity: 1 },
	construction: { dash: [3.4, 1.4], opacity: 1 },
	planned: { dash: [1.5, 1.3], opacity: 1 },
	suspended: { dash: [5, 0.7], core: 'land', opacity: 1 },
	ghost: { dash: [0.6, 1.6], opacity: 0.75 }
};

/** How much two years compared leave of what is the same in both. */
export const UNCHANGED_OPACITY = 0.35;

/** Sea legs are dotted whatever their status; round caps make dots of the short dashes. */
export const SEA_DASH: readonly number[] = [0.01, 1.9];

/** Opacity of sea legs, by their look; otherwise `SEA_OPACITY`. */
export const SEA_OPACITIES: Readonly<Partial<Record<Look, number>>> = { solid: 1, ghost: 0.4 };
export const SEA_OPACITY = 0.7;
/** How much wider sea legs are than other lines. */
export const SEA_WIDER = 0.6;

/** How much wider than its line the pale line under it is, which keeps it apart from what it crosses. */
export const CASE_WIDER = 2.4;
export const CASE_OPACITY = 0.85;
/** How opaque the core of a hollow line is. */
export const CORE_OPACITY = { land: 1, tint: 0.75 } as const;
/** How much wider the selected line is, and one that is pointed at. */
export const SELECTED_WIDER = 1.8;
export const HOVERED_WIDER = 1;

/** Width of a line in pixels at a zoom. */
export const lineWidth = (zoom: number): number => interpolate(LINE_WIDTH_STOPS, zoom);
export const LINE_WIDTH_STOPS: readonly (readonly [number, number])[] = [
	[1, 1.8],
	[3, 2.8],
	[6, 4],
	[10, 5]
];
/** How much narrower the core of a hollow line is than the line. */
export const CORE_INSET = 1.9;

/** Radius of a site's mark in pixels at a zoom. Small when zoomed out, so that neighbours stay apart. */
export const markRadius = (zoom: number): number => interpolate(MARK_RADIUS_STOPS, zoom);
export const MARK_RADIUS_STOPS: readonly (readonly [number, number])[] = [
	[1, 3],
	[3, 4.4],
	[5, 6.5],
	[8, 8]
];

/** From this zoom sites have their names beside them. */
export const NAMES_ZOOM = 5.4;
/** Letters of such a name, and from line to line, in pixels. */
export const NAME_SIZE = 12;
export const NAME_LINE = 1.2 * NAME_SIZE;

/** Radius of doubt round a site in metres, by the precision of its place; 0 for none drawn. */
export const HALO_METRES: Readonly<Record<Precision, number>> = {
	surveyed: 0,
	traced: 0,
	'within-1-km': 1_000,
	settlement: 4_000,
	approximate: 10_000,
	schematic: 25_000
};

/** The zoom up to which a geometry of this precision says what it seems to say. */
export const PRECISION_ZOOM: Readonly<Record<Precision, number>> = {
	surveyed: 12,
	traced: 11,
	'within-1-km': 11,
	settlement: 10,
	approximate: 8.5,
	schematic: 6.5
};

function interpolate(stops: readonly (readonly [number, number])[], zoom: number): number {
	const next = stops.findIndex(([stop]) => stop > zoom);
	const [z1, v1] = stops[next === -1 ? stops.length - 1 : next] ?? [0, 0];
	if (next <= 0) return v1;
	const [z0, v0] = stops[next - 1] ?? [0, 0];
	return v0 + ((v1 - v0) * (zoom - z0)) / (z1 - z0);
}
