/**
 * What `JSON.parse` does not tell: where exactly a text stops being JSON (its message has no place in every engine)
 * and which keys stand twice (it keeps the last and says nothing).
 */
import { quote } from './report';

export interface JsonProblem {
	readonly kind: 'syntax' | 'duplicate-key';
	/** In UTF-16 units, as string indexes are. */
	readonly offset: number;
	readonly expected: string;
	readonly found: string;
}

/** Deeper than any record here; recursion further down could end in a stack overflow. */
const DEEPEST = 64;

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

class SyntaxProblem extends Error {
	constructor(
		readonly offset: number,
		readonly expected: string
	) {
		super(expected);
	}
}

/** Finds duplicate keys and the first syntax error. Finds a syntax error exactly where `JSON.parse` throws. */
export function findJsonProblems(text: string): JsonProblem[] {
	let at = 0;
	const duplicates: JsonProblem[] = [];

	const take = (pattern: RegExp): string | undefined => {
		pattern.lastIndex = at;
		const match = pattern.exec(text)?.[0];
		if (match !== undefined) at += match.length;
		return match;
	};
	const fail = (expected: string): never => {
		throw new SyntaxProblem(at, expected);
	};
	/** Reads the items of an object or array up to and with its closing bracket. */
	const items = (close: string, readItem: () => void): void => {
		at += 1;
		take(SPACE);
		if (text[at] === close) {
			at += 1;
			return;
		}
		for (;;) {
			readItem();
			if (text[at] === ',') {
				at += 1;
				take(SPACE);
			} else if (text[at] === close) {
				at += 1;
				return;
			} else fail(`"," or "${close}"`);
		}
	};
	const readValue = (depth: number): void => {
		if (depth > DEEPEST) fail(`at most ${DEEPEST} levels of brackets`);
		take(SPACE);
		if (text[at] === '{') {
			const keys = new Set<string>();
			items('}', () => {
				const offset = at;
				const key = take(STRING) ?? fail('a key in double quotes');
				const name = String(JSON.parse(key));
				if (keys.has(name))
					duplicates.push({
						kind: 'duplicate-key',
						offset,
						expected: 'every key once',
						found: `${key} again`
					});
				keys.add(name);
				take(SPACE);
				if (text[at] !== ':') fail('":" after the key');
				at += 1;
				readValue(depth + 1);
			});
		} else if (text[at] === '[') items(']', () => readValue(depth + 1));
		else if ((take(STRING) ?? take(NUMBER) ?? take(WORD)) === undefined) {
			fail(
				text[at] === '"'
					? 'a string that is closed on its line, with \\n and \\" for line ends and quotes'
					: 'a JSON value'
			);
		}
		take(SPACE);
	};

	try {
		readValue(0);
		if (at < text.length) fail('the end of the file');
		return duplicates;
	} catch (problem) {
		if (!(problem instanceof SyntaxProblem)) throw problem;
		const character = text.codePointAt(problem.offset);
		const found = character === undefined ? 'the end of the file' : quote(String.fromCodePoint(character));
		return [...duplicates, { kind: 'syntax', offset: problem.offset, expected: problem.expected, found }];
	}
}

/** Line and column of an offset, both from 1, as editors count. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
	const before = text.slice(0, offset).split(/\r\n|\n|\r/);
	return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
