import type { Feature as GeoJsonFeature, FeatureCollection } from 'geojson';
import type { Atlas } from '../domain/atlas';

/**
 * One GeoJSON feature for each phase, because the map draws phases; all phases of a feature
 * share its id. An area too small to be seen from afar has a point besides, with `anchor`.
 */
export function phaseFeatures(atlas: Atlas): FeatureCollection {
	const features: GeoJsonFeature[] = [];
	atlas.features.forEach((feature, order) => {
		if (!feature.geometry) return;
		for (const phase of feature.phases) {
			const properties = {
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
			};
			features.push({ type: 'Feature', geometry: feature.geometry, properties });
			if (feature.anchor) {
				features.push({
					type: 'Feature',
					geometry: { type: 'Point', coordinates: [...feature.anchor] },
					properties: { ...properties, anchor: true }
				});
			}
		}
	});
	return { type: 'FeatureCollection', features };
}
