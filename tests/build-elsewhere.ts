/** `npm run build` in a copy of the project, in a folder of its own. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');

/** What the build needs of the project; its data is not among it. */
const NEEDED = [
	'src',
	'static',
	'geodata/build',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
];

/**
 * Builds the site in an empty folder, from the data that `GEODATA` in `env` names, or else from a copy of the
 * project's own. Rejects with what the build said.
 */
export async function buildElsewhere(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
	for (const name of env.GEODATA ? NEEDED : [...NEEDED, 'geodata', 'published']) {
		if (!existsSync(join(ROOT, name))) continue;
		cpSync(join(ROOT, name), join(folder, name), {
			recursive: true,
			// Compiled data is made anew
			filter: (path) => path !== join(ROOT, 'static/data')
		});
	}
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
	const child = spawn('npm', ['run', 'build'], {
		cwd: folder,
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32'
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const code = await new Promise((done, failed) => {
		child.once('error', failed);
		child.once('close', done);
	});
	if (code !== 0) throw new Error(`npm run build in ${folder} ended with ${String(code)}:\n${said}`);
}

/** The environment without what a test runner or the person at the machine has set for another build. */
export const plainEnvironment = (): NodeJS.ProcessEnv =>
	Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) => !/^(NODE_ENV|VITE|TEST|DEV|PROD|MODE|BASE_|SSR|ORIGIN|PUBLISHED|GEODATA)/.test(name)
		)
	);
