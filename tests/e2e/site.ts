/**
 * What a file of end-to-end tests begins with: the built site, served with its own headers, and a browser,
 * both once per file. Nothing is built here: the tests are of what will be published.
 *
 *     const site = useSite();
 *     const browser = useBrowser();
 *     it('…', async () => {
 *         const page = await browser.newPage({ url: site.url });
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import {
	serveFolder,
	type Faults,
	type ServedRequest,
	type ServeOptions,
	type StaticSite
} from '../static-server';
import { launchBrowser, type LaunchOptions, type PageOptions, type TestBrowser } from './browser';

export const BUILD_FOLDER = resolve(import.meta.dirname, '../../build');

/** Throws unless there is a built site: an end-to-end run without one would only show a wall of 404s. */
export function assertBuilt(folder = BUILD_FOLDER): void {
	for (const name of ['index.html', '_headers']) {
		if (!existsSync(join(folder, name))) {
			throw new Error(`build/${name}: the built site expected, nothing found. Run \`npm run build\` first.`);
		}
	}
}

export interface SiteInTests {
	readonly url: string;
	readonly requests: ServedRequest[];
	/** Injects faults until set to undefined again. */
	faults: Faults | undefined;
	/** The address of a page: `site.at('embed/?year=2014')`. */
	at(path: string): string;
}

export function useSite(options: ServeOptions & { folder?: string } = {}): SiteInTests {
	let running: StaticSite | undefined;
	const site = (): StaticSite => {
		if (!running) throw new Error('The site is served only while tests run: read it inside a test or hook');
		return running;
	};
	beforeAll(async () => {
		const { folder = BUILD_FOLDER, ...serveOptions } = options;
		assertBuilt(folder);
		running = await serveFolder(folder, serveOptions);
	});
	afterAll(async () => {
		await running?.close();
		running = undefined;
	});
	return {
		get url() {
			return site().url;
		},
		get requests() {
			return site().requests;
		},
		get faults() {
			return site().faults;
		},
		set faults(faults) {
			site().faults = faults;
		},
		at: (path) => new URL(path, site().url).href
	};
}

export interface BrowserInTests {
	readonly test: TestBrowser;
	/** A page that is closed when its test ends: a map left open takes its part of the graphics from those that follow. */
	newPage(options?: PageOptions): Promise<Page>;
}

export function useBrowser(options: LaunchOptions = {}): BrowserInTests {
	let running: TestBrowser | undefined;
	let opened: Page[] = [];
	const test = (): TestBrowser => {
		if (!running) throw new Error('The browser runs only while tests run: use it inside a test or hook');
		return running;
	};
	beforeAll(async () => {
		running = await launchBrowser(options);
	});
	// Pages of a `beforeAll` are for all tests
	beforeEach(() => {
		opened = [];
	});
	afterEach(async () => {
		for (const page of opened) await page.context().close();
	});
	afterAll(async () => {
		await running?.close();
		running = undefined;
	});
	return {
		get test() {
			return test();
		},
		async newPage(pageOptions) {
			const page = await test().newPage(pageOptions);
			opened.push(page);
			return page;
		}
	};
}
