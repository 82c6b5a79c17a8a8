import type {
	ExpressionSpecification,
	FillLayerSpecification,
	LayerSpecification,
	StyleSpecification
} from '@maplibre/maplibre-gl-style-spec';
import type { Feature as GeoJsonFeature, FeatureCollection } from 'geojson';
import type { Atlas, Feature } from '../domain/atlas';
import { crowdMembers, isCrowd, isLine } from '../domain/crowd';
import { LOOKS, type Look } from '../domain/marks';
import { AREA_ZOOM, sitePosition } from '../domain/site';
import { SPREAD_ZOOMS } from '../domain/spread';
import { PRECISIONS } from '../domain/vocabulary';
import { BASEMAP, basemapFeatures, basemapLayers, labelLayers, type BasemapLabels } from './basemap-style';
import { BADGED, badgePosition, badgeSizeOf } from './change-badge';
import { CHANGE, fading, IS_COMPARED, IS_ON, LOOK, NOT_COMPARED, SHOWN, type WindowState } from './filters';
import {
	CASE_OPACITY,
	CASE_WIDER,
	CORE_INSET,
	CORE_OPACITY,
	HALO_METRES,
	HOVERED_WIDER,
	LINE_LOOKS,
	LINE_WIDTH_STOPS,
	MARK_RADIUS_STOPS,
	NAME_SIZE,
	NAMES_ZOOM,
	SEA_DASH,
	SEA_OPACITIES,
	SEA_OPACITY,
	SEA_WIDER,
	SELECTED_WIDER,
	markRadius
} from './look';
import { HATCH_LOOKS, HATCH_OPACITY } from './hatch';
import { paletteOf, type Palette, type ThemeName } from './palette';
import { outlineFeatures } from './outlines';
import { lifeOf, phaseFeatures } from './phase-features';

/** Radius in pixels that the images of the marks are drawn at; the style scales them. */
export const IMAGE_RADIUS = 8;

/** Image of the ring round the selected site. */
export const RING_IMAGE = 'ring';

/** The style layers on which a feature can be pointed at, topmost first. */
export const PICKABLE = [
	'sites',
	'lines-sea-ghost',
	'lines-sea-solid',
	'lines-sea',
	...LOOKS.map((look) => `lines-${look}`),
	'areas-ghost',
	'areas-claimed',
	'areas-solid',
	'areas-schematic',
	'areas'
];

/** The style layer of countries that stand for a thing: pointed at only where nothing of `PICKABLE` is. */
export const OUTLINES = 'outlines';
export const OUTLINES_TINT = 'outlines-tint';

/** Whether the layers of outlines are to be drawn: where there are none, the map need not lay out tiles for them. */
export const outlineVisibility = ({ features }: FeatureCollection): 'visible' | 'none' =>
	features.length > 0 ? 'visible' : 'none';

/**
 * The source of what of a crowd the map names or rings: what is in sight when it is close, and what is selected. Its marks
 * are drawn on the crowd's own canvas.
 */
export const NEAR = 'near';

/** What the style is made of besides the atlas. */
export interface StyleParts {
	readonly theme: ThemeName;
	readonly basemap: BasemapCollections;
	readonly labels: BasemapLabels;
	readonly window: WindowState;
	/** Absolute addresses of the label fonts. */
	readonly fonts: StyleSpecification['font-faces'];
	readonly selected: string | undefined;
}

/** Decoded basemap. Every level covers the same world, so a finer one takes the place of a coarser one. */
export interface BasemapCollections {
	readonly land: FeatureCollection;
	/** The outline of the land without its cuts at 180°. */
	readonly coast: FeatureCollection;
	readonly borders: FeatureCollection;
	readonly lakes: FeatureCollection;
	readonly rivers: FeatureCollection;
	/** The countries, with their ISO code as `a2`. */
	readonly countries: FeatureCollection;
}

/** Written on each feature: a list of all layers would be read again with every tile of every year. */
const colourIn = (theme: ThemeName): ExpressionSpecification => ['to-color', ['get', theme]];

/** How an opacity is written: where two years are compared, what they leave unchanged steps back. */
type Fade = (opacity: number | ExpressionSpecification) => number | ExpressionSpecification;

const isGeometry = (type: string): ExpressionSpecification => ['==', ['geometry-type'], type];
const LINES: ExpressionSpecification = ['any', isGeometry('LineString'), isGeometry('Polygon')];
const IS_SEA: ExpressionSpecification = ['==', ['get', 'sea'], true];

/** Hovered and selected lines are wider. */
const emphasis: ExpressionSpecification = [
	'case',
	['boolean', ['feature-state', 'selected'], false],
	SELECTED_WIDER,
	['boolean', ['feature-state', 'hover'], false],
	HOVERED_WIDER,
	0
];

const lineWidthExpression = (change: number): ExpressionSpecification =>
	[
		'interpolate',
		['linear'],
		['zoom'],
		...LINE_WIDTH_STOPS.flatMap(([zoom, width]) => [zoom, ['+', Math.max(width + change, 0.4), emphasis]])
	] as ExpressionSpecification;

function lineLayer(
	look: Look,
	palette: Palette,
	colour: ExpressionSpecification,
	fade: Fade
): LayerSpecification[] {
	const { dash, core, opacity } = LINE_LOOKS[look];
	const filter: ExpressionSpecification = ['all', LINES, ['!', IS_SEA], SHOWN, ['==', LOOK, look]];
	const line: LayerSpecification = {
		id: `lines-${look}`,
		type: 'line',
		source: 'phases',
		filter,
		layout: { 'line-cap': 'butt', 'line-join': 'round', 'line-sort-key': ['-', 0, ['get', 'order']] },
		paint: {
			'line-color': look === 'ghost' ? palette.ghost : colour,
			'line-width': lineWidthExpression(0),
			'line-opacity': fade(opacity),
			...(dash ? { 'line-dasharray': [...dash] } : {})
		}
	};
	if (!core) return [line];
	return [
		line,
		{
			id: `lines-${look}-core`,
			type: 'line',
			source: 'phases',
			filter,
			layout: { 'line-cap': 'butt', 'line-join': 'round' },
			paint: {
				'line-color': palette.land,
				'line-width': lineWidthExpression(-CORE_INSET),
				'line-opacity': CORE_OPACITY[core]
			}
		}
	];
}

/** Pixels by which a mark is moved aside, in steps of whole zooms as the map evaluates it. */
const iconOffset = (closer: unknown): ExpressionSpecification =>
	[
		'step',
		['zoom'],
		...SPREAD_ZOOMS.flatMap((zoom, index) => [
			...(index === 0 ? [] : [zoom]),
			['array', 'number', 2, ['get', `spread${zoom}`]]
		]),
		SPREAD_ZOOMS[SPREAD_ZOOMS.length - 1]! + 1,
		closer
	] as unknown as ExpressionSpecification;
const ICON_OFFSET = iconOffset(['literal', [0, 0]]);
const ICON_SIZE = [
	'interpolate',
	['linear'],
	['zoom'],
	...MARK_RADIUS_STOPS.flatMap(([zoom, radius]) => [zoom, radius / IMAGE_RADIUS])
] as ExpressionSpecification;

/** Tint and hatching of outlined countries, under everything but the land. */
function outlineLayers(
	colour: ExpressionSpecification,
	fade: Fade,
	outlines: FeatureCollection
): LayerSpecification[] {
	const filter = SHOWN;
	const layout = { visibility: outlineVisibility(outlines) };
	const isSelected: ExpressionSpecification = ['==', ['get', 'id'], ['global-state', 'selected']];
	const isHovered: ExpressionSpecification = ['boolean', ['feature-state', 'hover'], false];
	const tint = LOOKS.flatMap((look) => [look, HATCH_LOOKS[look].tint]);
	return [
		{
			id: OUTLINES_TINT,
			type: 'fill',
			source: 'outlines',
			filter,
			layout,
			paint: {
				'fill-color': colour,
				'fill-opacity': fade([
					'case',
					isSelected,
					0.26,
					isHovered,
					0.2,
					['match', LOOK, ...tint, 0] as unknown as ExpressionSpecification
				]),
				'fill-antialias': false
			}
		},
		{
			id: OUTLINES,
			type: 'fill',
			source: 'outlines',
			filter,
			layout,
			paint: {
				'fill-pattern': ['concat', 'hatch|', ['get', 'hatch'], '|', LOOK, '|', ['get', 'layer']],
				'fill-opacity': fade(HATCH_OPACITY),
				'fill-antialias': false
			}
		}
	];
}

/**
 * A layer once for each look that has an opacity of its own, and once for all others. The look depends on the year, and
 * a paint that does has the map lay out its tiles a second time for each step; filters are answered by the first.
 */
function byLook<T extends { readonly id: string; readonly filter: ExpressionSpecification }>(
	layer: T,
	opacities: Partial<Record<Look, number>>,
	otherwise: number,
	paint: (opacity: number) => LayerSpecification['paint']
): LayerSpecification[] {
	const looks = Object.keys(opacities) as Look[];
	const others: ExpressionSpecification = ['!', ['in', LOOK, ['literal', looks]]];
	return [
		{ ...layer, filter: ['all', layer.filter, others], paint: paint(otherwise) },
		...looks.map((look) => ({
			...layer,
			id: `${layer.id}-${look}`,
			filter: ['all', layer.filter, ['==', LOOK, look]],
			paint: paint(opacities[look] ?? 1)
		}))
	] as unknown as LayerSpecification[];
}

/** Areas in a tint of their layer's colour; those whose course is not known are the palest. */
function areaLayers(colour: ExpressionSpecification, fade: Fade): LayerSpecification[] {
	const isSchematic: ExpressionSpecification = ['==', ['get', 'precision'], 'schematic'];
	const paint = (opacity: number): NonNullable<FillLayerSpecification['paint']> => ({
		'fill-color': colour,
		'fill-opacity': fade(opacity),
		'fill-antialias': false
	});
	const isArea: ExpressionSpecification = ['all', isGeometry('Polygon'), SHOWN];
	const area = { id: 'areas', type: 'fill', source: 'phases', filter: isArea };
	const [others, ...looks] = byLook(area, { solid: 0.38, claimed: 0.2, ghost: 0.04 }, 0.14, paint) as [
		FillLayerSpecification,
		...FillLayerSpecification[]
	];
	const where = (condition: ExpressionSpecification) =>
		['all', others.filter, condition] as ExpressionSpecification;
	return [
		{ ...others, filter: where(['!', isSchematic]) },
		{ ...others, id: 'areas-schematic', filter: where(isSchematic), paint: paint(0.06) },
		...looks
	];
}

function siteLayers(palette: Palette, fade: Fade): LayerSpecification[] {
	const shownPoint: ExpressionSpecification = [
		'all',
		isGeometry('Point'),
		['!', ['has', 'sign']],
		SHOWN,
		['any', ['!', ['has', 'anchor']], ['<', ['zoom'], AREA_ZOOM]]
	];
	return [
		{
			id: 'sites-precision',
			type: 'circle',
			source: 'phases',
			filter: [
				'all',
				shownPoint,
				['any', ['boolean', ['==', ['get', 'id'], ['global-state', 'selected']], false], ['>=', ['zoom'], 6]]
			],
			paint: {
				'circle-radius': [
					'interpolate',
					['exponential', 2],
					['zoom'],
					0,
					['get', 'halo'],
					20,
					['*', ['get', 'halo'], 2 ** 20]
				],
				'circle-color': palette.text,
				'circle-opacity': 0.06,
				'circle-stroke-color': palette.text,
				'circle-stroke-width': 1,
				'circle-stroke-opacity': 0.28,
				'circle-pitch-alignment': 'map'
			}
		},
		{
			id: 'sites-selected',
			type: 'symbol',
			source: 'phases',
			filter: ['all', shownPoint, ['==', ['get', 'id'], ['global-state', 'selected']]],
			layout: {
				'icon-image': RING_IMAGE,
				'icon-size': ICON_SIZE,
				'icon-offset': ICON_OFFSET,
				'icon-allow-overlap': true,
				'icon-ignore-placement': true
			}
		},
		{
			id: 'site-labels',
			type: 'symbol',
			source: 'phases',
			minzoom: NAMES_ZOOM,
			filter: shownPoint,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': ['Faultlines Sans'],
				'text-size': NAME_SIZE,
				'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
				'text-radial-offset': 1.2,
				'text-justify': 'auto',
				'text-max-width': 9,
				'symbol-sort-key': ['get', 'order']
			},
			paint: {
				'text-color': palette.text,
				'text-opacity': fade(1),
				'text-halo-color': palette.halo,
				'text-halo-width': 1.6
			}
		},
		{
			id: 'sites',
			type: 'symbol',
			source: 'phases',
			filter: shownPoint,
			layout: {
				'icon-image': ['concat', 'mark|', ['get', 'symbol'], '|', LOOK, '|', ['get', 'layer']],
				'icon-size': ICON_SIZE,
				'icon-offset': ICON_OFFSET,
				'icon-allow-overlap': true,
				// The map places what lies on top first: names keep clear of the marks, never the other way round.
				'icon-ignore-placement': false,
				'icon-padding': 0,
				'symbol-sort-key': ['-', 0, ['get', 'order']]
			},
			paint: { 'icon-opacity': fade(1) }
		}
	];
}

/** The glow under the selected line. */
const selectedLine = (palette: Palette): LayerSpecification => ({
	id: 'lines-selected',
	type: 'line',
	source: 'phases',
	filter: ['all', LINES, SHOWN, ['==', ['get', 'id'], ['global-state', 'selected']]],
	layout: { 'line-cap': 'round', 'line-join': 'round' },
	paint: { 'line-color': palette.selection, 'line-width': lineWidthExpression(8), 'line-opacity': 0.22 }
});

const lineNames = (palette: Palette, colour: ExpressionSpecification, fade: Fade): LayerSpecification => ({
	id: 'line-labels',
	type: 'symbol',
	source: 'phases',
	filter: ['all', isGeometry('LineString'), ['has', 'label'], SHOWN],
	layout: {
		'symbol-placement': 'line-center',
		'text-field': ['get', 'label'],
		'text-font': ['Faultlines Sans Semibold'],
		'text-size': ['interpolate', ['linear'], ['zoom'], 2, 10.5, 6, 13],
		'text-offset': [0, -1],
		'text-max-angle': 40
	},
	paint: {
		'text-color': colour,
		'text-opacity': fade(1),
		'text-halo-color': palette.halo,
		'text-halo-width': 1.5
	}
});

/** The same for what is drawn as a crowd; the marks of its sites only keep names clear of them. */
const nearLayers = (palette: Palette, colour: ExpressionSpecification, fade: Fade): LayerSpecification[] =>
	[selectedLine(palette), lineNames(palette, colour, fade), ...siteLayers(palette, fade), CHANGE_LAYER].map(
		(layer) => ({
			...layer,
			id: `near-${layer.id}`,
			source: NEAR,
			...(layer.id === 'sites' ? { paint: { 'icon-opacity': 0 } } : {})
		})
	) as LayerSpecification[];

/** What the source `NEAR` holds for these features. */
export const nearFeatures = (atlas: Atlas, features: readonly Feature[]): FeatureCollection =>
	phaseSource({ ...atlas, features }, true);

/** Radius in pixels at zoom 0 of a circle of so many metres at a latitude. */
const haloAtZoom0 = (metres: number, lat: number): number =>
	(metres * 512) / (40_075_017 * Math.cos((lat * Math.PI) / 180));

/** `isUnderCrowd`: lines are drawn over it. */
function phaseSource(atlas: Atlas, isUnderCrowd = false): FeatureCollection {
	const collection = phaseFeatures(atlas);
	for (const { geometry, properties } of collection.features) {
		if (!properties || geometry.type !== 'Point') continue;
		const precision = PRECISIONS.find((word) => word === properties.precision) ?? 'schematic';
		properties.halo = properties.anchor
			? 0
			: haloAtZoom0(HALO_METRES[precision], geometry.coordinates[1] ?? 0);
		const offsets: unknown = properties.spread;
		delete properties.spread;
		SPREAD_ZOOMS.forEach((zoom, index) => {
			const [x, y] = (Array.isArray(offsets) ? offsets[index] : [0, 0]) as [number, number];
			const scale = IMAGE_RADIUS / markRadius(zoom);
			properties[`spread${zoom}`] = [x * scale, y * scale];
		});
	}
	collection.features.push(...signPoints(atlas, isUnderCrowd));
	return collection;
}

/**
 * One point more for each feature, where the sign of its change hangs; no other layer draws it. Under lines that are drawn
 * over it, the sign hangs beside them.
 */
function signPoints(atlas: Atlas, isUnderCrowd: boolean): GeoJsonFeature[] {
	return atlas.features.flatMap((feature): GeoJsonFeature[] => {
		const position = badgePosition(feature);
		if (!position) return [];
		const { radius, aside } = badgeSizeOf(feature);
		const away = ((isUnderCrowd && isLine(feature) ? radius : aside) * IMAGE_RADIUS) / radius;
		const offsets = SPREAD_ZOOMS.map((zoom, index) => {
			const [x, y] = feature.spread?.[index] ?? [0, 0];
			const scale = IMAGE_RADIUS / (markRadius(zoom) * radius);
			return [`spread${zoom}`, [x * scale + away, y * scale - away]] as const;
		});
		const properties = {
			id: feature.id,
			layer: feature.layer,
			...lifeOf(feature),
			sign: radius,
			away: [away, 0 - away],
			...Object.fromEntries(offsets)
		};
		return [{ type: 'Feature', geometry: { type: 'Point', coordinates: [...position] }, properties }];
	});
}

/** The signs of two years compared, over everything else. */
const CHANGE_LAYER: LayerSpecification = {
	id: 'changes',
	type: 'symbol',
	source: 'phases',
	filter: ['all', ['has', 'sign'], IS_COMPARED, IS_ON, ['in', CHANGE, ['literal', BADGED]]],
	layout: {
		'icon-image': ['concat', 'change|', CHANGE],
		'icon-size': [
			'interpolate',
			['linear'],
			['zoom'],
			...MARK_RADIUS_STOPS.flatMap(([zoom, radius]) => [zoom, ['*', ['get', 'sign'], radius / IMAGE_RADIUS]])
		] as ExpressionSpecification,
		'icon-offset': iconOffset(['array', 'number', 2, ['get', 'away']]),
		'icon-allow-overlap': true,
		'icon-ignore-placement': true
	}
};

const OPACITIES: Readonly<Partial<Record<LayerSpecification['type'], readonly string[]>>> = {
	fill: ['fill-opacity'],
	line: ['line-opacity'],
	circle: ['circle-opacity', 'circle-stroke-opacity'],
	symbol: ['icon-opacity', 'text-opacity']
};

/** A layer whose marks go when `drawn` is 0 and whose names when `named` is: by opacity, so that the map need only paint. */
function hideable(layer: LayerSpecification): LayerSpecification {
	if (!('source' in layer) || layer.source !== 'phases') return layer;
	const paint = { ...layer.paint } as Record<string, ExpressionSpecification | number>;
	for (const property of OPACITIES[layer.type] ?? []) {
		const state = property === 'text-opacity' ? 'named' : 'drawn';
		paint[property] = ['*', paint[property] ?? 1, ['global-state', state]];
	}
	return { ...layer, paint } as LayerSpecification;
}

/**
 * The whole style: a pure function of its arguments. Nothing is added to the map later; what changes with the view
 * is global state, feature state and the data of the basemap when the reader comes close.
 */
export function buildStyle(atlas: Atlas, parts: StyleParts): StyleSpecification {
	const palette = paletteOf(parts.theme);
	const colour = colourIn(parts.theme);
	const fade: Fade = parts.window.before === NOT_COMPARED ? (opacity) => opacity : fading;
	const [water, land, ...rest] = basemapLayers(palette);
	const crowded = isCrowd(atlas);
	const outlines = outlineFeatures(atlas, parts.basemap, parts.window.layers);
	const isOfCrowd = crowdMembers(atlas);
	const drawnByMap = crowded
		? { ...atlas, features: atlas.features.filter((feature) => !isOfCrowd(feature)) }
		: atlas;
	const layers: LayerSpecification[] = [
		...(water && land ? [water, land] : []),
		...outlineLayers(colour, fade, outlines),
		...rest,
		...areaLayers(colour, fade),
		{
			id: 'lines-case',
			type: 'line',
			source: 'phases',
			filter: ['all', LINES, SHOWN],
			layout: { 'line-cap': 'round', 'line-join': 'round' },
			paint: {
				'line-color': palette.halo,
				'line-width': lineWidthExpression(CASE_WIDER),
				'line-opacity': CASE_OPACITY
			}
		},
		selectedLine(palette),
		...LOOKS.flatMap((look) => lineLayer(look, palette, colour, fade)),
		...byLook(
			{
				id: 'lines-sea',
				type: 'line',
				source: 'phases',
				filter: ['all', LINES, IS_SEA, SHOWN],
				layout: { 'line-cap': 'round', 'line-join': 'round' }
			},
			SEA_OPACITIES,
			SEA_OPACITY,
			(opacity) => ({
				'line-color': colour,
				'line-width': lineWidthExpression(SEA_WIDER),
				'line-dasharray': [...SEA_DASH],
				'line-opacity': fade(opacity)
			})
		),
		...labelLayers(palette),
		lineNames(palette, colour, fade),
		...siteLayers(palette, fade),
		...(crowded ? nearLayers(palette, colour, fade) : []),
		CHANGE_LAYER
	];
	return {
		version: 8,
		...(parts.fonts ? { 'font-faces': parts.fonts } : {}),
		transition: { duration: 0, delay: 0 },
		state: {
			year: { default: parts.window.year },
			span: { default: parts.window.span },
			layers: { default: [...parts.window.layers] },
			ghosts: { default: parts.window.ghosts },
			before: { default: parts.window.before },
			contested: { default: parts.window.contested },
			selected: { default: parts.selected ?? '' },
			drawn: { default: 1 },
			named: { default: 1 }
		},
		sources: {
			[BASEMAP]: { type: 'geojson', data: basemapFeatures(parts.basemap), tolerance: 0.2 },
			places: { type: 'geojson', data: parts.labels.places },
			countries: { type: 'geojson', data: parts.labels.countries },
			seas: { type: 'geojson', data: parts.labels.seas },
			outlines: {
				type: 'geojson',
				data: outlines,
				promoteId: 'id',
				tolerance: 0.2
			},
			phases: { type: 'geojson', data: phaseSource(drawnByMap), promoteId: 'id', tolerance: 0.1 },
			...(crowded ? { [NEAR]: { type: 'geojson', data: nearFeatures(atlas, []), promoteId: 'id' } } : {})
		},
		layers: layers.map(hideable)
	};
}

/** Every image that the style can ask for: `mark|symbol|look|layer`. */
export const markImageIds = (atlas: Atlas): readonly string[] => {
	const symbols = new Set(
		atlas.features
			.filter((feature) => sitePosition(feature) !== undefined)
			.map(({ kind }) => atlas.kindById.get(kind)?.symbol ?? 'circle')
	);
	return atlas.layers.flatMap(({ id }) =>
		LOOKS.flatMap((look) => [...symbols].map((symbol) => `mark|${symbol}|${look}|${id}`))
	);
};
