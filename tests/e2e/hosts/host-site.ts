/**
 * The pages of others: served from an origin of their own, with the address of the site under test put in where
 * `{{site}}` stands, and with the real scripts of hosts beside them.
 */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { oembedOf } from '../../../src/lib/domain/oembed';
import { serveFolder, type StaticSite } from '../../static-server';
import { afterWordPress } from '../../wordpress';
import type { SiteInTests } from '../site';

const PAGES = resolve(import.meta.dirname, 'pages');
const MODULES = resolve(import.meta.dirname, '../../../node_modules');
const SCRIPTS = ['pym.js/dist/pym.v1.js', '@newswire/frames/dist/frames.umd.js'];

export const SANDBOXES = {
	none: '',
	scripts: 'sandbox="allow-scripts"',
	origin: 'sandbox="allow-scripts allow-same-origin"',
	empty: 'sandbox=""'
} as const;
const WORDPRESS_SECRET = 'a1B2c3D4e5';

/** Call after `useSite`, whose address the pages need. */
export function useHosts(site: SiteInTests): { at(page: string): string } {
	const folder = mkdtempSync(join(tmpdir(), 'faultlines-hosts-'));
	let running: StaticSite | undefined;

	beforeAll(async () => {
		const loader = (await (await fetch(site.at('embed/loader.json'))).json()) as {
			pinned: string;
			integrity: string;
		};
		const oembed = oembedOf({
			title: 'Faultlines',
			page: site.url,
			frame: site.at('embed/'),
			card: site.at('cards/home.png'),
			provider: { name: 'Faultlines', url: site.url }
		});
		const words: Record<string, string> = {
			site: site.url,
			origin: new URL(site.url).origin,
			pinned: loader.pinned,
			integrity: loader.integrity,
			wordpress: afterWordPress(oembed.html, WORDPRESS_SECRET) ?? ''
		};
		const fill = (text: string, more: Record<string, string> = {}): string =>
			text.replace(/\{\{([\w-]+)\}\}/g, (_, name: string) => more[name] ?? words[name] ?? '');
		for (const name of readdirSync(PAGES)) {
			const text = readFileSync(join(PAGES, name), 'utf8');
			if (name !== 'sandbox.html') writeFileSync(join(folder, name), fill(text));
			else
				for (const [sandboxName, sandbox] of Object.entries(SANDBOXES)) {
					writeFileSync(
						join(folder, `sandbox-${sandboxName}.html`),
						fill(text, { sandbox, 'sandbox-name': sandboxName })
					);
				}
		}
		for (const script of SCRIPTS) {
			copyFileSync(join(MODULES, script), join(folder, script.slice(script.lastIndexOf('/') + 1)));
		}
		running = await serveFolder(folder);
	});
	afterAll(async () => {
		await running?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	return {
		at(page) {
			if (!running) throw new Error('The hosts are served only while tests run');
			return new URL(page, running.url).href;
		}
	};
}
