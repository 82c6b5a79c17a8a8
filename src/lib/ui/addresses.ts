/**
 * What `page.url` says while prerendering for a site whose address was not told (`ORIGIN`, in svelte.config.js):
 * nothing that may stand in a page.
 */
const UNKNOWN_ORIGIN = 'http://localhost';

/**
 * Root of the site with its slash, for addresses that leave the site: absolute where its origin is known, else from
 * the root of the host. While prerendering, `base` is relative to the page.
 */
export function siteRoot(url: URL, base: string): string {
	const root = new URL(`${base}/`, url);
	return root.origin === UNKNOWN_ORIGIN ? root.pathname : `${root.origin}${root.pathname}`;
}
