import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runScaffold } from '../../geodata/build/scaffold';
import { runChecks } from '../../geodata/build/validate';
import { formatIssue } from '../../src/lib/domain/issue';
import { CONTEXT, withDraft, type Anything } from './small-atlas';

/** Runs the command in a copy of the small atlas. */
function inCopy<Result>(
	use: (atlas: {
		run(...args: string[]): { code: number; said: string };
		read(file: string): string;
		/** Changes a record that is there. */
		fill(file: string, change: (record: Anything) => void): void;
		write(file: string, text: string): void;
		errors(): string[];
	}) => Result
): Result {
	return withDraft(
		() => undefined,
		(folder) => {
			const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
			const write = (file: string, text: string): void => {
				mkdirSync(dirname(join(folder, file)), { recursive: true });
				writeFileSync(join(folder, file), text);
			};
			return use({
				run: (...args) => {
					const lines: string[] = [];
					const code = runScaffold(folder, args, (line) => lines.push(line));
					return { code, said: lines.join('\n') };
				},
				read,
				write,
				fill: (file, change) => {
					const record: unknown = JSON.parse(read(file));
					change(record);
					write(file, JSON.stringify(record));
				},
				errors: () => runChecks(folder, CONTEXT).issues.map(formatIssue)
			});
		}
	);
}

describe('data:new', () => {
	test('starts a feature and names every field that is open', () =>
		inCopy(({ run, read }) => {
			const { code, said } = run('feature', 'coast/new-thing');
			expect(code).toBe(0);
			expect(JSON.parse(read('features/coast/new-thing.geojson'))).toMatchObject({
				type: 'Feature',
				id: 'new-thing',
				properties: { layer: 'coast' }
			});
			for (const field of [
				'geometry.coordinates',
				'properties.kind',
				'properties.name',
				'properties.summary',
				'properties.countries',
				'properties.precision',
				'properties.phases[0].when',
				'properties.phases[0].status',
				'properties.phases[0].references',
				'properties.evidence[0].passage',
				'properties.evidence[0].relation'
			]) {
				expect(said).toContain(`features/coast/new-thing.geojson: ${field}: `);
			}
			expect(said).toMatch(/npm run data\b/);
		}));

	test('what it starts stops the build, and passes once it is filled in', () =>
		inCopy(({ run, fill, errors }) => {
			expect(run('layer', 'wrecks').code).toBe(0);
			expect(run('feature', 'wrecks/old-hull').code).toBe(0);
			expect(run('document', 'log-book').code).toBe(0);
			expect(run('source', 'wreck-list').code).toBe(0);
			const open = errors();
			for (const file of [
				'layers.json',
				'features/wrecks/old-hull.geojson',
				'sources/log-book.json',
				'passages/log-book.json',
				'sources/wreck-list.json'
			]) {
				expect(
					open.some((line) => line.startsWith(`${file}: `)),
					file
				).toBe(true);
			}

			const sha256 = 'a'.repeat(64);
			const about = { type: 'book', language: 'en', URL: 'https://example.org/log' };
			fill('sources/log-book.json', (r) => {
				Object.assign(r, about, { title: 'Log book' });
				r.custom.text.sha256 = sha256;
			});
			fill('sources/wreck-list.json', (r) => Object.assign(r, about, { title: 'List of wrecks' }));
			fill('passages/log-book.json', (r) => {
				Object.assign(r, { sha256, language: 'en' });
				Object.assign(r.passages[0], {
					id: 'struck',
					exact: 'She struck.',
					prefix: 'At two ',
					suffix: ' All'
				});
				Object.assign(r.passages[0], { start: 20, end: 31 });
			});
			const evidence = { passage: 'log-book/struck', supports: ['existence'], relation: 'named' };
			fill('layers.json', (r) =>
				Object.assign(r[2], {
					title: 'Wrecks',
					blurb: 'Ships that were lost.',
					group: 'Strait',
					evidence: [evidence]
				})
			);
			fill('features/wrecks/old-hull.geojson', (r) => {
				r.geometry.coordinates = [12.5, 56.3];
				const { properties } = r;
				Object.assign(properties, { name: 'Old hull', summary: 'A hull on the shore.', countries: ['SE'] });
				Object.assign(properties, { precision: 'settlement', precisionNote: 'The village.' });
				Object.assign(properties, { kind: 'nature-park', evidence: [evidence] });
				Object.assign(properties.phases[0], { when: '1999/..', status: 'idle', attested: '2001' });
				properties.phases[0].references = ['wreck-list'];
			});
			expect(errors()).toEqual([]);
		}));

	test('adds a layer without touching the others', () =>
		inCopy(({ run, read }) => {
			const before = read('layers.json');
			expect(run('layer', 'wrecks').said).toContain('[2].title');
			const after = read('layers.json');
			expect(after.startsWith(before.trimEnd().slice(0, -1).trimEnd())).toBe(true);
			const layers = JSON.parse(after) as { id: string; colour: string }[];
			expect(layers.map(({ id }) => id)).toEqual(['coast', 'crossings', 'wrecks']);
			expect(new Set(layers.map(({ colour }) => colour)).size).toBe(3);
		}));

	test('overwrites nothing and takes no id twice', () =>
		inCopy(({ run, read, write }) => {
			const file = 'features/coast/northern-light.geojson';
			const before = read(file);
			for (const args of [
				['feature', 'coast/northern-light'],
				['feature', 'crossings/northern-light'],
				['feature', 'coast/coast'],
				['layer', 'coast'],
				['layer', 'timber-way'],
				['source', 'strait-letter'],
				['document', 'ferry-note']
			]) {
				const { code, said } = run(...args);
				expect(code, args.join(' ')).toBe(1);
				expect(said, args.join(' ')).toMatch(/in use already|there already/);
			}
			expect(read(file)).toBe(before);
			// A file of passages that stands alone is not written over either
			write('passages/lone-note.json', '{}');
			expect(run('document', 'lone-note').code).toBe(1);
			expect(read('passages/lone-note.json')).toBe('{}');
		}));

	test('says what it takes where it cannot go on', () =>
		inCopy(({ run, write }) => {
			const refused = (...args: string[]): string => {
				const { code, said } = run(...args);
				expect(code).toBe(1);
				return said;
			};
			expect(refused()).toMatch(/^usage/);
			expect(refused('atlas', 'x')).toMatch(/^usage/);
			expect(refused('feature', 'new-thing')).toContain('<layer>/<id>');
			expect(refused('feature', 'nowhere/new-thing')).toMatch(/coast, crossings.*data:new -- layer nowhere/);
			expect(refused('source', 'New Source')).toContain('lower-case');
			expect(refused('source', '../outside')).toContain('lower-case');
			write('kinds.json', '[');
			expect(refused('source', 'new-source')).toContain('kinds.json');
		}));
});
