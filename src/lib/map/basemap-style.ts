import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { FeatureCollection } from 'geojson';
import type { Palette } from './palette';

/** Points with a `label` in the reader's language and the zoom from which it is shown. */
export interface BasemapLabels {
	readonly places: FeatureCollection;
	readonly countries: FeatureCollection;
	readonly seas: FeatureCollection;
}

/** The source of all that lies beneath the names. One for all: each source more costs a mask over every tile in every frame. */
export const BASEMAP = 'basemap';
const PARTS = ['land', 'coast', 'borders', 'lakes', 'rivers'] as const;
type Part = (typeof PARTS)[number];

/** What the source `BASEMAP` holds: each feature says what it is a `part` of. */
export const basemapFeatures = (basemap: Readonly<Record<Part, FeatureCollection>>): FeatureCollection => ({
	type: 'FeatureCollection',
	features: PARTS.flatMap((part) =>
		basemap[part].features.map((feature) => ({ ...feature, properties: { ...feature.properties, part } }))
	)
});

const isPart = (part: Part): ExpressionSpecification => ['==', ['get', 'part'], part];

// A filter knows whole zooms only, so a name may come up to one zoom early; those that matter more keep their place.
const SEEN: ExpressionSpecification = ['<=', ['get', 'minZoom'], ['+', ['zoom'], 1]];

/** Land, water, rivers and borders, quiet enough to leave the colour to the subject. */
export function basemapLayers(palette: Palette): LayerSpecification[] {
	const isDisputed: ExpressionSpecification = ['==', ['get', 'kind'], 'disputed'];
	const borderWidth: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 2, 0.6, 6, 1.1, 10, 1.6];
	return [
		{ id: 'water', type: 'background', paint: { 'background-color': palette.water } },
		{
			id: 'land-fill',
			type: 'fill',
			source: BASEMAP,
			filter: isPart('land'),
			paint: { 'fill-color': palette.land, 'fill-antialias': false }
		},
		{
			id: 'lakes-fill',
			type: 'fill',
			source: BASEMAP,
			filter: isPart('lakes'),
			paint: { 'fill-color': palette.water, 'fill-outline-color': palette.coast }
		},
		{
			id: 'rivers-line',
			type: 'line',
			source: BASEMAP,
			filter: isPart('rivers'),
			minzoom: 3.4,
			paint: {
				'line-color': palette.river,
				'line-width': ['interpolate', ['linear'], ['zoom'], 3.4, 0.4, 6, 1, 10, 2.2]
			}
		},
		{
			id: 'coast-line',
			type: 'line',
			source: BASEMAP,
			filter: isPart('coast'),
			paint: { 'line-color': palette.coast, 'line-width': 0.9 }
		},
		{
			id: 'borders-line',
			type: 'line',
			source: BASEMAP,
			filter: ['all', isPart('borders'), ['!', isDisputed]],
			paint: { 'line-color': palette.border, 'line-width': borderWidth }
		},
		{
			id: 'borders-disputed',
			type: 'line',
			source: BASEMAP,
			filter: ['all', isPart('borders'), isDisputed],
			paint: { 'line-color': palette.disputed, 'line-width': borderWidth, 'line-dasharray': [2.2, 2] }
		}
	];
}

/** Names of seas, countries and places, most important first. */
export function labelLayers(palette: Palette): LayerSpecification[] {
	return [
		{
			id: 'sea-labels',
			type: 'symbol',
			source: 'seas',
			filter: SEEN,
			layout: {
				'text-field': ['get', 'label'],
				'text-font': ['Faultlines Sans'],
				'text-size': 12.5,
				'text-max-width': 6,
				'text-letter-spacing': 0.04
			},
			paint: { 'text-color': palette.seaLabel, 'text-halo-color': palette.water, 'text-halo-width': 1 }
		},
		{
			id: 'places-dot',
			type: 'circle',
			source: 'places',
			filter: SEEN,
			paint: {
				'circle-radius': 1.8,
				'circle-color': palette.halo,
				'circle-stroke-color': palette.label,
				'circle-stroke-width': 0.9
			}
		},
		{
			id: 'place-labels',
			type: 'symbol',
			source: 'places',
			filter: SEEN,
			layout: {
				'text-field': ['get', 'label'],
				'text-font': ['Faultlines Sans'],
				'text-size': ['interpolate', ['linear'], ['zoom'], 3, 11, 7, 13],
				'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
				'text-radial-offset': 0.45,
				'text-max-width': 8,
				'symbol-sort-key': ['get', 'rank']
			},
			paint: { 'text-color': palette.label, 'text-halo-color': palette.halo, 'text-halo-width': 1.3 }
		},
		{
			id: 'country-labels',
			type: 'symbol',
			source: 'countries',
			filter: SEEN,
			maxzoom: 8,
			layout: {
				'text-field': ['upcase', ['get', 'label']],
				'text-font': ['Faultlines Sans Semibold'],
				'text-size': ['interpolate', ['linear'], ['zoom'], 2, 9.5, 5, 13],
				'text-letter-spacing': 0.14,
				'text-max-width': 7,
				'symbol-sort-key': ['get', 'minZoom']
			},
			paint: { 'text-color': palette.countryLabel, 'text-halo-color': palette.halo, 'text-halo-width': 1.2 }
		}
	];
}
