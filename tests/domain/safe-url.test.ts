import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeUrl } from '../../src/lib/domain/safe-url';
import { evidence } from '../real-atlas';

test.each([
	['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
	['http://example.org', 'http://example.org/'],
	[' https://example.org/ ', 'https://example.org/'],
	['https://пример.example/ж', 'https://xn--e1afmkfd.example/%D0%B6']
])('%j leads to %s', (address, expected) => {
	expect(safeUrl(address)).toBe(expected);
});

test.each([
	undefined,
	'',
	'example.org',
	'/path',
	'//example.org/',
	'javascript:alert(1)',
	'JAVASCRIPT:alert(1)',
	' java\nscript:alert(1)',
	'data:text/html,<script>alert(1)</script>',
	'blob:https://example.org/1',
	'file:///etc/passwd',
	'vbscript:x',
	'ftp://example.org/',
	'mailto:a@example.org',
	'https://user@example.org/',
	'https://user:secret@example.org/',
	'https://bank.example@evil.example/',
	'https://'
])('%j leads nowhere', (address) => {
	expect(safeUrl(address)).toBeUndefined();
});

test('no text makes it throw or leads anywhere but to the web', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string({ unit: 'binary' }),
				fc.webUrl(),
				fc.string().map((text) => `javascript:${text}`)
			),
			(address) => {
				const safe = safeUrl(address);
				if (safe !== undefined) expect(safe).toMatch(/^https?:\/\//);
			}
		)
	);
});

test('every address of a source is safe', () => {
	const addresses = evidence.sources.flatMap(({ URL: address }) => (address ? [address] : []));
	expect(addresses.length).toBeGreaterThan(100);
	expect(addresses.filter((address) => safeUrl(address) === undefined)).toEqual([]);
});
