/** Width and height that an article's system gives the map where it asks for nothing else. */
export const OEMBED_SIZE = { width: 600, height: 450 } as const;
/** Every card has this size, the one that link previews ask for. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;

/** An oEmbed 1.0 answer of type `rich`. */
export interface OEmbed {
	readonly version: '1.0';
	readonly type: 'rich';
	readonly width: number;
	readonly height: number;
	readonly title: string;
	readonly provider_name: string;
	readonly provider_url: string;
	readonly thumbnail_url: string;
	readonly thumbnail_width: number;
	readonly thumbnail_height: number;
	/** In seconds. */
	readonly cache_age: number;
	readonly html: string;
}

const escapeHtml = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');

/**
 * The answer for a page. WordPress keeps a `blockquote` without attributes that stands right before the `iframe`, and of
 * the frame its address, size and title; the rest is for systems that take the code as it is.
 */
export function oembedOf(about: {
	readonly title: string;
	/** Absolute addresses. */
	readonly page: string;
	readonly frame: string;
	readonly card: string;
	readonly provider: { readonly name: string; readonly url: string };
}): OEmbed {
	const { width, height } = OEMBED_SIZE;
	const title = escapeHtml(about.title);
	return {
		version: '1.0',
		type: 'rich',
		width,
		height,
		title: about.title,
		provider_name: about.provider.name,
		provider_url: about.provider.url,
		thumbnail_url: about.card,
		thumbnail_width: CARD_SIZE.width,
		thumbnail_height: CARD_SIZE.height,
		cache_age: 86_400,
		html:
			`<blockquote><a href="${escapeHtml(about.page)}">${title}</a></blockquote>` +
			`<iframe src="${escapeHtml(about.frame)}" title="${title}" width="${width}" height="${height}" ` +
			'frameborder="0" scrolling="auto" loading="lazy" allow="fullscreen; clipboard-write"></iframe>'
	};
}
