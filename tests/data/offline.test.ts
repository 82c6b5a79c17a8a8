import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	answeringOf,
	CORE_FILES,
	hashPrefixOf,
	namedIn,
	pageAddress,
	type Answering
} from '../../src/lib/data/offline';

const SCOPE = 'https://example.org/maps/';
const asked = (path: string, more: Partial<Parameters<typeof answeringOf>[0]> = {}): Answering =>
	answeringOf(
		{ method: 'GET', url: SCOPE + path, mode: 'cors', referrer: SCOPE, isPart: false, ...more },
		SCOPE
	);
const HASH = '0123456789ab';

describe('what is asked of the network', () => {
	it.each<[Answering, string]>([
		['lasting', '_app/immutable/chunks/x.js'],
		['lasting', 'fonts/sans-latin-400.woff2'],
		['lasting', 'reader/reader.0a1b2c.js'],
		['lasting', `data/atlas.json?v=${HASH}`],
		['lasting', `data/evidence/12.json?v=${HASH}`],
		['current', 'data/manifest.json'],
		['current', 'data/picture-dark.svg'],
		['network', 'data/atlas.json'],
		['network', 'data/faultlines.geojson'],
		['network', `data/versions/0a/atlas.json?v=${HASH}`],
		['network', `data/versions/0a/evidence/12.json?v=${HASH}`],
		['network', '_app/version.json'],
		['network', 'service-worker.js'],
		['network', 'cards/home.png'],
		['network', 'oembed/home.json']
	])('is answered as %s for %s', (answering, path) => {
		expect(asked(path)).toBe(answering);
	});

	it('is a page where it is navigated to, whatever its query, but never a frame of an article', () => {
		for (const path of ['', '?year=2014', 'feature/x/', 'data/'])
			expect(asked(path, { mode: 'navigate' })).toBe('page');
		for (const path of ['embed/', 'embed/?year=2014', 'oembed/home.json'])
			expect(asked(path, { mode: 'navigate' })).toBe('network');
	});

	it('is left to the network for frames, parts of files, other methods and other sites', () => {
		const path = '_app/immutable/chunks/x.js';
		expect(asked(path, { referrer: `${SCOPE}embed/?year=2014` })).toBe('network');
		expect(asked(path, { isPart: true })).toBe('network');
		expect(asked(path, { method: 'POST' })).toBe('network');
		expect(asked(path, { url: `https://example.org/${path}` })).toBe('network');
		expect(asked(path, { url: `https://other.example/maps/${path}` })).toBe('network');
		// An article on our own site is no frame
		expect(asked(path, { referrer: `${SCOPE}feature/x/` })).toBe('lasting');
	});

	it('is answered one way or another, whatever the address', () => {
		fc.assert(
			fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string(), (url, path) => {
				for (const address of [url, SCOPE + path, new URL(SCOPE + encodeURIComponent(path)).href])
					expect(['page', 'current', 'lasting', 'network']).toContain(
						asked('', { url: address, referrer: url })
					);
			})
		);
	});
});

it('only the address of a data file tells its hash', () => {
	for (const path of ['data/atlas.json', 'data/evidence/12.json'])
		expect(hashPrefixOf(`${SCOPE}${path}?v=${HASH}`)).toBe(HASH);
	for (const path of [`data/atlas.json?v=${HASH}0`, 'data/atlas.json?v=xyz', `x.json?v=${HASH}`])
		expect(hashPrefixOf(SCOPE + path)).toBeUndefined();
});

it('a page is kept once for all its views', () => {
	expect(pageAddress(`${SCOPE}?year=2014#x`)).toBe(SCOPE);
	expect(pageAddress(`${SCOPE}source/x/#passage`)).toBe(`${SCOPE}source/x/`);
});

it('all fonts of the site are kept', () => {
	const fonts = readdirSync('static/fonts').filter((name) => name.endsWith('.woff2'));
	expect(CORE_FILES.filter((file) => file.startsWith('fonts/')).sort()).toEqual(
		fonts.map((name) => `fonts/${name}`).sort()
	);
});

it('scripts and styles are found where a page or a script names them, and nothing else is', () => {
	const page = `<script src="./_app/immutable/a.js"></script><link href="./_app/immutable/b.css"><a href="./feature/x/">`;
	expect(namedIn(page, SCOPE)).toEqual([`${SCOPE}_app/immutable/a.js`, `${SCOPE}_app/immutable/b.css`]);
	const script =
		'import"./c.js";import(`./c.js`);["../assets/d.css"];`${x}e.js`;".css";`${y}embed/v1.js`;"https://x.example/f.js"';
	expect(namedIn(script, `${SCOPE}_app/immutable/chunks/a.js`)).toEqual([
		`${SCOPE}_app/immutable/chunks/c.js`,
		`${SCOPE}_app/immutable/assets/d.css`
	]);
});
