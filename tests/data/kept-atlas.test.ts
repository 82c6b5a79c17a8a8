import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadKeptAtlas } from '../../src/lib/data/kept-atlas';
import { keptPrefix } from '../../src/lib/data/offline';

const SCOPE = 'https://host.example/maps/';
/** What the caches of the host hold: the text of the list of files, by the name of the cache. */
let kept: Map<string, string>;
const asked: string[] = [];

beforeEach(() => {
	kept = new Map();
	asked.length = 0;
	vi.stubGlobal('location', new URL(`${SCOPE}?year=2014`));
	vi.stubGlobal('caches', {
		keys: async () => [...kept.keys()],
		open: async (name: string) => ({
			match: async (address: string) =>
				address === `${SCOPE}data/manifest.json` ? new Response(kept.get(name)) : undefined
		})
	});
	vi.stubGlobal('fetch', async (url: string) => {
		asked.push(url);
		return new Response('gone', { status: 404 });
	});
});
afterEach(() => vi.unstubAllGlobals());

const manifest = (sha256: string): string =>
	JSON.stringify({
		schema: 1,
		version: 'v',
		counts: { features: 1, layers: 1, routes: 0, figures: 0, passages: 0, sources: 0 },
		files: { 'atlas.json': { sha256, bytes: 1 } }
	});

describe('the copy of an earlier visit', () => {
	test('is asked for by its own hash, the newest first, and only from caches of this site', async () => {
		kept.set(`${keptPrefix(SCOPE)}one`, manifest('a'.repeat(64)));
		kept.set(`${keptPrefix(SCOPE)}two`, manifest('b'.repeat(64)));
		kept.set(`${keptPrefix('https://host.example/')}three`, manifest('c'.repeat(64)));
		expect(await loadKeptAtlas('/maps')).toBeUndefined();
		expect(asked).toEqual(['bbbbbbbbbbbb', 'aaaaaaaaaaaa'].map((hash) => `/maps/data/atlas.json?v=${hash}`));
	});
	test('is not for the frames of others', async () => {
		kept.set(`${keptPrefix(SCOPE)}one`, manifest('a'.repeat(64)));
		vi.stubGlobal('location', new URL(`${SCOPE}embed/?year=2014`));
		expect(await loadKeptAtlas('/maps')).toBeUndefined();
		expect(asked).toEqual([]);
	});
	test.each<[string, () => void]>([
		['nothing is kept', () => undefined],
		['what is kept is no list of files', () => kept.set(`${keptPrefix(SCOPE)}one`, '{"schema":1}')],
		['what is kept is damaged', () => kept.set(`${keptPrefix(SCOPE)}one`, '{"sch')],
		['the browser has no caches', () => vi.stubGlobal('caches', undefined)],
		[
			'the browser refuses storage',
			() => vi.stubGlobal('caches', { keys: () => Promise.reject(new DOMException('no', 'SecurityError')) })
		]
	])('is none where %s', async (_, set) => {
		set();
		expect(await loadKeptAtlas('/maps')).toBeUndefined();
		expect(asked).toEqual([]);
	});
});
