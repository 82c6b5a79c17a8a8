import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../src/lib/domain/atlas';
import {
	passageTime,
	readingStops,
	standsAt,
	stopMarks,
	stopView,
	yearsNamed
} from '../../src/lib/domain/reading';
import { ghostPhase, isShown } from '../../src/lib/domain/shown';
import { passagesOfSource } from '../../src/lib/domain/source-use';
import { windowOf } from '../../src/lib/domain/view';
import { formatView, parseView } from '../../src/lib/domain/view-url';
import { atlas, evidence } from '../real-atlas';
import { arbitraryPhases, makeFeature, writtenFeature } from './made-features';

const PRESENT = { year: 2025, span: { min: 1858, max: 2035 } };
const year = (value: number): unknown => ({ mode: 'year', year: value });

describe('the years that words name', () => {
	test.each<[string, number[]]>([
		['With the 1858 and 1860 treaties', [1858, 1860]],
		['In 2024–2025, diplomacy', [2024, 2025]],
		['surpassed $2000 by 2030', [2030]],
		['1,905 km, 2019.5 units, 2050% and 12024 of the A2003', []],
		['in 2023, and again in 2023.', [2023]]
	])('%s', (words, years) => expect(yearsNamed(words)).toEqual(years));
});

describe('the time a passage speaks of', () => {
	const treaty = writtenFeature([['1858/..', 'in-force', '2020']]);
	const line = writtenFeature([
		['2011/2022', 'operating'],
		['2022-09/2022-12', 'suspended'],
		['2023/..', 'retired', '2024']
	]);
	const exercise = (when: string) => writtenFeature([[when, 'exercise']], { id: `e${when}` });

	test('is the latest year it names in which something shows', () => {
		expect(passageTime('treaties of 1858 and 1860', [treaty], PRESENT)).toEqual(year(1860));
		expect(passageTime('in 2012, announced for 2030', [exercise('2012')], PRESENT)).toEqual(year(2012));
	});
	test('is the year of the document where it names none, also for what has ended', () => {
		expect(passageTime('are now idle', [line], PRESENT)).toEqual(year(2025));
	});
	test('is the nearest year before in which half of it leaves a mark', () => {
		expect(passageTime('lends its bases', [exercise('2022'), exercise('2019')], PRESENT)).toEqual(year(2022));
	});
	test('is all the years of things that happened one after another', () => {
		const drills = ['2012', '2014', '2016', '2018'].map(exercise);
		expect(passageTime('drills', drills, PRESENT)).toEqual({ mode: 'between', from: 2012, to: 2025 });
	});
	test('without features, is the year it names or the document’s', () => {
		expect(passageTime('10 million tons by 2030', [], PRESENT)).toEqual(year(2030));
		expect(passageTime('is changing', [], PRESENT)).toEqual(year(2025));
	});
	test('is never after the document unless the words say so, and inside the span', () => {
		fc.assert(
			fc.property(fc.array(arbitraryPhases, { maxLength: 6 }), (lives) => {
				const { from, to } = windowOf(
					passageTime(
						'now',
						lives.map((phases) => makeFeature(phases)),
						PRESENT
					)
				);
				expect(from).toBeGreaterThanOrEqual(PRESENT.span.min);
				expect(from).toBeLessThanOrEqual(to);
				expect(to).toBeLessThanOrEqual(PRESENT.year);
			})
		);
	});
});

const documents = evidence.sources.filter(({ id }) => passagesOfSource(evidence, id).length > 0);
describe.each(documents.map((source): [string, Source] => [source.id, source]))('reading %s', (_, source) => {
	const stops = readingStops(atlas, evidence, source);
	const passages = passagesOfSource(evidence, source.id);

	test('halts at the whole of it and then at every passage in order', () => {
		expect(stops[0]?.passage).toBeUndefined();
		expect(stops.slice(1).map(({ passage }) => `${source.id}/${passage}`)).toEqual(
			passages.map(({ id }) => id)
		);
		const shares = stops.slice(1).map(({ at }) => at!);
		expect(shares).toEqual([...shares].sort((a, b) => a - b));
		for (const share of shares) expect(share).toBeGreaterThan(0);
		for (const share of shares) expect(share).toBeLessThan(1);
	});

	test('shows at each passage what rests on it, of which something shows at its time if anything ever does', () => {
		for (const stop of stops) {
			const marks = stopMarks(atlas, stop);
			const placed = stop.features
				.map((id) => atlas.featureById.get(id)!)
				.filter((feature) => standsAt(stop, feature));
			expect(marks.length > 0, stop.passage).toBe(placed.length > 0);
			for (const { feature } of marks) {
				expect(stop.features).toContain(feature.id);
				const links = evidence.featureById.get(feature.id)?.passages.map(({ passage }) => passage);
				if (stop.passage) expect(links).toContain(`${source.id}/${stop.passage}`);
				const window = windowOf(stop.time);
				expect(isShown(feature, window) || ghostPhase(feature, window) !== undefined).toBe(true);
			}
		}
	});

	test('has a camera at each, which stays where a passage has no place', () => {
		stops.forEach((stop, index) => {
			expect(stop.box).toBeDefined();
			if (stopMarks(atlas, stop).length === 0) expect(stop.box).toEqual(stops[index - 1]?.box);
		});
	});

	test('opens in the explorer as it stands', () => {
		for (const stop of stops.filter(({ features }) => features.length > 0)) {
			const view = stopView(atlas, stop);
			expect(parseView(formatView(view, atlas), atlas)).toEqual(view);
		}
	});
});
