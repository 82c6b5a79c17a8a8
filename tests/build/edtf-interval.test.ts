import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalYear, isEdtfProblem, parseAttested, parseWhen } from '../../geodata/build/edtf-interval';
import type { DateSpan, YearSpan } from '../../geodata/build/edtf-interval';

function span(text: string): YearSpan {
	const parsed = parseWhen(text);
	if (isEdtfProblem(parsed)) throw new Error(`${text}: ${parsed.expected}`);
	return parsed;
}
function date(text: string): DateSpan {
	const parsed = parseAttested(text);
	if (isEdtfProblem(parsed)) throw new Error(`${text}: ${parsed.expected}`);
	return parsed;
}

describe('parseWhen', () => {
	test.each<[string, Partial<YearSpan>]>([
		['2013', { start: 2013, end: 2014, startCirca: false, endCirca: false, openEnd: false }],
		['2013~/2016', { start: 2013, end: 2017, startCirca: true, endCirca: false }],
		['2013/2016?', { start: 2013, end: 2017, startCirca: false, endCirca: true }],
		['2013%', { startCirca: true, endCirca: true }],
		['2023-12', { start: 2023 + 334 / 365, end: 2024 }],
		['2024-12-31', { start: 2024 + 365 / 366, end: 2025 }],
		['2024-02-29', { start: 2024 + 59 / 366, end: 2024 + 60 / 366 }],
		['2024-~02', { startCirca: true }],
		['1858-05-28/1860', { start: 1858 + 147 / 365, end: 1861 }],
		['0044', { start: 44, end: 45 }],
		['0000', { start: 0, end: 1 }],
		['-0043', { start: -43, end: -42 }]
	])('%s', (text, expected) => {
		expect(span(text)).toMatchObject(expected);
	});

	test('an open end is left out', () => {
		expect(span('2003-10-01~/..')).toEqual({
			start: 2003 + 273 / 365,
			startCirca: true,
			endCirca: false,
			openEnd: true
		});
	});

	test.each([
		'',
		' 2013',
		'2013 ',
		'now',
		'2022-02-31',
		'2022-02-29',
		'1900-02-29',
		'2022-04-31',
		'2022-13',
		'2022-00',
		'2022-1',
		'22',
		'20',
		'2022-01-01T10:00:00Z',
		'2003/',
		'/2003',
		'../2003',
		'/',
		'..',
		'../..',
		'/..',
		'2016/2013',
		'2001/2002/2003',
		'2003-10-01/2003-10',
		'2013/2013',
		'2021-02-29~/..',
		'2022/2023-02-29',
		'202X',
		'2022-XX',
		'201X/2020',
		'2022-21',
		'2022-24/..',
		'[2020,2021]',
		'{2020,2021}',
		'Y12345',
		'1990s'
	])('refuses %j and says what to do', (text) => {
		const parsed = parseWhen(text);
		expect(isEdtfProblem(parsed)).toBe(true);
		if (isEdtfProblem(parsed)) {
			expect(parsed.expected).not.toBe('');
			expect(parsed.remedy).not.toBe('');
		}
	});
});

describe('parseAttested', () => {
	test('takes a single date', () => {
		expect(date('2023-09')).toEqual({ start: 2023 + 243 / 365, end: 2023 + 273 / 365, circa: false });
		expect(date('2023~').circa).toBe(true);
	});
	test.each(['2020/2021', '2020/..', '', '202X'])('refuses %j', (text) => {
		expect(isEdtfProblem(parseAttested(text))).toBe(true);
	});
});

describe('properties', () => {
	const years = fc.integer({ min: 0, max: 9998 });
	const days = fc
		.date({
			min: new Date('0001-01-01T00:00:00Z'),
			max: new Date('9998-12-31T00:00:00Z'),
			noInvalidDate: true
		})
		.map((day) => day.toISOString().slice(0, 10));
	const units = fc.oneof(
		days,
		days.map((day) => day.slice(0, 7)),
		years.map((year) => String(year).padStart(4, '0'))
	);
	const qualifiers = fc.constantFrom('', '~', '?', '%');

	test('a year n is [n, n+1)', () => {
		fc.assert(
			fc.property(years, (year) => {
				expect(span(String(year).padStart(4, '0'))).toMatchObject({ start: year, end: year + 1 });
			})
		);
	});

	test('a date starts before it ends, within its own year', () => {
		fc.assert(
			fc.property(units, qualifiers, (unit, qualifier) => {
				const { start, end, circa } = date(unit + qualifier);
				expect(start).toBeLessThan(end);
				expect(Math.floor(start)).toBe(Number(unit.slice(0, 4)));
				expect(end).toBeLessThanOrEqual(Math.floor(start) + 1);
				expect(circa).toBe(qualifier !== '');
			})
		);
	});

	test('a day ends where the next day starts, a month where the next month starts', () => {
		fc.assert(
			fc.property(days, (day) => {
				const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
				expect(date(day).end).toBe(date(next).start);
				const month = new Date(day);
				month.setUTCDate(1);
				month.setUTCMonth(month.getUTCMonth() + 1);
				expect(date(day.slice(0, 7)).end).toBe(date(month.toISOString().slice(0, 7)).start);
			})
		);
	});

	test('an interval runs from the start of the first to the end of the last', () => {
		fc.assert(
			fc.property(days, days, (a, b) => {
				fc.pre(a !== b);
				const [from, to] = a < b ? [a, b] : [b, a];
				expect(span(`${from}/${to}`)).toMatchObject({ start: date(from).start, end: date(to).end });
				expect(span(`${from}/..`).start).toBe(date(from).start);
				expect(isEdtfProblem(parseWhen(`${to}/${from}`))).toBe(true);
			})
		);
	});

	test('decimal years keep the order of time', () => {
		const moments = fc.integer({ min: -1e14, max: 1e14 });
		fc.assert(
			fc.property(moments, moments, (a, b) => {
				expect(Math.sign(decimalYear(a) - decimalYear(b))).toBe(Math.sign(a - b));
			})
		);
	});

	test('no text makes it throw', () => {
		const letters = fc.string({ unit: fc.constantFrom(...'0123456789-/.~?%X[]{}YTZ:, '), maxLength: 24 });
		fc.assert(
			fc.property(letters, (text) => {
				const parsed = parseWhen(text);
				if (!isEdtfProblem(parsed)) expect(parsed.start).toBeLessThan(parsed.end ?? Infinity);
				parseAttested(text);
			}),
			{ numRuns: 2000 }
		);
	});
});
