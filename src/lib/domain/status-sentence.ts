import type { Feature, Phase } from './atlas';
import { lookOf } from './marks';
import { endsIn, isAssumed, shownPhase, type YearWindow } from './shown';
import { statusWords } from './status';
import { windowOf, type Time } from './view';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The years that a time asks for, in words. */
export function timeWords(time: Time): string {
	switch (time.mode) {
		case 'year':
			return String(time.year);
		case 'between':
			return `${time.from}–${time.to}`;
		case 'compare':
			return `${time.from} and ${time.to} compared`;
		case 'all':
			return 'all years';
	}
}

/** What a feature is at a time, in words: “Operating in 2024”, “Assumed to be operating in 2026, last attested in 2023”. */
export function statusSentence(feature: Feature, time: Time, horizonYear: number): string {
	if (time.mode === 'compare')
		return [time.from, time.to]
			.map((year) => statusSentence(feature, { mode: 'year', year }, horizonYear))
			.join('. ');
	const years = windowOf(time);
	const phase = shownPhase(feature, years);
	const when = time.mode === 'all' ? '' : ` in ${timeWords(time)}`;
	if (!phase) return `Does not show${when}`;
	const words = statusWords(phase.status);
	if (time.mode === 'all') return `${capital(words)}, last known`;
	const ended = endsIn(feature, years.to) ? ', ended in that year' : '';
	if (isAssumed(phase, years)) {
		const future = years.to > horizonYear ? 'Projected' : 'Assumed';
		return `${future} to be ${words}${when}, last attested in ${phase.attested}`;
	}
	const claim =
		phase.claim === 'assessed'
			? ' by assessment'
			: phase.claim === 'one-sided'
				? ' by one side’s account'
				: '';
	return `${capital(words)}${claim}${when}${ended}`;
}

/** The status of a phase that shows in a window, with what weakens it: “operating, last attested 2023”. */
export function phaseWords(feature: Feature, phase: Phase, years: YearWindow): string {
	const words = statusWords(phase.status);
	if (isAssumed(phase, years)) return `${words}, last attested ${phase.attested}`;
	if (lookOf(feature, phase, years) !== 'claimed') return words;
	if (feature.unconfirmed) return `${words}, not confirmed`;
	return `${words}, ${phase.claim === 'assessed' ? 'assessed' : 'one side’s account'}`;
}
