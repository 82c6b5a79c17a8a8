import type { Feature } from './atlas';
import { endsIn, isAssumed, shownPhase } from './shown';
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
		case 'all':
			return 'all years';
	}
}

/** What a feature is at a time, in words: “Operating in 2024”, “Assumed to be operating in 2026, last attested in 2023”. */
export function statusSentence(feature: Feature, time: Time, horizonYear: number): string {
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
