/**
 * How a mark is drawn, for the surfaces that make SVG: the map in the page and the picture to keep.
 * Plain numbers and words; who calls writes the elements.
 */
import type { Geometry } from 'geojson';
import type { Atlas } from '../domain/atlas';
import type { Mark } from '../domain/marks';
import { AREA_ZOOM, sitePosition } from '../domain/site';
import { SPREAD_ZOOMS } from '../domain/spread';
import type { Symbol } from '../domain/vocabulary';
import {
	CASE_WIDER,
	CORE_INSET,
	CORE_OPACITY,
	HALO_METRES,
	LINE_LOOKS,
	lineWidth,
	markRadius,
	SEA_DASH,
	UNCHANGED_OPACITY
} from './look';
import { hueOf, type Palette } from './palette';
import { svgPath, svgPoint, WORLD } from './svg';
import { MARK_PAINTS, SYMBOL_PATHS, type MarkPaint } from './symbols';

/** The path of a line or an area, written once: when it is first drawn, for most of a large atlas never are. */
export function shapePath({ feature: { geometry } }: Mark): string {
	if (!geometry) return '';
	let path = paths.get(geometry);
	if (path === undefined) paths.set(geometry, (path = svgPath(geometry)));
	return path;
}
const paths = new WeakMap<Geometry, string>();

/** The colour of a mark: its layer's, or that of everything ended. */
export const markColour = (atlas: Atlas, palette: Palette, { look, feature }: Mark): string =>
	look === 'ghost' ? palette.ghost : hueOf(palette, atlas.layerById.get(feature.layer)?.colour ?? '');

/** The opacity of a mark where two years are compared and it is the same in both; undefined for a full one. */
export const fade = ({ change }: Mark): number | undefined =>
	change === 'unchanged' ? UNCHANGED_OPACITY : undefined;

/** Lines and areas in drawing order: the most important last, on top. */
export const shapesOf = (marks: readonly Mark[]): readonly Mark[] =>
	marks.filter(({ feature: { geometry } }) => geometry !== null && geometry.type !== 'Point').toReversed();

/** Sites in drawing order, and areas too small to be seen at the zoom. */
export const sitesOf = (marks: readonly Mark[], zoom = 0): readonly Mark[] =>
	marks
		.filter(
			({ feature }) => sitePosition(feature) && (feature.geometry?.type === 'Point' || zoom < AREA_ZOOM)
		)
		.toReversed();

/** Dashes of a line of this width in pixels; undefined for an unbroken one. */
export function dashesOf({ look, feature }: Mark, width: number): readonly number[] | undefined {
	const dash = feature.mode === 'sea' ? SEA_DASH : LINE_LOOKS[look].dash;
	return dash?.map((part) => Number(Math.max(part * width, 0.01).toFixed(2)));
}

export interface LinePaint {
	readonly width: number;
	/** Width of the pale line under it, which keeps it apart from what it crosses. */
	readonly caseWidth: number;
	readonly opacity: number;
	readonly dashes: readonly number[] | undefined;
	readonly round: boolean;
	/** The pale line in a hollow one. */
	readonly core?: { readonly width: number; readonly opacity: number };
}

/** Strokes of a line at a zoom; `wider` for one that is selected or pointed at. */
export function linePaint(mark: Mark, zoom: number, wider = 0): LinePaint {
	const width = lineWidth(zoom) + wider;
	const { core, opacity } = LINE_LOOKS[mark.look];
	const isSea = mark.feature.mode === 'sea';
	return {
		width,
		caseWidth: width + CASE_WIDER,
		opacity,
		dashes: dashesOf(mark, width),
		round: isSea,
		...(core && !isSea ? { core: { width: width - CORE_INSET, opacity: CORE_OPACITY[core] } } : {})
	};
}
/** Width of the glow under the selected line. */
export const glowWidth = (zoom: number): number => lineWidth(zoom) + 8;

export const isArea = ({ feature }: Mark): boolean => feature.geometry?.type.endsWith('Polygon') ?? false;

/** How strongly an area is filled. */
export function areaOpacity({ look, feature }: Mark): number {
	if (look === 'solid') return 0.38;
	if (look === 'ghost') return 0.04;
	return feature.precision === 'schematic' ? 0.06 : 0.14;
}

/** Where a site's mark stands: its place in SVG units, and how far it is moved aside, in radii of the mark. */
export function siteSpot(
	{ feature }: Mark,
	zoom: number
): { readonly x: number; readonly y: number; readonly dx: number; readonly dy: number } {
	const [lng, lat] = sitePosition(feature) ?? [0, 0];
	const step = Math.floor(zoom);
	const index = SPREAD_ZOOMS.findIndex((each) => each === step);
	const [dx, dy] = feature.spread?.[index] ?? [0, 0];
	const scale = markRadius(step);
	return { ...svgPoint(lng, lat), dx: dx / scale, dy: dy / scale };
}

export const markPaint = ({ look }: Pick<Mark, 'look'>): MarkPaint => MARK_PAINTS[look];

/** The symbol of a site's kind. */
export const symbolOf = (atlas: Atlas, { feature }: Mark): Symbol =>
	atlas.kindById.get(feature.kind)?.symbol ?? 'circle';
/** Its outline, radius 1. */
export const symbolPath = (atlas: Atlas, mark: Mark): string => SYMBOL_PATHS[symbolOf(atlas, mark)];

/** Radius of doubt round a site in SVG units; 0 for none. */
export function haloRadius({ feature }: Mark): number {
	if (feature.geometry?.type !== 'Point') return 0;
	const [, lat = 0] = feature.geometry.coordinates;
	const metres = HALO_METRES[feature.precision ?? 'surveyed'];
	return (metres * WORLD) / (40_075_017 * Math.cos((lat * Math.PI) / 180));
}

/** From this zoom every site's doubt is drawn; further out only the selected one's. */
export const HALO_ZOOM = 6;
