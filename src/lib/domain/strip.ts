import type { Atlas, Feature } from './atlas';
import { isContested } from './marks';
import { shownPhase } from './shown';
import { standingOf } from './tally';
import { stepsOf, yearAt, type Axis } from './axis';

/** How much of a layer stands in one step of the axis. */
export interface StripCell {
	readonly value: number;
	readonly year: number;
	/** Attested in that year, not merely planned. */
	readonly attested: number;
	/** Shown, but last attested earlier. */
	readonly assumed: number;
	/** Planned or under construction. */
	readonly planned: number;
	/** Of all these, how many are contested. */
	readonly contested: number;
}

/** One cell for each step of the axis. */
export function stripOf(features: readonly Feature[], axis: Axis): readonly StripCell[] {
	return stepsOf(axis).map((value) => {
		const year = yearAt(axis, value);
		const years = { from: year, to: year };
		let attested = 0;
		let assumed = 0;
		let planned = 0;
		let contested = 0;
		for (const feature of features) {
			const phase = shownPhase(feature, years);
			if (!phase) continue;
			const standing = standingOf(phase, years);
			if (standing === 'assumed') assumed += 1;
			else if (standing === 'planned') planned += 1;
			else attested += 1;
			if (isContested(feature, phase)) contested += 1;
		}
		return { value, year, attested, assumed, planned, contested };
	});
}

/** The features of each layer, in the order of the registry. */
export const featuresByLayer = (atlas: Atlas): ReadonlyMap<string, readonly Feature[]> =>
	new Map(atlas.layers.map(({ id }) => [id, atlas.features.filter((feature) => feature.layer === id)]));
