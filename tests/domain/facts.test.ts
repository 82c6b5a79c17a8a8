/** Facts that the atlas must not lose, whatever is edited. */
import { describe, expect, test } from 'vitest';
import type { Feature } from '../../src/lib/domain/atlas';
import { marksOf } from '../../src/lib/domain/marks';
import { isShown, shownPhase } from '../../src/lib/domain/shown';
import { defaultView } from '../../src/lib/domain/view';
import { atlas, evidence, featureOf } from '../real-atlas';

const YEARS = Array.from(
	{ length: atlas.span.max - atlas.span.min + 1 },
	(_, index) => atlas.span.min + index
);
const shows = (feature: Feature, year: number): boolean => isShown(feature, { from: year, to: year });
const classIn = (feature: Feature, year: number): string | undefined =>
	shownPhase(feature, { from: year, to: year })?.class;

describe('Power of Siberia 2', () => {
	const segments = ['power-of-siberia-2-route', 'soyuz-vostok'].flatMap(
		(route) => evidence.routeById.get(route)?.segments ?? []
	);
	test('is in the atlas, in Russia, Mongolia and China', () => {
		expect([...segments].sort()).toEqual([
			'power-of-siberia-2-altai',
			'power-of-siberia-2-russia',
			'soyuz-vostok-china',
			'soyuz-vostok-mongolia'
		]);
	});
	test.each(segments)('is never running or being built: %s', (id) => {
		const feature = featureOf(id);
		expect(feature.phases.map((phase) => phase.class)).toEqual(feature.phases.map(() => 'planned'));
		for (const year of YEARS) expect([undefined, 'planned']).toContain(classIn(feature, year));
	});
});

describe('the Baku–Tbilisi–Kars railway', () => {
	const railway = featureOf('baku-tbilisi-kars-railway');
	test('is active from 2017 and not before', () => {
		expect(YEARS.filter((year) => classIn(railway, year) === 'active')[0]).toBe(2017);
		expect(YEARS.filter((year) => year < 2017 && classIn(railway, year) === 'active')).toEqual([]);
	});
	test('is being built before, and is closed for works again until it reopens in 2024', () => {
		expect([2007, 2008, 2016, 2017, 2021, 2023, 2024, 2025].map((year) => classIn(railway, year))).toEqual([
			undefined,
			'construction',
			'construction',
			'active',
			'active',
			'construction',
			'active',
			'active'
		]);
	});
});

test('the camp at Tsel shows in 2023 and in no other year', () => {
	expect(YEARS.filter((year) => shows(featureOf('tsel-camp'), year))).toEqual([2023]);
});

test('nothing shows before its first phase', () => {
	for (const feature of atlas.features) {
		const first = Math.floor(Math.min(...feature.phases.map(({ start }) => start)));
		expect(
			YEARS.filter((year) => year < first && shows(feature, year)),
			feature.id
		).toEqual([]);
	}
});

test('no feature is without a phase, a passage or an id of its own', () => {
	expect(atlas.features.filter(({ phases }) => phases.length === 0).map(({ id }) => id)).toEqual([]);
	expect(atlas.features.filter(({ passages }) => passages.length < 1).map(({ id }) => id)).toEqual([]);
	expect(atlas.featureById.size).toBe(atlas.features.length);
});

test('every open phase is attested, and not later than the horizon', () => {
	const [horizonYear, horizonMonth] = atlas.horizon.split('-').map(Number) as [number, number];
	let open = 0;
	for (const { id, phases } of evidence.features) {
		for (const { when, attested } of phases) {
			if (!when.endsWith('/..')) continue;
			open += 1;
			expect(attested, id).toBeDefined();
			const [year = NaN, month = 1] = attested!.replace(/[~?%]/g, '').split('-').map(Number);
			expect(
				year < horizonYear || (year === horizonYear && month <= horizonMonth),
				`${id}: ${attested}`
			).toBe(true);
		}
	}
	expect(open).toBeGreaterThan(30);
	for (const { phases } of atlas.features) {
		for (const phase of phases) {
			if (phase.end === undefined) expect(phase.attested).toBeLessThanOrEqual(atlas.horizonYear);
			else expect(phase.attested).toBeUndefined();
		}
	}
});

test('the drone relay stations have no place on the map, and are in the list', () => {
	const stations = featureOf('drone-relay-stations');
	expect(stations.geometry).toBeNull();
	expect(stations.bbox).toBeUndefined();
	expect(marksOf(atlas, defaultView(atlas)).map(({ feature }) => feature.id)).toContain(
		'drone-relay-stations'
	);
});

describe('links', () => {
	test('between features, passages, sources, routes and figures lead somewhere', () => {
		for (const detail of evidence.features) {
			for (const { passage } of detail.passages)
				expect(evidence.passageById.has(passage), passage).toBe(true);
			for (const { reference } of detail.references)
				expect(evidence.sourceById.has(reference), reference).toBe(true);
			for (const { references } of [...detail.phases, ...detail.events]) {
				for (const reference of references) expect(evidence.sourceById.has(reference), reference).toBe(true);
			}
			for (const id of detail.related) expect(atlas.featureById.has(id), id).toBe(true);
			for (const id of detail.figures) expect(evidence.figureById.has(id), id).toBe(true);
		}
		for (const { route } of atlas.features)
			if (route) expect(evidence.routeById.has(route), route).toBe(true);
	});
	test('from a passage lead back to the features that rest on it', () => {
		for (const passage of evidence.passages) {
			expect(evidence.sourceById.has(passage.source)).toBe(true);
			const resting = evidence.features.filter(({ passages }) =>
				passages.some((link) => link.passage === passage.id && link.via === 'feature')
			);
			expect([...passage.features].sort()).toEqual(resting.map(({ id }) => id).sort());
		}
	});
	test('name the same features in the atlas and in the evidence, in the same order', () => {
		expect(evidence.features.map(({ id }) => id)).toEqual(atlas.features.map(({ id }) => id));
		for (const feature of atlas.features) {
			const detail = evidence.featureById.get(feature.id)!;
			expect(new Set(feature.passages.map((at) => evidence.passages[at]?.id))).toEqual(
				new Set(detail.passages.map(({ passage }) => passage))
			);
			const cited = new Set([
				...detail.references.map(({ reference }) => reference),
				...[...detail.phases, ...detail.events].flatMap(({ references }) => references)
			]);
			expect(new Set(feature.references.map((at) => evidence.sources[at]?.id))).toEqual(cited);
		}
	});
});
