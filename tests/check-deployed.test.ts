import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../src/lib/domain/manifest';
import { checkDeployed, frontAddress, runCheck, type CheckOptions, type Finding } from './check-deployed';
import { serveFolder, type Fault, type StaticSite } from './static-server';

const PUBLISHED = readFileSync(resolve(import.meta.dirname, '../static/_headers'), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'faultlines-deployed-'));
let site: StaticSite | undefined;

const write = (file: string, content: string): void => {
	const path = join(folder, 'site', file);
	mkdirSync(join(path, '..'), { recursive: true });
	writeFileSync(path, content);
};

const page = (to: string): string =>
	`<!doctype html><meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'self'">` +
	`<link href="${to}_app/immutable/assets/0.css" rel="stylesheet"><script>import("${to}_app/immutable/entry/start.js")</script>`;

const atlas = '{"features":[]}\n';
const manifest: Manifest = {
	schema: 1,
	version: 'tiny',
	counts: { features: 0, layers: 0, routes: 0, figures: 0, passages: 0, sources: 0 },
	files: {
		'atlas.json': {
			sha256: createHash('sha256').update(atlas).digest('hex'),
			bytes: Buffer.byteLength(atlas)
		}
	}
};

beforeAll(() => {
	write('index.html', page('./'));
	write('embed/index.html', page('../'));
	write('embed/v1.js', '(() => {})();');
	write('404.html', '<!doctype html>lost');
	write('_app/immutable/entry/start.js', 'export {};');
	write(
		'_app/immutable/assets/0.css',
		'@font-face { font-family: Sans; src: url(../../../fonts/sans.woff2) }'
	);
	write('fonts/sans.woff2', 'wOF2');
	write('data/atlas.json', atlas);
	write('data/manifest.json', JSON.stringify(manifest));
});
afterEach(async () => {
	await site?.close();
	site = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Served extends CheckOptions {
	/** Text of the header rules; by default those of the project. */
	headers?: string;
	faults?: (pathname: string) => Fault | undefined;
}

/** Serves the tiny site under a sub-path and checks it. */
async function check({ headers = PUBLISHED, faults, ...options }: Served = {}): Promise<Finding[]> {
	const headersFile = join(folder, 'rules');
	writeFileSync(headersFile, headers);
	site = await serveFolder(join(folder, 'site'), {
		basePath: '/maps/tiny',
		headersFile,
		...(faults ? { faults } : {})
	});
	return checkDeployed(new URL(site.url), options);
}

const problems = (findings: readonly Finding[]): string[] =>
	findings.filter(({ outcome }) => outcome === 'problem').map(({ where, text }) => `${where} ${text}`);

/** The rules of the project with one line changed or taken out. */
const rules = (line: string, instead = ''): string => {
	expect(PUBLISHED).toContain(`  ${line}\n`);
	return PUBLISHED.replace(`  ${line}\n`, instead === '' ? '' : `  ${instead}\n`);
};

describe('a site with the headers of static/_headers', () => {
	it('passes, with every part looked at', async () => {
		const findings = await check();
		expect(problems(findings)).toEqual([]);
		expect(new Set(findings.map(({ where }) => where))).toEqual(
			new Set([
				'/',
				'embed/',
				'embed/v1.js',
				'data/manifest.json',
				'_app/immutable/entry/start.js',
				'fonts/sans.woff2',
				'data/atlas.json'
			])
		);
	});

	it('asks for the data as the page does, so that stale copies are seen', async () => {
		await check();
		const version = manifest.files['atlas.json']?.sha256.slice(0, 12);
		expect(site?.requests.map(({ url }) => url)).toContain(`/maps/tiny/data/atlas.json?v=${version}`);
	});

	it('may lack a page for embedding, and need not name its origin: both are notes', async () => {
		const findings = await check({
			faults: (path) => (path.startsWith('/embed/') ? { status: 404, body: 'lost' } : undefined)
		});
		expect(problems(findings)).toEqual([]);
		expect(
			findings
				.filter(({ outcome }) => outcome === 'note')
				.map(({ text }) => text)
				.join('\n')
		).toMatch(/does not name http:\/\/127.*\n.*no page for embedding/s);
	});

	it('is not noted where its policy names its origin', async () => {
		const named = page('./').replace("'self'", `'self' http://127.0.0.1:PORT`);
		const findings = await check({
			faults: (path) =>
				path === '/' && site
					? { body: named.replace('PORT', String(site.port)), type: 'text/html' }
					: undefined
		});
		expect(findings.filter(({ outcome }) => outcome === 'note')).toEqual([]);
	});
});

const everything = [
	'/',
	'embed/',
	'embed/v1.js',
	'data/manifest.json',
	'_app/immutable/entry/start.js',
	'fonts/sans.woff2'
];

describe('bad headers', () => {
	it.each<[name: string, headers: string, problem: RegExp, on: readonly string[]]>([
		[
			'no cross-origin access',
			rules('Access-Control-Allow-Origin: *'),
			/^\S+ Access-Control-Allow-Origin: \* expected, nothing found: send it with every file/,
			everything
		],
		[
			'access for one origin',
			rules('Access-Control-Allow-Origin: *', 'Access-Control-Allow-Origin: https://example.org'),
			/"https:\/\/example\.org" found/,
			everything
		],
		[
			'access said twice on data',
			`${PUBLISHED}/data/*\n  Access-Control-Allow-Origin: *\n`,
			/"\*, \*" found: send it once/,
			['data/manifest.json']
		],
		[
			'frames forbidden by the old header',
			rules('Timing-Allow-Origin: *', 'X-Frame-Options: SAMEORIGIN'),
			/no X-Frame-Options expected, "SAMEORIGIN" found: take it out/,
			['/', 'embed/']
		],
		[
			'frames for some',
			rules(
				'Content-Security-Policy: frame-ancestors *',
				"Content-Security-Policy: default-src 'self'; frame-ancestors 'self' https://example.org"
			),
			/frame-ancestors \* expected, "'self' https:\/\/example\.org" found/,
			['/', 'embed/']
		],
		[
			'a second, stricter policy',
			`${PUBLISHED}/embed/*\n  Content-Security-Policy: frame-ancestors 'none'\n`,
			/"'none'" found/,
			['embed/']
		],
		[
			'nothing on frames',
			rules('Content-Security-Policy: frame-ancestors *'),
			/frame-ancestors \* expected, nothing found/,
			['/', 'embed/']
		],
		[
			'resources for the same site',
			rules('Cross-Origin-Resource-Policy: cross-origin', 'Cross-Origin-Resource-Policy: same-site'),
			/Cross-Origin-Resource-Policy: cross-origin expected, "same-site" found/,
			everything
		],
		['sniffing', rules('X-Content-Type-Options: nosniff'), /nosniff expected, nothing found/, everything],
		[
			'scripts kept for ten minutes',
			rules('Cache-Control: public, max-age=31536000, immutable', 'Cache-Control: max-age=600'),
			/max-age=31536000, immutable expected, "max-age=600" found/,
			['_app/immutable/entry/start.js']
		],
		[
			'data kept for a day',
			PUBLISHED.replace(/(\/data\/\*\n {2}Cache-Control: )no-cache/, '$1max-age=86400'),
			/Cache-Control: no-cache expected, "max-age=86400" found/,
			['data/manifest.json']
		]
	])('%s', async (_, headers, problem, on) => {
		const found = problems(await check({ headers }));
		expect(found.map((text) => text.split(' ', 1)[0])).toEqual(on);
		for (const text of found) expect(text).toMatch(problem);
	});

	it('are notes on a host that takes none, if embedding works without', async () => {
		const plain = '/*\n  Access-Control-Allow-Origin: *\n  Cache-Control: max-age=600\n';
		expect(problems(await check({ headers: plain, plainHost: true }))).toEqual([]);
		await site?.close();
		expect(problems(await check({ headers: plain })).length).toBeGreaterThan(10);
	});

	it('stay problems on a host that takes none, if embedding fails by them', async () => {
		const hostile = '/*\n  X-Frame-Options: DENY\n  Cross-Origin-Resource-Policy: same-origin\n';
		const found = problems(await check({ headers: hostile, plainHost: true })).join('\n');
		expect(found).toMatch(/^\/ Access-Control-Allow-Origin/m);
		expect(found).toMatch(/^\/ no X-Frame-Options/m);
		expect(found).toMatch(/^\/ Cross-Origin-Resource-Policy/m);
	});
});

describe('bad files', () => {
	it.each<[name: string, path: string, fault: Fault, problem: RegExp]>([
		['no front page', '/', { status: 404, body: 'lost' }, /^\/ status 200 expected, 404 found/],
		[
			'a front page of another site',
			'/',
			{ body: '<p>hello', type: 'text/html' },
			/is this the front page\?/
		],
		['no answer', '/data/manifest.json', { destroy: true }, /^data\/manifest\.json an answer expected/],
		[
			'a page in place of the manifest',
			'/data/manifest.json',
			{ body: '<p>', type: 'text/html' },
			/Content-Type application\/json expected, "text\/html" found: the host sends a page in place of the file/
		],
		[
			'another manifest',
			'/data/manifest.json',
			{ body: '{"schema":2}', type: 'application/json' },
			/a manifest of an atlas expected/
		],
		[
			'a script as text',
			'/_app/immutable/entry/start.js',
			{ type: 'text/plain' },
			/Content-Type text\/javascript expected, "text\/plain" found: tell the host the type of \.js files/
		],
		[
			'a font of no type',
			'/fonts/sans.woff2',
			{ type: 'application/octet-stream' },
			/tell the host the type of \.woff2 files/
		],
		[
			'no style sheet, so no font',
			'/_app/immutable/assets/0.css',
			{ status: 404, body: 'lost' },
			/a font of the page expected/
		],
		['no data', '/data/atlas.json', { status: 404, body: 'lost' }, /^data\/atlas\.json status 200 expected/],
		[
			'other data',
			'/data/atlas.json',
			{ body: '{}', type: 'application/json' },
			/sha-256 \w{12}… of the man/
		],
		['a broken embed page', '/embed/', { status: 500, body: 'oh' }, /^embed\/ status 200 expected, 500 found/]
	])('%s', async (_, path, fault, problem) => {
		const found = problems(await check({ faults: (asked) => (asked === path ? fault : undefined) }));
		expect(found.join('\n')).toMatch(problem);
	});
});

describe('the command', () => {
	const run = async (...parameters: string[]): Promise<{ code: number; lines: string[] }> => {
		const lines: string[] = [];
		return { code: await runCheck(parameters, (line) => lines.push(line)), lines };
	};

	it('prints a line for every finding and a count, and ends with 0', async () => {
		const findings = await check();
		const { code, lines } = await run(site?.url ?? '');
		expect(code).toBe(0);
		expect(lines).toHaveLength(findings.length + 1);
		expect(lines[0]).toBe('ok       /  status 200, text/html');
		expect(lines.at(-1)).toMatch(/\/maps\/tiny\/: \d+ ok, 0 problems$/);
	});

	it('ends with 1 on problems', async () => {
		await check({ headers: '' });
		const { code, lines } = await run(site?.url ?? '');
		expect(code).toBe(1);
		expect(lines.filter((line) => line.startsWith('problem')).length).toBeGreaterThan(0);
	});

	it.each([
		[[]],
		[['example.org']],
		[['ftp://example.org']],
		[['https://a.example', 'https://b.example']],
		[['-v']]
	])('asks for one address where it is given %j', async (parameters) => {
		const { code, lines } = await run(...parameters);
		expect(code).toBe(1);
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain('usage: npm run check:deployed');
	});

	it('says so where nobody answers', async () => {
		const gone = await serveFolder(join(folder, 'site'));
		await gone.close();
		const { code, lines } = await run(gone.url);
		expect(code).toBe(1);
		expect(lines[0]).toMatch(/^problem +\/ +an answer expected, none came \(.+\)/);
	});
});

describe('frontAddress', () => {
	it.each([
		['https://example.org', 'https://example.org/'],
		['https://example.org/sub/path', 'https://example.org/sub/path/'],
		['https://example.org/sub/path/', 'https://example.org/sub/path/'],
		['https://example.org/sub/index.html?year=2014#top', 'https://example.org/sub/']
	])('reads %s', (text, address) => {
		expect(String(frontAddress(text))).toBe(address);
	});
});
