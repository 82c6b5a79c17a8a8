import type { Feature as GeoJsonFeature, FeatureCollection } from 'geojson';
import type { Atlas } from '../domain/atlas';

/** One GeoJSON feature for each phase, because the map draws phases; all phases of a feature share its id. */
export function phaseFeatures(atlas: Atlas): FeatureCollection {
	const features: GeoJsonFeature[] = [];
	atlas.features.forEach((feature, order) => {
		if (!feature.geometry) return;
		for (const phase of feature.phases) {
			features.push({
				type: 'Feature',
				geometry: feature.geometry,
				properties: {
					id: feature.id,
					layer: feature.layer,
					name: feature.name,
					symbol: atlas.kindById.get(feature.kind)?.symbol ?? 'circle',
					precision: feature.precision ?? 'schematic',
					order,
					class: phase.class,
					first: phase.first,
					...(feature.label ? { label: feature.label } : {}),
					...(feature.mode === 'sea' ? { sea: true } : {}),
					...(phase.last === undefined ? {} : { last: phase.last }),
					...(phase.until === undefined ? {} : { until: phase.until }),
					...(phase.after === undefined ? {} : { after: phase.after }),
					...(phase.attested === undefined ? {} : { attested: phase.attested }),
					...(phase.claim === undefined && feature.unconfirmed === undefined ? {} : { claim: true }),
					...(feature.spread ? { spread: feature.spread } : {})
				}
			});
		}
	});
	return { type: 'FeatureCollection', features };
}
