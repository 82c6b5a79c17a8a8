/** Dates: that they are EDTF, and that the phases of a feature make one story. */
import type { EventRecord, FeatureRecord, PhaseRecord } from '../../src/lib/domain/records';
import type { Issue } from '../../src/lib/domain/issue';
import { isEdtfProblem, parseAttested, parseWhen } from './edtf-interval';
import type { DateSpan, EdtfProblem, YearSpan } from './edtf-interval';
import { itemsOf } from './loose';
import type { Located, Loose, LooseDataset } from './loose';
import { errorAt, quote, repetitions } from './report';
import type { Path, Place } from './report';

const notADate = (place: Place, path: Path, text: string, { expected, remedy }: EdtfProblem): Issue =>
	errorAt(place, path, { expected, found: quote(text), remedy });

/** A date of a record: its span if it is one, else an issue. A date that is missing is the schema's business. */
function readDate<Span extends YearSpan | DateSpan>(
	parse: (text: string) => Span | EdtfProblem,
	place: Place,
	path: Path,
	text: string | undefined
): { span: Span | undefined; issues: Issue[] } {
	if (text === undefined) return { span: undefined, issues: [] };
	const result = parse(text);
	if (!isEdtfProblem(result)) return { span: result as Span, issues: [] };
	return { span: undefined, issues: [notADate(place, path, text, result)] };
}

function checkEvents(
	place: Place,
	path: Path,
	events: readonly (Loose<EventRecord> | undefined)[] | undefined
): Issue[] {
	return itemsOf(events).flatMap(({ item, index }) => {
		const at = [...path, index, 'when'];
		const { span, issues } = readDate(parseWhen, place, at, item.when);
		if (span?.openEnd !== true) return issues;
		return [
			errorAt(place, at, {
				expected: 'an event that ends',
				found: quote(item.when),
				remedy: 'give the day or the closed interval of the event; what goes on is a phase'
			})
		];
	});
}

interface DatedPhase {
	readonly index: number;
	readonly when: string;
	readonly span: YearSpan;
}

function checkAttested(
	place: Place,
	path: Path,
	phase: Loose<PhaseRecord>,
	span: YearSpan | undefined,
	horizon: DateSpan | undefined
): Issue[] {
	if (phase.attested === undefined) {
		if (span?.openEnd !== true) return [];
		return [
			errorAt(place, [...path, 'attested'], {
				expected: '"attested" beside an open end',
				found: 'nothing',
				remedy:
					'give the date of the latest source that states this status; years after it are shown as assumed'
			})
		];
	}
	const field = [...path, 'attested'];
	const { span: attested, issues } = readDate(parseAttested, place, field, phase.attested);
	if (attested === undefined) return issues;
	if (span !== undefined && attested.end <= span.start) {
		issues.push(
			errorAt(place, field, {
				expected: `a date not before the phase, which is ${quote(phase.when)}`,
				found: quote(phase.attested),
				remedy: 'correct one of the two dates; nobody can attest a status before it begins'
			})
		);
	}
	if (horizon !== undefined && attested.start >= horizon.end) {
		issues.push(
			errorAt(place, field, {
				expected: 'a date not after the horizon of atlas.json',
				found: quote(phase.attested),
				remedy: 'correct the date, or move the horizon if the evidence now reaches further'
			})
		);
	}
	return issues;
}

function checkSequence(place: Place, phases: readonly DatedPhase[]): Issue[] {
	return phases.flatMap((phase, index) => {
		const before = phases[index - 1];
		if (before === undefined) return [];
		const field = ['properties', 'phases', phase.index, 'when'];
		const found = `${quote(phase.when)} after ${quote(before.when)}`;
		if (phase.span.start < before.span.start) {
			return [
				errorAt(place, field, {
					expected: 'phases in order of time',
					found,
					remedy: 'move this phase before the other'
				})
			];
		}
		if (before.span.end !== undefined && phase.span.start >= before.span.end) return [];
		return [
			errorAt(place, field, {
				expected: 'phases that do not overlap',
				found,
				remedy: before.span.openEnd
					? 'close the earlier phase on the day, month or year before this one'
					: 'end the earlier phase on the day, month or year before this one (an end includes its last day), or make one of them an event or a feature of its own'
			})
		];
	});
}

function checkFeature(place: Located<FeatureRecord>, horizon: DateSpan | undefined): Issue[] {
	const properties = place.record.properties;
	const issues: Issue[] = [];
	const dated: DatedPhase[] = [];
	for (const { item: phase, index } of itemsOf(properties?.phases)) {
		const path = ['properties', 'phases', index];
		const { span, issues: ofDate } = readDate(parseWhen, place, [...path, 'when'], phase.when);
		issues.push(...ofDate, ...checkAttested(place, path, phase, span, horizon));
		if (phase.claimedBy !== undefined && phase.claim === undefined) {
			issues.push(
				errorAt(place, [...path, 'claim'], {
					expected: '"claim" beside "claimedBy"',
					found: 'nothing',
					remedy: 'add "claim": "assessed" or "one-sided", or leave out "claimedBy"'
				})
			);
		}
		if (span !== undefined && phase.when !== undefined) dated.push({ index, when: phase.when, span });
	}
	if (properties?.phases?.length === 0 && (properties.events ?? []).length === 0) {
		issues.push(
			errorAt(place, ['properties', 'phases'], {
				expected: 'a phase or an event',
				found: 'neither',
				remedy: 'say what it was and when, or it would never be shown'
			})
		);
	}
	return [
		...issues,
		...checkSequence(place, dated),
		...checkEvents(place, ['properties', 'events'], properties?.events)
	];
}

/** Dates of one series, one for every value. */
function checkFigures({ figures }: LooseDataset): Issue[] {
	return figures.flatMap((place) => {
		const { series, breaks } = place.record;
		const ofBreaks = itemsOf(breaks).flatMap(
			({ item, index }) => readDate(parseWhen, place, ['breaks', index, 'when'], item.when).issues
		);
		const ofSeries = itemsOf(series).flatMap(({ item: { values }, index: of }) => {
			const issues: Issue[] = [];
			const dated: { index: number; when: string; span: YearSpan }[] = [];
			for (const { item, index } of itemsOf(values)) {
				const field = ['series', of, 'values', index, 'when'];
				const { span, issues: ofDate } = readDate(parseWhen, place, field, item.when);
				issues.push(...ofDate);
				if (span !== undefined && span.openEnd) {
					issues.push(
						errorAt(place, field, {
							expected: 'an interval that ends',
							found: quote(item.when),
							remedy: 'give the time that the number counts'
						})
					);
				} else if (span !== undefined && item.when !== undefined)
					dated.push({ index, when: item.when, span });
			}
			const repeated = repetitions(dated, ({ span }) => `${span.start}/${span.end}`).flatMap(({ index }) => {
				const value = dated[index];
				if (value === undefined) return [];
				return [
					errorAt(place, ['series', of, 'values', value.index, 'when'], {
						expected: 'one value for each date of a series',
						found: `${quote(value.when)} again`,
						remedy: 'remove one of the two, or put it into a series of its own'
					})
				];
			});
			return [...issues, ...repeated];
		});
		return [...ofBreaks, ...ofSeries];
	});
}

export function checkDates(dataset: LooseDataset): Issue[] {
	const { atlas, features, routes } = dataset;
	// A horizon that is no date is reported by the check of the atlas; without it no date can be after it.
	const horizon = atlas?.record.horizon === undefined ? undefined : parseAttested(atlas.record.horizon);
	const known = horizon === undefined || isEdtfProblem(horizon) ? undefined : horizon;
	return [
		...features.flatMap((place) => checkFeature(place, known)),
		...routes.flatMap((place) => checkEvents(place, ['events'], place.record.events)),
		...checkFigures(dataset)
	];
}
