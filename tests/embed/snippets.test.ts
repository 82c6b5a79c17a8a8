import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SNIPPET_KINDS, snippetOf, type SnippetParts } from '../../src/lib/embed/snippets';

const PARTS: SnippetParts = {
	embed: 'https://example.org/embed/?year=2014&layers=middle-corridor',
	full: 'https://example.org/?year=2014&layers=middle-corridor',
	picture: 'https://example.org/cards/layer/middle-corridor.png',
	loader: 'https://example.org/embed/v1.js',
	page: 'https://example.org/layer/middle-corridor/',
	title: 'The "Middle" Corridor, <2014>',
	height: 560
};
const unescape = (text: string): string =>
	text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
const attribute = (html: string, name: string): string | undefined => {
	const value = new RegExp(`\\s${name}="([^"]*)"`).exec(html)?.[1];
	return value === undefined ? undefined : unescape(value);
};

describe('a snippet', () => {
	it.each(['iframe', 'loader', 'ghost', 'amp'] as const)('%s shows the view and says its title', (kind) => {
		const html = snippetOf(kind, PARTS);
		expect(attribute(html, 'src')).toBe(PARTS.embed);
		expect(attribute(html, 'title')).toBe(PARTS.title);
		expect(attribute(html, 'sandbox')).toContain('allow-scripts');
	});

	it('of the element holds, for readers without script, a picture with a link to the very view', () => {
		const html = snippetOf('component', PARTS);
		expect(attribute(html, 'view')).toBe('year=2014&layers=middle-corridor');
		const [, href, inside] = /<a href="([^"]*)">(.*)<\/a>\s*<\/faultlines-map>/.exec(html) ?? [];
		expect(unescape(href ?? '')).toBe(PARTS.full);
		expect(attribute(inside ?? '', 'src')).toBe(PARTS.picture);
		expect(attribute(inside ?? '', 'alt')).toContain(PARTS.title);
	});

	it.each(['markdown', 'picture'] as const)('%s is a picture with a link to the view', (kind) => {
		const text = unescape(snippetOf(kind, PARTS));
		expect(text).toContain(PARTS.picture);
		expect(text).toContain(PARTS.full);
	});

	it('keeps any title inside its attribute', () => {
		fc.assert(
			fc.property(fc.string(), fc.constantFrom(...SNIPPET_KINDS), (title, { kind }) => {
				if (kind === 'markdown') return;
				const plain = snippetOf(kind, { ...PARTS, title: '' });
				const tags = (html: string): string[] => html.match(/<\/?[a-z-]+/g) ?? [];
				expect(tags(snippetOf(kind, { ...PARTS, title }))).toEqual(tags(plain));
			})
		);
	});
});
