/**
 * The built site as its next deploy would be: another version, every script and style under another name, and the
 * names of before gone. For what open pages do then.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Fault, Faults } from '../static-server';
import { BUILD_FOLDER } from './site';

const TYPES: Record<string, string> = {
	'.css': 'text/css; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json; charset=utf-8'
};
const IMMUTABLE = '/_app/immutable/';

export interface Deploy {
	readonly version: string;
	/** For `site.faults`: what the server answers after the deploy. */
	readonly faults: Faults;
}

export function nextDeploy(): Deploy {
	const read = (path: string): string => readFileSync(join(BUILD_FOLDER, path), 'utf8');
	const { version: before } = JSON.parse(read('_app/version.json')) as { version: string };
	const reversed = (text: string): string => [...text].reverse().join('');
	const version = reversed(before);
	const names = readdirSync(join(BUILD_FOLDER, IMMUTABLE), { recursive: true, encoding: 'utf8' }).filter(
		(name) => /\.(js|css)$/.test(name)
	);
	/** The part of a file's name that follows its content. */
	const hashes = new Map(
		names.map((name) => {
			const hash = /([\w-]{8})\.(?:js|css)$/.exec(name)?.[1] ?? '';
			return [hash, reversed(hash)];
		})
	);
	const hashOrVersion = new RegExp([...hashes.keys(), before].join('|'), 'g');
	const renew = (text: string): string =>
		text.replace(hashOrVersion, (found) => hashes.get(found) ?? version);
	const formerName = new Map(names.map((name) => [IMMUTABLE + renew(name), IMMUTABLE + name]));

	/** The policy of a page names its inline scripts by their hashes. */
	function renewPage(html: string): string {
		const scripts = (text: string): string[] =>
			[...text.matchAll(/<script>(.*?)<\/script>/gs)].map(
				([, code = '']) => `sha256-${createHash('sha256').update(code).digest('base64')}`
			);
		const after = renew(html);
		const hashesAfter = scripts(after);
		return scripts(html).reduce((text, hash, index) => text.replace(hash, hashesAfter[index] ?? hash), after);
	}

	/** The status has to be said: under its new name the server has no such file. */
	const renewed = (former: string, path: string): Fault => ({
		status: 200,
		body: renew(read(former)),
		type: TYPES[extname(path)] ?? ''
	});

	function answer(path: string): Fault | undefined {
		if (path.startsWith(IMMUTABLE)) {
			const former = formerName.get(path);
			if (former) return renewed(former, path);
			return { status: 404, body: 'gone' };
		}
		if (path === '/service-worker.js' || path === '/_app/version.json') return renewed(path, path);
		if (path === '/' || path === '/embed/')
			return { body: renewPage(read(`${path}index.html`)), type: TYPES['.html'] ?? '' };
		return undefined;
	}
	return { version, faults: answer };
}
