/** The markup of every page, by the Nu HTML checker. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUILD_FOLDER } from './site';

/** The package exports the path of its program. */
const vnu = createRequire(import.meta.url)('vnu-jar') as string;
/** The checker is a Java program, and Node alone must do for these tests: without Java this one cannot run. */
const hasJava = spawnSync('java', ['-version']).status === 0;
if (!hasJava) console.warn('No Java here: the markup is not checked');
const pages = readdirSync(BUILD_FOLDER, { recursive: true })
	.map(String)
	.filter((name) => name.endsWith('.html'));

describe('markup', () => {
	// Skipped in words where there is no Java: it is no part of what the project needs.
	it.skipIf(!hasJava)('the Nu HTML checker finds no error on any page', () => {
		const { status, stderr } = spawnSync('java', ['-Xss2m', '-jar', vnu, '--errors-only', ...pages], {
			cwd: BUILD_FOLDER,
			encoding: 'utf8',
			maxBuffer: 1e8
		});
		expect(stderr).toBe('');
		expect(status).toBe(0);
	});

	it('a page that is not there is readable at any depth and without script', () => {
		const html = readFileSync(join(BUILD_FOLDER, '404.html'), 'utf8');
		expect(html).toContain('There is no page at this address');
		expect(html).not.toMatch(/<(script|link)\b|(src|href)="\.\.?\//);
	});
});
