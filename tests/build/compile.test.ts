import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileAtlas, compilePhases, type Compiled } from '../../geodata/build/compile';
import { parseAttested, isEdtfProblem } from '../../geodata/build/edtf-interval';
import { readDataset } from '../../geodata/build/read';
import { serialise } from '../../geodata/build/write';
import type { Phase } from '../../src/lib/domain/atlas';
import { arbitraryPhases, compileWritten } from '../domain/made-features';
import { atlas, evidence } from '../real-atlas';
import { SMALL_ATLAS, withDraft, type Draft } from './small-atlas';

const compileSmall = (change: (draft: Draft) => void = () => undefined): Compiled =>
	withDraft(change, (folder) => compileAtlas(readDataset(folder).dataset, 'v'));

describe('phases', () => {
	const years = (phases: readonly Phase[]): unknown[] =>
		phases.map(({ first, last, until, after, attested }) => ({ first, last, until, after, attested }));

	test('are compiled to decimal years, half-open, an open end left out', () => {
		expect(
			compileWritten([
				['2013/2014-06-18', 'agreed'],
				['2014-06-19/..', 'operating', '2016-02']
			])
		).toEqual([
			{
				status: 'agreed',
				class: 'planned',
				start: 2013,
				end: 2014.463,
				first: 2013,
				last: 2014,
				until: 2014,
				when: '2013/2014-06-18'
			},
			{
				status: 'operating',
				class: 'active',
				start: 2014.463,
				first: 2014,
				attested: 2016,
				when: '2014-06-19/..'
			}
		]);
	});
	test('that end on New Year’s Eve do not meet the next year', () => {
		for (const year of [2013, 2016, 2023, 2024])
			expect(compileWritten([[`${year}-12-31`, 'exercise']])).toMatchObject([{ first: year, last: year }]);
	});
	test('that begin on New Year’s Day do not meet the former year', () => {
		for (const year of [2013, 2016, 2023, 2024])
			expect(compileWritten([[`${year}-01-01`, 'exercise']])).toMatchObject([{ first: year, last: year }]);
	});
	test('know the next phase that is not ended', () => {
		expect(
			years(
				compileWritten([
					['2010', 'agreed'],
					['2011', 'cancelled'],
					['2013', 'agreed'],
					['2015/..', 'retired', '2015']
				])
			)
		).toEqual([
			{ first: 2010, last: 2010, until: 2013, after: undefined, attested: undefined },
			{ first: 2011, last: 2011, until: 2013, after: 2010, attested: undefined },
			{ first: 2013, last: 2013, until: undefined, after: undefined, attested: undefined },
			{ first: 2015, last: undefined, until: undefined, after: 2013, attested: 2015 }
		]);
	});
	test('that are ended know the next phase of any kind', () => {
		expect(
			years(
				compileWritten([
					['2010', 'withdrawn'],
					['2012/..', 'retired', '2013']
				])
			)
		).toEqual([
			{ first: 2010, last: 2010, until: 2012, after: undefined, attested: undefined },
			{ first: 2012, last: undefined, until: undefined, after: undefined, attested: 2013 }
		]);
	});
	test('with an end have no year of attestation, even where the author gave one', () => {
		expect(
			compilePhases([{ when: '2010/2012', status: 'operating', attested: '2011', references: [] }])[0]
		).not.toHaveProperty('attested');
	});
	test('with a date that was not checked stop the build', () => {
		expect(() => compileWritten([['some day', 'operating']])).toThrow('some day');
		expect(() => compileWritten([['2010/..', 'operating', 'lately']])).toThrow('lately');
	});
	test('keep their order and their dates, and their integer years agree with the decimals', () => {
		fc.assert(
			fc.property(arbitraryPhases, (phases) => {
				phases.forEach((phase, index) => {
					const next = phases[index + 1];
					expect(phase.first).toBe(Math.floor(phase.start));
					if (phase.end === undefined) expect(phase.last).toBeUndefined();
					else {
						expect(phase.end).toBeGreaterThan(phase.start);
						expect(phase.last).toBe(Math.ceil(phase.end) - 1);
					}
					if (next) expect(phase.end).toBeLessThanOrEqual(next.start);
					// JSON has no infinity and no undefined.
					expect(JSON.parse(JSON.stringify(phase))).toStrictEqual(phase);
				});
			}),
			{ numRuns: 300 }
		);
	}, 20_000);
});

describe('the small atlas', () => {
	const { atlas: small, evidence: proof } = compileSmall();

	test('has every record', () => {
		const { dataset } = readDataset(SMALL_ATLAS);
		expect(small.features).toHaveLength(dataset.features.length);
		expect(proof.features).toHaveLength(dataset.features.length);
		expect(proof.sources).toHaveLength(dataset.sources.length);
		expect(proof.routes).toHaveLength(dataset.routes.length);
		expect(proof.figures).toHaveLength(dataset.figures.length);
	});
	test('is the same for the same data, byte for byte', () => {
		expect(serialise(compileSmall())).toBe(serialise(compileSmall()));
	});
	test('is ordered by layer as in the registry, whatever the files are called', () => {
		const order = small.layers.map(({ id }) => id);
		const layers = small.features.map(({ layer }) => order.indexOf(layer));
		expect([...layers].sort()).toEqual(layers);
		const turned = compileSmall((draft) =>
			draft.json('layers.json', (layersFile: unknown[]) => layersFile.reverse())
		);
		expect(turned.atlas.features[0]?.layer).toBe(order.at(-1));
	});
	test('takes a passage of the feature before that of its route and of its layer', () => {
		for (const { id, passages } of proof.features) {
			expect(new Set(passages.map(({ passage }) => passage)).size, id).toBe(passages.length);
			const levels = passages.map(({ via }) => ['feature', 'route', 'layer'].indexOf(via));
			expect([...levels].sort()).toEqual(levels);
		}
	});
	test('leaves a feature without geometry without box and spread', () => {
		const { atlas: changed } = compileSmall((draft) =>
			draft.json('features/coast/northern-light.geojson', (record: { geometry: unknown }) => {
				record.geometry = null;
			})
		);
		const feature = changed.features.find(({ id }) => id === 'northern-light');
		expect(feature).toMatchObject({ geometry: null });
		expect(feature).not.toHaveProperty('bbox');
		expect(feature).not.toHaveProperty('spread');
	});
	test('keeps names that are words of the language as data', () => {
		const { atlas: changed } = compileSmall((draft) =>
			draft.json('features/coast/northern-light.geojson', (record: { properties: { name: string } }) => {
				record.properties.name = '__proto__';
			})
		);
		expect(changed.features.map(({ name }) => name)).toContain('__proto__');
	});
});

describe('the real atlas', () => {
	test('is plain JSON', () => {
		expect(JSON.parse(JSON.stringify(atlas.features))).toStrictEqual(atlas.features);
		expect(JSON.parse(JSON.stringify(evidence.features))).toStrictEqual(evidence.features);
	});
	test('attests every open phase in the year of its date', () => {
		for (const { id, phases } of evidence.features) {
			const compiled = atlas.featureById.get(id)!.phases;
			expect(compiled.map(({ when }) => when)).toEqual(phases.map(({ when }) => when));
			phases.forEach(({ attested }, index) => {
				if (!attested || compiled[index]!.end !== undefined) return;
				const date = parseAttested(attested);
				if (isEdtfProblem(date)) throw new Error(attested);
				expect(compiled[index]!.attested).toBe(Math.floor(date.start));
			});
		}
	});
	test('has years of events in order, each once', () => {
		for (const { eventYears } of atlas.features)
			expect([...new Set(eventYears)].sort((a, b) => a - b)).toEqual(eventYears);
	});
	test('marks as contested what a contradicted passage names, and nothing else', () => {
		for (const feature of atlas.features) {
			const links = evidence.featureById
				.get(feature.id)!
				.passages.filter(({ via, relation }) => via !== 'layer' && relation === 'named');
			const verdicts = links.flatMap(({ passage }) =>
				evidence.passageById.get(passage)!.notes.map(({ verdict }) => verdict)
			);
			const isContested = verdicts.some(
				(verdict) => verdict === 'contradicted' || verdict === 'partly-supported'
			);
			expect(feature.contested ?? false, feature.id).toBe(isContested);
		}
	});
});
