import type { Feature, Phase } from './atlas';

/** Years asked for, both ends included. One year is a window of that year. */
export interface YearWindow {
	readonly from: number;
	readonly to: number;
}

/** A window that every year lies in. Finite, so that it can travel to the map as JSON. */
export const ALL_YEARS: YearWindow = { from: -100_000, to: 100_000 };

const meets = (phase: Phase, { from, to }: YearWindow): boolean =>
	phase.first <= to && (phase.last === undefined || phase.last >= from);

/** The last phase that meets the window, of those that are ended or of those that are not. */
function lastPhase({ phases }: Feature, years: YearWindow, isEnded: boolean): Phase | undefined {
	// A loop: a large atlas asks this of 100,000 features at once, and `findLast` takes twice as long
	for (let at = phases.length - 1; at >= 0; at -= 1) {
		const phase = phases[at]!;
		if ((phase.class === 'ended') === isEnded && meets(phase, years)) return phase;
	}
	return undefined;
}

/**
 * The phase that shows in the window: the last one that is not ended and meets it,
 * so a year shows the state at its end.
 */
export const shownPhase = (feature: Feature, years: YearWindow): Phase | undefined =>
	lastPhase(feature, years, false);

/** Whether the feature shows in the window. */
export const isShown = (feature: Feature, years: YearWindow): boolean =>
	shownPhase(feature, years) !== undefined;

/** The phase by which an ended feature is remembered in the window, if it has ended and does not show. */
export const ghostPhase = (feature: Feature, years: YearWindow): Phase | undefined =>
	isShown(feature, years) ? undefined : lastPhase(feature, years, true);

/**
 * Whether a phase's status is only assumed at the end of the window:
 * its end is open and the window ends after the newest source that states it.
 */
export const isAssumed = (phase: Phase, { to }: YearWindow): boolean =>
	phase.last === undefined && phase.attested !== undefined && to > phase.attested && to < ALL_YEARS.to;

/** Whether the feature shows in the year and is over before the next one begins. */
export function endsIn(feature: Feature, year: number): boolean {
	const phase = shownPhase(feature, { from: year, to: year });
	return phase?.last === year && !isShown(feature, { from: year + 1, to: year + 1 });
}

/** The shown year nearest to the wished one, or undefined where the feature never shows. */
export function nearestShownYear(feature: Feature, wished: number): number | undefined {
	const candidates = feature.phases
		.filter((phase) => phase.class !== 'ended')
		.map((phase) => Math.min(Math.max(wished, phase.first), phase.last ?? Infinity));
	return candidates.length === 0
		? undefined
		: candidates.reduce((best, year) => (Math.abs(year - wished) < Math.abs(best - wished) ? year : best));
}
