/** The only reader of a data folder. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../../src/lib/domain/issue';
import type { DataFile, Dataset } from './dataset';
import { findJsonProblems, lineAndColumn } from './json-text';

const RECORD_FOLDERS = ['routes', 'figures', 'sources', 'passages'] as const;
const SINGLE_FILES = ['atlas.json', 'layers.json', 'kinds.json'] as const;
/** They stand beside the data and are none. */
const COMPANIONS: ReadonlySet<string> = new Set(['README.md', 'build', 'schema']);

/** Code-unit order: the same on every machine, whatever its locale. */
const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

const wholeFile = (file: string, expected: string, found: string, remedy: string): Issue => ({
	severity: 'error',
	file,
	field: '',
	expected,
	found,
	remedy
});

function entriesOf(folder: string): Dirent[] | undefined {
	try {
		return readdirSync(folder, { withFileTypes: true }).sort(byName);
	} catch {
		return undefined;
	}
}

function decode(bytes: Uint8Array): string | undefined {
	try {
		// ignoreBOM keeps the mark in the text, so that it is reported like any other stray character.
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

/** Reads every record of an atlas; what cannot be read is an issue, never an exception. */
export function readDataset(folder: string): { dataset: Dataset; issues: Issue[] } {
	const issues: Issue[] = [];
	const unreadable: string[] = [];

	const readJson = (file: string): DataFile[] => {
		const refuse = (issue: Issue): DataFile[] => {
			issues.push(issue);
			unreadable.push(file);
			return [];
		};
		let bytes: Uint8Array;
		try {
			bytes = readFileSync(join(folder, file));
		} catch (error) {
			return refuse(wholeFile(file, 'a file that can be read', String(error), 'look at its permissions'));
		}
		const text = decode(bytes);
		if (text === undefined)
			return refuse(wholeFile(file, 'text in UTF-8', 'other bytes', 'save it as UTF-8'));
		const problems = findJsonProblems(text);
		for (const { kind, offset, expected, found } of problems) {
			const { line, column } = lineAndColumn(text, offset);
			issues.push({
				severity: 'error',
				file,
				field: `line ${line}, column ${column}`,
				expected,
				found,
				remedy:
					kind === 'syntax'
						? 'correct the JSON there; comments and trailing commas are not allowed'
						: 'remove one of the two'
			});
		}
		if (problems.some(({ kind }) => kind === 'syntax')) {
			unreadable.push(file);
			return [];
		}
		return [{ file, value: JSON.parse(text) }];
	};

	const stray = (path: string, expected: string, remedy: string): void => {
		issues.push(wholeFile(path, expected, 'a stray file or folder', remedy));
	};

	const readFolder = (path: string, extension: '.json' | '.geojson'): DataFile[] =>
		(entriesOf(join(folder, path)) ?? []).flatMap((entry) => {
			const file = `${path}/${entry.name}`;
			if (entry.isFile() && entry.name.endsWith(extension)) return readJson(file);
			stray(file, `only files named <id>${extension}`, `remove it, or rename it if it is a record`);
			return [];
		});

	const top = entriesOf(folder);
	if (top === undefined) {
		issues.push(
			wholeFile(
				folder,
				'a data folder',
				'none',
				'give the path of a folder with atlas.json; GEODATA=<folder> selects it'
			)
		);
	}
	const known = new Map((top ?? []).map((entry) => [entry.name, entry]));
	for (const { name } of top ?? []) {
		const isKnown =
			COMPANIONS.has(name) ||
			name === 'features' ||
			RECORD_FOLDERS.some((each) => each === name) ||
			SINGLE_FILES.some((each) => each === name);
		if (!isKnown)
			stray(
				name,
				`only ${[...SINGLE_FILES, 'features', ...RECORD_FOLDERS, ...COMPANIONS].join(', ')}`,
				'remove it or move it out of the data folder'
			);
	}

	const readSingle = (file: (typeof SINGLE_FILES)[number]): DataFile | undefined => {
		if (known.get(file)?.isFile()) return readJson(file)[0];
		if (top !== undefined)
			issues.push(wholeFile(file, 'this file', 'none', `add ${file}; its fields are in schema/`));
		return undefined;
	};

	const featureFolders: string[] = [];
	const features = (entriesOf(join(folder, 'features')) ?? []).flatMap((entry) => {
		const path = `features/${entry.name}`;
		if (entry.isDirectory()) {
			featureFolders.push(entry.name);
			return readFolder(path, '.geojson');
		}
		stray(path, 'only folders named as layers', 'move it into the folder of its layer');
		return [];
	});

	const dataset: Dataset = {
		atlas: readSingle('atlas.json'),
		layers: readSingle('layers.json'),
		kinds: readSingle('kinds.json'),
		featureFolders,
		features,
		routes: readFolder('routes', '.json'),
		figures: readFolder('figures', '.json'),
		sources: readFolder('sources', '.json'),
		passages: readFolder('passages', '.json'),
		unreadable
	};
	return { dataset, issues };
}
