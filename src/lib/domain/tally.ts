import type { Feature, Phase } from './atlas';
import { isContested, type Mark } from './marks';
import { isAssumed, type YearWindow } from './shown';

/** How a status stands in the record at the end of a window. */
export type Standing = 'attested' | 'assumed' | 'planned';

/** What is only assumed is no longer attested; what is planned or under construction is not there yet. */
export const standingOf = (phase: Phase, years: YearWindow): Standing =>
	isAssumed(phase, years)
		? 'assumed'
		: phase.class === 'planned' || phase.class === 'construction'
			? 'planned'
			: 'attested';

/** What stands behind marks, counted: each passage and each reference once, however many marks rest on it. */
export interface Tally extends Readonly<Record<Standing, number>> {
	/** Marks; what has ended and left a ghost is not among them. */
	readonly things: number;
	readonly passages: number;
	readonly references: number;
	readonly contested: number;
	/** How many rest on a single reference, or on none. */
	readonly thin: number;
}

/** How many of these features each layer has. */
export function countByLayer(features: readonly Pick<Feature, 'layer'>[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const { layer } of features) counts.set(layer, (counts.get(layer) ?? 0) + 1);
	return counts;
}

/** Counts what stands behind marks in a window. */
export function tallyOf(
	marks: readonly Pick<Mark, 'feature' | 'phase' | 'look'>[],
	years: YearWindow
): Tally {
	const standing = { attested: 0, assumed: 0, planned: 0 };
	const passages = new Set<number>();
	const references = new Set<number>();
	let [things, contested, thin] = [0, 0, 0];
	for (const { feature, phase, look } of marks) {
		if (look === 'ghost') continue;
		things += 1;
		standing[standingOf(phase, years)] += 1;
		for (const passage of feature.passages) passages.add(passage);
		for (const reference of feature.references) references.add(reference);
		if (isContested(feature, phase)) contested += 1;
		if (feature.references.length < 2) thin += 1;
	}
	return {
		...standing,
		things,
		passages: passages.size,
		references: references.size,
		contested,
		thin
	};
}

const count = (number: number, one: string): string =>
	`${number.toLocaleString('en')} ${one}${number === 1 ? '' : 's'}`;

/** “9 passages · 31 references; 3 contested” */
export const backingWords = ({ passages, references, contested }: Tally): string =>
	`${count(passages, 'passage')} · ${count(references, 'reference')}` +
	(contested > 0 ? `; ${contested} contested` : '');

/** “12 things · 9 passages · 31 references; 3 contested” */
export const tallyWords = (tally: Tally): string =>
	`${count(tally.things, 'thing')} · ${backingWords(tally)}`;
