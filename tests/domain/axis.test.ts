import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Feature } from '../../src/lib/domain/atlas';
import { axisOf, stepsOf, valueOf, yearAt } from '../../src/lib/domain/axis';
import { marksOf, type Look } from '../../src/lib/domain/marks';
import { shownPhase } from '../../src/lib/domain/shown';
import { featuresByLayer, stripOf } from '../../src/lib/domain/strip';
import { defaultView } from '../../src/lib/domain/view';
import { atlas } from '../real-atlas';
import { arbitraryPhases, makeAtlas, makeFeature, writtenFeature } from './made-features';

const LAYERS = atlas.layers.map(({ id }) => id);

describe('the axis', () => {
	test('has every year of the linear part', () => {
		const axis = axisOf(makeAtlas([]), []);
		expect(axis).toMatchObject({ early: [], min: 1990, max: 2035 });
		expect(stepsOf(axis).map((value) => yearAt(axis, value))).toEqual(
			Array.from({ length: 46 }, (_, index) => 1990 + index)
		);
	});
	test('has one step behind the break for each early year in which something begins or ends', () => {
		const made = makeAtlas([
			writtenFeature(
				[
					['1858-05-28/1860-11-13', 'in-force'],
					['1860-11-14/..', 'in-force', '2020']
				],
				{ id: 'treaty' }
			),
			writtenFeature([['1945/1994', 'operating']], { id: 'base' }),
			writtenFeature([['1900/1905', 'operating']], { id: 'unseen', layer: 'layer-b' })
		]);
		const axis = axisOf(made, ['layer-a']);
		expect(axis.early).toEqual([1858, 1860, 1861, 1945]);
		expect(
			stepsOf(axis)
				.slice(0, 6)
				.map((value) => yearAt(axis, value))
		).toEqual([1858, 1860, 1861, 1945, 1990, 1991]);
		expect([axis.min, axis.max]).toEqual([1986, 2035]);
		expect(axisOf(made, ['layer-a', 'layer-b']).early).toContain(1906);
	});
	test('puts a year between two steps at the step before it, and a year out of reach at the end', () => {
		const axis = axisOf(makeAtlas([writtenFeature([['1945/1979', 'operating']])]), ['layer-a']);
		expect(
			[1900, 1945, 1946, 1979, 1980, 1989, 1990, 2035, 2050].map((year) => yearAt(axis, valueOf(axis, year)))
		).toEqual([1945, 1945, 1945, 1945, 1980, 1980, 1990, 2035, 2035]);
	});
	test('clamps and rounds what a slider gives', () => {
		const axis = axisOf(makeAtlas([writtenFeature([['1945/1979', 'operating']])]), ['layer-a']);
		expect(
			[-Infinity, 0, 1988, 1988.4, 1989, 2014.5, 9999, Infinity].map((value) => yearAt(axis, value))
		).toEqual([1945, 1945, 1945, 1945, 1980, 2015, 2035, 2035]);
	});

	test('has a year for each step, ascending, and the step for each of those years', () => {
		const early = fc.uniqueArray(fc.integer({ min: 1700, max: 1989 }), { maxLength: 8 });
		fc.assert(
			fc.property(early, (years) => {
				const axis = axisOf(makeAtlas(years.map((year) => writtenFeature([[String(year), 'exercise']]))), [
					'layer-a'
				]);
				const steps = stepsOf(axis);
				const shown = steps.map((step) => yearAt(axis, step));
				expect(shown.map((year) => valueOf(axis, year))).toEqual(steps);
				expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
				for (const year of years) expect(shown).toContain(year);
			}),
			{ numRuns: 60 }
		);
	}, 20_000);

	test.each([[LAYERS], ...LAYERS.map((layer) => [[layer]])])(
		'of the atlas with %j loses nothing behind the break',
		(layers) => {
			const axis = axisOf(atlas, layers);
			const features = atlas.features.filter(({ layer }) => layers.includes(layer));
			const stateIn = (feature: Feature, year: number): string | undefined =>
				shownPhase(feature, { from: year, to: year })?.when;
			for (let year = axis.early[0] ?? 1990; year <= axis.to; year += 1) {
				const step = yearAt(axis, valueOf(axis, year));
				for (const feature of features)
					expect(stateIn(feature, step), `${feature.id} in ${year}`).toBe(stateIn(feature, year));
			}
		}
	);
});

describe('the strip', () => {
	const count = (of: typeof atlas, year: number, layer: string, looks?: readonly Look[]): number =>
		marksOf(of, { ...defaultView(of), time: { mode: 'year', year }, layers: [layer] }).filter(
			({ look }) => !looks || looks.includes(look)
		).length;

	test('counts in each year what the map marks', () => {
		const axis = axisOf(atlas, LAYERS);
		for (const [layer, features] of featuresByLayer(atlas)) {
			for (const { value, year, attested, assumed, planned } of stripOf(features, axis)) {
				expect(yearAt(axis, value)).toBe(year);
				expect(attested + assumed + planned, `${layer} in ${year}`).toBe(count(atlas, year, layer));
				// What is planned or being built may be assumed too, so these looks are the most that each part can be.
				expect(attested).toBeLessThanOrEqual(count(atlas, year, layer, ['solid', 'claimed', 'suspended']));
				expect(planned).toBeLessThanOrEqual(count(atlas, year, layer, ['planned', 'construction']));
				expect(assumed).toBeGreaterThanOrEqual(count(atlas, year, layer, ['assumed']));
			}
		}
	});
	test('counts what the map marks for any phases', () => {
		fc.assert(
			fc.property(fc.array(arbitraryPhases, { maxLength: 4 }), (lists) => {
				const made = makeAtlas(lists.map((phases, index) => makeFeature(phases, { id: `thing-${index}` })));
				for (const { year, attested, assumed, planned } of stripOf(
					made.features,
					axisOf(made, ['layer-a'])
				)) {
					expect(attested + assumed + planned).toBe(count(made, year, 'layer-a'));
				}
			}),
			{ numRuns: 60 }
		);
	}, 20_000);
	test('tells attested, assumed and planned apart', () => {
		const features = [
			writtenFeature([
				['2010/2012', 'agreed'],
				['2013/..', 'operating', '2014']
			]),
			writtenFeature([['2010/..', 'construction', '2013']]),
			writtenFeature([
				['2012/2014', 'idle'],
				['2015', 'withdrawn']
			])
		];
		const cells = stripOf(features, axisOf(makeAtlas(features), ['layer-a'])).filter(
			({ year }) => year >= 2009 && year <= 2015
		);
		expect(cells.map(({ attested, assumed, planned }) => [attested, assumed, planned])).toEqual([
			[0, 0, 0],
			[0, 0, 2],
			[0, 0, 2],
			[1, 0, 2],
			[2, 0, 1],
			[2, 1, 0],
			[0, 2, 0]
		]);
	});
	test('has every feature in exactly one layer', () => {
		const lists = featuresByLayer(atlas);
		expect([...lists.keys()]).toEqual(LAYERS);
		expect(
			[...lists.values()]
				.flat()
				.map(({ id }) => id)
				.sort()
		).toEqual(atlas.features.map(({ id }) => id).sort());
	});
});
