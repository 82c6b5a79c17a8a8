/** The loader as bytes; what it does is shown in a browser, by tests/e2e/hosts. */
import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { loaderFiles, type LoaderFiles } from '../../src/lib/embed/loader-files.server';

describe('the loader', () => {
	let files: LoaderFiles;
	beforeAll(async () => {
		files = await loaderFiles();
	});

	it('takes at most 2 kB gzip', () => {
		expect(files.gzip).toBeLessThanOrEqual(2000);
	});

	it('is a classic script that makes no markup or code from text and imports nothing', () => {
		for (const word of [
			/\bimport\b/,
			/\bexport\b/,
			/\beval\b/,
			/\bFunction\(/,
			/innerHTML|outerHTML|insertAdjacentHTML|document\.write/,
			/cssText|setAttribute\(.style/,
			/fetch\(|XMLHttpRequest|sendBeacon/,
			/localStorage|sessionStorage|cookie/,
			/\.focus\(|scrollIntoView|scrollTo/,
			/location\b|open\(/
		]) {
			expect(files.code).not.toMatch(word);
		}
		expect(() => new Script(files.code)).not.toThrow();
	});

	it('has its hash in its pinned name and in its integrity', () => {
		expect(files.pinned).toBe(`v1.${createHash('sha256').update(files.code).digest('hex').slice(0, 10)}.js`);
		expect(files.integrity).toBe(`sha384-${createHash('sha384').update(files.code).digest('base64')}`);
	});
});
