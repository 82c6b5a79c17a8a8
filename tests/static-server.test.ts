import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headersFor, parseHeaders, serveFolder, type StaticSite } from './static-server';

const published = parseHeaders(readFileSync(resolve(import.meta.dirname, '../static/_headers'), 'utf8'));

describe('static/_headers', () => {
	it.each([
		'/',
		'/embed/',
		'/embed/v1.js',
		'/data/atlas.json',
		'/_app/immutable/chunks/a.js',
		'/favicon.svg'
	])('lets %s be read from any origin and framed anywhere', (path) => {
		const headers = headersFor(published, path);
		expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
		expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
		expect(headers.get('Content-Security-Policy')).toBe('frame-ancestors *');
		expect([...headers.keys()].map((name) => name.toLowerCase())).not.toContain('x-frame-options');
	});

	it.each([
		['/_app/immutable/chunks/a.js', 'public, max-age=31536000, immutable'],
		['/', 'no-cache'],
		['/feature/hantsavichy-radar/', 'no-cache'],
		['/data/atlas.json', 'no-cache'],
		['/favicon.svg', undefined]
	])('caches %s: %s', (path, expected) => {
		expect(headersFor(published, path).get('Cache-Control')).toBe(expected);
	});
});

describe('parseHeaders', () => {
	it('names the line it cannot read', () => {
		expect(() => parseHeaders('/*\n  Good: yes\n  bad')).toThrow('_headers:3');
		expect(() => parseHeaders('  Name: before any path')).toThrow('_headers:1');
	});

	it('joins the values of patterns that meet, as Cloudflare does', () => {
		const rules = parseHeaders('/*\n  A: 1\n/data/*\n  A: 2');
		expect(headersFor(rules, '/data/x').get('A')).toBe('1, 2');
	});
});

describe('the server', () => {
	const folder = mkdtempSync(join(tmpdir(), 'faultlines-site-'));
	const page = `<!doctype html>${'<p>front</p>'.repeat(200)}`;
	let site: StaticSite;
	const at = (path: string): string => new URL(path, site.url).href;

	beforeAll(async () => {
		mkdirSync(join(folder, 'site/embed'), { recursive: true });
		writeFileSync(join(folder, 'secret.txt'), 'secret');
		writeFileSync(join(folder, 'site/index.html'), page);
		writeFileSync(join(folder, 'site/404.html'), 'lost');
		writeFileSync(join(folder, 'site/embed/index.html'), 'embed');
		writeFileSync(join(folder, 'site/a b.geojson'), '{}');
		writeFileSync(join(folder, 'site/_headers'), '/*\n  X-Test: yes');
		writeFileSync(join(folder, 'site/.hidden'), 'hidden');
		symlinkSync(join(folder, 'secret.txt'), join(folder, 'site/link.txt'));
		site = await serveFolder(join(folder, 'site'), { basePath: '/maps/faultlines/' });
	});

	afterAll(async () => {
		await site.close();
		rmSync(folder, { recursive: true, force: true });
	});

	/** `fetch` tidies paths and decodes bodies: what is wrong with those has to be sent and seen as it is. */
	function raw(path: string, headers: Record<string, string> = {}, method = 'GET') {
		return new Promise<{ status: number; body: Buffer; headers: Record<string, unknown> }>((done, failed) => {
			rawRequest({ host: '127.0.0.1', port: site.port, path, headers, method }, (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () =>
					done({ status: response.statusCode ?? 0, body: Buffer.concat(chunks), headers: response.headers })
				);
				response.on('error', failed);
			})
				.on('error', failed)
				.end();
		});
	}

	it('serves folders, with a redirect to the slash that keeps the query', async () => {
		expect(await (await fetch(at('embed/'))).text()).toBe('embed');
		const bare = await fetch(at('embed?year=2014'), { redirect: 'manual' });
		expect([bare.status, bare.headers.get('location')]).toEqual([301, '/maps/faultlines/embed/?year=2014']);
	});

	it('sends type, rule headers and spaces in names', async () => {
		const response = await fetch(at('a%20b.geojson'));
		expect(response.headers.get('content-type')).toBe('application/geo+json; charset=utf-8');
		expect(response.headers.get('x-test')).toBe('yes');
	});

	it('answers what is not there with 404.html and its status', async () => {
		const response = await fetch(at('nowhere/'));
		expect([response.status, await response.text()]).toEqual([404, 'lost']);
	});

	it('compresses as asked', async () => {
		const path = '/maps/faultlines/';
		const br = await raw(path, { 'accept-encoding': 'gzip, br' });
		expect(brotliDecompressSync(br.body).toString()).toBe(page);
		const gzip = await raw(path, { 'accept-encoding': 'br;q=0, gzip' });
		expect(gunzipSync(gzip.body).toString()).toBe(page);
		expect((await raw(path)).body.toString()).toBe(page);
	});

	it('answers a known ETag with 304, and another encoding of it with 200', async () => {
		const path = '/maps/faultlines/';
		const { headers } = await raw(path, { 'accept-encoding': 'br' });
		const known = { 'if-none-match': String(headers['etag']) };
		expect((await raw(path, { 'accept-encoding': 'br', ...known })).status).toBe(304);
		expect((await raw(path, known)).status).toBe(200);
	});

	it('answers HEAD without a body and POST with 405', async () => {
		const head = await raw('/maps/faultlines/', {}, 'HEAD');
		expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
			200,
			0,
			String(page.length)
		]);
		expect((await raw('/maps/faultlines/', {}, 'POST')).status).toBe(405);
	});

	it.each([
		'../secret.txt',
		'..%2fsecret.txt',
		'%2e%2e/secret.txt',
		'..%5csecret.txt',
		'link.txt',
		'.hidden',
		'_headers',
		'a%00'
	])('gives away nothing for %s', async (path) => {
		const { status, body } = await raw(`/maps/faultlines/${path}`);
		expect(status).toBe(404);
		expect(body.toString()).not.toMatch(/secret|hidden|X-Test/);
	});

	it('survives a path that is no text', async () => {
		expect((await raw('/maps/faultlines/%ff')).status).toBe(400);
	});

	it('serves nothing outside its base path', async () => {
		expect((await raw('/')).status).toBe(404);
	});

	it('breaks what it is asked to break, until it is not', async () => {
		site.faults = (path) =>
			path === '/embed/' ? { status: 500, body: '<p>', type: 'text/html' } : undefined;
		expect((await fetch(at('embed/'))).status).toBe(500);
		site.faults = () => ({ truncate: 7 });
		expect(await (await fetch(site.url)).text()).toBe(page.slice(0, 7));
		site.faults = () => ({ truncate: 7, destroy: true });
		await expect(fetch(site.url).then((response) => response.text())).rejects.toThrow();
		site.faults = () => ({ destroy: true });
		await expect(fetch(site.url)).rejects.toThrow();
		site.faults = undefined;
		expect((await fetch(at('embed/'))).status).toBe(200);
	});

	it('keeps a record of requests', async () => {
		site.requests.length = 0;
		await fetch(at('embed/?year=2014'));
		expect(site.requests).toMatchObject([
			{ method: 'GET', url: '/maps/faultlines/embed/?year=2014', status: 200 }
		]);
	});

	it('closes though a client holds its connection', async () => {
		const other = await serveFolder(join(folder, 'site'));
		const socket = connect(other.port, '127.0.0.1');
		await new Promise((open) => socket.once('connect', open));
		socket.on('error', () => {});
		await other.close();
		socket.destroy();
	});
});
