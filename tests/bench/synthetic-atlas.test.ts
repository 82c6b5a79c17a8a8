import { describe, expect, test } from 'vitest';
import { compilePhases } from '../../geodata/build/compile';
import { indexAtlas } from '../../src/lib/domain/atlas';
import { isAtlasFile } from '../../src/lib/domain/atlas-guard';
import { isCrowd } from '../../src/lib/domain/crowd';
import { isShown } from '../../src/lib/domain/shown';
import { FIRST_YEAR, LAST_YEAR, syntheticAtlas, yearsShown } from './synthetic-atlas';

const file = syntheticAtlas({
	sites: 6000,
	lines: 50,
	seed: 7,
	sentinels: { lat: 50, west: 30, step: 1 }
});

describe('a made-up atlas', () => {
	test('is the same for the same seed, and another for another', () => {
		const small = { sites: 200, lines: 5 };
		expect(syntheticAtlas({ ...small, seed: 3 })).toEqual(syntheticAtlas({ ...small, seed: 3 }));
		expect(syntheticAtlas({ ...small, seed: 3 }).features).not.toEqual(
			syntheticAtlas({ ...small, seed: 4 }).features
		);
	});

	test('passes the guard and indexes like any other', () => {
		const manifest = {
			schema: 1,
			version: file.version,
			counts: { features: 6000 + 50 + 46, layers: 8, routes: 0, figures: 0, passages: 0, sources: 0 },
			files: {}
		} as const;
		expect(isAtlasFile(JSON.parse(JSON.stringify(file)), manifest)).toBe(true);
		const atlas = indexAtlas(file);
		expect(atlas.featureById.size).toBe(file.features.length);
		for (const { layer, kind } of atlas.features) {
			expect(atlas.layerById.has(layer)).toBe(true);
			expect(atlas.kindById.has(kind)).toBe(true);
		}
		expect(isCrowd(atlas)).toBe(true);
		expect(isCrowd(syntheticAtlas({ sites: 400, lines: 2000 }))).toBe(true);
		expect(isCrowd(syntheticAtlas({ sites: 900, lines: 900 }))).toBe(false);
	});

	test('has phases as the build compiles them', () => {
		for (const { phases, id } of file.features.slice(0, 800)) {
			const records = phases.map(({ when, status, attested }) => ({
				when,
				status,
				references: [],
				...(attested === undefined ? {} : { attested: String(attested) })
			}));
			expect(compilePhases(records), id).toEqual(phases);
		}
	});

	test('shows in every year between the first and the last, and tells the year by its sentinels', () => {
		for (const feature of file.features.slice(0, 800)) {
			const [first, last] = yearsShown(feature);
			for (let year = FIRST_YEAR - 2; year <= LAST_YEAR + 2; year += 1)
				expect(isShown(feature, { from: year, to: year }), `${feature.id} in ${year}`).toBe(
					year >= first && year <= last
				);
		}
		for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
			const told = file.features.filter(
				(feature) => feature.id.startsWith('year-') && isShown(feature, { from: year, to: year })
			);
			expect(told.map(({ id }) => id)).toEqual([`year-${year}`]);
		}
	});
});
