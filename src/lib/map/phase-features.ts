import type { Feature as GeoJsonFeature, FeatureCollection } from 'geojson';
import type { Atlas, Feature, Phase } from '../domain/atlas';
import { isContested } from '../domain/marks';
import { shownPhase } from '../domain/shown';
import { STATUSES } from '../domain/vocabulary';
import { hueOf, paletteOf, type ThemeName } from './palette';

/** The letter of `life` for a year in which a feature does not show. */
export const NO_STATUS = '-';

/**
 * What a feature is in each year from `born` on, a letter for each status and year, so that the map can look up any
 * year; the last letter stands for every year after it.
 */
export function lifeOf(feature: Feature): { readonly born: number; readonly life: string } {
	const turns = feature.phases.flatMap(({ first, last }) =>
		last === undefined ? [first] : [first, last + 1]
	);
	const born = Math.min(...turns);
	const letters = Array.from(
		{ length: turns.length === 0 ? 0 : Math.max(...turns) - born + 1 },
		(_, index) => {
			const phase = shownPhase(feature, { from: born + index, to: born + index });
			return phase ? String.fromCharCode(97 + STATUSES.indexOf(phase.status)) : NO_STATUS;
		}
	);
	return { born, life: letters.join('') };
}

/** The colour of a feature's layer in each theme. */
const colours = (atlas: Atlas, { layer }: Feature): Record<ThemeName, string> => {
	const hue = atlas.layerById.get(layer)?.colour ?? '';
	return { light: hueOf(paletteOf('light'), hue), dark: hueOf(paletteOf('dark'), hue) };
};

/** What the map must know of a phase: the feature's id and look-up words, and the compiled years. */
export const phaseProperties = (atlas: Atlas, feature: Feature, phase: Phase, order: number) => ({
	id: feature.id,
	layer: feature.layer,
	...colours(atlas, feature),
	name: feature.name,
	symbol: atlas.kindById.get(feature.kind)?.symbol ?? 'circle',
	precision: feature.precision ?? 'schematic',
	order,
	class: phase.class,
	first: phase.first,
	...lifeOf(feature),
	...(feature.label ? { label: feature.label } : {}),
	...(feature.mode === 'sea' ? { sea: true } : {}),
	...(phase.last === undefined ? {} : { last: phase.last }),
	...(phase.until === undefined ? {} : { until: phase.until }),
	...(phase.after === undefined ? {} : { after: phase.after }),
	...(phase.attested === undefined ? {} : { attested: phase.attested }),
	...(phase.claim === undefined && feature.unconfirmed === undefined ? {} : { claim: true }),
	...(isContested(feature, phase) ? { contested: true } : {}),
	...(feature.spread ? { spread: feature.spread } : {})
});

/**
 * One GeoJSON feature for each phase, because the map draws phases; all phases of a feature
 * share its id. An area too small to be seen from afar has a point besides, with `anchor`.
 */
export function phaseFeatures(atlas: Atlas): FeatureCollection {
	const features: GeoJsonFeature[] = [];
	atlas.features.forEach((feature, order) => {
		if (!feature.geometry) return;
		for (const phase of feature.phases) {
			const properties = phaseProperties(atlas, feature, phase, order);
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
