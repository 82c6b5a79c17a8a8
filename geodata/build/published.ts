/** Versions of the data that frozen embeds name: the present one, and those that the operator keeps. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AtlasFile } from '../../src/lib/domain/atlas';
import { isPartFile, partFile } from '../../src/lib/domain/evidence-parts';
import { isManifest, type Manifest } from '../../src/lib/domain/manifest';
import { serialise } from './write';

/** What every version keeps: its records and quotations. Versions of today keep their downloads as well. */
const ALWAYS_KEPT = ['atlas.json', 'evidence.json'] as const;

/**
 * The files of the present version as they are kept under its name: its records, quotations and downloads, and the
 * parts of its evidence. The basemap is shared, so it is always the present one.
 */
export function versionFiles(
	manifest: Manifest,
	contents: readonly (readonly [string, string])[],
	downloads: readonly string[]
): Map<string, string> {
	const names = new Set<string>([...ALWAYS_KEPT, ...downloads]);
	const kept = new Map(contents.filter(([file]) => names.has(file) || isPartFile(file)));
	const files = Object.fromEntries(Object.entries(manifest.files).filter(([file]) => kept.has(file)));
	return new Map([...kept, ['manifest.json', serialise({ ...manifest, files })]]);
}

/**
 * Reads the versions kept in a folder: one folder each, named after its version, as an earlier build wrote it to
 * `data/versions/`. Throws where one is not what it says it is, because a frozen embed promises exactly that.
 */
export function readPublished(folder: string): Map<string, ReadonlyMap<string, string>> {
	if (!existsSync(folder)) return new Map();
	return new Map(
		readdirSync(folder, { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map(({ name }) => [name, readVersion(join(folder, name), name)] as const)
	);
}

function readVersion(folder: string, version: string): ReadonlyMap<string, string> {
	const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
	const manifest: unknown = JSON.parse(text);
	if (!isManifest(manifest) || manifest.version !== version) {
		throw new Error(
			`${folder}/manifest.json: the manifest of version ${version} expected; copy the folder from data/versions of the build that published it`
		);
	}
	const names = new Set<string>([...ALWAYS_KEPT, ...Object.keys(manifest.files)]);
	const files = [...names].map((file) => {
		if (basename(file) !== file)
			throw new Error(`${folder}/manifest.json: plain file names expected, "${file}" found`);
		return [file, readChecked(folder, file, manifest.files[file]?.sha256)] as const;
	});
	const atlas = JSON.parse(new Map<string, string>(files).get('atlas.json')!) as Partial<AtlasFile>;
	const parts = (atlas.evidenceParts?.sha256 ?? []).map(
		(hash, part) => [partFile(part), readChecked(folder, partFile(part), hash)] as const
	);
	return new Map([...files, ...parts, ['manifest.json', text] as const]);
}

/** The text of a file whose SHA-256 begins so. */
function readChecked(folder: string, file: string, expected: string | undefined): string {
	const content = readFileSync(join(folder, file), 'utf8');
	const found = createHash('sha256').update(content).digest('hex');
	if (expected === undefined || !found.startsWith(expected)) {
		throw new Error(
			`${folder}/${file}: sha-256 ${expected ?? 'in the manifest'} expected, ${found} found; copy the folder anew`
		);
	}
	return content;
}
