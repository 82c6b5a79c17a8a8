import type { Phase } from './atlas';
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

/** Counts what stands behind marks in a window. */
export function tallyOf(
	marks: readonly Pick<Mark, 'feature' | 'phase' | 'look'>[],
	years: YearWindow
): Tally {
	const shown = marks.filter(({ look }) => look !== 'ghost');
	const standing = { attested: 0, assumed: 0, planned: 0 };
	for (const { phase } of shown) standing[standingOf(phase, years)] += 1;
	return {
		...standing,
		things: shown.length,
		passages: new Set(shown.flatMap(({ feature }) => feature.passages)).size,
		references: new Set(shown.flatMap(({ feature }) => feature.references)).size,
		contested: shown.filter(({ feature, phase }) => isContested(feature, phase)).length,
		thin: shown.filter(({ feature }) => feature.references.length < 2).length
	};
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

/** “9 passages · 31 references; 3 contested” */
export const backingWords = ({ passages, references, contested }: Tally): string =>
	`${count(passages, 'passage')} · ${count(references, 'reference')}` +
	(contested > 0 ? `; ${contested} contested` : '');

/** “12 things · 9 passages · 31 references; 3 contested” */
export const tallyWords = (tally: Tally): string =>
	`${count(tally.things, 'thing')} · ${backingWords(tally)}`;
