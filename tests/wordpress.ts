/**
 * What WordPress makes of the html of an oEmbed answer from a site that it does not know: the behaviour of its
 * `wp_filter_oembed_result` (elements and attributes that are kept, the secret, the hidden frame), put in our words.
 */
const KEPT_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
	a: ['href'],
	blockquote: [],
	iframe: ['src', 'width', 'height', 'frameborder', 'marginwidth', 'marginheight', 'scrolling', 'title']
};

/** Only these elements, and of each only these attributes, stay. */
const strip = (html: string): string =>
	html.replace(
		/<(\/?)([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/gi,
		(_, slash: string, name: string, rest: string) => {
			const kept = KEPT_ATTRIBUTES[name.toLowerCase()];
			if (!kept) return '';
			const attributes = [...rest.matchAll(/\s+([a-z-]+)(="[^"]*")?/gi)]
				.filter(([, attribute = '']) => kept.includes(attribute.toLowerCase()))
				.map(([, attribute = '', value = '']) => ` ${attribute}${value}`);
			return `<${slash}${name}${slash ? '' : attributes.join('')}>`;
		}
	);

/** The html as it stands in the article, or undefined where WordPress refuses it and leaves the address. */
export function afterWordPress(html: string, secret: string): string | undefined {
	const match = /(<blockquote>.*?<\/blockquote>)?.*?(<iframe.*?><\/iframe>)/s.exec(strip(html));
	const [, quote = '', frame] = match ?? [];
	if (!frame) return undefined;
	const marked = frame
		.replace(
			/ src="([^"]*)"/,
			(_, address: string) => ` src="${address}#?secret=${secret}" data-secret="${secret}"`
		)
		.replace('<iframe', '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"');
	const hidden =
		quote === '' ? marked : marked.replace(' src=', ' style="position: absolute; visibility: hidden;" src=');
	return (
		quote.replace('<blockquote>', `<blockquote class="wp-embedded-content" data-secret="${secret}">`) + hidden
	);
}
