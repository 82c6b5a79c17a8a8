import { describe, expect, test } from 'vitest';
import { authorsOf, issuedOf, publisherOf } from '../../src/lib/domain/citation';
import { classOf, statusWords } from '../../src/lib/domain/status';
import { statusSentence, timeWords } from '../../src/lib/domain/status-sentence';
import type { Source } from '../../src/lib/domain/atlas';
import type { Time } from '../../src/lib/domain/view';
import { STATUS_CLASSES, STATUSES, type Claim } from '../../src/lib/domain/vocabulary';
import { atlas, evidence, featureOf } from '../real-atlas';
import { writtenFeature, type Written } from './made-features';

const year = (value: number): Time => ({ mode: 'year', year: value });
const HORIZON = 2026;

describe('statuses', () => {
	test('each have a class and words, and every class has a status', () => {
		expect(new Set(STATUSES.map(classOf))).toEqual(new Set(STATUS_CLASSES));
		for (const status of STATUSES) expect(statusWords(status)).toMatch(/^[a-z ]+$/);
	});
});

describe('the status in words', () => {
	const open: readonly Written[] = [['2010/..', 'operating', '2014-09']];
	const closed: readonly Written[] = [
		['2010/2012', 'agreed'],
		['2013/2015-06', 'construction'],
		['2016', 'cancelled']
	];
	test.each<[readonly Written[], Time, string]>([
		[open, year(2014), 'Operating in 2014'],
		[open, year(2015), 'Assumed to be operating in 2015, last attested in 2014'],
		[open, year(2026), 'Assumed to be operating in 2026, last attested in 2014'],
		[open, year(2027), 'Projected to be operating in 2027, last attested in 2014'],
		[open, year(2009), 'Does not show in 2009'],
		[open, { mode: 'between', from: 2010, to: 2014 }, 'Operating in 2010–2014'],
		[
			open,
			{ mode: 'between', from: 2010, to: 2016 },
			'Assumed to be operating in 2010–2016, last attested in 2014'
		],
		[open, { mode: 'all' }, 'Operating, last known'],
		[closed, year(2012), 'Agreed in 2012'],
		[closed, year(2013), 'Under construction in 2013'],
		[closed, year(2015), 'Under construction in 2015, ended in that year'],
		[closed, year(2016), 'Does not show in 2016'],
		[closed, { mode: 'all' }, 'Under construction, last known'],
		[[['2016/..', 'cancelled', '2017']], { mode: 'all' }, 'Does not show'],
		[[], year(2016), 'Does not show in 2016']
	])('of %j at %j is “%s”', (phases, time, expected) => {
		expect(statusSentence(writtenFeature(phases), time, HORIZON)).toBe(expected);
	});
	test.each<[Claim, string]>([
		['assessed', 'Operating by assessment in 2014'],
		['one-sided', 'Operating by one side’s account in 2014']
	])('says that it is %s', (claim, expected) => {
		const feature = writtenFeature(open);
		expect(
			statusSentence({ ...feature, phases: [{ ...feature.phases[0]!, claim }] }, year(2014), HORIZON)
		).toBe(expected);
	});
	test('of real features is right', () => {
		expect(statusSentence(featureOf('hantsavichy-radar'), year(2025), atlas.horizonYear)).toBe(
			'Assumed to be operating in 2025, last attested in 2023'
		);
		expect(statusSentence(featureOf('power-of-siberia-2-russia'), year(2025), atlas.horizonYear)).toBe(
			'Agreed in 2025'
		);
		expect(statusSentence(featureOf('tsel-camp'), year(2023), atlas.horizonYear)).toBe(
			'Deployed in 2023, ended in that year'
		);
		expect(statusSentence(featureOf('tsel-camp'), year(2022), atlas.horizonYear)).toBe(
			'Does not show in 2022'
		);
		expect(
			statusSentence(featureOf('tsel-camp'), { mode: 'compare', from: 2022, to: 2023 }, atlas.horizonYear)
		).toBe('Does not show in 2022. Deployed in 2023, ended in that year');
	});
});

test.each<[Time, string]>([
	[year(2014), '2014'],
	[{ mode: 'between', from: 2014, to: 2020 }, '2014–2020'],
	[{ mode: 'compare', from: 2014, to: 2024 }, '2014 and 2024 compared'],
	[{ mode: 'all' }, 'all years']
])('the time %j is “%s”', (time, expected) => {
	expect(timeWords(time)).toBe(expected);
});

describe('citations', () => {
	const source = (more: Partial<Source>): Source => ({
		id: 's',
		type: 'webpage',
		title: 'T',
		custom: { role: 'reference' },
		...more
	});
	test('name persons and bodies', () => {
		expect(
			authorsOf(
				source({
					author: [{ family: 'Doe', given: 'Jane' }, { family: 'Plato' }, { literal: 'A Body, with a comma' }]
				})
			)
		).toBe('Jane Doe, Plato, A Body, with a comma');
		expect(authorsOf(source({ author: [] }))).toBeUndefined();
		expect(authorsOf(source({}))).toBeUndefined();
	});
	test('name the work before the publisher', () => {
		expect(publisherOf(source({ 'container-title': 'Journal', publisher: 'House' }))).toBe('Journal');
		expect(publisherOf(source({ publisher: 'House' }))).toBe('House');
		expect(publisherOf(source({}))).toBeUndefined();
	});
	test.each<[NonNullable<Source['issued']> | undefined, string | undefined]>([
		[{ 'date-parts': [[2025]] }, '2025'],
		[{ 'date-parts': [[2025]], circa: true }, '2025~'],
		[{ 'date-parts': [[2024, 7, 3]] }, '2024-07-03'],
		[{ 'date-parts': [[2024, 7]] }, '2024-07'],
		[
			{
				'date-parts': [
					[2024, 7],
					[2024, 11]
				]
			},
			'2024-07/2024-11'
		],
		[{ 'date-parts': [[987]] }, '0987'],
		[undefined, undefined]
	])('of a source issued %j give the date %s', (issued, expected) => {
		expect(issuedOf(source(issued ? { issued } : {}))).toBe(expected);
	});
	test('give every source of the atlas a well-formed date, or none', () => {
		for (const each of evidence.sources) {
			const date = issuedOf(each);
			if (date !== undefined)
				expect(date, each.id).toMatch(/^\d{4}(-\d{2}){0,2}~?(\/\d{4}(-\d{2}){0,2}~?)?$/);
		}
	});
});
