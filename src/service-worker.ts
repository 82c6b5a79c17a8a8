/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/**
 * Keeps the explorer for when the network is off: its page, its scripts and its data, of one version together.
 * What can be had from the network comes from there, so a page that is opened anew is never older than the site.
 * A newer version waits until it is told to take over (`src/routes/newer-version.ts`).
 */
import {
	answeringOf,
	CORE_DATA,
	CORE_FILES,
	hashPrefixOf,
	keptPrefix,
	namedIn,
	pageAddress
} from './lib/data/offline';

const worker = self as unknown as ServiceWorkerGlobalScope;
const { scope } = worker.registration;
const home = new URL(scope).pathname;
/** Put in by the build. The list of files that comes with it has no lasting order, and would differ in each build. */
declare const __SVELTEKIT_APP_VERSION__: string;
const version = __SVELTEKIT_APP_VERSION__;

/** Each site throws away what is its own. */
const OURS = keptPrefix(scope);
const KEPT = OURS + version;
/** A reader's own pages, besides the explorer; the oldest go first. */
const MOST_PAGES = 100;
/** More evidence than this is not kept whole: then what has been read of it is there, in its parts. */
const MOST_EVIDENCE_BYTES = 5_000_000;
/** So long a page is waited for where a kept copy is at hand. */
const PATIENCE_MS = 4000;

worker.addEventListener('install', (event) =>
	event.waitUntil(
		keepAll().catch(async (fault: unknown) => {
			// The copy of before is whole, and must not give way to this one
			await caches.delete(KEPT);
			throw fault;
		})
	)
);
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('message', (event) => {
	if (event.data === 'version') event.ports[0]?.postMessage(version);
	if (event.data === 'take over') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { method, url, mode, referrer } = request;
	const answering = answeringOf({ method, url, mode, referrer, isPart: request.headers.has('range') }, scope);
	/** While the answer is under way already. Where the device has no room, the reader has it all the same. */
	const keep: Keep = (keeping) => event.waitUntil(keeping.catch(() => undefined));
	if (answering === 'page') event.respondWith(pageFor(request, keep));
	else if (answering === 'current') event.respondWith(currentFor(request));
	else if (answering === 'lasting') event.respondWith(lastingFor(request, keep));
});

type Keep = (keeping: Promise<void>) => void;

/** All of the explorer, or nothing: a version with parts missing must not stand in for one that is whole. */
async function keepAll(): Promise<void> {
	const cache = await caches.open(KEPT);
	const keep = async (address: string, mode: RequestCache = 'default'): Promise<Response> => {
		const response = await fetch(address, { cache: mode });
		if (!isGood(response, address)) throw new Error(`${address}: not to be had`);
		await cache.put(address, response.clone());
		return response;
	};
	/** A page, script or style, and all that it names, until all is there. */
	const kept = new Set<string>();
	const keepWith = async (address: string, mode?: RequestCache): Promise<void> => {
		if (kept.has(address)) return;
		kept.add(address);
		const text = await (await keep(address, mode)).text();
		await Promise.all(namedIn(text, address).map((named) => keepWith(named)));
	};
	const manifest = (await (await keep(`${home}data/manifest.json`, 'no-cache')).json()) as {
		files: Record<string, { sha256: string; bytes: number } | undefined>;
	};
	await Promise.all([
		keepWith(scope, 'no-cache'),
		...CORE_DATA.filter(
			(file) => file !== 'evidence.json' || (manifest.files[file]?.bytes ?? 0) <= MOST_EVIDENCE_BYTES
		).map((file) => keep(`${home}data/${file}?v=${manifest.files[file]?.sha256.slice(0, 12) ?? ''}`)),
		...CORE_FILES.map((file) => keep(home + file, 'no-cache'))
	]);
}

/** The version before is left in place: pages of it may still be open. */
async function takeOver(): Promise<void> {
	const others = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== KEPT);
	await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
	await worker.clients.claim();
}

async function pageFor(request: Request, keep: Keep): Promise<Response> {
	const address = pageAddress(request.url);
	const kept = await keptFor(address);
	try {
		const response = await (kept ? orTooLate(fetch(request)) : fetch(request));
		if (response.status >= 500 && kept) return kept;
		// The explorer's own page belongs to its version
		if (isGood(response, address) && new URL(address).pathname !== home) {
			keep(keepPage(address, response.clone()));
		}
		return response;
	} catch {
		return kept ?? new Response(NOT_KEPT, { status: 503, headers: { 'Content-Type': 'text/html' } });
	}
}

async function keepPage(address: string, response: Response): Promise<void> {
	const cache = await caches.open(KEPT);
	await cache.put(address, response);
	const pages = (await cache.keys()).filter(({ url }) => url.endsWith('/') && url !== scope);
	await Promise.all(pages.slice(0, -MOST_PAGES).map((page) => cache.delete(page)));
}

async function currentFor(request: Request): Promise<Response> {
	try {
		const response = await fetch(request);
		if (isGood(response, request.url)) return response;
		return (await keptFor(request.url)) ?? response;
	} catch (error) {
		const kept = await keptFor(request.url);
		if (kept) return kept;
		throw error;
	}
}

async function lastingFor(request: Request, keep: Keep): Promise<Response> {
	const kept = await keptFor(request.url);
	// Whoever asks past the caches has found the copy damaged
	if (kept && request.cache !== 'reload') return kept;
	const response = await fetch(request);
	if (isGood(response, request.url)) keep(keepWhole(request.url, response.clone()));
	return response;
}

async function keepWhole(address: string, response: Response): Promise<void> {
	if (await isWhole(response.clone(), address)) await (await caches.open(KEPT)).put(address, response);
}

/** From this version, else from one before whose pages are still open. */
async function keptFor(address: string): Promise<Response | undefined> {
	const options = { ignoreVary: true };
	const kept = await (await caches.open(KEPT)).match(address, options);
	if (kept) return kept;
	for (const name of await caches.keys()) {
		if (!name.startsWith(OURS)) continue;
		const found = await (await caches.open(name)).match(address, options);
		if (found) return found;
	}
	return undefined;
}

/** Not a fault, not moved, and not the sign-in page of a network in the place of a file. */
function isGood(response: Response, address: string): boolean {
	const isPage = (response.headers.get('content-type') ?? '').includes('text/html');
	return response.status === 200 && !response.redirected && isPage === pageAddress(address).endsWith('/');
}

/** Whether a data file is the one that its address names. */
async function isWhole(response: Response, address: string): Promise<boolean> {
	const wanted = hashPrefixOf(address);
	if (wanted === undefined) return true;
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.arrayBuffer()));
	return [...digest.subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, '0')).join('') === wanted;
}

const orTooLate = (answer: Promise<Response>): Promise<Response> =>
	Promise.race([
		answer,
		new Promise<never>((_, late) => setTimeout(() => late(new Error('too late')), PATIENCE_MS))
	]);

const NOT_KEPT = `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<meta name="color-scheme" content="light dark">
		<title>Not kept on this device</title>
		<style>
			body { max-width: 38rem; margin: 12vh auto; padding: 0 1.2rem; font: 1.05rem/1.55 system-ui, sans-serif; }
			h1 { font: 600 1.7rem/1.25 Georgia, serif; }
			:any-link { color: inherit; }
		</style>
	</head>
	<body>
		<main>
			<h1>This page is not kept on this device</h1>
			<p>The network cannot be reached, and you have not read this page before. It will be here when the network is back.</p>
			<p><a href="${home}">Open the map</a>, which works without the network.</p>
		</main>
	</body>
</html>
`;
