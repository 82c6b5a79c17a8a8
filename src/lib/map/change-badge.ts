/**
 * The signs by which two years compared tell what has become of a thing, on both map surfaces, in the list and in the
 * legend. They differ by shape and fill, not by colour: a full disc with a plus, a hollow one with a minus, a triangle.
 */
import type { Position } from 'geojson';
import type { Feature } from '../domain/atlas';
import { CHANGES, type Change } from '../domain/compare';
import type { Mark } from '../domain/marks';
import { sitePosition } from '../domain/site';
import { siteSpot } from './drawing';
import { svgPoint } from './svg';

/** A sign of radius 1 round the origin, as SVG paths. */
export interface Badge {
	readonly outline: string;
	/** Full in the colour of text, or hollow. */
	readonly full: boolean;
	/** Strokes inside the outline. */
	readonly glyph: string;
}

const DISC = 'M-1 0A1 1 0 1 0 1 0A1 1 0 1 0-1 0Z';

/** What changed status is marked by its sign; what did not has none. */
export const BADGES: Readonly<Record<Change, Badge | undefined>> = {
	added: { outline: DISC, full: true, glyph: 'M-.55 0H.55M0-.55V.55' },
	ended: { outline: DISC, full: false, glyph: 'M-.55 0H.55' },
	changed: { outline: 'M0-1.1L1.1 .85L-1.1 .85Z', full: false, glyph: '' },
	unchanged: undefined
};
export const BADGED = CHANGES.filter((change) => BADGES[change] !== undefined);

/** Widths of the strokes of a sign: the pale edge round it, its outline, and what is in it. */
export const BADGE_STROKES = { edge: 0.9, outline: 0.3, glyph: 0.36 } as const;

/** Radius of the sign, and how far it stands right of and above the middle of a site, in radii of the site's mark. */
export const SITE_BADGE = { radius: 0.85, aside: 0.95 } as const;
/** Radius of the sign on a line or an area, where it is all there is, in radii of a site's mark. */
export const LINE_BADGE = { radius: 1.4, aside: 0 } as const;

export const badgeSizeOf = (feature: Feature): typeof SITE_BADGE | typeof LINE_BADGE =>
	sitePosition(feature) ? SITE_BADGE : LINE_BADGE;

/** Where the sign of a feature hangs: at a site, half way along a line, at the northern end of an area. */
export function badgePosition(feature: Feature): readonly [number, number] | undefined {
	const site = sitePosition(feature);
	const { geometry } = feature;
	if (site || !geometry) return site;
	switch (geometry.type) {
		case 'LineString':
			return middleOf(geometry.coordinates);
		case 'MultiLineString':
			return middleOf(longest(geometry.coordinates));
		case 'Polygon':
			return northOf(geometry.coordinates.flat());
		case 'MultiPolygon':
			return northOf(geometry.coordinates.flat(2));
		default:
			return undefined;
	}
}

const distance = ([x1 = 0, y1 = 0]: Position, [x2 = 0, y2 = 0]: Position): number =>
	Math.hypot((x2 - x1) * Math.cos((y1 * Math.PI) / 180), y2 - y1);
const lengthOf = (line: readonly Position[]): number =>
	line.reduce((sum, point, index) => sum + (index === 0 ? 0 : distance(line[index - 1]!, point)), 0);
const longest = (lines: readonly Position[][]): readonly Position[] =>
	lines.reduce<readonly Position[]>((best, line) => (lengthOf(line) > lengthOf(best) ? line : best), []);

function middleOf(line: readonly Position[]): readonly [number, number] | undefined {
	let left = lengthOf(line) / 2;
	for (let index = 1; index < line.length; index += 1) {
		const [x1 = 0, y1 = 0] = line[index - 1]!;
		const [x2 = 0, y2 = 0] = line[index]!;
		const step = distance([x1, y1], [x2, y2]);
		if (left <= step && step > 0) return [x1 + ((x2 - x1) * left) / step, y1 + ((y2 - y1) * left) / step];
		left -= step;
	}
	return undefined;
}

function northOf(points: readonly Position[]): readonly [number, number] | undefined {
	const [first, ...rest] = points;
	if (!first) return undefined;
	const [x = 0, y = 0] = rest.reduce(
		(best, point) => ((point[1] ?? 0) > (best[1] ?? 0) ? point : best),
		first
	);
	return [x, y];
}

/** A sign on the SVG map: its place in SVG units, and the rest in radii of a site's mark. */
export interface BadgeSpot {
	readonly id: string;
	readonly badge: Badge;
	readonly x: number;
	readonly y: number;
	readonly dx: number;
	readonly dy: number;
	readonly radius: number;
}

/** The signs of what has changed, in drawing order. */
export function badgeSpots(marks: readonly Mark[], zoom: number): readonly BadgeSpot[] {
	return marks.toReversed().flatMap((mark) => {
		const badge = BADGES[mark.change ?? 'unchanged'];
		const position = badge && badgePosition(mark.feature);
		if (!position) return [];
		const { radius, aside } = badgeSizeOf(mark.feature);
		const { dx, dy } = siteSpot(mark, zoom);
		return [{ id: mark.feature.id, badge, ...svgPoint(...position), dx: dx + aside, dy: dy - aside, radius }];
	});
}
