import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quotationOf, quotationUrl } from '../../src/lib/domain/text-fragment';
import { evidence } from '../real-atlas';

describe('a link to a quotation', () => {
	test.each([
		['https://example.org/a', 'two words', 'https://example.org/a#:~:text=two%20words'],
		['https://example.org/a#part', 'x', 'https://example.org/a#part:~:text=x'],
		[
			'https://example.org/a',
			'one-sided, & so on',
			'https://example.org/a#:~:text=one%2Dsided%2C%20%26%20so%20on'
		]
	])('%s “%s” is %s', (url, exact, expected) => {
		expect(quotationUrl(url, exact)).toBe(expected);
	});
	test('leaves no character that the directive would take for syntax', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (exact) => {
				const [, directive = ''] = quotationUrl('https://example.org/', exact).split(':~:text=');
				expect(directive).toMatch(/^[^\s,&#-]*$/);
			})
		);
	});
	test('decodes to the very words, whatever they are', () => {
		const words = fc.oneof(
			fc.string({ unit: 'grapheme' }),
			fc.string({ unit: 'binary' }),
			fc
				.array(fc.constantFrom('-', ',', '&', '%', '#', ':~:text=', '=', ' ', 'é', '工'))
				.map((parts) => parts.join(''))
		);
		fc.assert(
			fc.property(
				words,
				fc.constantFrom(
					'https://example.org/a',
					'https://example.org/?q=1&r=2',
					'https://example.org/a#part'
				),
				(exact, url) => {
					expect(quotationOf(quotationUrl(url, exact))).toBe(exact);
				}
			),
			{ numRuns: 2000 }
		);
	});
	test('decodes to the very words of every passage of the atlas', () => {
		expect(evidence.passages).toHaveLength(41);
		for (const { source, exact } of evidence.passages) {
			const url = evidence.sourceById.get(source)?.URL ?? 'https://example.org/a-source-without-an-address';
			const link = quotationUrl(url, exact);
			expect(quotationOf(link)).toBe(exact);
			expect(quotationOf(new URL(link).href)).toBe(exact);
			expect(new URL(link).href.split('#')[0]).toBe(new URL(url).href.split('#')[0]);
		}
	});
	test('is known by its directive', () => {
		expect(quotationOf('https://example.org/a#part')).toBeUndefined();
		expect(quotationOf('https://example.org/#:~:text=a%20b&text=c')).toBe('a b');
	});
	test('that a stranger broke decodes to nothing', () => {
		expect(quotationOf('https://example.org/#:~:text=%E0%A4%A')).toBeUndefined();
	});
});
