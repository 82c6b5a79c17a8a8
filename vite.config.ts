import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** The scripts that bring the explorer and its frame to life. They are beside SvelteKit's own, for they need no router. */
const LIVE = ['src/routes/explorer.ts', 'src/routes/embed/embed.ts'];

const liveScripts = (): Plugin => ({
	name: 'live-scripts',
	apply: (_, { command, isSsrBuild }) => command === 'build' && !isSsrBuild,
	buildStart() {
		for (const id of LIVE) this.emitFile({ type: 'chunk', id });
	}
});

/**
 * What both explorers run before anything else, in one file: fifteen small ones compress worse and are asked for
 * one by one. What they import comes with them; what they import on demand stays apart.
 */
const FIRST =
	/\/src\/lib\/((map\/MapView|ui\/(FeatureList|Timeline))\.svelte|(state\/explorer\.svelte|ui\/(too-close|load-notice))\.ts)$|\/svelte\/src\/index-client\.js$/;

/** The script that runs while those are on their way, in a file of its own; `live-page.ts` knows it by this name. */
const YEARS = { name: 'standing-years', test: /\/src\/routes\/standing-years\.ts$/ };

export default defineConfig(({ isSsrBuild }) => ({
	plugins: [sveltekit(), liveScripts()],
	// MapLibre is fetched when it is needed; pre-bundling it would break its worker in development.
	optimizeDeps: { exclude: ['maplibre-gl'] },
	build: {
		target: 'es2022',
		...(isSsrBuild
			? {}
			: {
					// Most licences ask that their text goes with the code
					license: { fileName: 'third-party-licences.txt' },
					rolldownOptions: {
						output: {
							codeSplitting: { groups: [YEARS, { name: 'first', test: FIRST }] }
						}
					}
				})
	},
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					testTimeout: 60_000,
					environment: 'node',
					include: ['tests/**/*.test.ts'],
					exclude: ['tests/e2e/**']
				}
			},
			{
				extends: true,
				test: {
					name: 'e2e',
					environment: 'node',
					include: ['tests/e2e/**/*.test.ts'],
					// Against what hangs: without a graphics card each loading of a live map takes up to fifteen seconds
					testTimeout: 180_000,
					hookTimeout: 120_000,
					fileParallelism: false
				}
			}
		]
	}
}));
