import { building } from '$app/environment';
import type { Component } from 'svelte';
import type { Atlas } from '$lib/domain/atlas';
import { axisOf, stepsOf, yearAt } from '$lib/domain/axis';
import { isCrowd } from '$lib/domain/crowd';
import { defaultView } from '$lib/domain/view';
import type { LiveProps } from './come-alive';
import { siteData } from './site-data';

/** A page that comes alive, as it is prerendered. */
export interface LivePage {
	/** Path to the site's root, without the last slash. */
	readonly base: string;
	/** With what shows in each of its years. */
	readonly body: string;
	/** By the steps of its slider. */
	readonly years: readonly number[];
	/** Which of them it shows by itself. */
	readonly standing: number;
	/** What its components put into the head. */
	readonly head: string;
	readonly files: PageFiles;
}

/** Addresses of what a page that comes alive needs. */
interface PageFiles {
	/** The script that moves the years until then. */
	readonly years: string;
	/** The script that brings it to life, and what that imports at once. */
	readonly script: string;
	readonly imports: readonly string[];
	readonly styles: readonly string[];
}

/** Name of its chunk, which `vite.config.ts` keeps apart. */
const YEARS_SCRIPT = 'standing-years';
/** A page does not wait for more than this of other years, in bytes as they travel. */
const MOST_BYTES = 20_000;

interface ManifestChunk {
	readonly file: string;
	readonly name?: string;
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
	const bodyOf = (year: number): string => render(page, { props: { atlas, base, year } }).body;
	return {
		base,
		...(await yearsOf(atlas, bodyOf)),
		head: render(page, { props: { atlas, base } }).head,
		files: await filesOf(entry, base)
	};
}

/** All years of a page in one, or the one that stands, where the others would make it too large. */
async function yearsOf(
	atlas: Atlas,
	bodyOf: (year: number) => string
): Promise<Pick<LivePage, 'body' | 'years' | 'standing'>> {
	const standing = atlas.defaultYear;
	const alone = { body: bodyOf(standing), years: [standing], standing: 0 };
	if (isCrowd(atlas)) return alone;
	const [{ gzipSync }, { mergeYears }] = await Promise.all([import('node:zlib'), import('./merge-years')]);
	const axis = axisOf(atlas, defaultView(atlas).layers);
	const years = stepsOf(axis).map((value) => yearAt(axis, value));
	const at = years.indexOf(standing);
	const body = mergeYears(years.map(bodyOf), at);
	const added = gzipSync(body).length - gzipSync(alone.body).length;
	return added > MOST_BYTES ? alone : { body, years, standing: at };
}

async function filesOf(entry: string, base: string): Promise<PageFiles> {
	// In development Vite serves the source, and its script brings its styles.
	if (!building)
		return {
			years: `${base}/src/routes/${YEARS_SCRIPT}.ts`,
			script: `${base}/${entry}`,
			imports: [],
			styles: []
		};
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
	const address = ({ file }: { file: string }): string => `${base}/${file}`;
	const years = [...chunks.values()].find(({ name }) => name === YEARS_SCRIPT);
	if (!years) throw new Error(`${entry}: a chunk named ${YEARS_SCRIPT} expected among what it imports`);
	const [script, ...imports] = [...chunks.values()].filter((chunk) => chunk !== years).map(address);
	// What is imported comes first, as the bundler orders the rules
	const styles = [...chunks.values()].toReversed().flatMap(({ css = [] }) => css);
	return {
		years: address(years),
		script: script!,
		imports,
		styles: [...new Set(styles)].map((file) => address({ file }))
	};
}
