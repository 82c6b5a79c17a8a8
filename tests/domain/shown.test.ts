import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Feature, Phase } from '../../src/lib/domain/atlas';
import {
	ALL_YEARS,
	endsIn,
	ghostPhase,
	isAssumed,
	isShown,
	nearestShownYear,
	shownPhase,
	type YearWindow
} from '../../src/lib/domain/shown';
import { arbitraryPhases, makeFeature, writtenFeature, type Written } from './made-features';

const inYear = (year: number): YearWindow => ({ from: year, to: year });

/** Every year of a span in which the feature shows, with the status that it shows. */
const lifeOf = (feature: Feature, from: number, to: number): Record<number, string> =>
	Object.fromEntries(
		Array.from({ length: to - from + 1 }, (_, index) => from + index).flatMap((year) => {
			const phase = shownPhase(feature, inYear(year));
			return phase ? [[year, phase.status]] : [];
		})
	);

describe('a year shows', () => {
	test.each<[string, readonly Written[], Record<number, string>]>([
		[
			'every year that a phase meets',
			[['2013/2015', 'operating']],
			{ 2013: 'operating', 2014: 'operating', 2015: 'operating' }
		],
		['a phase of one day', [['2014-12-31', 'exercise']], { 2014: 'exercise' }],
		[
			'a phase on the first day of a year, and not the year before',
			[['2014-01-01', 'exercise']],
			{ 2014: 'exercise' }
		],
		[
			'a phase to the last day of a year, and not the year after',
			[['2013-06/2014-12-31', 'deployed']],
			{ 2013: 'deployed', 2014: 'deployed' }
		],
		['the last day of a leap year', [['2024-12-31', 'exercise']], { 2024: 'exercise' }],
		['a month that ends with the year', [['2014-12', 'exercise']], { 2014: 'exercise' }],
		[
			'the state at the end of the year',
			[
				['2013/2014-06-18', 'agreed'],
				['2014-06-19/2015', 'construction']
			],
			{ 2013: 'agreed', 2014: 'construction', 2015: 'construction' }
		],
		[
			'the last of three phases in one year',
			[
				['2014-01/2014-03', 'agreed'],
				['2014-04/2014-06', 'construction'],
				['2014-07/2014-08', 'operating']
			],
			{ 2014: 'operating' }
		],
		[
			'nothing in a gap between two phases',
			[
				['2009', 'exercise'],
				['2012', 'exercise']
			],
			{ 2009: 'exercise', 2012: 'exercise' }
		],
		[
			'what still stood in the year in which it ended',
			[
				['2013/2015-03', 'operating'],
				['2015-04/..', 'retired', '2016']
			],
			{ 2013: 'operating', 2014: 'operating', 2015: 'operating' }
		],
		[
			'nothing where an end fell on New Year',
			[
				['2013/2014', 'operating'],
				['2015-01-01/..', 'withdrawn', '2016']
			],
			{ 2013: 'operating', 2014: 'operating' }
		],
		['nothing of what is only ended', [['2013/..', 'cancelled', '2014']], {}],
		['nothing of a thing without phases', [], {}],
		[
			'what came back after its end',
			[
				['2013', 'deployed'],
				['2014', 'withdrawn'],
				['2015', 'deployed']
			],
			{ 2013: 'deployed', 2015: 'deployed' }
		],
		[
			'an end and a return within one year as the return',
			[
				['2014-01', 'deployed'],
				['2014-02/2014-05', 'withdrawn'],
				['2014-06', 'deployed']
			],
			{ 2014: 'deployed' }
		],
		[
			'suspended things',
			[
				['2013', 'operating'],
				['2014', 'idle']
			],
			{ 2013: 'operating', 2014: 'idle' }
		]
	])('%s', (_, phases, expected) => {
		expect(lifeOf(writtenFeature(phases), 2000, 2030)).toEqual(expected);
	});

	test('an open phase in every year from its first', () => {
		const feature = writtenFeature([['2014-06/..', 'operating', '2016']]);
		expect(isShown(feature, inYear(2013))).toBe(false);
		expect(isShown(feature, inYear(2014))).toBe(true);
		expect(isShown(feature, inYear(9999))).toBe(true);
	});
});

describe('a window', () => {
	const feature = writtenFeature([
		['2010/2011', 'agreed'],
		['2014/2015', 'operating'],
		['2016/2017', 'retired']
	]);
	test.each<[number, number, string | undefined]>([
		[2000, 2009, undefined],
		[2000, 2010, 'agreed'],
		[2011, 2013, 'agreed'],
		[2012, 2013, undefined],
		[2011, 2014, 'operating'],
		[2012, 2014, 'operating'],
		[2015, 2030, 'operating'],
		[2016, 2030, undefined]
	])('%i–%i shows the last phase that it meets: %s', (from, to, status) => {
		expect(shownPhase(feature, { from, to })?.status).toBe(status);
	});
	test('of all years shows the last phase that is not ended', () => {
		expect(shownPhase(feature, ALL_YEARS)?.status).toBe('operating');
		expect(ghostPhase(feature, ALL_YEARS)).toBeUndefined();
	});
});

describe('a ghost', () => {
	const feature = writtenFeature([
		['2010/2013-05', 'operating'],
		['2013-06/2015', 'withdrawn'],
		['2016/..', 'retired', '2017']
	]);
	test.each<[number, number, string | undefined]>([
		[2009, 2009, undefined],
		[2010, 2010, undefined],
		[2013, 2013, undefined],
		[2013, 2016, undefined],
		[2014, 2014, 'withdrawn'],
		[2014, 2016, 'retired'],
		[2030, 2030, 'retired']
	])('in %i–%i is remembered as %s', (from, to, status) => {
		expect(ghostPhase(feature, { from, to })?.status).toBe(status);
	});
	test('is gone where the ended phase itself has ended', () => {
		expect(ghostPhase(writtenFeature([['2010', 'withdrawn']]), inYear(2011))).toBeUndefined();
	});
});

describe('a status is assumed', () => {
	const [open, closed] = writtenFeature([['2010/..', 'operating', '2014-09']]).phases.concat(
		writtenFeature([['2010/2020', 'operating']]).phases
	) as [Phase, Phase];
	test.each<[number, boolean]>([
		[2010, false],
		[2014, false],
		[2015, true],
		[2035, true]
	])('in %i: %s, where the last source is of 2014', (year, expected) => {
		expect(isAssumed(open, inYear(year))).toBe(expected);
	});
	test('at the end of a window, whatever stands at its beginning', () => {
		expect(isAssumed(open, { from: 2012, to: 2014 })).toBe(false);
		expect(isAssumed(open, { from: 2012, to: 2015 })).toBe(true);
	});
	test('never of a phase that has an end', () => {
		expect(isAssumed(closed, inYear(2020))).toBe(false);
	});
	test('never where all years are asked for, which ask for no moment', () => {
		expect(isAssumed(open, ALL_YEARS)).toBe(false);
	});
});

describe('endsIn', () => {
	test.each<[string, readonly Written[], readonly number[]]>([
		['the year of the last day', [['2013/2015-03', 'operating']], [2015]],
		[
			'the year before an end on New Year',
			[
				['2013/2014', 'operating'],
				['2015-01-01/..', 'retired', '2016']
			],
			[2014]
		],
		['no year, where it goes on', [['2013/..', 'operating', '2015']], []],
		[
			'no year, where the next phase follows at once',
			[
				['2013/2014', 'agreed'],
				['2015/..', 'operating', '2015']
			],
			[]
		],
		[
			'both years of a thing that ended twice',
			[
				['2010', 'deployed'],
				['2012/2013-02', 'deployed']
			],
			[2010, 2013]
		],
		['no year of what is only ended', [['2013', 'cancelled']], []]
	])('is %s', (_, phases, expected) => {
		const feature = writtenFeature(phases);
		const years = Array.from({ length: 40 }, (_each, index) => 2000 + index);
		expect(years.filter((year) => endsIn(feature, year))).toEqual(expected);
	});
});

describe('the nearest shown year', () => {
	const feature = writtenFeature([
		['2010/2012', 'deployed'],
		['2016-05/2017', 'deployed'],
		['2018/..', 'withdrawn', '2019']
	]);
	test.each([
		[2000, 2010],
		[2011, 2011],
		[2013, 2012],
		[2014, 2012],
		[2015, 2016],
		[2030, 2017]
	])('to %i is %i', (wished, expected) => {
		expect(nearestShownYear(feature, wished)).toBe(expected);
	});
	test('does not exist for what never shows', () => {
		expect(nearestShownYear(writtenFeature([['2018/..', 'cancelled', '2019']]), 2018)).toBeUndefined();
		expect(nearestShownYear(writtenFeature([]), 2018)).toBeUndefined();
	});
});

describe('for any phases, years and windows', () => {
	/** The rule of the README, straight from the decimal years: `[start, end)` meets `[from, to + 1)`. */
	const meets = ({ start, end = Infinity }: Phase, { from, to }: YearWindow): boolean =>
		start < to + 1 && end > from;
	const naiveShown = (phases: readonly Phase[], years: YearWindow): Phase | undefined =>
		phases.filter((phase) => phase.class !== 'ended' && meets(phase, years)).at(-1);
	const naiveGhost = (phases: readonly Phase[], years: YearWindow): Phase | undefined =>
		naiveShown(phases, years)
			? undefined
			: phases.filter((phase) => phase.class === 'ended' && meets(phase, years)).at(-1);

	// Reading dates is what takes time, so each list of phases is asked for every year.
	const YEARS = Array.from({ length: 52 }, (_, index) => 1985 + index);
	const year = fc.constantFrom(...YEARS);
	const windows = fc
		.array(fc.tuple(year, year), { minLength: 20, maxLength: 20 })
		.map((pairs) => [
			...pairs.map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
			...YEARS.map(inYear),
			ALL_YEARS
		]);

	test('the phase that shows and the ghost follow from the decimal years', () => {
		fc.assert(
			fc.property(arbitraryPhases, windows, (phases, asked) => {
				const feature = makeFeature(phases);
				for (const years of asked) {
					expect(shownPhase(feature, years)).toBe(naiveShown(phases, years));
					expect(isShown(feature, years)).toBe(naiveShown(phases, years) !== undefined);
					expect(ghostPhase(feature, years)).toBe(naiveGhost(phases, years));
				}
			}),
			{ numRuns: 300 }
		);
	}, 20_000);

	test('a status is assumed exactly where it is open and the window ends after the year that attests it', () => {
		fc.assert(
			fc.property(arbitraryPhases, (phases) => {
				for (const phase of phases) {
					for (const to of YEARS) {
						const expected = phase.end === undefined && to > phase.attested!;
						expect(isAssumed(phase, { from: to - 3, to })).toBe(expected);
					}
				}
			}),
			{ numRuns: 200 }
		);
	}, 20_000);

	test('a thing ends in the years that show it before a year that does not', () => {
		fc.assert(
			fc.property(arbitraryPhases, (phases) => {
				const shows = (at: number): boolean => naiveShown(phases, inYear(at)) !== undefined;
				expect(YEARS.filter((at) => endsIn(makeFeature(phases), at))).toEqual(
					YEARS.filter((at) => shows(at) && !shows(at + 1))
				);
			}),
			{ numRuns: 300 }
		);
	}, 20_000);

	test('the nearest shown year shows it, and no year nearer to the wish does', () => {
		fc.assert(
			fc.property(arbitraryPhases, fc.integer({ min: 1970, max: 2050 }), (phases, wished) => {
				const nearest = nearestShownYear(makeFeature(phases), wished);
				if (nearest === undefined) {
					expect(phases.every((phase) => phase.class === 'ended')).toBe(true);
					return;
				}
				expect(naiveShown(phases, inYear(nearest))).toBeDefined();
				const distance = Math.abs(nearest - wished);
				for (let away = 0; away < distance; away += 1) {
					expect(naiveShown(phases, inYear(wished - away))).toBeUndefined();
					expect(naiveShown(phases, inYear(wished + away))).toBeUndefined();
				}
			}),
			{ numRuns: 300 }
		);
	}, 20_000);
});
