/** Countries whose outline stands for a thing, taken from the basemap: no polygon is copied into the data. */
import type { Feature as GeoJsonFeature, FeatureCollection, MultiPolygon, Position } from 'geojson';
import type { Atlas } from '../domain/atlas';
import { hatchDirections } from '../domain/hatch-directions';
import { outlineOf } from '../domain/outline-of';
import { phaseProperties } from './phase-features';

/** Of a basemap, its countries, with their ISO code as `a2`. */
interface Countries {
	readonly countries: FeatureCollection;
}

/** The rings of countries as one geometry; countries that the basemap lacks are left out. */
export function countriesShape({ countries }: Countries, codes: readonly string[]): MultiPolygon {
	const wanted = new Set(codes);
	return {
		type: 'MultiPolygon',
		coordinates: countries.features.flatMap(({ geometry, properties }): Position[][][] => {
			if (!wanted.has(String(properties?.a2))) return [];
			if (geometry.type === 'Polygon') return [geometry.coordinates];
			return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
		})
	};
}

/** One GeoJSON feature for each phase of each outlined thing of these layers. */
export function outlineFeatures(
	atlas: Atlas,
	basemap: Countries,
	layers: readonly string[]
): FeatureCollection {
	const directions = hatchDirections(atlas.features);
	const features = atlas.features.flatMap((feature, order): GeoJsonFeature[] => {
		if (!feature.outline || !layers.includes(feature.layer)) return [];
		const hatch = directions.get(feature.id);
		return feature.phases.map((phase) => ({
			type: 'Feature',
			geometry: countriesShape(basemap, outlineOf(feature, phase)),
			properties: { ...phaseProperties(atlas, feature, phase, order), hatch }
		}));
	});
	return { type: 'FeatureCollection', features };
}
