/** What is kept of the site for when the network is off, and how: the rules, without a browser. */

/**
 * How a request is answered: `page`: from the network, and the kept copy stands in; `current`: the same for what a
 * page needs; `lasting`: the kept copy, since the address changes with the content; `network`: as if nothing were kept.
 */
export type Answering = 'page' | 'current' | 'lasting' | 'network';

interface Asked {
	readonly method: string;
	readonly url: string;
	/** `navigate` where a page is asked for. */
	readonly mode: string;
	/** The page that asks, or nothing. */
	readonly referrer: string;
	readonly isPart: boolean;
}

/** How the names of the caches begin that keep the site below `scope`: several sites may live on one host. */
export const keptPrefix = (scope: string): string => `kept ${scope} `;

/** Below `/embed/` live the frames of others' articles, which keep nothing. Cards and old versions are for them too. */
const NEVER = /^(embed|oembed|cards|data\/versions)\//;
const LASTING = /^(_app\/immutable|reader|fonts)\//;
const CURRENT = /^(data\/(manifest\.json|picture-(light|dark)\.svg)|favicon\.svg)$/;

/** The path below the site's folder, or undefined where the address is not the site's. */
function pathIn(scope: string, address: string): string | undefined {
	if (!address.startsWith(scope)) return undefined;
	return address.slice(scope.length).replace(/[?#].*$/s, '');
}

/** How a request is answered on a site that lives at `scope`, an address that ends with a slash. */
export function answeringOf({ method, url, mode, referrer, isPart }: Asked, scope: string): Answering {
	const path = pathIn(scope, url);
	if (method !== 'GET' || isPart || path === undefined || NEVER.test(path)) return 'network';
	if (mode === 'navigate') return 'page';
	if (NEVER.test(pathIn(scope, referrer) ?? '')) return 'network';
	if (LASTING.test(path)) return 'lasting';
	if (CURRENT.test(path)) return 'current';
	return path.startsWith('data/') && hashPrefixOf(url) !== undefined ? 'lasting' : 'network';
}

/** The beginning of the sha-256 that the address of a data file names in its query, in hexadecimal. */
export const hashPrefixOf = (url: string): string | undefined =>
	/\/data\/(?:evidence\/)?[\w-]+\.json\?v=([0-9a-f]{12})$/.exec(url)?.[1];

/** Pages are the same whatever their query asks for: scripts read it. */
export const pageAddress = (url: string): string => url.replace(/[?#].*$/s, '');

/** Scripts and styles as a page or a script of the build names them: relative to itself, in quotes. */
const NAMED = /["'`](\.{1,2}\/[\w./-]+\.(?:js|css))["'`]/g;

/** Addresses of the scripts and styles that a file of the site names, whether it asks for them at once or later. */
export const namedIn = (text: string, address: string): string[] => [
	...new Set(
		[...text.matchAll(NAMED)]
			.map(([, name = '']) => new URL(name, address).href)
			.filter((named) => named.includes('/_app/immutable/'))
	)
];

/** The data that the explorer cannot do without; finer coasts are kept once a reader has come close. */
export const CORE_DATA = ['atlas.json', 'evidence.json', 'basemap-low.json', 'basemap.json', 'places.json'];

/** What else the first view is made of. */
export const CORE_FILES = [
	'favicon.svg',
	'data/picture-dark.svg',
	'data/picture-light.svg',
	'fonts/sans-cyrillic-400.woff2',
	'fonts/sans-cyrillic-600.woff2',
	'fonts/sans-latin-400.woff2',
	'fonts/sans-latin-600.woff2',
	'fonts/sans-latin-ext-400.woff2',
	'fonts/serif-cyrillic-400-normal.woff2',
	'fonts/serif-latin-400-italic.woff2',
	'fonts/serif-latin-400-normal.woff2',
	'fonts/serif-latin-600-normal.woff2'
];
