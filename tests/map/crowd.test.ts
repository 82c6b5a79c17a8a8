import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexAtlas, type Atlas } from '../../src/lib/domain/atlas';
import { LOOKS, markOf, marksOf } from '../../src/lib/domain/marks';
import { ALL_YEARS } from '../../src/lib/domain/shown';
import { defaultView, type Time, type View } from '../../src/lib/domain/view';
import { STATUS_CLASSES } from '../../src/lib/domain/vocabulary';
import {
	CLAIMED,
	comparedStates,
	CONTESTED,
	crowdColumns,
	crowdSites,
	crowdYears,
	rowsNear,
	blockOf,
	UNCHANGED
} from '../../src/lib/map/crowd-columns';
import { crowdIndex } from '../../src/lib/map/crowd-index';
import { boundedMarks, SVG_MARKS } from '../../src/lib/map/bounded';
import { windowState } from '../../src/lib/map/filters';
import { seededRandom, syntheticAtlas } from '../bench/synthetic-atlas';
import { arbitraryPhases, makeAtlas, makeFeature } from '../domain/made-features';
import { atlas as realAtlas } from '../real-atlas';

/** The rule of the graphics program, word for word, on the columns that it is given: `id look` of each mark. */
function drawn(atlas: Atlas, view: View): string[] {
	const sites = crowdSites(atlas);
	const columns = crowdColumns(sites, atlas);
	const siteOf = sites.features.flatMap((site) => site.phases.map(() => site));
	const state = windowState(view);
	const [from, to, assumedAt] = crowdYears(state);
	const compared = view.time.mode === 'compare';
	const states = compared ? comparedStates(sites, view) : undefined;
	const marks: string[] = [];
	const rows = states
		? Array.from({ length: columns.rows }, (_, row) => row)
		: rowsNear(columns.years, [from, to, assumedAt]);
	for (const row of [...rows].reverse()) {
		const [first, last, until, attested] = columns.years.subarray(
			4 * row,
			4 * row + 4
		) as unknown as number[];
		const [after, layer, , flags] = columns.traits.subarray(4 * row, 4 * row + 4) as unknown as number[];
		const kind = STATUS_CLASSES[flags! & 7]!;
		let shown =
			first! <= to &&
			last! >= from &&
			until! > to &&
			(kind !== 'ended' || (state.ghosts && after! < from)) &&
			(!state.contested || (flags! & CONTESTED) !== 0);
		let look =
			kind === 'ended'
				? 'ghost'
				: kind !== 'active'
					? kind
					: assumedAt > attested!
						? 'assumed'
						: (flags! & CLAIMED) !== 0
							? 'claimed'
							: 'solid';
		if (states) {
			shown = states[row] !== 0;
			look = LOOKS[(states[row]! & (UNCHANGED - 1)) - 1] ?? '';
		}
		if (shown && view.layers.includes(atlas.layers[layer!]!.id)) marks.push(`${siteOf[row]!.id} ${look}`);
	}
	return marks;
}
const expected = (atlas: Atlas, view: View): string[] =>
	marksOf(atlas, view)
		.filter(({ feature }) => feature.geometry?.type === 'Point')
		.map(({ feature, look }) => `${feature.id} ${look}`);

const large = indexAtlas(syntheticAtlas({ sites: 6000, lines: 20, seed: 5 }));
const TIMES: readonly Time[] = [
	...Array.from({ length: 50 }, (_, index) => ({ mode: 'year', year: 1988 + index }) as const),
	{ mode: 'between', from: 1999, to: 2004 },
	{ mode: 'all' },
	{ mode: 'compare', from: 2005, to: 2020 },
	{ mode: 'compare', from: 2020, to: 2005 }
];

describe('the columns of a crowd', () => {
	test.each([
		['a large atlas', large],
		['the atlas itself', realAtlas]
	])('show what the domain shows in every year, in its order and its look: %s', (_, atlas) => {
		const layers = atlas.layers.map(({ id }) => id);
		for (const time of TIMES)
			for (const more of [
				{},
				{ ghosts: true },
				{ contested: true } as const,
				{ layers: layers.slice(2, 4) }
			]) {
				const view: View = { ...defaultView(atlas), layers, time, ...more };
				expect(drawn(atlas, view), JSON.stringify({ time, ...more })).toEqual(expected(atlas, view));
			}
	});

	test('do so for any phases', () => {
		const year = fc.integer({ min: 1985, max: 2036 });
		fc.assert(
			fc.property(
				fc.array(arbitraryPhases, { minLength: 1, maxLength: 4 }),
				year,
				year,
				fc.boolean(),
				fc.boolean(),
				(lives, from, to, ghosts, contested) => {
					const atlas = makeAtlas(
						lives.map((phases, index) => makeFeature(phases, { id: `thing-${index}` }))
					);
					for (const time of [
						{ mode: 'year', year: to },
						{ mode: 'between', from: Math.min(from, to), to: Math.max(from, to) },
						{ mode: 'compare', from, to },
						{ mode: 'all' }
					] as const) {
						const view: View = { ...defaultView(atlas), time, ghosts, ...(contested ? { contested } : {}) };
						expect(drawn(atlas, view)).toEqual(expected(atlas, view));
					}
				}
			)
		);
	});

	test('leave out the rows of other times, the same for all years of a block', () => {
		const sites = crowdSites(large);
		const columns = crowdColumns(sites, large);
		const asked = (year: number): ReturnType<typeof crowdYears> =>
			crowdYears(windowState({ ...defaultView(large), time: { mode: 'year', year } }));
		const found = new Map<string, Uint32Array>();
		for (let year = 1988; year <= 2037; year += 1) {
			const rows = rowsNear(columns.years, asked(year));
			expect(rows.length).toBeLessThan(columns.rows * 0.75);
			const same = found.get(blockOf(asked(year)));
			if (same) expect(rows).toEqual(same);
			found.set(blockOf(asked(year)), rows);
		}
		expect(found.size).toBeLessThan(15);
		expect(rowsNear(columns.years, asked(2000)).length).toBeLessThan(columns.rows / 2);
	});

	test('mark what two years compared leave unchanged', () => {
		const sites = crowdSites(large);
		const view: View = { ...defaultView(large), time: { mode: 'compare', from: 2005, to: 2015 } };
		const states = comparedStates(sites, view);
		const faded = sites.features.filter((feature) => markOf(feature, view)?.change === 'unchanged').length;
		expect(states.filter((state) => (state & UNCHANGED) !== 0)).toHaveLength(faded);
		expect(faded).toBeGreaterThan(100);
	});

	test('keep years that are further away than their numbers reach', () => {
		const ancient = makeFeature([phase(-60_000, undefined)]);
		const atlas = makeAtlas([ancient]);
		for (const time of [{ mode: 'year', year: 2000 }, { mode: 'all' }] as const)
			expect(drawn(atlas, { ...defaultView(atlas), time })).toEqual(
				expected(atlas, { ...defaultView(atlas), time })
			);
		expect(
			crowdYears({ ...windowState(defaultView(atlas)), year: ALL_YEARS.to, span: 2 * ALL_YEARS.to })
		).toEqual([-32_767, 32_766, -32_768]);
	});
});

const phase = (first: number, last: number | undefined) => ({
	status: 'operating' as const,
	class: 'active' as const,
	start: first,
	first,
	...(last === undefined ? {} : { last }),
	when: '2000/..'
});

describe('finding the sites of a crowd', () => {
	const random = seededRandom(11);
	const anywhere = (count: number, place: () => readonly [number, number]): Float32Array =>
		Float32Array.from(Array.from({ length: count }, place).flat());

	test.each<[string, Float32Array]>([
		['as sites lie', crowdSites(large).places],
		['evenly', anywhere(5000, () => [random(), random()])],
		['on one spot', anywhere(300, () => [0.5, 0.25])],
		['on one parallel', anywhere(300, () => [random(), 0.25])],
		['all but one in a corner', anywhere(900, () => (random() < 0.999 ? [0.01, 0.01] : [1, 1]))],
		['one alone', Float32Array.of(0.3, 0.4)]
	])('gives what lies in a box, the most important first, in any copy of the world: %s', (_, places) => {
		const find = crowdIndex(places);
		for (let round = 0; round < 100; round += 1) {
			const copy = Math.floor(random() * 5) - 2;
			// Round one of the sites, or anywhere; sometimes larger than the world
			const near = 2 * Math.floor((random() * places.length) / 2);
			const [x, y] = round % 2 ? [places[near]!, places[near + 1]!] : [random(), random()];
			const [wide, high] = [random(), random()].map((share) => share * (round % 10 ? 0.1 : 1.5)) as [
				number,
				number
			];
			const box = { west: x - wide + copy, east: x + wide + copy, north: y - high, south: y + high };
			const inside = Array.from({ length: places.length / 2 }, (_, site) => site).filter((site) => {
				const [px, py] = [places[2 * site]!, places[2 * site + 1]!];
				const turns = [-4, -3, -2, -1, 0, 1, 2, 3, 4];
				return (
					py >= box.north &&
					py <= box.south &&
					turns.some((turn) => px >= box.west - turn && px <= box.east - turn)
				);
			});
			expect(find(box)).toEqual(inside.reverse());
		}
	});

	test('finds nothing where there is nothing', () => {
		expect(crowdIndex(new Float32Array(0))({ west: 0, north: 0, east: 1, south: 1 })).toEqual([]);
	});
});

describe('the SVG map of a crowd', () => {
	const marks = marksOf(large, { ...defaultView(large), time: { mode: 'all' } });

	test('draws a bounded, even share, and always the selected thing', () => {
		const selected = marks[1]!.feature.id;
		const some = boundedMarks(marks, selected);
		expect(some.length).toBeLessThanOrEqual(SVG_MARKS + 1);
		expect(some.length).toBeGreaterThan(SVG_MARKS / 2);
		expect(some.some(({ feature }) => feature.id === selected)).toBe(true);
		expect(new Set(some.map(({ feature }) => feature.layer)).size).toBe(large.layers.length);
	});

	test('draws everything where there is little', () => {
		const few = marks.slice(0, SVG_MARKS);
		expect(boundedMarks(few, undefined)).toBe(few);
	});
});
