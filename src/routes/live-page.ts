import { building } from '$app/environment';
import type { Component } from 'svelte';
import { siteData } from './site-data';
import type { LiveProps } from './come-alive';

/** A page that comes alive, as it is prerendered. */
export interface LivePage {
	/** Path to the site's root, without the last slash. */
	readonly base: string;
	readonly body: string;
	/** What its components put into the head. */
	readonly head: string;
	/** Addresses of the script that brings it to life, of what that imports at once, and of the styles of both. */
	readonly script: string;
	readonly imports: readonly string[];
	readonly styles: readonly string[];
}

interface ManifestChunk {
	readonly file: string;
	readonly imports?: readonly string[];
	readonly css?: readonly string[];
}

/**
 * Renders a page of the atlas by itself, so that its script can take up just this component: every page is a whole
 * document, and none needs a router.
 *
 * @param page The component, which its script hydrates.
 * @param entry Path of that script from the project's root, as `vite.config.ts` names it.
 * @param base Path from the page to the site's root, without the last slash.
 */
export async function renderLive(
	page: Component<LiveProps>,
	entry: string,
	base: '.' | '..'
): Promise<LivePage> {
	if (!import.meta.env.SSR) throw new Error('The page is brought to life by its own script');
	const { render } = await import('svelte/server');
	const { atlas } = await siteData();
	const { body, head } = render(page, { props: { atlas, base } });
	return { base, body, head, ...(await filesOf(entry, base)) };
}

async function filesOf(
	entry: string,
	base: string
): Promise<Pick<LivePage, 'script' | 'imports' | 'styles'>> {
	// In development Vite serves the source, and its script brings its styles.
	if (!building) return { script: `${base}/${entry}`, imports: [], styles: [] };
	const { readFileSync } = await import('node:fs');
	const manifest = JSON.parse(
		readFileSync('.svelte-kit/output/client/.vite/manifest.json', 'utf8')
	) as Record<string, ManifestChunk>;
	const chunks = new Map<string, ManifestChunk>();
	const follow = (key: string): void => {
		const chunk = manifest[key];
		if (!chunk) throw new Error(`${entry}: ${key} is not in the manifest of the client's build`);
		if (chunks.has(key)) return;
		chunks.set(key, chunk);
		chunk.imports?.forEach(follow);
	};
	follow(entry);
	const address = (file: string): string => `${base}/${file}`;
	const [script, ...imports] = [...chunks.values()].map(({ file }) => address(file));
	// What is imported comes first, as the bundler orders the rules
	const styles = [...chunks.values()].toReversed().flatMap(({ css = [] }) => css.map(address));
	return { script: script!, imports, styles: [...new Set(styles)] };
}
