import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

/**
 * What both explorers run before anything else, in one file: fifteen small ones compress worse and are asked for
 * one by one. What they import comes with them; what they import on demand stays apart.
 */
const FIRST =
	/\/src\/lib\/((map\/MapView|ui\/(FeatureList|LayerList|Timeline))\.svelte|(state\/explorer\.svelte|ui\/too-close)\.ts)$|\/kit\/src\/runtime\/client\/entry\.js$|\/svelte\/src\/index-client\.js$/;

export default defineConfig(({ isSsrBuild }) => ({
	plugins: [sveltekit()],
	// MapLibre is fetched when it is needed; pre-bundling it would break its worker in development.
	optimizeDeps: { exclude: ['maplibre-gl'] },
	build: {
		target: 'es2022',
		...(isSsrBuild
			? {}
			: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', test: FIRST }] } } } })
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
					testTimeout: 90_000,
					hookTimeout: 120_000,
					fileParallelism: false
				}
			}
		]
	}
}));
