/** What link previews, newsroom systems and search engines read from the built pages: tags, cards, oEmbed, JSON-LD. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { inflateSync } from 'node:zlib';
import openGraph from 'open-graph-scraper';
import { beforeAll, describe, expect, it } from 'vitest';
import { afterWordPress } from '../wordpress';
import { expectClean } from './browser';
import { assertBuilt, BUILD_FOLDER, useBrowser, useSite } from './site';

const idsIn = (folder: string): string[] =>
	existsSync(join(BUILD_FOLDER, folder)) ? readdirSync(join(BUILD_FOLDER, folder)) : [];
const read = (file: string): string => readFileSync(join(BUILD_FOLDER, file), 'utf8');

interface Page {
	/** `home`, `feature/x`, … */
	id: string;
	file: string;
}
const pages = (): Page[] => [
	{ id: 'home', file: 'index.html' },
	...['feature', 'layer', 'source'].flatMap((kind) =>
		idsIn(kind).map((name) => ({ id: `${kind}/${name}`, file: `${kind}/${name}/index.html` }))
	)
];

const unescape = (text: string): string =>
	text
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&');

function headOf(file: string) {
	const html = read(file);
	const head = html.slice(0, html.indexOf('</head>'));
	const contents = (name: string): string[] =>
		[...head.matchAll(/<meta (?:property|name)="([^"]*)" content="([^"]*)"/g)]
			.filter(([, found]) => found === name)
			.map(([, , content = '']) => unescape(content));
	const scripts = [...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)].map(
		([, text = '']) => text
	);
	const oembed = /<link rel="alternate" type="application\/json\+oembed" href="([^"]*)" title="([^"]*)"/.exec(
		head
	);
	return {
		html,
		head,
		meta: (name: string): string => contents(name)[0] ?? '',
		count: (name: string): number => contents(name).length,
		oembed: oembed && { href: unescape(oembed[1] ?? ''), title: oembed[2] ?? '', at: oembed.index },
		scripts
	};
}

/** File of the build that an address means: absolute where the build was told its origin, else from the root. */
const fileAt = (address: string): string =>
	posix.normalize(new URL(address, 'http://unknown').pathname.slice(1));

/** Size and colours of a PNG of 8 bits with colours, as the renderer writes it. */
function readPng(png: Buffer): { width: number; height: number; colours: number } {
	expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
	const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
	const parts: Buffer[] = [];
	for (let at = 8; at < png.length;) {
		const length = png.readUInt32BE(at);
		if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
		at += length + 12;
	}
	const data = inflateSync(Buffer.concat(parts));
	// Filtered bytes are enough to tell a picture from a blank: a blank has next to no different ones
	return { width, height, colours: new Set(data.subarray(0, 600_000)).size };
}

beforeAll(() => assertBuilt());

describe('the tags of every page', () => {
	it('are there, once, and say something', () => {
		expect(pages().length).toBeGreaterThan(50);
		for (const { id, file } of pages()) {
			const { meta, count, head } = headOf(file);
			for (const name of [
				'description',
				'og:title',
				'og:description',
				'og:url',
				'og:type',
				'og:locale',
				'og:image',
				'og:image:alt',
				'twitter:card'
			]) {
				expect(count(name), `${name} of ${id}`).toBe(1);
				expect(meta(name), `${name} of ${id}`).not.toBe('');
			}
			expect(meta('og:image:width')).toBe('1200');
			expect(meta('og:image:height')).toBe('630');
			expect(meta('twitter:card')).toBe('summary_large_image');
			expect(head.match(/<title>/g), id).toHaveLength(1);
			expect(fileAt(meta('og:url')), id).toBe(id === 'home' ? '.' : `${id}/`);
			const isAbsolute = meta('og:url').startsWith('http');
			expect(meta('og:image').startsWith('http')).toBe(isAbsolute);
			expect(head.includes('rel="canonical"')).toBe(isAbsolute);
			if (isAbsolute) expect(head).toContain(`<link rel="canonical" href="${meta('og:url')}"`);
			expect(head).not.toContain('http://localhost');
		}
	});
});

describe('the cards', () => {
	it('are there for every page that has its own: 1200 by 630, lighter than 1 MB, not blank', () => {
		const cards = new Set(pages().map(({ file }) => fileAt(headOf(file).meta('og:image'))));
		expect(cards.size).toBeGreaterThanOrEqual(1 + idsIn('feature').length + idsIn('layer').length);
		for (const card of cards) {
			const png = readFileSync(join(BUILD_FOLDER, card));
			expect(png.length, card).toBeLessThan(1_000_000);
			expect(png.length, card).toBeGreaterThan(15_000);
			const { width, height, colours } = readPng(png);
			expect([width, height], card).toEqual([1200, 630]);
			expect(colours, card).toBeGreaterThan(40);
		}
	});
});

describe('oEmbed', () => {
	it('is announced early in the head of every page, and is there', () => {
		for (const { id, file } of pages()) {
			const { oembed, meta } = headOf(file);
			expect(oembed, id).not.toBeNull();
			expect(oembed!.at).toBeLessThan(150_000);
			const answer = JSON.parse(read(fileAt(oembed!.href))) as Record<string, string | number>;
			expect(answer, id).toMatchObject({
				version: '1.0',
				type: 'rich',
				width: 600,
				height: 450,
				provider_name: meta('og:site_name'),
				thumbnail_url: meta('og:image'),
				thumbnail_width: 1200,
				thumbnail_height: 630
			});
			const html = String(answer.html);
			expect(html, id).toMatch(
				/^<blockquote><a href="[^"]+">[^<]+<\/a><\/blockquote><iframe src="[^"]*\/embed\/[^"]*" title="[^"]+" width="600" height="450"/
			);
			const kept = afterWordPress(html, 'abc');
			expect(kept, id).toContain(`<a href="${meta('og:url')}">`);
			expect(kept).toContain('#?secret=abc"');
			expect(kept?.replace(/<\/?(a|blockquote|iframe)\b[^>]*>/g, ''), id).not.toMatch(/</);
		}
	});
});

describe('structured data', () => {
	interface Thing {
		'@type': string;
		hasPart?: { '@type': string; text: string; isPartOf: { '@id': string } }[];
		citation?: { '@id': string }[];
	}
	it('is JSON on every page, of the right type', () => {
		for (const { id, file } of [...pages(), { id: 'about', file: 'about/index.html' }]) {
			const { scripts } = headOf(file);
			expect(scripts, id).toHaveLength(1);
			expect(scripts[0], id).not.toMatch(/[<>&]/);
			const thing = JSON.parse(scripts[0] ?? '') as Thing;
			expect(thing['@type'], id).toBe(id === 'home' || id === 'about' ? 'Dataset' : 'WebPage');
		}
	});
	it('quotes on the page of a feature what the page quotes', () => {
		for (const name of idsIn('feature')) {
			const { scripts, html } = headOf(`feature/${name}/index.html`);
			const { hasPart = [], citation = [] } = JSON.parse(scripts[0] ?? '') as Thing;
			expect(hasPart.length, name).toBeGreaterThan(0);
			for (const quotation of hasPart) {
				expect(quotation['@type']).toBe('Quotation');
				expect(citation.some((work) => work['@id'] === quotation.isPartOf['@id'])).toBe(true);
				expect(unescape(html)).toContain(`<mark class="`);
			}
		}
	});
});

describe('an independent reader', () => {
	it.each([
		'home',
		'feature/tsel-camp',
		'layer/middle-corridor',
		'view/russian-gas-2021-and-2025',
		'source/delphi-2025'
	])('understands %s', async (id) => {
		const { html, meta } = headOf(id === 'home' ? 'index.html' : `${id}/index.html`);
		const { error, result } = await openGraph({ html });
		expect(error).toBe(false);
		expect(result.ogTitle).toBe(meta('og:title'));
		expect(result.ogDescription).toBe(meta('og:description'));
		expect(result.ogType).toBe(id === 'home' ? 'website' : 'article');
		expect(result.twitterCard).toBe('summary_large_image');
		expect(result.ogImage).toMatchObject([
			{ url: meta('og:image'), width: '1200', height: '630', type: 'image/png' }
		]);
		expect(result.jsonLD?.[0]).toMatchObject({ '@context': 'https://schema.org' });
	});
});

describe('in a browser', () => {
	const site = useSite();
	const browser = useBrowser();

	it.each(['', 'feature/tsel-camp/', 'source/delphi-2025/'])(
		'structured data breaks no policy: /%s',
		async (path) => {
			const page = await browser.newPage({ url: site.at(path) });
			if (path === '') await page.waitForSelector('[data-ready]', { state: 'attached' });
			const text = await page.evaluate(() => {
				const scripts = [...document.querySelectorAll('script[type="application/ld+json"]')];
				return scripts.map(({ textContent }) => textContent);
			});
			// Also once the front page has come alive
			expect(text).toHaveLength(1);
			expect(() => JSON.parse(text[0] ?? '') as unknown).not.toThrow();
			expect(await page.locator('meta[property="og:title"]').count()).toBe(1);
			await expectClean(page);
		}
	);
});
