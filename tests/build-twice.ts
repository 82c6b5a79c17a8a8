/**
 * `npm run build:twice`: builds the project again in another folder, in another time zone, and compares every
 * file with `build/`. Who has the sources can so prove what a site was made from.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildElsewhere, ROOT } from './build-elsewhere';

/** The sha-256 of every file under a folder, by its path there. */
function hashesOf(folder: string): Map<string, string> {
	return new Map(
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.map((path) => [relative(folder, path), createHash('sha256').update(readFileSync(path)).digest('hex')])
	);
}

const first = join(ROOT, 'build');
if (!existsSync(join(first, 'index.html'))) {
	console.error('build/index.html: the built site expected, nothing found. Run `npm run build` first.');
	process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'faultlines-again-'));
try {
	const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	await buildElsewhere(folder, {
		...process.env,
		TZ: zone === 'Pacific/Auckland' ? 'UTC' : 'Pacific/Auckland'
	});
	const [before, after] = [hashesOf(first), hashesOf(join(folder, 'build'))];
	const differing = [...new Set([...before.keys(), ...after.keys()])]
		.filter((path) => before.get(path) !== after.get(path))
		.sort();
	if (process.env.KEEP_SECOND_BUILD) console.log(`The second build is in ${folder}`);
	if (differing.length > 0) {
		console.error(
			`${differing.length} of ${before.size} files differ between two builds:\n${differing.slice(0, 40).join('\n')}`
		);
		process.exitCode = 1;
	} else console.log(`${before.size} files, the same in both builds`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	if (!process.env.KEEP_SECOND_BUILD) rmSync(folder, { recursive: true, force: true });
}
