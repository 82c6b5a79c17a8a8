/**
 * Links that open a page at a quotation: https://wicg.github.io/scroll-to-text-fragment/
 * The whole quotation is the directive's text, so a link decodes to exactly the words that are quoted.
 */

// `-`, `,` and `&` are syntax inside a text directive; encodeURIComponent leaves the first as it is.
const encodeDirective = (text: string): string => encodeURIComponent(text).replaceAll('-', '%2D');

/** The address of a page with a directive that highlights the exact words. A fragment in the address is kept. */
export function quotationUrl(url: string, exact: string): string {
	return `${url}${url.includes('#') ? '' : '#'}:~:text=${encodeDirective(exact)}`;
}

/** The words that a quotation link highlights, or undefined where there is no directive or a broken one. */
export function quotationOf(url: string): string | undefined {
	const directive = /:~:text=([^&]*)/.exec(url)?.[1];
	if (directive === undefined) return undefined;
	try {
		return decodeURIComponent(directive);
	} catch {
		return undefined;
	}
}
