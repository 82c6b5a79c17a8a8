/**
 * EDTF dates to decimal years.
 *
 * Years are decimal, in UTC, and half-open: `[start of the first unit, end of the last unit)`, so the year 2013 is
 * `[2013, 2014)` and the interval 2013/2016 is `[2013, 2017)`. Nothing else in the build turns dates into numbers.
 */
import edtf from 'edtf';
import type { EdtfDate } from 'edtf';

export interface YearSpan {
	readonly start: number;
	/** Absent where the end is open. */
	readonly end?: number;
	/** `~`, `?` or `%` on the start. */
	readonly startCirca: boolean;
	readonly endCirca: boolean;
	/** Written as `/..`: it goes on as far as is known. */
	readonly openEnd: boolean;
}

/** A single date: it always ends. */
export interface DateSpan {
	readonly start: number;
	readonly end: number;
	readonly circa: boolean;
}

/** Why a text is not a date that this atlas takes. */
export interface EdtfProblem {
	/** Noun phrase, to stand before "expected". */
	readonly expected: string;
	readonly remedy: string;
}

export const isEdtfProblem = (result: YearSpan | DateSpan | EdtfProblem): result is EdtfProblem =>
	'remedy' in result;

/** Milliseconds at the start of a year; `Date.UTC` alone would read the years 0–99 as 1900–1999. */
const startOfYear = (year: number): number => new Date(0).setUTCFullYear(year, 0, 1);

/** A moment as a decimal year: the share of its own year that has gone by, so leap years need no rule of their own. */
export function decimalYear(milliseconds: number): number {
	const year = new Date(milliseconds).getUTCFullYear();
	const from = startOfYear(year);
	return year + (milliseconds - from) / (startOfYear(year + 1) - from);
}

const FORMS =
	'write a year (2013), a month (2013-05), a day (2013-05-28) or an interval of two of them (2013/2016)';
const NOT_EDTF: EdtfProblem = { expected: 'an EDTF date', remedy: FORMS };

const withoutQualifiers = (text: string): string => text.replace(/[~?%]/g, '');

/**
 * Years, months and days only. Decades, seasons and unspecified digits are EDTF too, but a reader of the timeline
 * could not tell what they stand for; an interval with `~` says the same plainly.
 */
function spanOf(date: EdtfDate, written: string): DateSpan | EdtfProblem {
	if (date.precision === 0) {
		return { expected: 'a year, month or day', remedy: 'leave out the time of day' };
	}
	if (date.unspecified.value !== 0) {
		return {
			expected: 'a date without X',
			remedy: 'write an interval with ~ instead, e.g. 2020~/2029~ for 202X'
		};
	}
	// The library turns 2022-02-29 into 2022-03-01; what it read must be what was written.
	if (withoutQualifiers(date.toEDTF()) !== withoutQualifiers(written)) {
		return { expected: 'a day that the calendar has', remedy: `correct the day: ${written} does not exist` };
	}
	return {
		start: decimalYear(date.min),
		end: decimalYear(date.max + 1),
		circa: date.approximate.value !== 0 || date.uncertain.value !== 0
	};
}

type Parsed = ReturnType<typeof edtf> | undefined;
/** Each date is asked for several times, by the checks and by the compiler, and many things begin in the same year. */
const known = new Map<string, Parsed>();
function parse(text: string): Parsed {
	if (known.has(text)) return known.get(text);
	let parsed: Parsed;
	try {
		parsed = edtf(text);
	} catch {
		parsed = undefined;
	}
	known.set(text, parsed);
	return parsed;
}

/** Reads a single date, as in `attested` and `horizon`. */
export function parseAttested(text: string): DateSpan | EdtfProblem {
	const parsed = parse(text);
	if (parsed === undefined) return NOT_EDTF;
	if (parsed.type === 'Interval')
		return { expected: 'a single date', remedy: 'write one year, month or day, no interval' };
	if (parsed.type !== 'Date') return { expected: 'a year, month or day', remedy: FORMS };
	return spanOf(parsed, text);
}

/** Reads a date or an interval, as in `when`. */
export function parseWhen(text: string): YearSpan | EdtfProblem {
	if (!text.includes('/')) {
		const span = parseAttested(text);
		if (isEdtfProblem(span)) return span;
		const { start, end, circa } = span;
		return { start, end, startCirca: circa, endCirca: circa, openEnd: false };
	}
	const [from = '', to = '', ...more] = text.split('/');
	if (more.length > 0) return { expected: 'an interval of two dates', remedy: FORMS };
	if (from === '' || from === '..') {
		return {
			expected: 'an interval with a start',
			remedy: 'give the earliest date known, with ~ where it is a guess'
		};
	}
	if (to === '') {
		return {
			expected: 'an interval with an end or an open end',
			remedy: `write ${from}/.. with "attested" if it goes on, or the latest end that fits, with ~, if the end is not known`
		};
	}
	const start = parseAttested(from);
	if (isEdtfProblem(start)) return start;
	if (to === '..') return { start: start.start, startCirca: start.circa, endCirca: false, openEnd: true };
	const end = parseAttested(to);
	if (isEdtfProblem(end)) return end;
	if (end.end <= start.start)
		return { expected: 'an interval that ends after it starts', remedy: `swap the dates: ${to}/${from}` };
	if (from === to) return { expected: 'an interval of two dates that differ', remedy: `write ${from} alone` };
	// What is left is what the library alone objects to: 2003-10-15/2003-10, whose end is less exact than its start.
	if (parse(text) === undefined) {
		return {
			expected: 'an interval whose end is as exact as its start',
			remedy: 'write both dates to the day or both to the month'
		};
	}
	return { start: start.start, end: end.end, startCirca: start.circa, endCirca: end.circa, openEnd: false };
}
