/** A version that is kept, downloads and all, and read again by a later build. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPublished, versionFiles } from '../../geodata/build/published';
import type { Manifest } from '../../src/lib/domain/manifest';

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
		contents.map(([file, text]) => [
			file,
			{ sha256: createHash('sha256').update(text).digest('hex'), bytes: text.length }
		])
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
