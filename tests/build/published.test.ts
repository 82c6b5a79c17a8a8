/** A version that is kept, downloads and all, and read again by a later build. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPublished, versionFiles } from '../../geodata/build/published';
import type { Manifest } from '../../src/lib/domain/manifest';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const contents = [
	['atlas.json', '{"atlas":1}\n'],
	['evidence.json', '{"evidence":1}\n'],
	['basemap.json', '{}\n'],
	['strait.geojson', '{"type":"FeatureCollection","features":[]}\n']
] as const;
const manifest: Manifest = {
	schema: 1,
	version: 'v1',
	counts: { features: 0, layers: 0, routes: 0, figures: 0, passages: 0, sources: 0 },
	files: Object.fromEntries(
		contents.map(([file, text]) => [file, { sha256: sha256(text), bytes: text.length }])
	)
};

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'published-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function keep(files: ReadonlyMap<string, string>): void {
	for (const [file, text] of files) {
		const path = join(folder, 'v1', file);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
}

test('a version keeps its records, quotations and downloads, not the basemap', () => {
	const kept = versionFiles(manifest, contents, ['strait.geojson']);
	expect([...kept.keys()]).toEqual(['atlas.json', 'evidence.json', 'strait.geojson', 'manifest.json']);
	keep(kept);
	expect(readPublished(folder).get('v1')).toEqual(kept);
});
test('a version from before there were downloads is read as it is', () => {
	const kept = versionFiles(manifest, contents, []);
	keep(kept);
	expect([...(readPublished(folder).get('v1')?.keys() ?? [])]).toEqual([
		'atlas.json',
		'evidence.json',
		'manifest.json'
	]);
});
describe('the parts of the evidence, which the atlas names', () => {
	const parts = [
		['evidence/0.json', '{"part":0}\n'],
		['evidence/1.json', '{"part":1}\n']
	] as const;
	const atlas = JSON.stringify({
		evidenceParts: { features: 8, sha256: parts.map(([, text]) => sha256(text).slice(0, 12)) }
	});
	const kept = versionFiles(
		{
			...manifest,
			files: { ...manifest.files, 'atlas.json': { sha256: sha256(atlas), bytes: atlas.length } }
		},
		[['atlas.json', atlas], ['evidence.json', '{"evidence":1}\n'], ...parts],
		[]
	);
	test('are kept with a version', () => {
		keep(kept);
		expect([...kept.keys()]).toEqual(expect.arrayContaining(parts.map(([file]) => file)));
		expect(readPublished(folder).get('v1')).toEqual(kept);
	});
	test('stop the build where one was changed', () => {
		keep(new Map([...kept, ['evidence/1.json', '{}\n']]));
		expect(() => readPublished(folder)).toThrow(/evidence\/1\.json: sha-256 [0-9a-f]{12} expected/);
	});
});
test('a download that was changed stops the build', () => {
	keep(new Map([...versionFiles(manifest, contents, ['strait.geojson']), ['strait.geojson', '{}\n']]));
	expect(() => readPublished(folder)).toThrow(/strait\.geojson: sha-256/);
});
test('a name that leads out of the folder is refused', () => {
	const kept = versionFiles(manifest, contents, []);
	const listed = JSON.parse(kept.get('manifest.json') ?? '') as Manifest;
	const files = { ...listed.files, '../x.json': { sha256: 'a'.repeat(64), bytes: 1 } };
	keep(new Map([...kept, ['manifest.json', JSON.stringify({ ...listed, files })]]));
	expect(() => readPublished(folder)).toThrow(/plain file names expected/);
});
