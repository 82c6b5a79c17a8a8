import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Feature } from '../../src/lib/domain/atlas';
import { lookOf, LOOKS, marksOf, type Look } from '../../src/lib/domain/marks';
import { shownPhase, type YearWindow } from '../../src/lib/domain/shown';
import { defaultView, type Time, type View } from '../../src/lib/domain/view';
import type { Claim, Status } from '../../src/lib/domain/vocabulary';
import { atlas } from '../real-atlas';
import { arbitraryPhases, makeAtlas, makeFeature, writtenFeature } from './made-features';

const viewAt = (time: Time, more: Partial<View> = {}): View => ({
	time,
	layers: ['layer-a'],
	language: 'en',
	theme: 'auto',
	ghosts: false,
	...more
});
const year = (value: number): Time => ({ mode: 'year', year: value });
const brief = (features: readonly Feature[], view: View, layers?: readonly string[]): string[] =>
	marksOf(makeAtlas(features, layers), view).map(({ feature, phase, look, ends }) =>
		[feature.id, phase.status, look, ...(ends ? ['ends'] : [])].join(' ')
	);

describe('the look', () => {
	const years: YearWindow = { from: 2015, to: 2015 };
	test.each<[Status, Look]>([
		['proposed', 'planned'],
		['announced', 'planned'],
		['agreed', 'planned'],
		['construction', 'construction'],
		['operating', 'solid'],
		['deployed', 'solid'],
		['in-force', 'solid'],
		['exercise', 'solid'],
		['suspended', 'suspended'],
		['idle', 'suspended'],
		['withdrawn', 'ghost'],
		['retired', 'ghost'],
		['cancelled', 'ghost']
	])('of %s is %s', (status, look) => {
		const feature = writtenFeature([['2010/2020', status]]);
		expect(lookOf(feature, feature.phases[0]!, years)).toBe(look);
	});

	test.each<[string, Claim | undefined, true | undefined, number, Look]>([
		['attested', undefined, undefined, 2015, 'solid'],
		['after its last source', undefined, undefined, 2016, 'assumed'],
		['claimed by one side', 'one-sided', undefined, 2015, 'claimed'],
		['assessed', 'assessed', undefined, 2015, 'claimed'],
		['of a thing not confirmed', undefined, true, 2015, 'claimed'],
		['claimed, after its last source', 'one-sided', undefined, 2016, 'assumed'],
		['of a thing not confirmed, after its last source', undefined, true, 2016, 'assumed']
	])('of an active status %s is right', (_, claim, unconfirmed, to, look) => {
		const plain = writtenFeature([['2010/..', 'operating', '2015']]);
		const feature = { ...plain, ...(unconfirmed ? { unconfirmed } : {}) };
		const phase = { ...feature.phases[0]!, ...(claim ? { claim } : {}) };
		expect(lookOf(feature, phase, { from: to, to })).toBe(look);
	});
});

describe('marksOf', () => {
	const bridge = writtenFeature(
		[
			['2010/2013', 'construction'],
			['2014/2016-05', 'operating'],
			['2016-06/..', 'retired', '2017']
		],
		{ id: 'bridge' }
	);
	const camp = writtenFeature([['2015', 'deployed']], { id: 'camp', layer: 'layer-b' });

	test('marks what shows, with its phase and look', () => {
		expect(brief([bridge], viewAt(year(2009)))).toEqual([]);
		expect(brief([bridge], viewAt(year(2012)))).toEqual(['bridge construction construction']);
		expect(brief([bridge], viewAt(year(2015)))).toEqual(['bridge operating solid']);
	});
	test('says where a thing ends in the last year asked for', () => {
		expect(brief([bridge], viewAt(year(2016)))).toEqual(['bridge operating solid ends']);
		expect(brief([bridge], viewAt({ mode: 'between', from: 2014, to: 2016 }))).toEqual([
			'bridge operating solid ends'
		]);
		expect(brief([bridge], viewAt({ mode: 'between', from: 2014, to: 2017 }))).toEqual([
			'bridge operating solid'
		]);
		expect(brief([bridge], viewAt({ mode: 'all' }))).toEqual(['bridge operating solid']);
	});
	test('leaves out what has ended, unless ghosts are asked for', () => {
		expect(brief([bridge], viewAt(year(2017)))).toEqual([]);
		expect(brief([bridge], viewAt(year(2017), { ghosts: true }))).toEqual(['bridge retired ghost']);
		expect(brief([bridge], viewAt(year(2016), { ghosts: true }))).toEqual(['bridge operating solid ends']);
		expect(brief([bridge], viewAt(year(2009), { ghosts: true }))).toEqual([]);
	});
	test('marks only layers that are on, in the order of the atlas', () => {
		const view = viewAt(year(2015), { layers: ['layer-b'] });
		expect(brief([bridge, camp], view, ['layer-a', 'layer-b'])).toEqual(['camp deployed solid ends']);
		expect(
			brief([bridge, camp], { ...view, layers: ['layer-b', 'layer-a'] }, ['layer-a', 'layer-b'])
		).toEqual(['bridge operating solid', 'camp deployed solid ends']);
		expect(brief([bridge, camp], { ...view, layers: [] }, ['layer-a', 'layer-b'])).toEqual([]);
	});

	test('makes one mark at most for a feature, of one of the looks, and ghosts only add to the marks', () => {
		fc.assert(
			fc.property(
				fc.array(arbitraryPhases, { maxLength: 5 }),
				fc.integer({ min: 1985, max: 2036 }),
				(lists, at) => {
					const made = makeAtlas(lists.map((phases, index) => makeFeature(phases, { id: `thing-${index}` })));
					const plain = marksOf(made, viewAt(year(at)));
					const haunted = marksOf(made, viewAt(year(at), { ghosts: true }));
					expect(new Set(haunted.map(({ feature }) => feature.id)).size).toBe(haunted.length);
					expect(haunted.every(({ look }) => LOOKS.includes(look))).toBe(true);
					expect(haunted.filter(({ look }) => look !== 'ghost')).toEqual(plain);
					expect(plain.map(({ phase }) => phase)).toEqual(
						made.features
							.map((feature) => shownPhase(feature, { from: at, to: at }))
							.filter((phase) => phase !== undefined)
					);
				}
			),
			{ numRuns: 100 }
		);
	}, 20_000);

	test('the first view of the real atlas shows something of every layer', () => {
		const layers = marksOf(atlas, defaultView(atlas)).map(({ feature }) => feature.layer);
		expect([...new Set(layers)]).toEqual(
			atlas.layers.filter(({ onByDefault }) => onByDefault).map(({ id }) => id)
		);
	});
});
