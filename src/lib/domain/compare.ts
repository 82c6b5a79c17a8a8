import type { Feature, Phase } from './atlas';
import { shownPhase } from './shown';

/** What two years compared say of a thing, in the order of a list. */
export const CHANGES = ['added', 'ended', 'changed', 'unchanged'] as const;
export type Change = (typeof CHANGES)[number];

/** A thing that shows in at least one of two years. */
export interface Compared {
	readonly change: Change;
	/** The phase that shows in the first year; left out where none does. */
	readonly before?: Phase;
	/** The phase that shows in the second year. */
	readonly after?: Phase;
}

const inYear = (feature: Feature, year: number): Phase | undefined =>
	shownPhase(feature, { from: year, to: year });

/**
 * How a feature differs between two years, each taken as of its end; undefined where it shows in neither.
 * Only what shows and its status count: a status that is merely no longer attested has not changed.
 * With the years the other way round, what was added has ended.
 */
export function changeOf(feature: Feature, from: number, to: number): Compared | undefined {
	const before = inYear(feature, from);
	const after = inYear(feature, to);
	if (!before) return after && { change: 'added', after };
	if (!after) return { change: 'ended', before };
	return { change: before.status === after.status ? 'unchanged' : 'changed', before, after };
}
