import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

// The deployed origin stands beside 'self' because WebKit does not match 'self' in a sandboxed frame.
const origin = process.env.ORIGIN ? [process.env.ORIGIN] : [];

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		adapter: adapter({ pages: 'build', assets: 'build' }),
		paths: { base: process.env.BASE_PATH ?? '', relative: true },
		prerender: {
			handleHttpError: 'fail',
			handleMissingId: 'fail',
			// An atlas may have no named views or no figures.
			handleUnseenRoutes: 'ignore',
			origin: process.env.ORIGIN || 'http://localhost'
		},
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self', ...origin],
				'style-src': ['self', ...origin, 'unsafe-inline'],
				'img-src': ['self', ...origin, 'data:', 'blob:'],
				'font-src': ['self', ...origin],
				'connect-src': ['self', ...origin],
				'worker-src': ['self', ...origin, 'data:'],
				'manifest-src': ['self', ...origin],
				'frame-src': ['self', ...origin],
				'base-uri': ['none'],
				'form-action': ['none'],
				'object-src': ['none']
			}
		}
	}
};
