import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findJsonProblems, lineAndColumn } from '../../geodata/build/json-text';

const throws = (text: string): boolean => {
	try {
		JSON.parse(text);
		return false;
	} catch {
		return true;
	}
};
const hasSyntaxProblem = (text: string): boolean =>
	findJsonProblems(text).some(({ kind }) => kind === 'syntax');

describe('findJsonProblems', () => {
	test('takes what JSON.stringify writes', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.constantFrom('', '\t', 2), (value, indent) => {
				expect(findJsonProblems(JSON.stringify(value, null, indent))).toEqual([]);
			})
		);
	});

	test('finds a syntax error exactly where JSON.parse throws', () => {
		const damaged = fc
			.tuple(
				fc.jsonValue(),
				fc.nat(),
				fc.constantFrom('', ',', '"', '}', ']', ':', '\\', '0', '-', '.', 'e', '\n', 'x', '\u0001')
			)
			.map(([value, at, letter]) => {
				const text = JSON.stringify(value);
				const place = at % (text.length + 1);
				return text.slice(0, place) + letter + text.slice(place + (at % 2));
			});
		fc.assert(
			fc.property(damaged, (text) => {
				expect(hasSyntaxProblem(text)).toBe(throws(text));
			}),
			{ numRuns: 3000 }
		);
	});

	test.each([
		['{"a": 1,}', 8, 'a key in double quotes', '"}"'],
		['{"a" 1}', 5, '":" after the key', '"1"'],
		['[1 2]', 3, '"," or "]"', '"2"'],
		['{"a": 1', 7, '"," or "}"', 'the end of the file'],
		['', 0, 'a JSON value', 'the end of the file'],
		['{} x', 3, 'the end of the file', '"x"'],
		['{"a": tru}', 6, 'a JSON value', '"t"']
	])('%s', (text, offset, expected, found) => {
		expect(findJsonProblems(text)).toEqual([{ kind: 'syntax', offset, expected, found }]);
	});

	test('finds duplicate keys on every level, also when escaped', () => {
		expect(
			findJsonProblems('{"a":{"b":1,"\\u0062":2},"a":[{"c":1},{"c":1}]}').map(({ offset }) => offset)
		).toEqual([12, 24]);
	});

	test('refuses brackets without end', () => {
		expect(hasSyntaxProblem('['.repeat(100_000))).toBe(true);
	});
});

test('lines and columns count from one', () => {
	expect(lineAndColumn('ab\ncd\r\nef', 0)).toEqual({ line: 1, column: 1 });
	expect(lineAndColumn('ab\ncd\r\nef', 4)).toEqual({ line: 2, column: 2 });
	expect(lineAndColumn('ab\ncd\r\nef', 8)).toEqual({ line: 3, column: 2 });
});
