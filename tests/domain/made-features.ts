/** Features and atlases made up for tests, and arbitrary lists of phases as an author could write them. */
import fc from 'fast-check';
import { compilePhases } from '../../geodata/build/compile';
import { indexAtlas, type Atlas, type Feature, type Phase } from '../../src/lib/domain/atlas';
import type { PhaseRecord } from '../../src/lib/domain/records';
import { CLAIMS, STATUSES, type Status } from '../../src/lib/domain/vocabulary';

/** A phase as it is authored, in short: when, status, and the year that it is attested in. */
export type Written = readonly [when: string, status: Status, attested?: string];

export const compileWritten = (phases: readonly Written[]): readonly Phase[] =>
	compilePhases(
		phases.map(([when, status, attested]): PhaseRecord => ({
			when,
			status,
			references: [],
			...(attested ? { attested } : {})
		}))
	);

export const makeFeature = (phases: readonly Phase[], more: Partial<Feature> = {}): Feature => ({
	id: 'thing',
	layer: 'layer-a',
	kind: 'kind-a',
	name: 'Thing',
	names: {},
	countries: ['BY'],
	phases,
	eventYears: [],
	passages: [0],
	references: [],
	geometry: { type: 'Point', coordinates: [27, 53] },
	precision: 'surveyed',
	bbox: [27, 53, 27, 53],
	...more
});

export const writtenFeature = (phases: readonly Written[], more: Partial<Feature> = {}): Feature =>
	makeFeature(compileWritten(phases), more);

/** An atlas of these features in one layer, unless their layers are given. */
export const makeAtlas = (features: readonly Feature[], layers: readonly string[] = ['layer-a']): Atlas =>
	indexAtlas({
		schema: 1,
		version: 'made-up',
		title: 'Made up',
		tagline: 'For tests',
		description: 'For tests',
		place: 'Nowhere',
		attribution: [],
		horizon: '2026-06',
		defaultYear: 2025,
		axis: { linearFrom: 1990, to: 2035 },
		bbox: [20, 40, 30, 60],
		licence: { id: 'CC0-1.0', title: 'CC0', url: 'https://example.org/' },
		documents: [],
		layers: layers.map((id) => ({ id, title: id, blurb: id, group: id, colour: 'teal', onByDefault: true })),
		kinds: [...new Set(features.map(({ kind }) => kind))].map((id) => ({ id, title: id, symbol: 'circle' })),
		features,
		countryLabels: [],
		pictureBox: [0, 0, 1, 1]
	});

const DAY = 86_400_000;
const day = (index: number): string => new Date(index * DAY).toISOString().slice(0, 10);
const dayOf = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date) / DAY;
const YEAR = fc.integer({ min: 1988, max: 2032 });

/** Days, of which many are the first or the last of a year: that is where half-open intervals go wrong. */
const DAYS = fc.oneof(
	fc.integer({ min: dayOf(1988, 1, 1), max: dayOf(2032, 12, 31) }),
	YEAR.map((year) => dayOf(year, 1, 1)),
	YEAR.map((year) => dayOf(year, 12, 31))
);

const STATUS = fc.constantFrom(...STATUSES);
const CLAIM = fc.option(fc.constantFrom(...CLAIMS), { nil: undefined, freq: 3 });

/** Phases in order, without overlap, to the day or to the year; only the last may be open, and then it is attested. */
export const arbitraryPhases: fc.Arbitrary<readonly Phase[]> = fc
	.record({
		points: fc.oneof(
			fc.uniqueArray(DAYS, { minLength: 1, maxLength: 12 }).map((days) => ({ days, write: day })),
			fc.uniqueArray(YEAR, { minLength: 1, maxLength: 12 }).map((days) => ({ days, write: String }))
		),
		statuses: fc.array(STATUS, { minLength: 6, maxLength: 6 }),
		claims: fc.array(CLAIM, { minLength: 6, maxLength: 6 }),
		touching: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
		attestedAfter: fc.integer({ min: 0, max: 12 })
	})
	.map(({ points: { days, write }, statuses, claims, touching, attestedAfter }) => {
		const sorted = [...days].sort((a, b) => a - b);
		const records: PhaseRecord[] = [];
		for (let index = 0; index < sorted.length; index += 2) {
			const phase = index / 2;
			const from = sorted[index]!;
			const next = sorted[index + 2];
			const drawn = sorted[index + 1];
			// Every second phase runs to the very eve of the next one.
			const to = drawn !== undefined && next !== undefined && touching[phase] ? next - 1 : drawn;
			const claim = claims[phase];
			records.push({
				when:
					to === undefined ? `${write(from)}/..` : to === from ? write(from) : `${write(from)}/${write(to)}`,
				status: statuses[phase]!,
				references: [],
				...(claim ? { claim } : {}),
				...(to === undefined ? { attested: String(Number(write(from).slice(0, 4)) + attestedAfter) } : {})
			});
		}
		return compilePhases(records);
	});
