/** Writing what the build made: same input, same bytes; all of it or nothing. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize, resolve, sep } from 'node:path';

/** Five decimals are about one metre: finer than anything here is known. */
const COORDINATE_DECIMALS = 5;
const COORDINATE_KEYS: ReadonlySet<string> = new Set(['coordinates', 'bbox']);

const roundTo = (value: number, decimals: number): number => {
	const rounded = Number(value.toFixed(decimals));
	return rounded === 0 ? 0 : rounded; // no "-0" in files
};

function canonical(value: unknown, isCoordinate: boolean): unknown {
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) throw new Error(`not a JSON number: ${value}`); // JSON.stringify would write null
		return isCoordinate ? roundTo(value, COORDINATE_DECIMALS) : value;
	}
	if (Array.isArray(value)) return value.map((item: unknown) => canonical(item, isCoordinate));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
			.map(([key, item]) => [key, canonical(item, isCoordinate || COORDINATE_KEYS.has(key))])
	);
}

/** JSON with sorted keys, coordinates to five decimals and a newline at the end. An indent of `''` gives one line. */
export const serialise = (value: unknown, indent: '\t' | '' = '\t'): string =>
	`${JSON.stringify(canonical(value, false), null, indent)}\n`;

/** Where a file of the set goes; a name that leads out of the folder is a fault of the build, not of the data. */
function insideOf(folder: string, name: string): string {
	const path = normalize(name);
	if (
		name === '' ||
		isAbsolute(path) ||
		path === '..' ||
		path.startsWith(`..${sep}`) ||
		path.endsWith(sep) ||
		path === '.'
	) {
		throw new Error(`not a file name inside the output folder: "${name}"`);
	}
	return join(folder, path);
}

/**
 * Makes `outFolder` hold exactly these files. They are written into a sibling folder first, and the two are swapped at
 * the end, so a build that fails leaves the last good output alone.
 */
export function writeFiles(outFolder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
	const out = resolve(outFolder);
	mkdirSync(dirname(out), { recursive: true });
	// A sibling, not the system's temporary folder: a rename must stay on one file system.
	const staging = mkdtempSync(join(dirname(out), `.${basename(out)}-`));
	const fresh = join(staging, 'new');
	const former = join(staging, 'old');
	try {
		mkdirSync(fresh);
		for (const [name, content] of files) {
			const path = insideOf(fresh, name);
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, content, { flag: 'wx' });
		}
		const replaces = existsSync(out);
		if (replaces) renameSync(out, former);
		try {
			renameSync(fresh, out);
		} catch (error) {
			if (replaces) renameSync(former, out);
			throw error;
		}
	} finally {
		// Should even the way back have failed, the last good output stays where it is.
		if (existsSync(out) || !existsSync(former)) rmSync(staging, { recursive: true, force: true });
	}
}
