/**
 * A static server for the built site: what a plain host does, and no more. The tests use it with the headers
 * of `static/_headers`, so they meet the policy and the caching that readers meet; `npm run serve` shares it.
 * It listens on 127.0.0.1 alone: it is for the person at this machine.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** What to do to one answer. Fields left out keep what the server would have sent. */
export interface Fault {
	status?: number;
	body?: string | Buffer;
	/** Content-Type, for instance an HTML page where JSON belongs. */
	type?: string;
	delayMs?: number;
	/** Answer only after this; as a delay, but as long as a test needs. */
	until?: Promise<void>;
	/** Send only the first bytes, as if they were all (with `destroy`: announce all and break off). */
	truncate?: number;
	/** Cut the connection: before the answer, or after `truncate` bytes of it. */
	destroy?: boolean;
}

/** Decides by path (the base path taken off, always with a leading `/`) whether an answer goes wrong. */
export type Faults = (pathname: string) => Fault | undefined;

export interface ServedRequest {
	method: string;
	/** Path and query as asked for. */
	url: string;
	status: number;
	/** Bytes of the body as sent, after compression. */
	bytes: number;
	encoding: string;
	referer: string | undefined;
}

export interface ServeOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	/** Header rules; by default `_headers` in the folder, if there is one. */
	headersFile?: string;
	/** Serve under a sub-path such as `/maps/faultlines`, as a site in a sub-folder is. */
	basePath?: string;
	faults?: Faults;
}

export interface StaticSite {
	/** Address of the front page, with a slash at the end: `new URL('embed/', site.url)`. */
	url: string;
	port: number;
	/** Every request answered so far, in order. Empty it with `requests.length = 0`. */
	requests: ServedRequest[];
	/** May be set and unset while the server runs. */
	faults: Faults | undefined;
	close(): Promise<void>;
}

export interface HeaderRule {
	pattern: string;
	headers: [name: string, value: string][];
}

const CONTENT_TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.topojson': 'application/json; charset=utf-8',
	'.geojson': 'application/geo+json; charset=utf-8',
	'.jsonld': 'application/ld+json; charset=utf-8',
	'.webmanifest': 'application/manifest+json; charset=utf-8',
	'.xml': 'application/xml; charset=utf-8',
	'.svg': 'image/svg+xml; charset=utf-8',
	'.txt': 'text/plain; charset=utf-8',
	'.csv': 'text/csv; charset=utf-8',
	'.bib': 'application/x-bibtex; charset=utf-8',
	'.ris': 'application/x-research-info-systems; charset=utf-8',
	'.kml': 'application/vnd.google-earth.kml+xml; charset=utf-8',
	'.png': 'image/png',
	'.jpg': 'image/jpeg',
	'.ico': 'image/x-icon',
	'.woff2': 'font/woff2'
};

/** Formats that are compressed already gain nothing and cost time. */
const COMPRESSED_ALREADY = new Set(['.png', '.jpg', '.woff2', '.ico']);

/** A level that hosts use for answers made on the fly; `tests/size.ts` measures with the highest. */
const BROTLI_QUALITY = 5;

/** Reads the `_headers` format of Netlify and Cloudflare Pages. Throws on what this server cannot honour. */
export function parseHeaders(text: string): HeaderRule[] {
	const rules: HeaderRule[] = [];
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		const trimmed = line.trim();
		if (trimmed === '' || trimmed.startsWith('#')) continue;
		if (!/^\s/.test(line)) {
			if (!trimmed.startsWith('/') || trimmed.includes('/:')) {
				throw new Error(`_headers:${index + 1}: a path such as /data/* expected, "${trimmed}" found`);
			}
			rules.push({ pattern: trimmed, headers: [] });
			continue;
		}
		const colon = trimmed.indexOf(':');
		const rule = rules.at(-1);
		if (!rule || colon < 1) {
			throw new Error(`_headers:${index + 1}: "Name: value" under a path expected, "${trimmed}" found`);
		}
		rule.headers.push([trimmed.slice(0, colon).trim(), trimmed.slice(colon + 1).trim()]);
	}
	return rules;
}

/** The headers for one path. Values that meet are joined, as Cloudflare does: the strictest reading of the file. */
export function headersFor(rules: HeaderRule[], pathname: string): Map<string, string> {
	const found = new Map<string, string>();
	for (const rule of rules) {
		const pattern = rule.pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
		if (!new RegExp(`^${pattern}$`).test(pathname)) continue;
		for (const [name, value] of rule.headers) {
			const before = found.get(name);
			found.set(name, before === undefined ? value : `${before}, ${value}`);
		}
	}
	return found;
}

type Encoding = 'br' | 'gzip' | 'identity';

function encodingFor(accepted: string | undefined): Encoding {
	const weights = new Map<string, number>();
	for (const part of (accepted ?? '').split(',')) {
		const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
		const quality = parameters.find((text) => text.startsWith('q='));
		weights.set(name.toLowerCase(), quality ? Number(quality.slice(2)) : 1);
	}
	if ((weights.get('br') ?? 0) > 0) return 'br';
	if ((weights.get('gzip') ?? 0) > 0) return 'gzip';
	return 'identity';
}

/** The file behind a path: the file itself, `index.html` of a folder, a redirect to the folder, or nothing. */
type Found = { file: string } | { redirect: string } | undefined;

function find(root: string, pathname: string): Found {
	const segments = pathname.split('/');
	// Dot files, `..` and `_headers` are never content
	if (segments.some((name) => name.startsWith('.') && name !== '.well-known')) return undefined;
	if (pathname.includes('\0') || pathname.includes('\\') || pathname === '/_headers') return undefined;
	const path = resolve(join(root, ...segments));
	if (path !== root && !path.startsWith(root + sep)) return undefined;
	if (!existsSync(path)) return undefined;
	// A link inside the folder must not lead out of it
	const real = realpathSync(path);
	if (real !== root && !real.startsWith(root + sep)) return undefined;
	if (!statSync(path).isDirectory()) return pathname.endsWith('/') ? undefined : { file: path };
	const index = join(path, 'index.html');
	if (!existsSync(index)) return undefined;
	return pathname.endsWith('/') ? { file: index } : { redirect: `${pathname}/` };
}

interface Stored {
	version: string;
	identity: Buffer;
	etag: string;
	br?: Buffer;
	gzip?: Buffer;
}

/** Reads and compresses each file once; a file that changed on disk is read again. */
class FileStore {
	#files = new Map<string, Stored>();

	read(file: string, encoding: Encoding): { body: Buffer; etag: string; encoding: Encoding } {
		const { mtimeMs, size } = statSync(file);
		const version = `${mtimeMs}-${size}`;
		let stored = this.#files.get(file);
		if (stored?.version !== version) {
			const identity = readFileSync(file);
			const etag = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
			stored = { version, identity, etag };
			this.#files.set(file, stored);
		}
		const kind = COMPRESSED_ALREADY.has(extname(file)) ? 'identity' : encoding;
		// One tag per encoding: a shared cache must not answer one with the other
		const etag = kind === 'identity' ? `"${stored.etag}"` : `"${stored.etag}-${kind}"`;
		if (kind === 'br') {
			const params = {
				[constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
				[constants.BROTLI_PARAM_SIZE_HINT]: stored.identity.length
			};
			stored.br ??= brotliCompressSync(stored.identity, { params });
		}
		if (kind === 'gzip') stored.gzip ??= gzipSync(stored.identity);
		return {
			body: kind === 'identity' ? stored.identity : (stored[kind] ?? stored.identity),
			etag,
			encoding: kind
		};
	}
}

/** `/`, or the base path with one slash at each end. */
function normaliseBase(basePath: string | undefined): string {
	const inner = (basePath ?? '').replace(/^\/+|\/+$/g, '');
	return inner === '' ? '/' : `/${inner}/`;
}

/** Serves a folder until `close` is called. Rejects with the system's error when the port is taken. */
export async function serveFolder(folder: string, options: ServeOptions = {}): Promise<StaticSite> {
	if (!existsSync(folder)) throw new Error(`${folder}: a folder to serve expected, nothing found`);
	const root = realpathSync(resolve(folder));
	const base = normaliseBase(options.basePath);
	const headersFile = options.headersFile ?? join(root, '_headers');
	const rules =
		options.headersFile !== undefined || existsSync(headersFile)
			? parseHeaders(readFileSync(headersFile, 'utf8'))
			: [];
	const store = new FileStore();
	const site: StaticSite = { url: '', port: 0, requests: [], faults: options.faults, close };

	const server = createServer((request, response) => {
		answer(request, response).catch((error: unknown) => {
			if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
			response.end(String(error));
		});
	});

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const [rawPath = '/', query] = (request.url ?? '/').split(/\?(.*)/s, 2);
		const finish = (status: number, headers: Record<string, string>, body: Buffer, fault?: Fault): void => {
			const cut = fault?.truncate === undefined ? body : body.subarray(0, fault.truncate);
			const announced = fault?.destroy ? body.length : cut.length;
			site.requests.push({
				method: request.method ?? '',
				url: request.url ?? '',
				status,
				bytes: request.method === 'HEAD' ? 0 : cut.length,
				encoding: headers['Content-Encoding'] ?? 'identity',
				referer: request.headers.referer
			});
			// 304 has no body, and announcing one confuses some clients
			const length: Record<string, string> = status === 304 ? {} : { 'Content-Length': String(announced) };
			response.writeHead(status, { ...headers, ...length });
			if (request.method === 'HEAD' || status === 304) response.end();
			else if (fault?.destroy) response.write(cut, () => response.destroy());
			else response.end(cut);
		};
		const plain = (status: number, text: string, more: Record<string, string> = {}): void =>
			finish(status, { 'Content-Type': CONTENT_TYPES['.txt'] ?? '', ...more }, Buffer.from(text));

		if (request.method !== 'GET' && request.method !== 'HEAD') {
			return plain(405, 'Method not allowed', { Allow: 'GET, HEAD' });
		}
		let decoded: string;
		try {
			decoded = decodeURIComponent(rawPath);
		} catch {
			return plain(400, 'Bad request');
		}
		if (!decoded.startsWith(base)) {
			return decoded === base.slice(0, -1)
				? plain(301, 'Moved', { Location: base })
				: plain(404, `Nothing outside ${base}`);
		}
		const pathname = decoded.slice(base.length - 1);

		const fault = site.faults?.(pathname);
		await fault?.until;
		if (fault?.delayMs) await new Promise((wake) => setTimeout(wake, fault.delayMs));
		if (fault?.destroy && fault.truncate === undefined) {
			response.destroy();
			return;
		}

		const headers: Record<string, string> = Object.fromEntries(headersFor(rules, pathname));
		const found = find(root, pathname);
		if (found && 'redirect' in found && fault === undefined) {
			const target = base.slice(0, -1) + found.redirect;
			const location = target.split('/').map(encodeURIComponent).join('/') + (query ? `?${query}` : '');
			return plain(301, 'Moved', { ...headers, Location: location });
		}
		const notFoundPage = join(root, '404.html');
		const file = found && 'file' in found ? found.file : existsSync(notFoundPage) ? notFoundPage : undefined;
		const status = fault?.status ?? (found ? 200 : 404);
		// What is missing must not be missing for a year
		if (status >= 400) delete headers['Cache-Control'];

		if (fault?.body !== undefined || !file) {
			const type = fault?.type ?? CONTENT_TYPES['.txt'] ?? '';
			return finish(
				status,
				{ ...headers, 'Content-Type': type },
				Buffer.from(fault?.body ?? 'Not found'),
				fault
			);
		}
		// A cut stream of compressed bytes is another fault than cut data: send those in the clear
		const wanted =
			fault?.truncate === undefined ? encodingFor(request.headers['accept-encoding']) : 'identity';
		const { body, etag, encoding } = store.read(file, wanted);
		headers['Content-Type'] =
			fault?.type ?? headers['Content-Type'] ?? CONTENT_TYPES[extname(file)] ?? 'application/octet-stream';
		if (!COMPRESSED_ALREADY.has(extname(file))) headers['Vary'] = 'Accept-Encoding';
		if (encoding !== 'identity') headers['Content-Encoding'] = encoding;
		if (status === 200 && fault === undefined) {
			headers['ETag'] = etag;
			const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
			if (known?.some((tag) => tag === etag || tag === '*')) return finish(304, headers, Buffer.alloc(0));
		}
		finish(status, headers, body, fault);
	}

	async function close(): Promise<void> {
		await new Promise<void>((done) => {
			server.close(() => done());
			// Kept-alive connections of a browser would hold the server open for minutes
			server.closeAllConnections();
		});
	}

	await new Promise<void>((listening, failed) => {
		server.once('error', failed);
		server.listen(options.port ?? 0, '127.0.0.1', listening);
	});
	site.port = (server.address() as AddressInfo).port;
	site.url = `http://127.0.0.1:${site.port}${base}`;
	return site;
}
