/**
 * What an embedded map and the page around it say to each other, in every dialect that hosts speak. Pure:
 * `frame-bridge` sends and receives inside the frame, `loader` in the host's page.
 *
 * Anybody can send anything to a window, so the readers are total: whatever comes, nothing is thrown, and what
 * is not exactly one of these shapes is nothing at all.
 */
export const NAMESPACE = 'faultlines';
export const PROTOCOL_VERSION = 1;

/** Heights beyond these are a mistake or a joke, whoever sends them. */
export const MIN_HEIGHT = 100;
export const MAX_HEIGHT = 5000;

/** Longer queries than any view of ours needs are not read. */
export const MAX_QUERY = 2048;

/** What a host's listener finds this frame by. */
export interface FrameContext {
	/** Stands in messages that name their frame. */
	readonly id: string;
	/** Set by a pym.js parent, which hears only its own child. */
	readonly pymChildId?: string;
	/** Set by WordPress, which hears only the frame that knows it. */
	readonly wordpressSecret?: string;
}

/** A host asks for the height, or for a view. There is nothing else that a host can have done. */
export type HostCommand =
	| { readonly type: 'measure'; readonly wordpressSecret?: string }
	| { readonly type: 'view'; readonly query: string };

/** What the loader takes from a frame. */
export type FrameMessage =
	{ readonly type: 'height'; readonly height: number } | { readonly type: 'view'; readonly query: string };

/** The parameters that a host may set from outside; what a frame is (its title, its edition) is not among them. */
const COMMANDED: ReadonlySet<string> = new Set([
	'year',
	'mode',
	'from',
	'to',
	'compare',
	'layers',
	'feature',
	'map',
	'lang',
	'theme',
	'ghosts',
	'contested'
]);

const OWN_ID = /^[A-Za-z][\w-]{0,63}$/;
const PYM_ID = /^[\w.:-]{1,128}$/;
/** WordPress itself ignores a message whose secret holds anything else. */
const SECRET = /^[A-Za-z0-9]{1,64}$/;

const PYM_SEPARATOR = 'xPYMx';
/** Longer strings are not looked into. */
const MAX_STRING = 512;

/** Reads from the frame's own address what hosts have put there: `id`, pym's `childId`, WordPress's `#?secret=…`. */
export function frameContext(query: string, hash: string): FrameContext {
	const parameters = new URLSearchParams(query);
	const id = parameters.get('id') ?? '';
	const pymChildId = parameters.get('childId') ?? '';
	const secret = hash.startsWith('#?') ? (new URLSearchParams(hash.slice(2)).get('secret') ?? '') : '';
	return {
		id: OWN_ID.test(id) ? id : NAMESPACE,
		...(PYM_ID.test(pymChildId) && !pymChildId.includes(PYM_SEPARATOR) ? { pymChildId } : {}),
		...(SECRET.test(secret) ? { wordpressSecret: secret } : {})
	};
}

/** A whole number of pixels within bounds; undefined for what is no height. */
export function clampHeight(value: unknown): number | undefined {
	if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
	return Math.min(Math.max(Math.ceil(value), MIN_HEIGHT), MAX_HEIGHT);
}

/** One message for each kind of host. Never null, which the listener of @newswire/frames would stumble over. */
export function heightMessages(
	height: number,
	{ id, pymChildId, wordpressSecret }: FrameContext
): readonly unknown[] {
	const value = clampHeight(height);
	if (value === undefined) return [];
	const messages: unknown[] = [
		{ ns: NAMESPACE, v: PROTOCOL_VERSION, type: 'height', id, height: value },
		{ 'datawrapper-height': { [id]: value } },
		// AMP, @newswire/frames
		{ sentinel: 'amp', type: 'embed-size', height: value }
	];
	if (pymChildId !== undefined) messages.push(['pym', pymChildId, 'height', value].join(PYM_SEPARATOR));
	if (wordpressSecret !== undefined) messages.push({ message: 'height', value, secret: wordpressSecret });
	return messages;
}

/** Sent once, before the first height. */
export const readyMessages = (): readonly unknown[] => [{ sentinel: 'amp', type: 'embed-ready' }];

/** Tells the host which view the reader has come to; undefined for a query that no host should get. */
export const viewMessage = (query: string): unknown =>
	query.length > MAX_QUERY ? undefined : { ns: NAMESPACE, v: PROTOCOL_VERSION, type: 'view', query };

/** The same query with nothing in it that a host may not set. */
function commandedQuery(query: unknown): string | undefined {
	if (typeof query !== 'string' || query.length > MAX_QUERY) return undefined;
	const asked = [...new URLSearchParams(query)];
	const allowed = asked.filter(([name]) => COMMANDED.has(name));
	// A query of foreign words is no wish to start over
	if (allowed.length === 0 && asked.length > 0) return undefined;
	return new URLSearchParams(allowed).toString();
}

const isRecord = (data: unknown): data is Record<string, unknown> =>
	typeof data === 'object' && data !== null;

/** What a message from the window around the frame asks for; undefined for all that is not for us. */
export function parseHostMessage(data: unknown): HostCommand | undefined {
	try {
		if (typeof data === 'string') return parsePymString(data);
		if (!isRecord(data)) return undefined;
		if (data.ns === NAMESPACE) {
			if (data.v !== PROTOCOL_VERSION) return undefined;
			const { type } = data;
			if (type === 'ping') return { type: 'measure' };
			if (type !== 'view') return undefined;
			const query = commandedQuery(data.query);
			return query === undefined ? undefined : { type: 'view', query };
		}
		if (data.sentinel === 'amp' && data.type === 'frames-init') return { type: 'measure' };
		if (data.message === 'ready') {
			const { secret } = data;
			const isSecret = typeof secret === 'string' && SECRET.test(secret);
			return isSecret ? { type: 'measure', wordpressSecret: secret } : { type: 'measure' };
		}
		return undefined;
	} catch {
		// A getter or a proxy that throws
		return undefined;
	}
}

/** pym.js tells its child the width that it has; all that follows from it is a new height. */
function parsePymString(text: string): HostCommand | undefined {
	if (text.length > MAX_STRING || !text.startsWith(`pym${PYM_SEPARATOR}`)) return undefined;
	const parts = text.split(PYM_SEPARATOR);
	const [, id = '', type = '', width = ''] = parts;
	const isWidth =
		parts.length === 4 && PYM_ID.test(id) && type === 'width' && /^\d{1,6}(\.\d+)?$/.test(width);
	return isWidth ? { type: 'measure' } : undefined;
}

/** What a message says that comes from one of our frames; undefined for all else. */
export function parseFrameMessage(data: unknown): FrameMessage | undefined {
	try {
		if (!isRecord(data) || data.ns !== NAMESPACE || data.v !== PROTOCOL_VERSION) return undefined;
		const { type, query } = data;
		if (type === 'height') {
			const height = clampHeight(data.height);
			return height === undefined ? undefined : { type, height };
		}
		return type === 'view' && typeof query === 'string' && query.length <= MAX_QUERY
			? { type, query }
			: undefined;
	} catch {
		return undefined;
	}
}
