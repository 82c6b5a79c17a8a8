import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { axisOf } from '../../src/lib/domain/axis';
import { isContested, marksOf } from '../../src/lib/domain/marks';
import { featuresByLayer, stripOf } from '../../src/lib/domain/strip';
import { recordWords } from '../../src/lib/domain/record-words';
import { tallyOf, tallyWords } from '../../src/lib/domain/tally';
import { defaultView, windowOf, type View } from '../../src/lib/domain/view';
import { atlas, evidence } from '../real-atlas';
import { arbitraryPhases, makeAtlas, makeFeature } from './made-features';

const LAYERS = atlas.layers.map(({ id }) => id);
const viewIn = (year: number, more: Partial<View> = {}): View => ({
	...defaultView(atlas),
	layers: LAYERS,
	time: { mode: 'year', year },
	...more
});
const tallyIn = (view: View, of = atlas) => tallyOf(marksOf(of, view), windowOf(view.time));

describe('what stands behind a year', () => {
	test('is what the strip of each layer says', () => {
		const axis = axisOf(atlas, LAYERS);
		for (const [layer, features] of featuresByLayer(atlas)) {
			for (const { year, attested, assumed, planned, contested } of stripOf(features, axis)) {
				expect(tallyIn(viewIn(year, { layers: [layer] })), `${layer} in ${year}`).toMatchObject({
					attested,
					assumed,
					planned,
					contested,
					things: attested + assumed + planned
				});
			}
		}
	});
	test('is what the strip says, whatever the phases', () => {
		fc.assert(
			fc.property(fc.array(arbitraryPhases, { minLength: 1, maxLength: 5 }), (lives) => {
				const made = makeAtlas(lives.map((phases, index) => makeFeature(phases, { id: `thing-${index}` })));
				const layers = made.layers.map(({ id }) => id);
				for (const { year, ...cell } of stripOf(made.features, axisOf(made, layers))) {
					const { attested, assumed, planned, contested } = tallyIn(viewIn(year, { layers }), made);
					expect(cell, `in ${year}`).toMatchObject({ attested, assumed, planned, contested });
				}
			}),
			{ numRuns: 60 }
		);
	});
	test('counts each passage and each reference once', () => {
		for (const year of [1995, 2014, 2025]) {
			const view = viewIn(year);
			const details = marksOf(atlas, view).map(({ feature }) => evidence.featureById.get(feature.id)!);
			const passages = new Set(details.flatMap((detail) => detail.passages.map(({ passage }) => passage)));
			const references = new Set(
				details.flatMap((detail) => [
					...detail.references.map(({ reference }) => reference),
					...[...detail.phases, ...detail.events].flatMap(({ references: ids }) => ids)
				])
			);
			expect(tallyIn(view)).toMatchObject({ passages: passages.size, references: references.size });
		}
	});
	test('never counts more contested or thin things than things, nor ghosts', () => {
		const refs = fc.uniqueArray(fc.nat(6), { maxLength: 4 });
		fc.assert(
			fc.property(
				fc.array(fc.tuple(arbitraryPhases, refs, refs, fc.boolean()), { maxLength: 6 }),
				fc.integer({ min: 1985, max: 2040 }),
				(list, year) => {
					const made = makeAtlas(
						list.map(([phases, passages, references, contested], index) =>
							makeFeature(phases, {
								id: `thing-${index}`,
								passages,
								references,
								...(contested ? { contested } : {})
							})
						)
					);
					const view: View = { ...defaultView(made), time: { mode: 'year', year } };
					const tally = tallyIn(view, made);
					expect(tallyIn({ ...view, ghosts: true }, made)).toEqual(tally);
					expect(tally.attested + tally.assumed + tally.planned).toBe(tally.things);
					expect(tally.contested).toBeLessThanOrEqual(tally.things);
					expect(tally.thin).toBeLessThanOrEqual(tally.things);
					// What is shown with the filter is what is counted without it.
					const filtered = marksOf(made, { ...view, contested: true });
					expect(filtered).toHaveLength(tally.contested);
					expect(filtered.every(({ feature, phase }) => isContested(feature, phase))).toBe(true);
				}
			),
			{ numRuns: 100 }
		);
	}, 20_000);
	test('is put into words', () => {
		const tally = {
			things: 12,
			passages: 9,
			references: 31,
			contested: 3,
			thin: 1,
			attested: 7,
			assumed: 3,
			planned: 2
		};
		expect(tallyWords(tally)).toBe('12 things · 9 passages · 31 references; 3 contested');
		expect(tallyWords({ ...tally, things: 1, passages: 1, references: 1, contested: 0 })).toBe(
			'1 thing · 1 passage · 1 reference'
		);
		expect(recordWords(tally)).toBe(
			'7 attested, 3 assumed, 2 planned or being built; thin: 1 rests on one reference or none'
		);
		expect(recordWords({ ...tally, assumed: 0, planned: 0, thin: 0 })).toBe('7 attested');
	});
});
