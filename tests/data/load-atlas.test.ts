import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DataFault, faultWords, type FaultKind } from '../../src/lib/data/fault';
import { loadAtlas } from '../../src/lib/data/load-atlas';
import { evidenceParts, PART_FEATURES, partFile } from '../../src/lib/domain/evidence-parts';
import { atlas, evidence } from '../real-atlas';

type Answer = () => Response | Promise<Response>;

const VERSION = 'v-1';
const plain = (value: object): Record<string, unknown> =>
	JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
const ATLAS: Record<string, unknown> = { ...plain(atlas), version: VERSION };
const EVIDENCE: Record<string, unknown> = { ...plain(evidence), version: VERSION };
const BASEMAP = { type: 'Topology', arcs: [], objects: {} };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A site whose data files are these; a test may put another answer in the place of one. */
class Site {
	readonly texts = new Map<string, string>();
	readonly answers = new Map<string, Answer>();
	readonly asked: string[] = [];
	manifest: Record<string, unknown>;

	constructor() {
		this.put('atlas.json', ATLAS);
		this.put('evidence.json', EVIDENCE);
		this.put('basemap-low.json', BASEMAP);
		this.manifest = {
			schema: 1,
			version: VERSION,
			counts: {
				features: atlas.features.length,
				layers: atlas.layers.length,
				routes: evidence.routes.length,
				figures: evidence.figures.length,
				passages: evidence.passages.length,
				sources: evidence.sources.length
			},
			files: {}
		};
		this.publish();
	}
	put(file: string, value: unknown): void {
		this.texts.set(file, typeof value === 'string' ? value : JSON.stringify(value));
	}
	/** Writes the hashes of the present texts into the manifest. */
	publish(): void {
		this.manifest = {
			...this.manifest,
			files: Object.fromEntries(
				[...this.texts]
					.filter(([file]) => file !== 'manifest.json' && !file.includes('/'))
					.map(([file, text]) => [file, { sha256: sha256(text), bytes: Buffer.byteLength(text) }])
			)
		};
		this.put('manifest.json', this.manifest);
	}
	readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
		const url = new URL(String(input), 'https://host.example/');
		const file = url.pathname.replace('/sub/data/', '');
		this.asked.push(url.pathname + url.search);
		init?.signal?.throwIfAborted();
		const answer = this.answers.get(file);
		if (answer) return answer();
		const text = this.texts.get(file);
		return text === undefined ? new Response('none', { status: 404 }) : new Response(text);
	};
	countOf(file: string): number {
		return this.asked.filter((path) => path.startsWith(`/sub/data/${file}`)).length;
	}
}

let site: Site;
beforeEach(() => {
	site = new Site();
	vi.stubGlobal('fetch', site.fetch);
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

/** The kind and the file of the fault with which a promise is rejected. */
async function faultOf(promise: Promise<unknown>): Promise<string> {
	const fault: unknown = await promise.then(
		() => undefined,
		(error: unknown) => error
	);
	if (!(fault instanceof DataFault)) throw new Error(`a DataFault expected, found ${String(fault)}`);
	return `${fault.kind} ${fault.file}`;
}
const load = (): ReturnType<typeof loadAtlas> => loadAtlas('/sub');

const text =
	(body: BodyInit, status = 200): Answer =>
	() =>
		new Response(body, { status });
/** Bytes, and then an end of the connection. */
const broken: Answer = () =>
	new Response(
		new ReadableStream({
			start(controller) {
				controller.enqueue(new TextEncoder().encode('{"schema":1,'));
				controller.error(new TypeError('terminated'));
			}
		})
	);
const unreachable: Answer = () => Promise.reject(new TypeError('Failed to fetch'));
const PAGE = '\n<!doctype html><title>Sign in</title>';

/** The text of a file with one bit of one letter turned over: still JSON, but other data. */
function flipped(file: string): string {
	const bytes = Buffer.from(site.texts.get(file) ?? '');
	const at = bytes.indexOf('Hantsavichy');
	if (at === -1) throw new Error(`nothing to flip in ${file}`);
	bytes[at] = bytes[at]! ^ 1;
	return bytes.toString();
}

describe('a sound site', () => {
	test('gives the atlas, its look-ups and the evidence', async () => {
		const data = await load();
		expect(data.atlas.features).toEqual(ATLAS.features);
		expect(data.atlas.featureById.get('tsel-camp')?.name).toBe('Tsel camp');
		expect(data.atlas.span).toEqual(atlas.span);
		const loaded = await data.evidence();
		expect(loaded.passages).toHaveLength(41);
		expect(loaded.featureById.get('tsel-camp')?.id).toBe('tsel-camp');
		expect(await data.basemap('basemap-low.json')).toEqual(BASEMAP);
	});
	test('is asked for each file once, and for the evidence only when it is wanted', async () => {
		const data = await load();
		expect(site.asked).toHaveLength(2);
		await Promise.all([
			data.evidence(),
			data.evidence(),
			data.basemap('basemap-low.json'),
			data.basemap('basemap-low.json')
		]);
		await data.evidence();
		expect(
			['manifest.json', 'atlas.json', 'evidence.json', 'basemap-low.json'].map((file) => site.countOf(file))
		).toEqual([1, 1, 1, 1]);
	});
	test('is asked below its own base, with the hash in the query, so that no cache mixes versions', async () => {
		await load();
		expect(site.asked).toEqual([
			'/sub/data/manifest.json',
			`/sub/data/atlas.json?v=${sha256(site.texts.get('atlas.json')!).slice(0, 12)}`
		]);
	});
});

describe('the atlas', () => {
	test.each<[string, string, (s: Site) => void]>([
		['missing manifest.json', 'no manifest', (s) => s.texts.delete('manifest.json')],
		[
			'missing manifest.json',
			'a manifest that is gone',
			(s) => s.answers.set('manifest.json', text('gone', 410))
		],
		['server manifest.json', 'a server in trouble', (s) => s.answers.set('manifest.json', text('{}', 500))],
		['server manifest.json', 'a server that refuses', (s) => s.answers.set('manifest.json', text('no', 403))],
		['not-data manifest.json', 'a sign-in page', (s) => s.answers.set('manifest.json', text(PAGE))],
		[
			'damaged manifest.json',
			'half a manifest',
			(s) => s.put('manifest.json', s.texts.get('manifest.json')!.slice(0, 90))
		],
		['damaged manifest.json', 'an empty manifest', (s) => s.put('manifest.json', '')],
		['damaged manifest.json', 'a connection that breaks', (s) => s.answers.set('manifest.json', broken)],
		['offline manifest.json', 'no network', (s) => s.answers.set('manifest.json', unreachable)],
		[
			'version manifest.json',
			'a manifest of another schema',
			(s) => s.put('manifest.json', { ...s.manifest, schema: 2 })
		],
		['version manifest.json', 'a manifest that is a list', (s) => s.put('manifest.json', [])],
		['version manifest.json', 'a manifest that is nothing', (s) => s.put('manifest.json', 'null')],
		[
			'version manifest.json',
			'a manifest with a hash that is none',
			(s) => s.put('manifest.json', { ...s.manifest, files: { 'atlas.json': { sha256: 'x', bytes: 1 } } })
		],
		[
			'missing atlas.json',
			'a manifest without the atlas',
			(s) => s.put('manifest.json', { ...s.manifest, files: {} })
		],
		[
			'missing atlas.json',
			'a manifest with built-in names only',
			(s) =>
				s.put('manifest.json', '{"__proto__":{},' + JSON.stringify({ ...s.manifest, files: {} }).slice(1))
		],
		['missing atlas.json', 'no atlas', (s) => s.texts.delete('atlas.json')],
		[
			'server atlas.json',
			'a server in trouble, at the atlas',
			(s) => s.answers.set('atlas.json', text('{}', 503))
		],
		['not-data atlas.json', 'a page in place of the atlas', (s) => s.answers.set('atlas.json', text(PAGE))],
		[
			'damaged atlas.json',
			'half an atlas',
			(s) => s.answers.set('atlas.json', text(s.texts.get('atlas.json')!.slice(0, 5000)))
		],
		['damaged atlas.json', 'one turned bit', (s) => s.answers.set('atlas.json', text(flipped('atlas.json')))],
		[
			'damaged atlas.json',
			'a connection that breaks at the atlas',
			(s) => s.answers.set('atlas.json', broken)
		],
		[
			'damaged atlas.json',
			'a hash of text that is not JSON',
			(s) => (s.put('atlas.json', '{"schema":1'), s.publish())
		],
		['offline atlas.json', 'no network any more', (s) => s.answers.set('atlas.json', unreachable)],
		[
			'version atlas.json',
			'an atlas of another schema',
			(s) => (s.put('atlas.json', { ...ATLAS, schema: 2 }), s.publish())
		],
		[
			'version atlas.json',
			'an atlas of another version of the data',
			(s) => (s.put('atlas.json', { ...ATLAS, version: 'v-2' }), s.publish())
		],
		[
			'version atlas.json',
			'fewer features than the manifest counts',
			(s) => (s.put('atlas.json', { ...ATLAS, features: atlas.features.slice(1) }), s.publish())
		],
		[
			'version atlas.json',
			'fewer layers than the manifest counts',
			(s) => (s.put('atlas.json', { ...ATLAS, layers: [] }), s.publish())
		],
		[
			'version atlas.json',
			'features without ids',
			(s) => (s.put('atlas.json', { ...ATLAS, features: atlas.features.map(() => ({})) }), s.publish())
		],
		[
			'version atlas.json',
			'another file in place of the atlas',
			(s) => (s.put('atlas.json', EVIDENCE), s.publish())
		],
		['version atlas.json', 'nothing in place of the atlas', (s) => (s.put('atlas.json', 'null'), s.publish())]
	])('is refused as %s for %s', async (expected, _, spoil) => {
		spoil(site);
		expect(await faultOf(load())).toBe(expected);
	});

	test('can be loaded again after a fault', async () => {
		site.answers.set('manifest.json', unreachable);
		expect(await faultOf(load())).toBe('offline manifest.json');
		site.answers.clear();
		expect((await load()).atlas.version).toBe(VERSION);
	});

	test('is not refused where the browser offers no hashes, unless it is no JSON', async () => {
		vi.stubGlobal('crypto', {});
		expect((await load()).atlas.version).toBe(VERSION);
		site.answers.set('atlas.json', text(site.texts.get('atlas.json')!.slice(0, 5000)));
		expect(await faultOf(load())).toBe('damaged atlas.json');
	});
});

describe('a server that falls silent', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());
	const HALF_A_MINUTE = 30_000;
	/** The fault, or that there is none yet. */
	const soFar = (promise: Promise<unknown>): Promise<string> =>
		Promise.race([faultOf(promise), Promise.resolve().then(() => 'none yet')]);
	/** A body that comes in parts, each after a wait, and ends unless it hangs; it breaks off when nobody waits any more. */
	const inParts =
		(parts: readonly string[], wait: number, hangs = false) =>
		(_: string, init?: RequestInit): Promise<Response> =>
			Promise.resolve(
				new Response(
					new ReadableStream({
						async start(controller) {
							init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
							for (const part of parts) {
								await new Promise((resolve) => setTimeout(resolve, wait));
								if (init?.signal?.aborted) return;
								controller.enqueue(new TextEncoder().encode(part));
							}
							if (!hangs) controller.close();
						}
					})
				)
			);

	test('is given up after half a minute as slow', async () => {
		vi.stubGlobal(
			'fetch',
			(_: string, init?: RequestInit) =>
				new Promise((_, reject) =>
					init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error))
				)
		);
		const loading = load();
		const fault = faultOf(loading);
		await vi.advanceTimersByTimeAsync(HALF_A_MINUTE - 1);
		expect(await soFar(loading)).toBe('none yet');
		await vi.advanceTimersByTimeAsync(1);
		expect(await fault).toBe('slow manifest.json');
	});
	test('is given up when it stops in the middle of a file', async () => {
		vi.stubGlobal('fetch', inParts(['{"schema":1,'], 1000, true));
		const fault = faultOf(load());
		await vi.advanceTimersByTimeAsync(1000 + HALF_A_MINUTE);
		expect(await fault).toBe('slow manifest.json');
	});
	test('is waited for as long as something comes, however long the whole takes', async () => {
		const text = site.texts.get('manifest.json')!;
		const parts = text.match(/[^]{1,100}/g)!;
		expect(parts.length).toBeGreaterThan(3);
		const slowly = inParts(parts, HALF_A_MINUTE - 1);
		vi.stubGlobal('fetch', (url: string, init?: RequestInit) =>
			url.includes('manifest.json') ? slowly(url, init) : site.fetch(url, init)
		);
		const loading = load();
		await vi.advanceTimersByTimeAsync(parts.length * HALF_A_MINUTE);
		vi.useRealTimers();
		expect((await loading).atlas.version).toBe(VERSION);
	});
});

describe('the evidence', () => {
	test.each<[string, (s: Site) => void]>([
		['missing', (s) => s.texts.delete('evidence.json')],
		['server', (s) => s.answers.set('evidence.json', text('{}', 500))],
		['not-data', (s) => s.answers.set('evidence.json', text(PAGE))],
		['damaged', (s) => s.answers.set('evidence.json', text(flipped('evidence.json')))],
		['offline', (s) => s.answers.set('evidence.json', unreachable)]
	])('after the fault %s can be asked for again, and the manifest is not', async (kind, spoil) => {
		const whole = site.texts.get('evidence.json')!;
		const data = await load();
		spoil(site);
		expect(await faultOf(data.evidence())).toBe(`${kind} evidence.json`);
		site.answers.clear();
		site.put('evidence.json', whole);
		expect((await data.evidence()).passages).toHaveLength(41);
		expect([site.countOf('evidence.json'), site.countOf('manifest.json')]).toEqual([2, 1]);
	});
	test.each<[string, Record<string, unknown>]>([
		['of another schema', { schema: 2 }],
		['of another version of the data', { version: 'v-2' }],
		['with fewer passages than the manifest counts', { passages: [] }],
		['with fewer sources than the manifest counts', { sources: [] }]
	])('%s is refused as of another version', async (_, change) => {
		site.put('evidence.json', { ...EVIDENCE, ...change });
		site.publish();
		const data = await load();
		expect(await faultOf(data.evidence())).toBe('version evidence.json');
	});
	test('is refused to all who asked at once, with one request', async () => {
		const data = await load();
		site.answers.set('evidence.json', unreachable);
		expect(await Promise.all([faultOf(data.evidence()), faultOf(data.evidence())])).toEqual([
			'offline evidence.json',
			'offline evidence.json'
		]);
		expect(site.countOf('evidence.json')).toBe(1);
	});
});

describe('the evidence of one feature', () => {
	const [FIRST, SECOND, FURTHER] = [0, 1, PART_FEATURES].map((at) => atlas.features[at]!.id) as [
		string,
		string,
		string
	];
	const PARTS = evidenceParts(evidence, atlas.features).map((part) => ({ ...part, version: VERSION }));
	/** Puts the parts of the evidence beside the whole, and names them in the atlas. */
	function publishParts(): void {
		const hashes = PARTS.map((part, position) => {
			const text = JSON.stringify(part);
			site.put(partFile(position), text);
			return sha256(text).slice(0, 12);
		});
		site.put('atlas.json', { ...ATLAS, evidenceParts: { features: PART_FEATURES, sha256: hashes } });
		site.publish();
	}
	beforeEach(publishParts);

	test('comes with its part alone, once for all features of the part', async () => {
		const data = await load();
		const [own, again, neighbour] = await Promise.all([FIRST, FIRST, SECOND].map((id) => data.evidence(id)));
		expect(own!.featureById.get(FIRST)).toEqual(evidence.featureById.get(FIRST));
		expect(own!.features).toHaveLength(PART_FEATURES);
		expect([again, neighbour]).toEqual([own, own]);
		expect((await data.evidence(FURTHER)).featureById.has(FURTHER)).toBe(true);
		const text = site.texts.get(partFile(0))!;
		expect(site.asked.slice(2)).toEqual([
			`/sub/data/evidence/0.json?v=${sha256(text).slice(0, 12)}`,
			`/sub/data/evidence/1.json?v=${sha256(site.texts.get(partFile(1))!).slice(0, 12)}`
		]);
	});
	test.each<[string, () => void]>([
		['is missing', () => site.texts.delete(partFile(0))],
		['cannot be sent', () => site.answers.set(partFile(0), text('{}', 500))],
		['is a sign-in page', () => site.answers.set(partFile(0), text(PAGE))],
		['is cut short', () => site.answers.set(partFile(0), text('{"schema":1,'))],
		['is another', () => site.put(partFile(0), site.texts.get(partFile(1))!)],
		['cannot be reached', () => site.answers.set(partFile(0), unreachable)]
	])('comes with the whole where the part %s, and is tried anew for the next', async (_, spoil) => {
		const data = await load();
		spoil();
		expect((await data.evidence(FIRST)).features).toHaveLength(atlas.features.length);
		expect(site.countOf('evidence.json')).toBe(1);
		site.answers.clear();
		publishParts();
		expect((await data.evidence(SECOND)).features).toHaveLength(PART_FEATURES);
	});
	test('comes with the whole where its part holds other features, or another version', async () => {
		for (const wrong of [PARTS[2], { ...PARTS[0], version: 'v-2' }]) {
			const text = JSON.stringify(wrong);
			site.put(partFile(0), text);
			const atlasFile = JSON.parse(site.texts.get('atlas.json')!) as { evidenceParts: { sha256: string[] } };
			atlasFile.evidenceParts.sha256[0] = sha256(text).slice(0, 12);
			site.put('atlas.json', atlasFile);
			site.publish();
			expect((await (await load()).evidence(FIRST)).features).toHaveLength(atlas.features.length);
		}
	});
	test('is a fault of the whole where neither can be had', async () => {
		const data = await load();
		site.answers.set(partFile(0), text('{}', 500));
		site.answers.set('evidence.json', unreachable);
		expect(await faultOf(data.evidence(FIRST))).toBe('offline evidence.json');
	});
	test('comes with the whole in an atlas that names no parts', async () => {
		site.put('atlas.json', ATLAS);
		site.publish();
		const data = await load();
		expect((await data.evidence(FIRST)).features).toHaveLength(atlas.features.length);
		expect(site.countOf('evidence/')).toBe(0);
	});
});

describe('a published version', () => {
	const OLD = 'v-0';
	/** Puts an older version of the data beside the present one. */
	function keepOld(): void {
		const files = {
			'atlas.json': JSON.stringify({ ...ATLAS, version: OLD }),
			'evidence.json': JSON.stringify({ ...EVIDENCE, version: OLD })
		};
		const hashes = Object.entries(files).map(([file, content]) => [
			file,
			{ sha256: sha256(content), bytes: Buffer.byteLength(content) }
		]);
		for (const [file, content] of Object.entries(files)) site.put(`versions/${OLD}/${file}`, content);
		site.put(`versions/${OLD}/manifest.json`, {
			...site.manifest,
			version: OLD,
			files: Object.fromEntries(hashes)
		});
	}

	test('gives its atlas and its evidence on the present basemap', async () => {
		keepOld();
		const data = await loadAtlas('/sub', OLD);
		expect([data.atlas.version, data.currentVersion]).toEqual([OLD, VERSION]);
		expect((await data.evidence()).version).toBe(OLD);
		expect(await data.basemap('basemap-low.json')).toEqual(BASEMAP);
		expect(site.countOf('evidence.json') + site.countOf('atlas.json')).toBe(0);
	});
	test('that is not kept, or is the present one, gives the present data', async () => {
		expect((await loadAtlas('/sub', OLD)).atlas.version).toBe(VERSION);
		expect(site.countOf('versions/')).toBe(1);
		expect((await loadAtlas('/sub', VERSION)).atlas.version).toBe(VERSION);
		expect(site.countOf('versions/')).toBe(1);
	});
	test('that is kept but cannot be read is a fault, never silently other data', async () => {
		keepOld();
		site.answers.set(`versions/${OLD}/manifest.json`, unreachable);
		expect(await faultOf(loadAtlas('/sub', OLD))).toBe('offline manifest.json');
		site.answers.set(`versions/${OLD}/manifest.json`, text(PAGE));
		expect(await faultOf(loadAtlas('/sub', OLD))).toBe('not-data manifest.json');
		site.answers.clear();
		site.texts.delete(`versions/${OLD}/atlas.json`);
		expect(await faultOf(loadAtlas('/sub', OLD))).toBe('missing atlas.json');
	});
});

test('a basemap that the manifest does not name is missing, and no request is made for it', async () => {
	const data = await load();
	expect(await faultOf(data.basemap('places.json'))).toBe('missing places.json');
	expect(site.countOf('places.json')).toBe(0);
});

test('every kind of fault has words of its own, and anything else has some', () => {
	const kinds: readonly FaultKind[] = [
		'offline',
		'missing',
		'server',
		'not-data',
		'damaged',
		'slow',
		'version'
	];
	const words = kinds.map((kind) => faultWords(new DataFault(kind, 'atlas.json')));
	expect(new Set([...words, faultWords(new Error('x'))]).size).toBe(kinds.length + 1);
	expect(faultWords(undefined)).not.toBe('');
});
