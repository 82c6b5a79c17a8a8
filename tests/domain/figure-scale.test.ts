import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Figure } from '../../src/lib/domain/atlas';
import { figureScale, joinedRuns } from '../../src/lib/domain/figure-scale';
import { VALUE_KINDS } from '../../src/lib/domain/vocabulary';
import { evidence } from '../real-atlas';

type Series = Figure['series'][number];

const values = fc.array(
	fc.record({
		when: fc.constant('x'),
		value: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
		high: fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { nil: undefined }),
		kind: fc.constantFrom(...VALUE_KINDS),
		references: fc.constant([]),
		start: fc.integer({ min: 1850, max: 2040 })
	}),
	{ minLength: 1, maxLength: 12 }
);
const seriesOf = (list: readonly (readonly [start: number, end: number, kind?: 'projection'])[]): Series => ({
	id: 's',
	title: 'S',
	values: list.map(([start, end, kind = 'measured'], index) => ({
		when: String(start),
		value: index,
		kind,
		references: [],
		start,
		end
	})) as Series['values']
});

describe('the axes of a chart', () => {
	test('hold every value of every figure, and zero', () => {
		for (const figure of evidence.figures) {
			const scale = figureScale(figure.series);
			expect(scale.bottom).toBeLessThanOrEqual(0);
			expect(scale.top).toBeGreaterThanOrEqual(0);
			for (const { values: own } of figure.series) {
				for (const { value, high = value, start, end } of own) {
					expect(value >= scale.bottom && high <= scale.top, figure.id).toBe(true);
					expect(start >= scale.from && end <= scale.to + 1e-6, figure.id).toBe(true);
				}
			}
		}
	});
	test('hold any values, with few and even steps', () => {
		fc.assert(
			fc.property(values, (list) => {
				const series = [
					{ id: 's', title: 'S', values: list.map((each) => ({ ...each, end: each.start + 1 })) }
				] as unknown as Series[];
				const { from, to, bottom, top, values: steps, years } = figureScale(series, 6);
				for (const { value, high = value, start } of list) {
					const slack = (top - bottom) * 1e-6;
					expect(Math.min(value, high) >= bottom - slack && Math.max(value, high) <= top + slack).toBe(true);
					expect(start >= from && start + 1 <= to).toBe(true);
				}
				expect(steps.length).toBeGreaterThan(1);
				expect(steps.length).toBeLessThanOrEqual(8);
				expect(steps[0]).toBeCloseTo(bottom, 3);
				expect(years.length).toBeLessThanOrEqual(7);
				expect(years.every((year) => year >= from && year < to)).toBe(true);
			}),
			{
				examples: [
					[[{ when: 'x', value: 1.5e-323, high: undefined, kind: 'measured', references: [], start: 1850 }]]
				]
			}
		);
	});
	test('name only whole numbers where things are counted', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -100, max: 5000 }), { minLength: 1 }), (counts) => {
				const series = seriesOf(counts.map((_, index) => [2000 + index, 2001 + index]));
				series.values.forEach((value, index) => Object.assign(value, { value: counts[index] }));
				expect(figureScale([series]).values.every(Number.isInteger)).toBe(true);
			})
		);
	});
});

describe('lines of a chart', () => {
	const starts = (series: Series, breaks: number[] = []): number[][] =>
		joinedRuns(
			series,
			breaks.map((start) => ({ start }))
		).map((run) => run.map(({ start }) => start));

	test('join whole years that follow one another', () => {
		expect(
			starts(
				seriesOf([
					[2019, 2020],
					[2020, 2021],
					[2021, 2022]
				])
			)
		).toEqual([[2019, 2020, 2021]]);
	});
	test('never run over a change of definition, a gap, part of a year or a plan', () => {
		expect(
			starts(
				seriesOf([
					[2019, 2020],
					[2020, 2021],
					[2021, 2022],
					[2022, 2023]
				]),
				[2021]
			)
		).toEqual([
			[2019, 2020],
			[2021, 2022]
		]);
		expect(
			starts(
				seriesOf([
					[2019, 2020],
					[2021, 2022]
				])
			)
		).toEqual([]);
		expect(
			starts(
				seriesOf([
					[2019, 2020],
					[2020, 2020.5],
					[2021, 2022]
				])
			)
		).toEqual([]);
		expect(
			starts(
				seriesOf([
					[2019, 2020],
					[2020, 2021, 'projection']
				])
			)
		).toEqual([]);
	});
	test('of the atlas keep the containers before and after 2022 apart', () => {
		const figure = evidence.figureById.get('northern-corridor-containers')!;
		expect(figure.breaks.length).toBeGreaterThan(0);
		for (const series of figure.series) {
			for (const run of joinedRuns(series, figure.breaks)) {
				const [first, last] = [run[0]!.start, run.at(-1)!.start];
				expect(figure.breaks.some(({ start }) => start > first && start <= last)).toBe(false);
			}
		}
	});
});
