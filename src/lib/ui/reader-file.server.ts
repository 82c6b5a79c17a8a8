/** The script of a document's page as a file of the site: bundled from `reader.ts` while the site is built. */
import { createHash } from 'node:crypto';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Rolldown } from 'vite';

export interface ReaderFile {
	readonly code: string;
	/** Carries a hash of the content. */
	readonly name: string;
}

let made: Promise<ReaderFile> | undefined;

/** Made once per build; the same source gives the same bytes. Its styles are in the prerendered page. */
export const readerFile = (): Promise<ReaderFile> => (made ??= make());

async function make(): Promise<ReaderFile> {
	const result = await build({
		configFile: false,
		envDir: false,
		publicDir: false,
		logLevel: 'error',
		plugins: [svelte({ configFile: false })],
		build: {
			write: false,
			target: 'es2022',
			lib: { entry: 'src/lib/ui/reader.ts', formats: ['iife'], name: 'faultlinesReader' }
		}
	});
	const [{ output }] = [result].flat() as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput];
	const { code } = output.find(({ type }) => type === 'chunk') as Rolldown.OutputChunk;
	return { code, name: `reader.${createHash('sha256').update(code).digest('hex').slice(0, 10)}.js` };
}
