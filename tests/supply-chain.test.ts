/** Where the packages come from, and that none of them runs anything while it is installed. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const REGISTRY = 'https://registry.npmjs.org/';

interface LockedPackage {
	version?: string;
	/** Left out for packages of the registry (`omit-lockfile-registry-resolved`). */
	resolved?: string;
	integrity?: string;
	link?: boolean;
	devDependencies?: Record<string, string>;
	dependencies?: Record<string, string>;
	license?: unknown;
}
interface Lockfile {
	lockfileVersion: number;
	packages: Record<string, LockedPackage>;
}
interface Manifest {
	dependencies?: Record<string, string>;
	devDependencies: Record<string, string>;
	scripts: Record<string, string>;
}

/** What is wrong with a lockfile, a sentence for each finding. */
function lockfileProblems(lockfile: Lockfile): string[] {
	return Object.entries(lockfile.packages).flatMap(([path, { version, resolved, integrity, link }]) => {
		if (path === '') return [];
		const problems: string[] = [];
		if (link || !path.includes('node_modules/')) problems.push(`${path}: a folder, not a package`);
		if (!/^\d+\.\d+\.\d+[\w.+-]*$/.test(version ?? '')) problems.push(`${path}: version ${String(version)}`);
		if (resolved !== undefined && !resolved.startsWith(REGISTRY)) problems.push(`${path}: from ${resolved}`);
		if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? '')) {
			problems.push(`${path}: integrity ${String(integrity)}`);
		}
		return problems;
	});
}

describe('the lockfile', () => {
	const lockfile = JSON.parse(read('package-lock.json')) as Lockfile;
	const manifest = JSON.parse(read('package.json')) as Manifest;

	it('names for every package a version and a hash, and no other place than the registry', () => {
		expect(Object.keys(lockfile.packages).length).toBeGreaterThan(300);
		expect(lockfileProblems(lockfile)).toEqual([]);
	});

	it('is that of package.json, which asks for exact versions', () => {
		expect(lockfile.packages['']?.devDependencies).toEqual(manifest.devDependencies);
		expect(lockfile.packages['']?.dependencies).toEqual(manifest.dependencies);
		const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
		expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
	});

	it('brings nothing that runs while it is installed', () => {
		expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
		const ofOurs = Object.keys(manifest.scripts).filter((name) =>
			/^(pre|post)?(install|prepare)$/.test(name)
		);
		expect(ofOurs).toEqual([]);
	});

	it.each<[string, LockedPackage]>([
		[
			'node_modules/x',
			{ version: '1.0.0', resolved: 'git+ssh://git@github.com/x/x.git#1', integrity: hash() }
		],
		['node_modules/x', { version: '1.0.0', resolved: 'http://registry.npmjs.org/x.tgz', integrity: hash() }],
		[
			'node_modules/x',
			{ version: '1.0.0', resolved: 'https://registry.npmjs.org.evil.example/x.tgz', integrity: hash() }
		],
		['node_modules/x', { version: 'file:../x', integrity: hash() }],
		['node_modules/x', { version: '1.0.0' }],
		['node_modules/x', { version: '1.0.0', integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }],
		['tools/x', { version: '1.0.0', integrity: hash() }],
		['node_modules/x', { version: '1.0.0', integrity: hash(), link: true }]
	])('would not be taken with %s %o', (path, found) => {
		expect(lockfileProblems({ lockfileVersion: 3, packages: { '': {}, [path]: found } })).toHaveLength(1);
	});
});

function hash(): string {
	return `sha512-${'A'.repeat(86)}==`;
}
