/** What others wrote and the site gives out goes with its licence, and none forbids to give it out so. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assertBuilt, BUILD_FOLDER } from './site';

/** Licences that ask for no more than their text, or for nothing. */
const ALLOWED = new Set([
	'0BSD',
	'Apache-2.0',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'BlueOak-1.0.0',
	'CC0-1.0',
	'ISC',
	'MIT',
	'OFL-1.1',
	'Unlicense'
]);

const NOTICES = 'third-party-licences.txt';

describe('the software in the pages', () => {
	assertBuilt();
	const text = readFileSync(join(BUILD_FOLDER, NOTICES), 'utf8');
	const entries = [...text.matchAll(/^## (\S+) - (\S+) \(([^)]*)\)\n+([^]*?)(?=^## |(?![^]))/gm)].map(
		([, name = '', version = '', licence = '', words = '']) => ({ name, version, licence, words })
	);

	it('is listed, with what readers are known to receive', () => {
		expect(entries.length).toBe([...text.matchAll(/^## /gm)].length);
		expect(entries.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['svelte', '@sveltejs/kit', 'maplibre-gl', 'topojson-client', 'minisearch'])
		);
	});

	it('stands under licences that let it be given out, each with its text', () => {
		expect(entries.filter(({ licence }) => !ALLOWED.has(licence))).toEqual([]);
		expect(entries.filter(({ words }) => !/copyright|permission|public domain/i.test(words))).toEqual([]);
	});

	it('is led to from the page about the site', () => {
		expect(readFileSync(join(BUILD_FOLDER, 'about/index.html'), 'utf8')).toContain(`../${NOTICES}"`);
	});
});

describe('the fonts', () => {
	it('come with the licence that they stand under', () => {
		const names = readdirSync(join(BUILD_FOLDER, 'fonts'));
		const families = new Set(
			names.filter((name) => name.endsWith('.woff2')).map((name) => name.split('-')[0])
		);
		expect([...families].sort()).toEqual(['sans', 'serif']);
		for (const family of families) {
			const path = join(BUILD_FOLDER, `fonts/LICENSE-source-${family}.txt`);
			expect(existsSync(path) && readFileSync(path, 'utf8')).toContain('SIL OPEN FONT LICENSE Version 1.1');
		}
	});
});
