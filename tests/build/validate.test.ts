import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataFile, Dataset } from '../../geodata/build/dataset';
import { readDataset } from '../../geodata/build/read';
import { hasErrors, validateDataset } from '../../geodata/build/validate';
import { formatIssue } from '../../src/lib/domain/issue';
import { BROKEN_KINDS } from './broken-kinds';
import { checkDraft, CONTEXT, SMALL_ATLAS } from './small-atlas';
import type { Draft } from './small-atlas';

const LIGHT = 'features/coast/northern-light.geojson';

describe('the small atlas', () => {
	test('has no issues at all', () => {
		const { issues, records } = checkDraft(() => undefined);
		expect(issues.map(formatIssue)).toEqual([]);
		expect(records?.features.map(({ id }) => id)).toEqual([
			'heath-park',
			'northern-light',
			'timber-ferry',
			'timber-railway'
		]);
	});

	test('has no issues without a base map', () => {
		expect(validateDataset(readDataset(SMALL_ATLAS).dataset)).toEqual([]);
	});
});

describe('a broken atlas', () => {
	test.each(BROKEN_KINDS)('$name', ({ change, file, field, says, severity = 'error' }) => {
		const { issues, records } = checkDraft(change);
		const there = issues.filter((issue) => issue.file === file && issue.field === field);
		expect(
			there.map((issue) => issue.severity),
			issues.map(formatIssue).join('\n')
		).toContain(severity);
		if (says !== undefined) expect(there.map(formatIssue).join('\n')).toMatch(says);
		for (const issue of issues) {
			expect(issue.expected).not.toBe('');
			expect(issue.found).not.toBe('');
			expect(issue.remedy).not.toBe('');
		}
		expect(records === undefined).toBe(hasErrors(issues));
	});

	test('kinds have names of their own', () => {
		expect(new Set(BROKEN_KINDS.map(({ name }) => name)).size).toBe(BROKEN_KINDS.length);
	});

	test('is told of all its faults in one run', () => {
		const { issues } = checkDraft((draft) => {
			draft.add('notes.txt', '');
			draft.json(LIGHT, (record) => {
				record.extra = true;
				record.properties.phases[0].status = 'building';
				record.properties.phases[1].when = '1998-02-30/..';
				record.properties.phases[1].references = ['nobody'];
				record.properties.summary = ' A lighthouse.';
				record.geometry.coordinates = [99.1234567, 12];
			});
			draft.json('atlas.json', (atlas) => {
				atlas.defaultYear = 1900;
			});
			draft.json('passages/ferry-note.json', (passages) => {
				passages.passages[0].start -= 1;
			});
		});
		expect(issues.map(({ file, field }) => `${file}: ${field}`)).toEqual([
			'atlas.json: defaultYear',
			`${LIGHT}: properties.phases[0].status`,
			`${LIGHT}: extra`,
			`${LIGHT}: properties.summary`,
			`${LIGHT}: properties.phases[1].references[0]`,
			`${LIGHT}: properties.phases[1].when`,
			`${LIGHT}: geometry.coordinates`,
			`${LIGHT}: geometry.coordinates`,
			'notes.txt: ',
			'passages/ferry-note.json: passages[0].end'
		]);
	});

	test('is told of a fault once: what hangs on an unreadable file is not called missing or unused', () => {
		const lone = (file: string): string[] =>
			checkDraft((draft) => draft.text(file, (text) => text.slice(0, -3))).issues.map((issue) => issue.file);
		for (const file of [
			LIGHT,
			'layers.json',
			'kinds.json',
			'routes/timber-way.json',
			'sources/harbour-register.json',
			'passages/strait-letter.json',
			'figures/timber-shipped.json',
			'atlas.json'
		]) {
			expect(lone(file)).toEqual([file]);
		}
	});

	test.each([
		['routes/timber-way.json', 'id'],
		['passages/strait-letter.json', 'source'],
		['sources/harbour-register.json', 'id'],
		['figures/timber-shipped.json', 'id'],
		[LIGHT, 'id']
	])('a wrong id in %s is one fault', (file, field) => {
		const { issues } = checkDraft((draft) =>
			draft.json(file, (record) => {
				record[field] = 'other';
			})
		);
		expect(issues.filter((issue) => issue.file !== file || issue.field !== field).map(formatIssue)).toEqual(
			[]
		);
	});

	test('a missing folder is an issue', () => {
		const { issues } = readDataset('/nowhere/at/all');
		expect(issues.map(({ file, expected }) => [file, expected])).toEqual([
			['/nowhere/at/all', 'a data folder']
		]);
	});
});

describe('what may look wrong and is right', () => {
	test.each<{ name: string; change: (draft: Draft) => void }>([
		{
			name: 'no geometry and no precision',
			change: (d) =>
				d.json(LIGHT, (r) => {
					r.geometry = null;
					delete r.properties.precision;
				})
		},
		{
			name: 'a point a little way out at sea',
			change: (d) =>
				d.json(LIGHT, (r) => {
					r.geometry.coordinates = [12.43, 56.3];
				})
		},
		{
			name: 'a place out at sea that is not known well and says so',
			change: (d) =>
				d.json(LIGHT, (r) => {
					r.geometry.coordinates = [12.3, 58];
					r.properties.precision = 'schematic';
				})
		},
		{
			name: 'a pipeline on the floor of the sea',
			change: (d) =>
				d.json('features/crossings/timber-railway.geojson', (r) => {
					r.geometry.coordinates[2] = [13.2, 58];
					r.properties.mode = 'gas-pipeline';
				})
		},
		{
			name: 'a bounding box across the antimeridian',
			change: (d) =>
				d.json('atlas.json', (r) => {
					r.bbox = [170, 50, -170, 60];
				})
		},
		{
			name: 'the non-joiner of Persian',
			change: (d) =>
				d.json(LIGHT, (r) => {
					r.properties.names.fa = 'می\u200Cخواهم';
				})
		},
		{
			name: 'a quotation over two lines',
			change: (d) =>
				d.json('passages/ferry-note.json', (r) => {
					r.passages[0].suffix = '\n\nIt has';
				})
		},
		{
			name: 'a single day as a phase',
			change: (d) =>
				d.json('features/crossings/timber-railway.geojson', (r) => {
					r.properties.phases[0].when = '2009-12-31';
				})
		},
		{
			name: 'attested in the year of the start',
			change: (d) =>
				d.json('features/crossings/timber-ferry.geojson', (r) => {
					r.properties.phases[2].attested = '2012';
				})
		},
		{ name: 'a README beside the data', change: (d) => d.add('README.md', '# Data') }
	])('$name', ({ change }) => {
		expect(checkDraft(change).issues.map(formatIssue)).toEqual([]);
	});
});

/** Replaces the value at one place of a JSON tree, chosen by a seed. */
function mutate(value: unknown, choice: number, replacement: unknown): unknown {
	const paths: (string | number)[][] = [];
	const walk = (node: unknown, path: (string | number)[]): void => {
		paths.push(path);
		if (Array.isArray(node)) node.forEach((item, index) => walk(item, [...path, index]));
		else if (typeof node === 'object' && node !== null)
			for (const [key, item] of Object.entries(node)) walk(item, [...path, key]);
	};
	walk(value, []);
	const replaceAt = (node: unknown, [step, ...rest]: (string | number)[]): unknown => {
		if (step === undefined) return replacement;
		if (Array.isArray(node))
			return node.map((item: unknown, index) => (index === step ? replaceAt(item, rest) : item));
		return Object.fromEntries(
			Object.entries(node as object).map(([key, item]) => [key, key === step ? replaceAt(item, rest) : item])
		);
	};
	return replaceAt(value, paths[choice % paths.length] ?? []);
}

describe('validateDataset', () => {
	const { dataset } = readDataset(SMALL_ATLAS);
	const LISTS = ['features', 'routes', 'figures', 'sources', 'passages'] as const;
	const change = (file: DataFile, choice: number, replacement: unknown): DataFile => ({
		...file,
		value: mutate(file.value, choice, replacement)
	});

	test('never throws, whatever the JSON', () => {
		fc.assert(
			fc.property(
				fc.nat(),
				fc.nat(),
				fc.nat(),
				fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary' })),
				(which, index, choice, replacement) => {
					const list = LISTS[which % (LISTS.length + 1)];
					const broken: Dataset =
						list === undefined
							? {
									...dataset,
									layers: dataset.layers && change(dataset.layers, choice, replacement),
									atlas: dataset.atlas && change(dataset.atlas, choice, replacement),
									kinds: dataset.kinds && change(dataset.kinds, choice, replacement)
								}
							: {
									...dataset,
									[list]: dataset[list].map((file, at) =>
										at === index % dataset[list].length ? change(file, choice, replacement) : file
									)
								};
					const issues = validateDataset(broken, CONTEXT);
					for (const issue of issues) expect(formatIssue(issue)).not.toMatch(/undefined|NaN|\[object/);
				}
			),
			{ numRuns: 200 }
		);
	}, 60_000);
});
