import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

// The deployed origin stands beside 'self' because WebKit does not match 'self' in a sandboxed frame.
const origin = process.env.ORIGIN ? [process.env.ORIGIN] : [];

/** All that the site is made of: sources, compiled data, settings. */
const MADE_OF = ['package-lock.json', 'package.json', 'src', 'static', 'svelte.config.js', 'vite.config.ts'];

/** Names a build by what it is made of, not by its time: the same sources and data give the same files. */
function contentVersion() {
	const hash = createHash('sha256');
	/** @param {string} path */
	const add = (path) => {
		if (!existsSync(path)) return;
		if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
		else
			hash
				.update(`${path.replaceAll('\\', '/')}\0`)
				.update(readFileSync(path))
				.update('\0');
	};
	MADE_OF.forEach(add);
	hash.update(JSON.stringify([process.env.BASE_PATH, process.env.ORIGIN]));
	return hash.digest('hex').slice(0, 16);
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		adapter: adapter({ pages: 'build', assets: 'build' }),
		version: { name: contentVersion() },
		paths: { base: process.env.BASE_PATH ?? '', relative: true },
		prerender: {
			// While a card is drawn, which is done in a thread of its own, other pages are made
			concurrency: availableParallelism(),
			handleHttpError: 'fail',
			handleMissingId: 'fail',
			// An atlas may have no named views or no figures.
			handleUnseenRoutes: 'ignore',
			origin: process.env.ORIGIN || 'http://localhost'
		},
		// The explorer registers it itself, when it has time and only outside of frames: src/routes/newer-version.ts
		// Its own list of files would be in the order of the disk, another one on each machine
		serviceWorker: { register: false, files: () => false },
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
				'object-src': ['none'],
				// No text becomes markup or script: Svelte's own templates apart, and in src/lib/map/worker.ts one address
				'require-trusted-types-for': ['script'],
				'trusted-types': ['svelte-trusted-html', 'default', 'offline']
			}
		}
	}
};
