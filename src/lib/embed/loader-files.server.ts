/** The loader as a file of the site: bundled from `loader.ts` while the site is built. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

export interface LoaderFiles {
	readonly code: string;
	/** Follows its compatible changes: the address for most. */
	readonly latest: string;
	/** Never changes: the address for those who pin. */
	readonly pinned: string;
	/** For the `integrity` attribute beside the pinned address. */
	readonly integrity: string;
	readonly gzip: number;
}

let made: Promise<LoaderFiles> | undefined;

/** Made once per build; the same source gives the same bytes. */
export const loaderFiles = (): Promise<LoaderFiles> => (made ??= make());

async function make(): Promise<LoaderFiles> {
	const code = await bundle();
	const hash = createHash('sha256').update(code).digest('hex').slice(0, 10);
	return {
		code,
		latest: 'v1.js',
		pinned: `v1.${hash}.js`,
		integrity: `sha384-${createHash('sha384').update(code).digest('base64')}`,
		gzip: gzipSync(code, { level: 9 }).length
	};
}

async function bundle(): Promise<string> {
	const result = await build({
		configFile: false,
		envDir: false,
		publicDir: false,
		logLevel: 'error',
		build: {
			write: false,
			target: 'es2020',
			lib: { entry: 'src/lib/embed/loader.ts', formats: ['iife'], name: 'faultlinesLoader' }
		}
	});
	const [{ output }] = [result].flat() as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput];
	const [chunk] = output;
	return chunk.code;
}
