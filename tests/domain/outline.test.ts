import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HATCH_DIRECTIONS, hatchDirections } from '../../src/lib/domain/hatch-directions';
import { isDrawn } from '../../src/lib/domain/outline';
import { outlineOf } from '../../src/lib/domain/outline-of';
import { shownPhase } from '../../src/lib/domain/shown';
import { atlas } from '../real-atlas';

const membersIn = (id: string, year: number): string[] => {
	const feature = atlas.featureById.get(id)!;
	const phase = shownPhase(feature, { from: year, to: year });
	return phase ? [...outlineOf(feature, phase)].sort() : [];
};

describe('countries that stand for a thing', () => {
	test('are the members in the year that shows', () => {
		const sco = (year: number): string[] => membersIn('shanghai-cooperation-organisation', year);
		expect(sco(2000)).toEqual([]);
		expect(sco(2016)).toEqual(['CN', 'KG', 'KZ', 'RU', 'TJ', 'UZ']);
		expect(sco(2017)).toContain('IN');
		expect(sco(2022)).not.toContain('IR');
		expect(sco(2023)).toContain('IR');
		expect(sco(2023)).not.toContain('BY');
		expect(sco(2024)).toContain('BY');
		expect(membersIn('brics', 2010)).toEqual(['BR', 'CN', 'IN', 'RU']);
		expect(membersIn('brics', 2025)).toHaveLength(10);
	});
	test('of an agreement with China are the other side', () => {
		expect(membersIn('china-georgia-free-trade', 2018)).toEqual(['GE']);
		expect(membersIn('china-armenia-visa-exemption', 2021)).toEqual(['AM']);
		expect(membersIn('kazakhstan-trade-partners', 2020)).toEqual(['KZ']);
	});
	test('are countries of the thing, and never stand beside a geometry', () => {
		const outlined = atlas.features.filter(({ outline }) => outline);
		expect(outlined.length).toBeGreaterThan(10);
		for (const feature of outlined) {
			expect(feature.geometry, feature.id).toBeNull();
			expect(isDrawn(feature)).toBe(true);
			for (const phase of feature.phases) {
				expect(outlineOf(feature, phase).length, feature.id).toBeGreaterThan(0);
				for (const a2 of outlineOf(feature, phase)) {
					expect(feature.countries).toContain(a2);
					expect(feature.outline).toContain(a2);
				}
			}
		}
	});
});

describe('directions of hatching', () => {
	test('differ for any two things of the atlas on one country', () => {
		const directions = hatchDirections(atlas.features);
		for (const a of atlas.features) {
			for (const b of atlas.features) {
				if (a.id < b.id && a.outline?.some((a2) => b.outline?.includes(a2)))
					expect(directions.get(a.id), `${a.id} and ${b.id}`).not.toBe(directions.get(b.id));
			}
		}
	});
	test('differ as long as there are no more things on a country than directions, and are always directions', () => {
		const country = fc.constantFrom('BY', 'CN', 'KZ', 'RU');
		const things = fc.array(fc.option(fc.uniqueArray(country, { minLength: 1 }), { nil: undefined }), {
			maxLength: 12
		});
		fc.assert(
			fc.property(things, (outlines) => {
				const features = outlines.map((outline, index) => ({
					id: `f${index}`,
					...(outline ? { outline } : {})
				}));
				const directions = hatchDirections(features);
				expect(directions.size).toBe(outlines.filter(Boolean).length);
				for (const direction of directions.values())
					expect(direction >= 0 && direction < HATCH_DIRECTIONS).toBe(true);
				// One country alone: the first ones all differ.
				const alone = features.map(({ id }) => ({ id, outline: ['BY'] })).slice(0, HATCH_DIRECTIONS);
				expect(new Set(hatchDirections(alone).values()).size).toBe(alone.length);
			})
		);
	});
});
