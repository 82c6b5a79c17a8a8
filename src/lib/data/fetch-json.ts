import { DataFault, type FaultKind } from './fault';

/** So long nothing may come. However long the whole takes: a large file on a slow line comes little by little. */
const SILENCE_MS = 30_000;

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
 *
 * @param expected Its SHA-256 in hexadecimal, or the beginning of it.
 */
export async function fetchJson(url: string, file: string, expected?: string): Promise<unknown> {
	try {
		const content = await fetchWhole(url, file, expected);
		failed.delete(url);
		return content;
	} catch (fault) {
		failed.add(url);
		throw fault;
	}
}

async function fetchWhole(url: string, file: string, expected: string | undefined): Promise<unknown> {
	const bytes = await download(url, file, expected ? 'default' : 'no-cache');
	const text = new TextDecoder().decode(bytes);
	if (/^\s*</.test(text)) throw new DataFault('not-data', file);
	const found = expected && (await sha256(bytes));
	if (found !== undefined && !found.startsWith(expected!)) throw new DataFault('damaged', file);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new DataFault('damaged', file);
	}
}

async function download(url: string, file: string, cache: RequestCache): Promise<ArrayBuffer> {
	const silence = new AbortController();
	let limit: ReturnType<typeof setTimeout> | undefined;
	const listen = (): void => {
		clearTimeout(limit);
		limit = setTimeout(() => silence.abort(), SILENCE_MS);
	};
	const slowOr = (kind: FaultKind): DataFault => new DataFault(silence.signal.aborted ? 'slow' : kind, file);
	listen();
	try {
		const response = await fetch(url, {
			// What names no hash may be old in a cache, and would make newer data look damaged
			cache: failed.has(url) ? 'reload' : cache,
			signal: silence.signal
		}).catch(() => {
			throw slowOr('offline');
		});
		if (response.status === 404 || response.status === 410) throw new DataFault('missing', file);
		if (!response.ok) throw new DataFault('server', file);
		return await whole(response, listen).catch(() => {
			throw slowOr('damaged');
		});
	} finally {
		clearTimeout(limit);
	}
}

/** The body of a response; `onpart` is called as it comes. */
function whole(response: Response, onpart: () => void): Promise<ArrayBuffer> {
	const parts = response.body?.pipeThrough(
		new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
			transform(part, controller) {
				onpart();
				controller.enqueue(part);
			}
		})
	);
	return new Response(parts ?? null).arrayBuffer();
}
