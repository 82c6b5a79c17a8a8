/** The code that an editor copies. Pure: everything it needs is passed in. */

export const SNIPPET_KINDS = [
	{ kind: 'iframe', label: 'Plain frame', hint: 'Works anywhere that takes HTML. Fixed height.' },
	{
		kind: 'loader',
		label: 'Frame + script',
		hint: 'The height follows the content, and the article’s links can move the map.'
	},
	{
		kind: 'component',
		label: 'Web component',
		hint: 'As the frame with script; the picture stands until it is there.'
	},
	{ kind: 'wordpress', label: 'WordPress', hint: 'Paste the address on a line of its own.' },
	{ kind: 'ghost', label: 'Ghost', hint: 'Paste into an HTML card.' },
	{ kind: 'amp', label: 'AMP', hint: 'For AMP pages.' },
	{
		kind: 'markdown',
		label: 'Markdown',
		hint: 'Picture and link, for newsletters and places without frames.'
	},
	{
		kind: 'picture',
		label: 'Picture in HTML',
		hint: 'Picture and link, for e-mail and systems that take no frames.'
	}
] as const;
export type SnippetKind = (typeof SNIPPET_KINDS)[number]['kind'];

export interface SnippetParts {
	/** Absolute addresses: of the embed with its query, of the full map with its query, of the picture, of the loader. */
	readonly embed: string;
	readonly full: string;
	readonly picture: string;
	readonly loader: string;
	/** A page of the site that says the same and that WordPress can discover: a named view's, a feature's, a layer's or the front page. */
	readonly page: string;
	readonly title: string;
	/** Height of the frame in CSS pixels. */
	readonly height: number;
}

const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const SANDBOX =
	'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads allow-top-navigation-by-user-activation';

function frame({ embed, title, height }: SnippetParts): string {
	return [
		`<iframe src="${escapeHtml(embed)}" title="${escapeHtml(title)}" width="100%" height="${height}"`,
		`  style="border:0" loading="lazy" allow="fullscreen; clipboard-write; web-share"`,
		`  referrerpolicy="strict-origin-when-cross-origin"`,
		`  sandbox="${SANDBOX}"></iframe>`
	].join('\n');
}

/** The snippet of a kind. */
export function snippetOf(kind: SnippetKind, parts: SnippetParts): string {
	const { embed, full, picture, loader, page, title, height } = parts;
	const image = `<img src="${escapeHtml(picture)}" alt="${escapeHtml(`Map: ${title}`)}" width="1200" height="630" style="max-width:100%;height:auto">`;
	switch (kind) {
		case 'iframe':
			return frame(parts);
		case 'loader':
			return `${frame(parts)}\n<script src="${escapeHtml(loader)}" async></script>`;
		case 'component': {
			const query = new URL(embed).search.replace(/^\?/, '');
			return [
				`<faultlines-map view="${escapeHtml(query)}" title="${escapeHtml(title)}" height="${height}" style="display:block;min-height:${height}px">`,
				`  <a href="${escapeHtml(full)}">${image}</a>`,
				`</faultlines-map>`,
				`<script src="${escapeHtml(loader)}" async></script>`
			].join('\n');
		}
		case 'wordpress':
			return page;
		case 'ghost':
			return `<!--kg-card-begin: html-->\n${frame(parts)}\n<script src="${escapeHtml(loader)}" async></script>\n<!--kg-card-end: html-->`;
		case 'amp':
			return [
				`<amp-iframe src="${escapeHtml(embed)}" title="${escapeHtml(title)}" width="720" height="${height}" layout="responsive"`,
				`  sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" frameborder="0" resizable>`,
				`  <amp-img placeholder src="${escapeHtml(picture)}" layout="fill"></amp-img>`,
				`  <div overflow tabindex="0" role="button" aria-label="Show the whole map">Show the whole map</div>`,
				`</amp-iframe>`
			].join('\n');
		case 'markdown':
			return `[![Map: ${title.replace(/[[\]\\]/g, '\\$&')}](${picture})](${full})`;
		case 'picture':
			return `<a href="${escapeHtml(full)}">${image}</a>`;
	}
}
