import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Atlas } from '../../src/lib/domain/atlas';
import { LOOKS, marksOf } from '../../src/lib/domain/marks';
import { isDrawn } from '../../src/lib/domain/outline';
import type { Time, View } from '../../src/lib/domain/view';
import { CHANGE, IS_COMPARED, LOOK, SHOWN, windowState } from '../../src/lib/map/filters';
import { outlineFeatures } from '../../src/lib/map/outlines';
import { phaseFeatures } from '../../src/lib/map/phase-features';
import { arbitraryPhases, makeAtlas, makeFeature } from '../domain/made-features';
import { atlas } from '../real-atlas';
import { filterUnder, valueUnder, type GlobalState } from './evaluate';

/** What the map draws for a view and what the domain marks, both as text. */
function comparison(
	of: Atlas
): (
	time: Time,
	layers: readonly string[],
	ghosts: boolean,
	contested?: boolean
) => { map: string[]; domain: string[] } {
	const state: GlobalState = {};
	const isShown = filterUnder(SHOWN, state);
	const lookOf = valueUnder(LOOK, state);
	const isCompared = filterUnder(IS_COMPARED, state);
	const changeOf = valueUnder(CHANGE, state);
	// A small area's second point is the same feature and the same phase; the style tests look at it.
	const features = [
		...phaseFeatures(of).features.filter(({ properties }) => !properties?.anchor),
		...outlineFeatures(
			of,
			{ countries: { type: 'FeatureCollection', features: [] } },
			of.layers.map(({ id }) => id)
		).features
	].sort((a, b) => Number(a.properties?.order) - Number(b.properties?.order));
	return (time, layers, ghosts, contested = false) => {
		const view: View = {
			time,
			layers,
			ghosts,
			language: 'en',
			theme: 'auto',
			...(contested ? { contested } : {})
		};
		// As the adapter sends it; JSON, because the state travels to workers.
		Object.assign(state, JSON.parse(JSON.stringify({ ...windowState(view), selected: '' })));
		const drawn = marksOf(of, view).filter(({ feature }) => isDrawn(feature));
		return {
			map: features
				.filter((feature) => isShown(feature))
				.map((feature) =>
					[
						feature.properties!.id,
						feature.properties!.class,
						feature.properties!.first,
						lookOf(feature),
						isCompared(feature) ? changeOf(feature) : ''
					].join(' ')
				),
			domain: drawn.map(({ feature, phase, look, change = '' }) =>
				[feature.id, phase.class, phase.first, look, change].join(' ')
			)
		};
	};
}

const YEARS = Array.from({ length: 2035 - 1990 + 1 }, (_, index) => 1990 + index);
const WINDOWS = YEARS.flatMap((from) =>
	[0, 1, 3, 7, 20, 45].map((length) => ({ from, to: from + length }))
).filter(({ to }) => to <= 2035);

describe.each([false, true])('for every feature of the atlas, with ghosts %s,', (ghosts) => {
	const compare = comparison(atlas);
	const layers = atlas.layers.map(({ id }) => id);

	test('the map draws what the domain marks in every year', () => {
		for (const year of [...YEARS, 1872, 1900, 1945, 1989]) {
			const { map, domain } = compare({ mode: 'year', year }, layers, ghosts);
			expect(map, String(year)).toEqual(domain);
		}
	});
	test('the map draws only what is contested where that is asked for', () => {
		for (const year of [2000, 2014, 2022, 2025, 2030]) {
			const { map, domain } = compare({ mode: 'year', year }, layers, ghosts, true);
			expect(map, String(year)).toEqual(domain);
			expect(map.length).toBeLessThan(compare({ mode: 'year', year }, layers, ghosts).map.length);
		}
		expect(compare({ mode: 'all' }, layers, ghosts, true).map.length).toBeGreaterThan(0);
	});
	test('the map draws what the domain marks between two years', () => {
		for (const { from, to } of WINDOWS) {
			const { map, domain } = compare({ mode: 'between', from, to }, layers, ghosts);
			expect(map, `${from}–${to}`).toEqual(domain);
		}
	});
	test('the map draws what the domain marks of two years compared, either way round', () => {
		for (const { from, to } of WINDOWS) {
			for (const [first, second] of [
				[from, to],
				[to, from]
			] as const) {
				const { map, domain } = compare({ mode: 'compare', from: first, to: second }, layers, ghosts);
				expect(map, `${first} and ${second}`).toEqual(domain);
			}
		}
	});
	test('the map draws what the domain marks in all years', () => {
		const { map, domain } = compare({ mode: 'all' }, layers, ghosts);
		expect(map).toEqual(domain);
		expect(new Set(map.map((line) => line.split(' ')[0])).size).toBe(atlas.features.filter(isDrawn).length);
	});
	test('the map draws only the layers that are on', () => {
		for (const on of [[], ...layers.map((layer) => [layer]), layers.slice(1)]) {
			const { map, domain } = compare({ mode: 'year', year: 2022 }, on, ghosts);
			expect(map).toEqual(domain);
			expect(map.length > 0).toBe(on.length > 0);
		}
	});
});

test('over the years the atlas puts every look on the map', () => {
	const compare = comparison(atlas);
	const layers = atlas.layers.map(({ id }) => id);
	const looks = YEARS.flatMap((year) => compare({ mode: 'year', year }, layers, true).map).map(
		(line) => line.split(' ')[3]
	);
	expect(new Set(looks)).toEqual(new Set(LOOKS));
});

test('for any phases the map draws what the domain marks', () => {
	const year = fc.integer({ min: 1985, max: 2036 });
	const time = fc.oneof<fc.Arbitrary<Time>[]>(
		year.map((at) => ({ mode: 'year', year: at })),
		fc.tuple(year, year).map(([a, b]) => ({ mode: 'between', from: Math.min(a, b), to: Math.max(a, b) })),
		fc.tuple(year, year).map(([from, to]) => ({ mode: 'compare', from, to })),
		fc.constant({ mode: 'all' })
	);
	fc.assert(
		fc.property(
			fc.array(fc.tuple(arbitraryPhases, fc.boolean()), { minLength: 1, maxLength: 4 }),
			fc.array(fc.tuple(time, fc.boolean()), { minLength: 30, maxLength: 30 }),
			(lists, asked) => {
				const made = makeAtlas(
					lists.map(([phases, unconfirmed], index) =>
						makeFeature(phases, {
							id: `thing-${index}`,
							...(unconfirmed ? { unconfirmed: true as const } : {})
						})
					)
				);
				const compare = comparison(made);
				for (const [at, ghosts] of asked) {
					const { map, domain } = compare(at, ['layer-a'], ghosts);
					expect(map).toEqual(domain);
				}
			}
		),
		{ numRuns: 100 }
	);
}, 20_000);
