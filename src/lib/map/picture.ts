/**
 * The picture of a view: a complete SVG file with the map as the page draws it, title, years, legend, sources,
 * attribution and address. Plain data in, text out: the same for a button in the browser, for cards drawn at build,
 * and for print. It knows nothing of the screen, so nothing on it depends on what has been loaded.
 */
import type { Position } from 'geojson';
import type { Atlas } from '../domain/atlas';
import { marksOf, type Mark } from '../domain/marks';
import { project, unproject, type Size } from '../domain/mercator';
import { hatchDirections } from '../domain/hatch-directions';
import { outlineOf } from '../domain/outline-of';
import { timeWords } from '../domain/status-sentence';
import type { Camera } from '../domain/view';
import type { Symbol } from '../domain/vocabulary';
import type { SvgBasemap } from './basemap-decode';
import { BADGE_STROKES, BADGES, badgeSpots, type Badge } from './change-badge';
import {
	areaOpacity,
	fade,
	glowWidth,
	HALO_ZOOM,
	haloRadius,
	isArea,
	linePaint,
	markColour,
	markPaint,
	shapePath,
	shapesOf,
	siteSpot,
	sitesOf,
	symbolOf
} from './drawing';
import { HATCH_LOOKS, HATCH_OPACITY, HATCH_TILE, hatchPath } from './hatch';
import type { MapLabel } from './labels';
import {
	CASE_OPACITY,
	CORE_INSET,
	LINE_LOOKS,
	markRadius,
	SEA_DASH,
	SELECTED_WIDER,
	UNCHANGED_OPACITY
} from './look';
import { hueOf, paletteOf, type Palette, type ThemeName } from './palette';
import {
	KEY_LINE,
	KEY_SITE,
	layOut,
	type Box,
	type Key,
	type Line,
	type PictureWords
} from './picture-layout';
import { areaAround, Room, type Area } from './room';
import { svgPoint, svgScale } from './svg';
import { lowerHalf, MARK_PAINTS, SYMBOL_PATHS, type MarkPaint } from './symbols';
import { textWidth } from './text-width';
import { element, escapeXml, shortNumber } from '../domain/xml';

export interface PictureParts extends PictureWords {
	/** Its centre is the middle of the map's box. */
	readonly camera: Camera;
	readonly theme: ThemeName;
	/** As `svgBasemap` gives it, or `svgBasemapIn` for a smaller file. */
	readonly basemap: SvgBasemap;
	/** The most important first: where two would lie on each other, the first stands. */
	readonly labels: readonly MapLabel[];
	readonly fonts: PictureFonts;
}

export interface PictureFonts {
	/** CSS font families. */
	readonly sans: string;
	readonly serif: string;
	/** `@font-face` rules. A picture shown as an image loads nothing: there they need `data:` addresses. */
	readonly css?: string;
}

/** Colours of the paper round the map: those of the site. */
const SHEET = {
	light: { paper: '#ffffff', ink: '#1d2327', soft: '#4d565d', faint: '#667078', rule: '#dcdfe1' },
	dark: { paper: '#1d2226', ink: '#f1efe9', soft: '#c3c9cd', faint: '#a2abb1', rule: '#3a4248' }
} as const;
type Sheet = (typeof SHEET)[ThemeName];

/** Where the map of a picture will lie: to choose a camera for it. */
export const pictureMapBox = (words: PictureWords): Box => layOut(words, []).map;

/** Draws the picture. */
export function drawMapPicture(parts: PictureParts): string {
	const { atlas, view, theme, fonts, title } = parts;
	const box = pictureMapBox(parts);
	const marks = marksOf(atlas, view).filter(({ feature }) => isNear(feature.bbox, parts.camera, box));
	const { size, map, rules, lines, keys } = layOut(parts, marks);
	const palette = paletteOf(theme);
	const sheet = SHEET[theme];
	const { width, height } = size;
	const content = [
		element('title', {}, escapeXml(`${title}, ${timeWords(view.time)}`)),
		fonts.css === undefined ? '' : element('style', {}, escapeXml(fonts.css)),
		element('rect', { width, height, fill: sheet.paper }),
		drawMap(parts, marks, map, palette),
		...rules.map((box) => element('rect', { ...box, fill: sheet.rule })),
		...keys.map((key) => drawKey(key, palette, sheet)),
		...lines.map((line) => drawLine(line, fonts, sheet))
	];
	const viewBox = `0 0 ${shortNumber(width)} ${shortNumber(height)}`;
	const file = {
		xmlns: 'http://www.w3.org/2000/svg',
		width,
		height,
		viewBox,
		role: 'img',
		lang: view.language
	};
	return `${element('svg', file, content.join(''))}\n`;
}

function drawLine({ x, y, text, size, face, tone, anchor }: Line, fonts: PictureFonts, sheet: Sheet): string {
	const font = {
		'font-family': face === 'serif-bold' ? fonts.serif : fonts.sans,
		'font-size': size,
		'font-weight': face === 'sans' ? 400 : 600
	};
	return element('text', { x, y, ...font, fill: sheet[tone], 'text-anchor': anchor }, escapeXml(text));
}

/** The key of a legend's entry: a stretch of line, a site's mark, or both. */
function drawKey(
	{ x, y, entry: { line, site, country, hue, change } }: Key,
	palette: Palette,
	sheet: Sheet
): string {
	const colour = hue === undefined ? sheet.soft : hueOf(palette, hue);
	const parts: string[] = [];
	let at = x;
	if (line) {
		const isSea = line === 'sea';
		const look = LINE_LOOKS[isSea ? 'solid' : line];
		const dashes = isSea ? SEA_DASH : look.dash;
		const course = { d: `M${shortNumber(at)} ${shortNumber(y)}h${KEY_LINE}`, fill: 'none' };
		parts.push(
			element('path', {
				...course,
				stroke: colour,
				'stroke-width': isSea ? 3.4 : 3,
				'stroke-dasharray': dashes?.map((dash) => shortNumber(Math.max(dash * 3, 0.01))).join(' '),
				'stroke-linecap': isSea ? 'round' : undefined
			})
		);
		if (look.core && !isSea) {
			const opacity = look.core === 'tint' ? 0.75 : 1;
			const width = 3.6 - CORE_INSET;
			parts.push(
				element('path', { ...course, stroke: sheet.paper, 'stroke-width': width, 'stroke-opacity': opacity })
			);
		}
		at += KEY_LINE + 5;
	}
	if (country) {
		const size = KEY_SITE + 2;
		const clip = { x: shortNumber(at), y: shortNumber(y - size / 2), width: size, height: size };
		const { width, tint } = HATCH_LOOKS[country];
		parts.push(
			element('rect', {
				...clip,
				fill: colour,
				'fill-opacity': tint + 0.04,
				stroke: colour,
				'stroke-width': 0.6
			}),
			element(
				'svg',
				{ ...clip, viewBox: `0 0 ${HATCH_TILE} ${HATCH_TILE}`, overflow: 'hidden' },
				element('path', { d: hatchPath(country, 0), stroke: colour, 'stroke-width': width })
			)
		);
		at += size + 5;
	}
	const badge = change && BADGES[change];
	if (change) {
		const transform = `translate(${shortNumber(at + KEY_SITE / 2)} ${shortNumber(y)}) scale(5)`;
		const faint = { r: 0.95, fill: colour, 'fill-opacity': UNCHANGED_OPACITY };
		const sign = badge ? drawBadge(badge, sheet.ink, sheet.paper) : element('circle', faint);
		parts.push(element('g', { transform }, sign));
	}
	if (site) {
		const transform = `translate(${shortNumber(at + KEY_SITE / 2)} ${shortNumber(y)}) scale(5)`;
		const symbol = drawSymbol(site.symbol, MARK_PAINTS[site.look], colour, sheet.paper);
		parts.push(element('g', { transform }, symbol));
	}
	return parts.join('');
}

/** The sign of a change, of radius 1 round the origin. */
function drawBadge({ outline, full, glyph }: Badge, ink: string, paper: string): string {
	const rounded = { 'stroke-linejoin': 'round', fill: 'none' } as const;
	return [
		element('path', { ...rounded, d: outline, stroke: paper, 'stroke-width': BADGE_STROKES.edge }),
		element('path', {
			...rounded,
			d: outline,
			fill: full ? ink : paper,
			stroke: ink,
			'stroke-width': BADGE_STROKES.outline
		}),
		glyph === ''
			? ''
			: element('path', {
					...rounded,
					d: glyph,
					stroke: full ? paper : ink,
					'stroke-width': BADGE_STROKES.glyph
				})
	].join('');
}

/** A site's mark of radius 1 round the origin. */
function drawSymbol(symbol: Symbol, paint: MarkPaint, colour: string, paper: string): string {
	const d = SYMBOL_PATHS[symbol];
	if (paint.fill === 'colour') return element('path', { d, fill: colour });
	return [
		element('path', {
			d,
			fill: paint.fill === 'none' ? 'none' : paper,
			stroke: colour,
			'stroke-width': 0.34,
			'stroke-dasharray': paint.dash?.join(' ')
		}),
		paint.fill === 'half' ? element('path', { d: lowerHalf(symbol), fill: colour }) : '',
		paint.bar ? element('rect', { x: -0.6, y: -0.16, width: 1.2, height: 0.32, fill: colour }) : ''
	].join('');
}

/** The map in its box, in SVG units of the world, so that every path is used as it is. */
function drawMap(parts: PictureParts, marks: readonly Mark[], box: Box, palette: Palette): string {
	const { atlas, camera, basemap, view } = parts;
	const scale = svgScale(camera.zoom);
	const centre = svgPoint(camera.lng, camera.lat);
	/** Pixels in SVG units. */
	const px = (pixels: number): number => pixels / scale;
	const outline = { fill: 'none', 'stroke-linejoin': 'round' } as const;
	const world = [
		element('path', { d: basemap.land, fill: palette.land }),
		...drawOutlines(parts, marks, palette),
		element('path', { d: basemap.lakes, fill: palette.water }),
		element('path', { d: basemap.coast, ...outline, stroke: palette.coast, 'stroke-width': px(0.9) }),
		element('path', { d: basemap.borders, ...outline, stroke: palette.border, 'stroke-width': px(0.8) }),
		element('path', {
			d: basemap.disputed,
			...outline,
			stroke: palette.disputed,
			'stroke-width': px(0.9),
			'stroke-dasharray': `${shortNumber(px(2.4))} ${shortNumber(px(2))}`
		}),
		...drawShapes(atlas, marks, view.feature, camera.zoom, palette)
	];
	const spots = sitesOf(marks, camera.zoom).map((mark) => {
		const { x, y, dx, dy } = siteSpot(mark, camera.zoom);
		const radius = markRadius(camera.zoom);
		return {
			mark,
			radius,
			x: (x - centre.x) * scale + box.width / 2 + dx * radius,
			y: (y - centre.y) * scale + box.height / 2 + dy * radius
		};
	});
	const move = `translate(${shortNumber(box.width / 2)} ${shortNumber(box.height / 2)})`;
	const transform = `${move} scale(${scale.toPrecision(9)}) translate(${shortNumber(-centre.x)} ${shortNumber(-centre.y)})`;
	return element(
		'svg',
		{ x: box.x, y: box.y, width: box.width, height: box.height, overflow: 'hidden' },
		[
			element('rect', { width: box.width, height: box.height, fill: palette.water }),
			element('g', { transform }, world.join('')),
			...drawLabels(parts, box, palette, marks, spots),
			...spots.map((spot) => drawSite(atlas, spot, view.feature, camera.zoom, scale, palette)),
			...badgeSpots(marks, camera.zoom).map(({ badge, x, y, dx, dy, radius }) => {
				const unit = markRadius(camera.zoom);
				const left = (x - centre.x) * scale + box.width / 2 + dx * unit;
				const top = (y - centre.y) * scale + box.height / 2 + dy * unit;
				const transform = `translate(${shortNumber(left)} ${shortNumber(top)}) scale(${shortNumber(radius * unit)})`;
				return element('g', { transform }, drawBadge(badge, palette.text, palette.halo));
			})
		].join('')
	);
}

/** Countries that stand for a thing: a tint and hatching, whose lines keep their width at every scale. */
function drawOutlines(
	{ atlas, camera, basemap, view }: PictureParts,
	marks: readonly Mark[],
	palette: Palette
): string[] {
	const directions = hatchDirections(atlas.features);
	const scale = 1 / svgScale(camera.zoom);
	return marks
		.filter(({ feature }) => feature.outline)
		.toReversed()
		.flatMap((mark) => {
			const { feature, phase, look } = mark;
			const d = basemap.countries(outlineOf(feature, phase));
			const colour = markColour(atlas, palette, mark);
			const { tint, width } = HATCH_LOOKS[look];
			const id = `hatch-${feature.id}`;
			const lines = {
				d: hatchPath(look, directions.get(feature.id) ?? 0),
				stroke: colour,
				'stroke-width': width
			};
			return [
				element(
					'pattern',
					{
						id,
						patternUnits: 'userSpaceOnUse',
						width: HATCH_TILE,
						height: HATCH_TILE,
						patternTransform: `scale(${shortNumber(scale)})`
					},
					element('path', lines)
				),
				faded(
					mark,
					element('path', { d, fill: colour, 'fill-opacity': feature.id === view.feature ? 0.26 : tint }) +
						element('path', { d, fill: `url(#${id})`, 'fill-opacity': HATCH_OPACITY })
				)
			];
		});
}

/** Whether any of a feature can be seen; what cannot is not written. */
function isNear(bbox: Mark['feature']['bbox'], camera: Camera, size: Size): boolean {
	if (!bbox) return false;
	const margin = 4;
	const a = unproject({ x: -margin, y: -margin }, camera, size);
	const b = unproject({ x: size.width + margin, y: size.height + margin }, camera, size);
	const [west, south, east, north] = bbox;
	return west <= b.lng && east >= a.lng && south <= a.lat && north >= b.lat;
}

function drawShapes(
	atlas: Atlas,
	marks: readonly Mark[],
	selected: string | undefined,
	zoom: number,
	palette: Palette
): string[] {
	const shapes = shapesOf(marks);
	const px = (pixels: number): number => pixels / svgScale(zoom);
	return shapes.map((mark) => {
		const d = shapePath(mark);
		const isSelected = mark.feature.id === selected;
		const paint = linePaint(mark, zoom, isSelected ? SELECTED_WIDER : 0);
		const colour = markColour(atlas, palette, mark);
		const line = { d, fill: 'none', 'stroke-linejoin': 'round' } as const;
		const under = { ...line, 'stroke-linecap': 'round' } as const;
		const strokes = [
			isArea(mark) ? element('path', { d, fill: colour, 'fill-opacity': areaOpacity(mark) }) : '',
			isSelected
				? element('path', {
						...under,
						stroke: palette.selection,
						'stroke-opacity': 0.22,
						'stroke-width': px(glowWidth(zoom))
					})
				: '',
			element('path', {
				...under,
				stroke: palette.land,
				'stroke-opacity': CASE_OPACITY,
				'stroke-width': px(paint.caseWidth)
			}),
			element('path', {
				...line,
				stroke: colour,
				'stroke-width': px(paint.width),
				'stroke-opacity': paint.opacity,
				'stroke-dasharray': paint.dashes?.map((dash) => shortNumber(px(dash))).join(' '),
				'stroke-linecap': paint.round ? 'round' : undefined
			}),
			paint.core
				? element('path', {
						...line,
						stroke: palette.land,
						'stroke-width': px(paint.core.width),
						'stroke-opacity': paint.core.opacity
					})
				: ''
		].join('');
		return faded(mark, strokes);
	});
}

/** What two years compared leave unchanged steps back as a whole. */
function faded(mark: Mark, content: string): string {
	const opacity = fade(mark);
	return opacity === undefined ? content : element('g', { opacity }, content);
}

/** A site's mark in pixels of the map. */
interface Spot {
	readonly mark: Mark;
	readonly x: number;
	readonly y: number;
	readonly radius: number;
}

function drawSite(
	atlas: Atlas,
	{ mark, x, y, radius }: Spot,
	selected: string | undefined,
	zoom: number,
	scale: number,
	palette: Palette
): string {
	const paint = markPaint(mark);
	const symbol = symbolOf(atlas, mark);
	const isSelected = mark.feature.id === selected;
	const halo = haloRadius(mark) * scale;
	const doubt = { cx: x, cy: y, r: halo, fill: palette.selection, 'fill-opacity': 0.06 };
	const ring = { r: 2.1, fill: palette.selection, 'fill-opacity': 0.12, stroke: palette.selection };
	const paper = { d: SYMBOL_PATHS[symbol], fill: 'none', stroke: palette.land, 'stroke-linejoin': 'round' };
	return [
		halo > 0 && (zoom >= HALO_ZOOM || isSelected)
			? element('circle', { ...doubt, stroke: palette.selection, 'stroke-opacity': 0.28, 'stroke-width': 1 })
			: '',
		element(
			'g',
			{
				transform: `translate(${shortNumber(x)} ${shortNumber(y)}) scale(${shortNumber(radius)})`,
				opacity: fade(mark)
			},
			[
				isSelected ? element('circle', { ...ring, 'stroke-width': 0.35 }) : '',
				element('path', { ...paper, 'stroke-width': paint.outline === 'paper' ? 0.5 : 0.85 }),
				drawSymbol(symbol, paint, markColour(atlas, palette, mark), palette.halo)
			].join('')
		)
	].join('');
}

/** How labels are set, by kind; the same as in the style of the live map. */
const LABELS = {
	country: { size: 10, spacing: 1.4, weight: 600 },
	place: { size: 11.5, spacing: 0, weight: 400 },
	sea: { size: 12, spacing: 0, weight: 400 }
} as const;

/** Where a name may give way to the marks, in shares of the way that it may go without leaving its place. */
const GIVING_WAY = [
	[0, 0],
	[0, 0.5],
	[0, -0.5],
	[0.5, 0],
	[-0.5, 0],
	[0, 1],
	[0, -1],
	[1, 0],
	[-1, 0],
	[1, 1],
	[-1, 1],
	[1, -1],
	[-1, -1]
] as const;

/** How many pixels a name may move: a country that is named from further out is larger. A place has its dot. */
const reachOf = ({ kind, minZoom }: MapLabel, zoom: number): number =>
	kind === 'place' ? 0 : Math.min(24 * 2 ** (zoom - minZoom), 48);

/** Small squares along every line that shows: no name lies on a route. */
function courseOf(marks: readonly Mark[], camera: Camera, size: Size): Area[] {
	const step = 5;
	return marks.flatMap(({ feature: { geometry } }) =>
		linesIn(geometry).flatMap((line) =>
			line.flatMap(([lng = 0, lat = 0], index) => {
				const [nextLng = lng, nextLat = lat] = line[index + 1] ?? [];
				const from = project(lng, lat, camera, size);
				const to = project(nextLng, nextLat, camera, size);
				const far = Math.max(Math.abs(from.x), Math.abs(from.y), Math.abs(to.x), Math.abs(to.y));
				const count = Math.min(
					Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / step),
					far > 20_000 ? 0 : 2000
				);
				return Array.from({ length: count }, (_, part) => {
					const share = part / count;
					return areaAround(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share, 2);
				});
			})
		)
	);
}
const linesIn = (geometry: Mark['feature']['geometry']): readonly Position[][] =>
	geometry?.type === 'LineString'
		? [geometry.coordinates]
		: geometry?.type === 'MultiLineString'
			? geometry.coordinates
			: [];

/** Names that stand whole inside the map and free of marks and of each other, the most important first. */
function drawLabels(
	{ labels, camera, fonts, view }: PictureParts,
	size: Size,
	palette: Palette,
	marks: readonly Mark[],
	spots: readonly Spot[]
): string[] {
	const scale = svgScale(camera.zoom);
	const centre = svgPoint(camera.lng, camera.lat);
	const room = new Room();
	for (const { x, y, radius } of spots) room.take(areaAround(x, y, radius));
	for (const area of courseOf(marks, camera, size)) room.take(area);
	return labels.flatMap((label) => {
		const { size: fontSize, spacing, weight } = LABELS[label.kind];
		const text = label.kind === 'country' ? label.text.toLocaleUpperCase(view.language) : label.text;
		const half = (textWidth(text, fontSize, 'sans-bold') + spacing * text.length) / 2 + 2;
		const at = {
			x: (label.x - centre.x) * scale + size.width / 2,
			y: (label.y - centre.y) * scale + size.height / 2
		};
		const isPlace = label.kind === 'place';
		const reach = reachOf(label, camera.zoom);
		for (const [right, down] of reach > 0 ? GIVING_WAY : GIVING_WAY.slice(0, 1)) {
			const x = at.x + right * reach;
			const y = at.y + down * reach;
			const baseline = y + (isPlace ? -5 : 4);
			const box: Area = {
				left: x - half,
				right: x + half,
				top: baseline - fontSize,
				bottom: baseline + (isPlace ? 7 : 3)
			};
			const isWhole =
				box.left >= 4 && box.right <= size.width - 4 && box.top >= 4 && box.bottom <= size.height - 4;
			if (!isWhole || !room.isFree(box)) continue;
			room.take(box);
			const isSea = label.kind === 'sea';
			const name = element(
				'text',
				{
					x,
					y: baseline,
					'text-anchor': 'middle',
					'font-family': isSea ? fonts.serif : fonts.sans,
					'font-size': fontSize,
					'font-weight': weight,
					'font-style': isSea ? 'italic' : undefined,
					'letter-spacing': spacing || undefined,
					fill: isSea ? palette.seaLabel : isPlace ? palette.label : palette.countryLabel,
					stroke: isSea ? palette.water : palette.halo,
					'stroke-width': 2.5,
					'stroke-opacity': 0.8,
					'stroke-linejoin': 'round',
					'paint-order': 'stroke'
				},
				escapeXml(text)
			);
			const dot = { cx: x, cy: y, r: 1.8, fill: palette.land, stroke: palette.label, 'stroke-width': 0.9 };
			return [isPlace ? element('circle', dot) + name : name];
		}
		return [];
	});
}
