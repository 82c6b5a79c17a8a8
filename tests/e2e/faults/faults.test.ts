/** What the reader sees when something fails, and that nothing is lost: the rows of docs/faults.md. */
import { afterEach, describe, it } from 'vitest';
import { expectClean } from '../browser';
import { useBrowser, useSite } from '../site';
import { FAULT_GROUPS } from './fault-groups';
import type { Opening, Setting } from './fault-row';

/** The browser itself reports a request that failed, and what could not be imported for it; that is the fault. */
const FAILED_REQUEST = [
	/Failed to load resource/,
	/net::ERR_/,
	/status of (404|500)/,
	/dynamically imported module/
];
const NO_GRAPHICS = [/WebGL/i, /GPU/i];

/** Software draws a small map faster. */
const SMALL = { viewport: { width: 640, height: 560 } };

const site = useSite();
const drawing = useBrowser();
const plain = useBrowser({ webgl: false });

afterEach(() => {
	site.faults = undefined;
	site.requests.length = 0;
});

describe.each(FAULT_GROUPS)('$title', ({ rows }) => {
	it.each(rows)('$fault', async ({ run, draws, reports = [] }) => {
		const setting: Setting = {
			site,
			async open(path = '', { first, hasClock, ...options }: Opening = {}) {
				const page = await (draws ? drawing : plain).newPage({ ...(draws ? SMALL : {}), ...options });
				if (first) await page.addInitScript(first);
				if (hasClock) await page.clock.install();
				await page.goto(site.at(path));
				return page;
			}
		};
		const page = await run(setting);
		await expectClean(page, { allow: [...FAILED_REQUEST, ...(draws ? [] : NO_GRAPHICS), ...reports] });
	});
});
