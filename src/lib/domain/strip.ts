import type { Atlas, Feature, Phase } from './atlas';
import { isContested } from './marks';
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

/**
 * One cell for each step of the axis. Each phase is asked once for the years in which it shows, not each year for its
 * phases: a large atlas has many more of them than the axis has years.
 */
export function stripOf(features: readonly Feature[], axis: Axis): readonly StripCell[] {
	const values = stepsOf(axis);
	const years = values.map((value) => yearAt(axis, value));
	/** Position of the first step in or after a year. */
	const stepFrom = (year: number): number => {
		let [low, high] = [0, years.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (years[middle]! < year) low = middle + 1;
			else high = middle;
		}
		return low;
	};
	/** How much more there is in a step than in the one before it. */
	const counter = (): Int32Array => new Int32Array(years.length + 1);
	const counts = { attested: counter(), assumed: counter(), planned: counter(), contested: counter() };
	for (const feature of features) {
		for (const phase of feature.phases) {
			if (phase.class === 'ended') continue;
			const from = stepFrom(phase.first);
			const to = stepFrom(Math.min(phase.last ?? Infinity, (phase.until ?? Infinity) - 1) + 1);
			const turn = Math.min(Math.max(stepFrom(assumedFrom(phase)), from), to);
			const add = (of: Int32Array, start: number, end: number): void => {
				if (start >= end) return;
				of[start]! += 1;
				of[end]! -= 1;
			};
			add(
				phase.class === 'planned' || phase.class === 'construction' ? counts.planned : counts.attested,
				from,
				turn
			);
			add(counts.assumed, turn, to);
			if (isContested(feature, phase)) add(counts.contested, from, to);
		}
	}
	const sum = { attested: 0, assumed: 0, planned: 0, contested: 0 };
	return values.map((value, step) => {
		for (const key of ['attested', 'assumed', 'planned', 'contested'] as const)
			sum[key] += counts[key][step]!;
		return { value, year: years[step]!, ...sum };
	});
}

/** First year in which the status of a phase is only assumed. */
const assumedFrom = ({ last, attested }: Phase): number =>
	last === undefined && attested !== undefined ? attested + 1 : Infinity;

/** The features of each layer, in the order of the registry. */
export function featuresByLayer(atlas: Atlas): ReadonlyMap<string, readonly Feature[]> {
	const members = new Map<string, Feature[]>(atlas.layers.map(({ id }) => [id, []]));
	for (const feature of atlas.features) members.get(feature.layer)?.push(feature);
	return members;
}
