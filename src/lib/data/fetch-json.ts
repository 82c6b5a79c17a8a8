import { DataFault } from './fault';

const TIMEOUT_MS = 30_000;

/** Hexadecimal SHA-256, or undefined where the browser offers none (a page without https). */
async function sha256(bytes: ArrayBuffer): Promise<string | undefined> {
	if (typeof crypto === 'undefined' || !crypto.subtle) return undefined;
	const digest = await crypto.subtle.digest('SHA-256', bytes);
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What did not come whole; the next time it is asked for past the browser's cache, which may have kept it so. */
const failed = new Set<string>();

/**
 * Fetches and parses a JSON file. Whatever goes wrong is a `DataFault` of one kind:
 * status, content, length and hash are looked at before anything is used.
 */
export async function fetchJson(
	url: string,
	file: string,
	expected?: { readonly sha256: string }
): Promise<unknown> {
	try {
		const content = await fetchWhole(url, file, expected);
		failed.delete(url);
		return content;
	} catch (fault) {
		failed.add(url);
		throw fault;
	}
}

async function fetchWhole(
	url: string,
	file: string,
	expected: { readonly sha256: string } | undefined
): Promise<unknown> {
	const response = await request(url, file, expected ? 'default' : 'no-cache');
	if (response.status === 404 || response.status === 410) throw new DataFault('missing', file);
	if (!response.ok) throw new DataFault('server', file);
	const bytes = await body(response, file);
	const text = new TextDecoder().decode(bytes);
	if (/^\s*</.test(text)) throw new DataFault('not-data', file);
	const found = expected && (await sha256(bytes));
	if (found !== undefined && found !== expected?.sha256) throw new DataFault('damaged', file);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new DataFault('damaged', file);
	}
}

async function request(url: string, file: string, cache: RequestCache): Promise<Response> {
	try {
		return await fetch(url, {
			// What names no hash may be old in a cache, and would make newer data look damaged
			cache: failed.has(url) ? 'reload' : cache,
			signal: AbortSignal.timeout(TIMEOUT_MS)
		});
	} catch (error) {
		throw new DataFault(isTimeout(error) ? 'slow' : 'offline', file);
	}
}

async function body(response: Response, file: string): Promise<ArrayBuffer> {
	try {
		return await response.arrayBuffer();
	} catch (error) {
		throw new DataFault(isTimeout(error) ? 'slow' : 'damaged', file);
	}
}

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';
