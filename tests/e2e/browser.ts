/**
 * The browser of the end-to-end tests: finding one on any Linux machine, starting it with software WebGL, and
 * pages that keep a list of everything that must not happen. `npx tsx tests/e2e/browser.ts` says which browser
 * would run and whether it draws.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const root = resolve(import.meta.dirname, '../..');

export interface ChromiumChoice {
	executablePath: string;
	/** Where it came from, for messages. */
	from: string;
	/** Environment it needs beyond ours: the packaged one brings its own libraries. */
	env: Record<string, string>;
}

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium that the person named in CHROME_PATH. A wrong path is an error: they meant that one. */
export function namedChromium(): ChromiumChoice | undefined {
	const path = process.env.CHROME_PATH;
	if (!path) return undefined;
	if (!existsSync(path)) throw new Error(`CHROME_PATH: a browser expected, no file ${path} found`);
	return { executablePath: path, from: 'CHROME_PATH', env: {} };
}

/** A Chromium installed on this machine. It must answer: Ubuntu has a `chromium-browser` that only asks for snap. */
export function systemChromium(): ChromiumChoice | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter);
	for (const name of SYSTEM_NAMES) {
		const executablePath = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
		if (!executablePath) continue;
		const answer = spawnSync(executablePath, ['--version'], { encoding: 'utf8', timeout: 20_000 });
		if (answer.status === 0 && /\d+\.\d+/.test(answer.stdout))
			return { executablePath, from: 'system', env: {} };
	}
	return undefined;
}

/**
 * The Chromium inside the npm package @sparticuz/chromium (Linux x64), for a machine that has nothing but Node.
 * The package also carries the few shared libraries that such a machine lacks (NSS, expat), but unpacks them
 * only where it believes itself in a cloud function: so it is told that it is in one, for as long as that takes.
 * It is unpacked once per version, beside the other caches; a rename makes two runs at once harmless.
 */
export async function packagedChromium(): Promise<ChromiumChoice> {
	if (process.platform !== 'linux' || process.arch !== 'x64') {
		throw new Error(`@sparticuz/chromium is for Linux x64; this is ${process.platform} ${process.arch}`);
	}
	const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
	const manifest = readFileSync(resolve(entry, '../../../package.json'), 'utf8');
	const { version } = JSON.parse(manifest) as { version: string };
	const cache = join(root, 'node_modules/.cache');
	const folder = join(cache, `chromium-${version}`);
	if (!existsSync(join(folder, 'chromium'))) {
		mkdirSync(cache, { recursive: true });
		const unpacking = mkdtempSync(join(cache, 'unpacking-'));
		const before = { ...process.env };
		try {
			process.env.TMPDIR = unpacking;
			process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
			const { default: packaged } = await import('@sparticuz/chromium');
			packaged.setGraphicsMode = true;
			await packaged.executablePath();
		} finally {
			for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
				if (before[name] === undefined) delete process.env[name];
				else process.env[name] = before[name];
			}
		}
		// Its own configuration names folders of a cloud function
		writeFileSync(
			join(unpacking, 'fonts/fonts.conf'),
			`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir prefix="relative">fonts</dir>` +
				`<cachedir prefix="relative">cache</cachedir></fontconfig>\n`
		);
		try {
			renameSync(unpacking, folder);
		} catch (error) {
			if (!existsSync(join(folder, 'chromium'))) throw error;
			rmSync(unpacking, { recursive: true, force: true });
		}
	}
	const libraries = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
	const env: Record<string, string> = { LD_LIBRARY_PATH: libraries };
	if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(folder, 'fonts');
	return { executablePath: join(folder, 'chromium'), from: '@sparticuz/chromium', env };
}

/** The browser to test with: the named one, else the machine's, else the packaged one. Never nothing. */
export async function findChromium(): Promise<ChromiumChoice> {
	const found = namedChromium() ?? systemChromium();
	if (found) return found;
	try {
		return await packagedChromium();
	} catch (error) {
		throw new Error(
			'No browser for the end-to-end tests. Set CHROME_PATH to a Chromium or Chrome, or install one ' +
				`(Debian: apt-get install chromium). The packaged one did not do: ${String(error)}`,
			{ cause: error }
		);
	}
}

const FLAGS = [
	'--no-sandbox',
	'--use-angle=swiftshader',
	'--enable-unsafe-swiftshader',
	// These make a graphics card of the processor, for WebGL. Pages are not to be painted on that one: no browser without
	// a real card does so, the first shapes of a page took up to fifteen seconds, and a close SVG map one for each frame
	'--disable-gpu-rasterization',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
	// Small containers give /dev/shm 64 MB, which a map at 1440x900 outgrows
	'--disable-dev-shm-usage',
	// No test may depend on the network. (The args of @sparticuz/chromium are left out: they switch off CORS.)
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'
];

export interface LaunchOptions {
	/** false: the rung below WebGL, on which MapLibre cannot start. */
	webgl?: boolean;
	args?: string[];
	/** The browser to use instead of the one `findChromium` finds. */
	choice?: ChromiumChoice;
}

export interface PageOptions {
	viewport?: { width: number; height: number };
	colorScheme?: 'light' | 'dark';
	reducedMotion?: 'reduce' | 'no-preference';
	javaScriptEnabled?: boolean;
	locale?: string;
	hasTouch?: boolean;
	isMobile?: boolean;
	deviceScaleFactor?: number;
	forcedColors?: 'active' | 'none';
	/** Opened before the page is handed over. */
	url?: string;
	/** Origins besides that of the first page: the article's, in a test of embedding. */
	origins?: string[];
	/** Whether the browser may keep the site for use without the network. Else every page meets the server. */
	keeps?: boolean;
}

export interface Problem {
	kind: 'console error' | 'page error' | 'policy violation' | 'foreign request';
	text: string;
	/** The page or the script it came from. */
	where: string;
}

export interface TestBrowser {
	browser: Browser;
	choice: ChromiumChoice;
	/** A page in a context of its own (cookies, storage, cache); close it with `page.context().close()`, or use `useBrowser`. */
	newPage(options?: PageOptions): Promise<Page>;
	close(): Promise<void>;
}

/** Starts a browser. A bare machine may need up to ten seconds for it the first time. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<TestBrowser> {
	const choice = options.choice ?? (await findChromium());
	const args = [...FLAGS, ...(options.webgl === false ? ['--disable-3d-apis'] : []), ...(options.args ?? [])];
	const { executablePath } = choice;
	const env = { ...process.env, ...choice.env } as Record<string, string>;
	let browser: Browser;
	try {
		browser = await chromium.launch({ executablePath, args, env });
	} catch (error) {
		throw new Error(
			`The browser ${executablePath} (${choice.from}) did not start. Set CHROME_PATH to another, or install one ` +
				`(Debian: apt-get install chromium).\n${String(error)}`,
			{ cause: error }
		);
	}
	return {
		browser,
		choice,
		newPage: (pageOptions = {}) => openPage(browser, pageOptions),
		close: () => browser.close()
	};
}

const problemsByContext = new WeakMap<BrowserContext, Problem[]>();
const VIOLATION = '[securitypolicyviolation]';

async function openPage(browser: Browser, options: PageOptions): Promise<Page> {
	const { url, origins = [], keeps = false, ...contextOptions } = options;
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...contextOptions });
	const own = new Set(origins.map((origin) => new URL(origin).origin));
	const problems: Problem[] = [];
	problemsByContext.set(context, problems);

	if (!keeps) {
		await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
	}
	// In every frame, before any script of the site: a violation has to reach us even where the page hides it
	await context.addInitScript((label) => {
		document.addEventListener('securitypolicyviolation', (event) => {
			console.error(
				`${label} ${event.effectiveDirective} blocked ${event.blockedURI} (${event.disposition})`
			);
		});
	}, VIOLATION);
	context.on('console', (message) => {
		if (message.type() !== 'error') return;
		const text = message.text();
		const { url: from, lineNumber } = message.location();
		const where = from ? `${from}:${lineNumber + 1}` : (message.page()?.url() ?? '');
		if (text.startsWith(VIOLATION)) {
			problems.push({ kind: 'policy violation', text: text.slice(VIOLATION.length + 1), where });
		} else problems.push({ kind: 'console error', text, where });
	});
	context.on('weberror', (webError) => {
		const error = webError.error();
		problems.push({
			kind: 'page error',
			text: error.stack ?? String(error),
			where: webError.page()?.url() ?? ''
		});
	});
	const judge = (address: string, where: string): void => {
		const { protocol, origin } = new URL(address);
		if (['data:', 'blob:', 'about:', 'chrome-error:'].includes(protocol)) return;
		// Without a list, the first page opened says which origin is ours
		if (own.size === 0) own.add(origin);
		if (!own.has(origin)) problems.push({ kind: 'foreign request', text: address, where });
	};
	if (url) own.add(new URL(url).origin);
	// On the context, so that popups and service workers are watched as well
	context.on('request', (request) => {
		judge(request.url(), request.serviceWorker() ? 'service worker' : (request.headers()['referer'] ?? ''));
	});
	context.on('page', (page) => {
		page.on('websocket', (socket) => {
			problems.push({ kind: 'foreign request', text: socket.url(), where: page.url() });
		});
	});

	const page = await context.newPage();
	if (url) await page.goto(url);
	return page;
}

/** Everything recorded so far for the page, its frames, popups and workers. */
export function problemsOf(page: Page): Problem[] {
	const problems = problemsByContext.get(page.context());
	if (!problems)
		throw new Error('This page was not opened by newPage of tests/e2e/browser.ts: nothing was recorded');
	return problems;
}

/**
 * Fails with the list of what went wrong on the page. `allow` names what a test provokes on purpose, for
 * instance `/Failed to load resource/` after an injected fault; a pattern is tried on the text.
 */
export async function expectClean(page: Page, options: { allow?: RegExp[] } = {}): Promise<void> {
	// One round trip, so that messages on their way have arrived. (No timer: without scripts it never fires)
	if (!page.isClosed()) await page.evaluate(() => 0);
	const allowed = options.allow ?? [];
	const bad = problemsOf(page).filter(({ text }) => !allowed.some((pattern) => pattern.test(text)));
	if (bad.length === 0) return;
	const lines = bad.map(({ kind, text, where }) => `  ${kind}: ${text}${where ? ` (${where})` : ''}`);
	throw new Error(
		`A clean page expected, ${bad.length} problem(s) found on ${page.url()}:\n${lines.join('\n')}`
	);
}

/** Until the scripts of the page have taken over (`data-ready` on the root of the app). */
export async function waitForReady(page: Page, timeout = 30_000): Promise<void> {
	await page.waitForSelector('[data-ready]', { state: 'attached', timeout });
}

/** Until MapLibre has drawn all it has to draw. Software WebGL needs seconds; a bare machine's first time more. */
export async function waitForMap(page: Page, timeout = 45_000): Promise<void> {
	await waitForReady(page, timeout);
	await page.waitForSelector('[data-map="idle"]', { state: 'attached', timeout });
}

/** Until all of the explorer is kept on the device, and what keeps it watches over the page. */
export async function waitUntilKept(page: Page): Promise<void> {
	await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, {
		timeout: 30_000
	});
}

/** Starts the browser and asks what draws its WebGL2; the words are for people. */
async function report(): Promise<string> {
	const test = await launchBrowser();
	try {
		const page = await test.newPage();
		const renderer = await page.evaluate(() => {
			const gl = document.createElement('canvas').getContext('webgl2');
			const info = gl?.getExtension('WEBGL_debug_renderer_info');
			return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : undefined;
		});
		if (!renderer) throw new Error(`${test.choice.executablePath} starts, but has no WebGL2`);
		return `Browser: Chromium ${test.browser.version()} (${test.choice.from}: ${test.choice.executablePath}), ${renderer}`;
	} finally {
		await test.close();
	}
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	try {
		console.log(await report());
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
