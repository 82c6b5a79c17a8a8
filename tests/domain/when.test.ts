import { describe, expect, test } from 'vitest';
import { formatWhen, yearOf } from '../../src/lib/domain/when';
import { LANGUAGES } from '../../src/lib/domain/view';
import { evidence } from '../real-atlas';

describe('formatWhen', () => {
	test.each([
		['2013', '2013'],
		['2013-05', 'May 2013'],
		['2013-05-28', '28 May 2013'],
		['2013~', 'c. 2013'],
		['2013-05?', 'c. May 2013'],
		['2013-05-28%', 'c. 28 May 2013'],
		['2013/2016', '2013 – 2016'],
		['2013-04/2013-12-07', 'April 2013 – 7 December 2013'],
		['2013~/2016', 'c. 2013 – 2016'],
		['2003-10-01/..', 'since 1 October 2003'],
		['2012-06~/..', 'since c. June 2012'],
		['../2014', 'until 2014'],
		['1858-05-28', '28 May 1858'],
		['2024-02-29', '29 February 2024'],
		['2024-01-01', '1 January 2024'],
		['2024-12-31', '31 December 2024'],
		['', ''],
		['some day', 'some day'],
		['constructor', 'constructor']
	])('%j is “%s”', (when, expected) => {
		expect(formatWhen(when)).toBe(expected);
	});
	test('speaks the language that it is asked for', () => {
		expect(formatWhen('2013-05', 'uk')).toContain('травень 2013');
		expect(formatWhen('2013-05-28', 'de')).toBe('28. Mai 2013');
		expect(formatWhen('2013-05', 'zh')).toBe('2013年5月');
	});
	test('puts every date of the atlas into words, in every language', () => {
		const dates = new Set([
			...evidence.features.flatMap(({ phases, events }) => [...phases, ...events].map(({ when }) => when)),
			...evidence.features.flatMap(({ phases }) =>
				phases.flatMap(({ attested }) => (attested ? [attested] : []))
			),
			...evidence.routes.flatMap(({ events }) => events.map(({ when }) => when)),
			...evidence.figures.flatMap(({ series }) =>
				series.flatMap(({ values }) => values.map(({ when }) => when))
			)
		]);
		expect(dates.size).toBeGreaterThan(100);
		for (const when of dates) {
			expect(formatWhen(when)).toMatch(
				/^(since )?(c\. )?(\d{1,2} )?([A-Z][a-z]+ )?\d{4}( – (c\. )?(\d{1,2} )?([A-Z][a-z]+ )?\d{4})?$/
			);
			for (const language of LANGUAGES) expect(formatWhen(when, language)).not.toBe('');
		}
	});
});

test.each([
	['2013-05-28/..', 2013],
	['2013~', 2013],
	['-0043', -43],
	['../2014', NaN],
	['some day', NaN]
])('the year of %j is %d', (when, expected) => {
	expect(yearOf(when)).toBe(expected);
});
