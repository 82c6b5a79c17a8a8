import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Atlas, Feature } from '../../src/lib/domain/atlas';
import { CHANGES, changeOf } from '../../src/lib/domain/compare';
import {
	betweenWords,
	byChange,
	changeWords,
	compareSentence,
	passingBetween,
	thinRecordSentence
} from '../../src/lib/domain/compare-words';
import { marksOf, type Mark } from '../../src/lib/domain/marks';
import { isShown, shownPhase } from '../../src/lib/domain/shown';
import { defaultView, type View } from '../../src/lib/domain/view';
import { atlas, featureOf } from '../real-atlas';
import { arbitraryPhases, makeAtlas, makeFeature, writtenFeature, type Written } from './made-features';

const compareView = (of: Atlas, from: number, to: number): View => ({
	...defaultView(of),
	layers: of.layers.map(({ id }) => id),
	time: { mode: 'compare', from, to }
});
const marksBetween = (of: Atlas, from: number, to: number): readonly Mark[] =>
	marksOf(of, compareView(of, from, to));
const statusIn = (feature: Feature, year: number): string | undefined =>
	shownPhase(feature, { from: year, to: year })?.status;
const shownIn = (of: Atlas, year: number): ReadonlyMap<string, string> =>
	new Map(
		of.features.flatMap((feature) =>
			statusIn(feature, year) ? [[feature.id, statusIn(feature, year)!]] : []
		)
	);
const idsOf = (marks: readonly Mark[], change: string): string[] =>
	marks.filter((mark) => mark.change === change).map(({ feature }) => feature.id);

/** What must hold for any two years of any atlas. */
function expectInvariants(of: Atlas, from: number, to: number): void {
	const marks = marksBetween(of, from, to);
	const [before, after] = [shownIn(of, from), shownIn(of, to)];
	const ids = of.features.map(({ id }) => id);

	// Added, ended and changed are the difference of the two years, and nothing else is.
	expect(idsOf(marks, 'added')).toEqual(ids.filter((id) => !before.has(id) && after.has(id)));
	expect(idsOf(marks, 'ended')).toEqual(ids.filter((id) => before.has(id) && !after.has(id)));
	expect(idsOf(marks, 'changed')).toEqual(
		ids.filter((id) => before.has(id) && after.has(id) && before.get(id) !== after.get(id))
	);
	expect(marks.map(({ feature }) => feature.id)).toEqual(ids.filter((id) => before.has(id) || after.has(id)));
	expect(before.size - idsOf(marks, 'ended').length + idsOf(marks, 'added').length).toBe(after.size);

	// The other way round, added and ended change places.
	const mirrored = marksBetween(of, to, from);
	expect(idsOf(mirrored, 'added')).toEqual(idsOf(marks, 'ended'));
	expect(idsOf(mirrored, 'ended')).toEqual(idsOf(marks, 'added'));
	expect(idsOf(mirrored, 'changed')).toEqual(idsOf(marks, 'changed'));
	expect(idsOf(mirrored, 'unchanged')).toEqual(idsOf(marks, 'unchanged'));

	// The list is the marks in groups, and the sentence counts the same.
	const groups = byChange(marks);
	expect(groups.flatMap(({ marks: own }) => own).length).toBe(marks.length);
	const sentence = compareSentence(marks, { from, to });
	const said = (words: string): number => Number(new RegExp(`(\\d+) ${words}`).exec(sentence)?.[1] ?? 0);
	if (from === to) {
		expect(groups.filter(({ change, marks: own }) => change !== 'unchanged' && own.length > 0)).toEqual([]);
		expect(sentence).toContain('nothing differs');
	} else {
		expect(said('added')).toBe(idsOf(marks, 'added').length);
		expect(said('ended')).toBe(idsOf(marks, 'ended').length);
		expect(said('changed status')).toBe(idsOf(marks, 'changed').length);
		expect(said('unchanged')).toBe(idsOf(marks, 'unchanged').length);
	}
	for (const mark of marks) {
		expect(changeWords(mark, { from, to })).not.toMatch(/undefined|NaN/);
		expect(betweenWords(mark.feature, { from, to })).toBe(betweenWords(mark.feature, { from: to, to: from }));
	}
	for (const feature of passingBetween(of, compareView(of, from, to), { from, to })) {
		expect(marks.some((mark) => mark.feature === feature)).toBe(false);
		expect(betweenWords(feature, { from, to })).not.toBe('');
	}
}

const year = fc.integer({ min: atlas.span.min, max: atlas.span.max });

describe('for any two years', () => {
	test('the atlas differs by what its years say', () => {
		fc.assert(
			fc.property(year, year, (from, to) => expectInvariants(atlas, from, to)),
			{
				numRuns: 100,
				examples: [
					[2014, 2024],
					[2024, 2014],
					[2024, 2024],
					[1990, 2035]
				]
			}
		);
	}, 30_000);

	test('any phases differ by what their years say', () => {
		const near = fc.integer({ min: 1985, max: 2036 });
		fc.assert(
			fc.property(
				fc.array(arbitraryPhases, { minLength: 1, maxLength: 6 }),
				near,
				near,
				(lists, from, to) => {
					const made = makeAtlas(lists.map((phases, index) => makeFeature(phases, { id: `thing-${index}` })));
					expectInvariants(made, from, to);
				}
			),
			{ numRuns: 200 }
		);
	}, 30_000);

	test('what shows in between and in neither is told apart from what never shows', () => {
		fc.assert(
			fc.property(
				arbitraryPhases,
				fc.integer({ min: 1985, max: 2036 }),
				fc.nat(30),
				(phases, from, length) => {
					const made = makeAtlas([makeFeature(phases)]);
					const years = { from, to: from + length };
					const isPassing = passingBetween(made, compareView(made, years.from, years.to), years).length > 0;
					expect(isPassing).toBe(
						isShown(made.features[0]!, years) && !changeOf(made.features[0]!, years.from, years.to)
					);
				}
			)
		);
	});
});

describe('a thing', () => {
	const compared = (phases: readonly Written[], from: number, to: number): Mark | undefined =>
		marksBetween(makeAtlas([writtenFeature(phases)]), from, to)[0];
	const wordsFor = (phases: readonly Written[], from: number, to: number): string => {
		const mark = compared(phases, from, to);
		return mark ? `${mark.change}: ${changeWords(mark, { from, to })}` : 'nothing';
	};
	const LIFE: readonly Written[] = [
		['2012/2014', 'agreed'],
		['2015/2016', 'construction'],
		['2017/2020-06', 'operating'],
		['2020-07/2021', 'suspended'],
		['2022/..', 'operating', '2023']
	];

	test.each<[string, readonly Written[], number, number, string]>([
		['not there yet in either year', LIFE, 2009, 2011, 'nothing'],
		['new', LIFE, 2010, 2018, 'added: not there → operating, since 2017'],
		['of another status', LIFE, 2014, 2018, 'changed: agreed → operating, since 2017'],
		['of the same status at both ends', LIFE, 2018, 2022, 'unchanged: operating'],
		['no longer attested', LIFE, 2018, 2025, 'unchanged: operating, last attested 2023'],
		[
			'withdrawn',
			[
				['2013/2015', 'deployed'],
				['2016/..', 'withdrawn', '2016']
			],
			2014,
			2020,
			'ended: deployed → withdrawn 2016'
		],
		[
			'over without a word',
			[['2013/2015', 'exercise']],
			2014,
			2020,
			'ended: exercise under way → gone after 2015'
		],
		['looked at backwards, new', LIFE, 2018, 2010, 'ended: operating → not there yet'],
		[
			'looked at backwards, over',
			[['2013/2015', 'deployed']],
			2020,
			2014,
			'added: gone → deployed, since 2013'
		],
		[
			'gone and back',
			[
				['2013', 'deployed'],
				['2014', 'withdrawn'],
				['2015', 'deployed']
			],
			2013,
			2015,
			'unchanged: deployed'
		]
	])('%s', (_, phases, from, to, expected) => {
		expect(wordsFor(phases, from, to)).toBe(expected);
	});

	test('that came to the same again tells what it was meanwhile', () => {
		const feature = writtenFeature(LIFE);
		expect(betweenWords(feature, { from: 2018, to: 2024 })).toBe('suspended 2020–2021');
		expect(betweenWords(feature, { from: 2010, to: 2018 })).toBe(
			'agreed 2012–2014, under construction 2015–2016'
		);
		expect(betweenWords(feature, { from: 2023, to: 2024 })).toBe('');
		expect(betweenWords(writtenFeature([['2015', 'exercise']]), { from: 2014, to: 2024 })).toBe(
			'exercise under way 2015'
		);
	});
	test('that has ended stands as its ghost, everything else as in the second year', () => {
		expect(compared([['2013/2015', 'deployed']], 2014, 2020)?.look).toBe('ghost');
		expect(compared([['2013/..', 'deployed', '2015']], 2014, 2020)?.look).toBe('assumed');
		expect(compared(LIFE, 2018, 2015)?.look).toBe('construction');
	});
	test('whose status is assumed is counted where the record is thin', () => {
		const made = makeAtlas([
			writtenFeature([['2010/..', 'operating', '2012']], { id: 'a' }),
			writtenFeature([['2010/..', 'operating', '2020']], { id: 'b' }),
			writtenFeature([['2010/2015', 'operating']], { id: 'c' })
		]);
		const thin = (from: number, to: number): string | undefined =>
			thinRecordSentence(marksBetween(made, from, to), { from, to });
		expect(thin(2011, 2012)).toBeUndefined();
		expect(thin(2014, 2024)).toContain('1 in 2014 and 2 in 2024');
		expect(thin(2012, 2024)).toContain('status of 2 in 2024');
	});
});

describe('real things', () => {
	const changeBetween = (id: string, from: number, to: number): string | undefined =>
		changeOf(featureOf(id), from, to)?.change;
	test('have changed as the record says', () => {
		expect(changeBetween('tsel-camp', 2014, 2024)).toBeUndefined();
		expect(changeBetween('tsel-camp', 2014, 2023)).toBe('added');
		expect(changeBetween('baku-tbilisi-kars-railway', 2016, 2017)).toBe('changed');
		expect(changeBetween('hantsavichy-radar', 2014, 2024)).toBe('unchanged');
	});
	test('show every kind of change between 2014 and 2024', () => {
		const found = new Set(marksBetween(atlas, 2014, 2024).map(({ change }) => change));
		expect([...found].sort()).toEqual([...CHANGES].sort());
	});
});

test('the sentence names what is few', () => {
	const made = makeAtlas([
		writtenFeature([['2012/..', 'operating', '2024']], { id: 'a', name: 'Alpha' }),
		writtenFeature([['2016/..', 'operating', '2024']], { id: 'b', name: 'Beta' }),
		writtenFeature(
			[
				['2010/2019', 'agreed'],
				['2020/..', 'operating', '2024']
			],
			{ id: 'c', name: 'Gamma' }
		)
	]);
	const say = (from: number, to: number): string =>
		compareSentence(marksBetween(made, from, to), { from, to });
	expect(say(2014, 2024)).toBe(
		'Between 2014 and 2024: 1 added (Beta), 1 changed status (Gamma, from agreed to operating); 1 unchanged.'
	);
	expect(say(2024, 2014)).toBe(
		'From 2024 back to 2014: 1 ended (Beta), 1 changed status (Gamma, from operating to agreed); 1 unchanged.'
	);
	expect(say(2013, 2014)).toBe('Between 2013 and 2014: nothing of what shows differs; 2 unchanged.');
	expect(say(2014, 2014)).toBe('Both years are 2014: nothing differs.');
	expect(say(1990, 1991)).toBe('Between 1990 and 1991: nothing of what shows differs.');
});
