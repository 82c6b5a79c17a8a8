/** Two years compared, in words: loaded when a reader asks for a comparison. */
import type { Atlas, Feature, Phase } from './atlas';
import { CHANGES, type Change } from './compare';
import type { Mark } from './marks';
import { ghostPhase, isAssumed, isShown, shownPhase } from './shown';
import { statusWords } from './status';
import { phaseWords } from './status-sentence';
import type { View } from './view';

/** The two years, in the order that they were asked for. */
export interface TwoYears {
	readonly from: number;
	readonly to: number;
}

export const CHANGE_WORDS: Readonly<Record<Change, string>> = {
	added: 'added',
	ended: 'ended',
	changed: 'changed status',
	unchanged: 'unchanged'
};

/** The marks of a comparison by what has become of them; every change has its list, be it empty. */
export const byChange = (
	marks: readonly Mark[]
): readonly { readonly change: Change; readonly marks: readonly Mark[] }[] =>
	CHANGES.map((change) => ({ change, marks: marks.filter((mark) => mark.change === change) }));

/** Up to so many things of a kind are named in the sentence. */
const NAMED = 3;

const listOf = (words: readonly string[]): string =>
	words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const nameOf = ({ feature, change, before, phase }: Mark): string =>
	change === 'changed' && before
		? `${feature.name}, from ${statusWords(before.status)} to ${statusWords(phase.status)}`
		: feature.name;

/** The years as the beginning of a sentence: “Between 2014 and 2024”; backwards it says so. */
export const yearsWords = ({ from, to }: TwoYears): string =>
	from > to ? `From ${from} back to ${to}` : `Between ${from} and ${to}`;

/** What differs, in one sentence: “Between 2014 and 2024: 12 added, 1 ended (Tsel camp), 5 changed status; 20 unchanged.” */
export function compareSentence(marks: readonly Mark[], years: TwoYears): string {
	if (years.from === years.to) return `Both years are ${years.from}: nothing differs.`;
	const groups = byChange(marks);
	const differing = groups
		.filter((group) => group.change !== 'unchanged' && group.marks.length > 0)
		.map(({ change, marks: own }) => {
			const names = own.length <= NAMED ? ` (${own.map(nameOf).join('; ')})` : '';
			return `${own.length} ${CHANGE_WORDS[change]}${names}`;
		});
	const same = groups.find(({ change }) => change === 'unchanged')?.marks.length ?? 0;
	const rest = same > 0 ? `; ${same} unchanged` : '';
	return `${yearsWords(years)}: ${differing.length > 0 ? differing.join(', ') : 'nothing of what shows differs'}${rest}.`;
}

/** Where the record is thin: how many of the things compared are only assumed in either year; undefined where none is. */
export function thinRecordSentence(marks: readonly Mark[], { from, to }: TwoYears): string | undefined {
	const counts = [
		{ year: from, phases: marks.map(({ before }) => before) },
		{ year: to, phases: marks.map(({ change, phase }) => (change === 'ended' ? undefined : phase)) }
	].flatMap(({ year, phases }) => {
		const count = phases.filter((phase) => phase && isAssumed(phase, { from: year, to: year })).length;
		return count > 0 ? [`${count} in ${year}`] : [];
	});
	return counts.length === 0
		? undefined
		: `The record is thin: the status of ${listOf([...new Set(counts)])} is only assumed, last attested earlier.`;
}

/** What a feature was and became: “agreed → operating since 2017”, “deployed → withdrawn 2016”. */
export function changeWords(mark: Mark, { from, to }: TwoYears): string {
	const { feature, phase, before, change } = mark;
	const at = (shown: Phase, year: number): string => phaseWords(feature, shown, { from: year, to: year });
	if (change === 'unchanged') return at(phase, to);
	if (change === 'ended')
		return `${at(phase, from)} → ${from < to ? endWords(feature, to) : 'not there yet'}`;
	const was = before ? at(before, from) : from < to ? 'not there' : 'gone';
	return `${was} → ${at(phase, to)}, since ${phase.first}`;
}

function endWords(feature: Feature, year: number): string {
	const ended = ghostPhase(feature, { from: year, to: year });
	if (ended) return `${statusWords(ended.status)} ${ended.first}`;
	const last = feature.phases.findLast((phase) => phase.class !== 'ended' && phase.first < year);
	return `gone after ${last?.last ?? year - 1}`;
}

/** What a feature was between two years without being it in either: “under construction 2016–2017”; empty for nothing. */
export function betweenWords(feature: Feature, { from, to }: TwoYears): string {
	const { phases } = feature;
	const [early, late] = from < to ? [from, to] : [to, from];
	const indexIn = (year: number): number => {
		const phase = shownPhase(feature, { from: year, to: year });
		return phase ? phases.indexOf(phase) : -1;
	};
	const last = indexIn(late);
	return phases
		.slice(indexIn(early) + 1, last === -1 ? undefined : last)
		.filter((phase) => phase.class !== 'ended' && phase.first >= early && phase.first <= late)
		.map(({ status, first, last: end }) =>
			[statusWords(status), end === first ? first : `${first}–${end ?? ''}`].join(' ')
		)
		.join(', ');
}

/** Things of the chosen layers that show in neither of the two years, yet in one between them. */
export const passingBetween = (atlas: Atlas, view: View, { from, to }: TwoYears): readonly Feature[] =>
	atlas.features.filter(
		(feature) =>
			view.layers.includes(feature.layer) &&
			isShown(feature, { from: Math.min(from, to), to: Math.max(from, to) }) &&
			![from, to].some((year) => isShown(feature, { from: year, to: year }))
	);
