/** How checks name a place in the data and put a finding into words. */
import type { Issue } from '../../src/lib/domain/issue';

export type Path = readonly (string | number)[];

/** A record in a file; `at` leads to it where one file holds several. */
export interface Place {
	readonly file: string;
	readonly at: Path;
}

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** `['properties', 'phases', 0, 'when']` → `properties.phases[0].when`. */
export const fieldPath = (path: Path): string =>
	path.reduce<string>((field, step) => {
		if (typeof step === 'number') return `${field}[${step}]`;
		if (!PLAIN_KEY.test(step)) return `${field}[${JSON.stringify(step)}]`;
		return field === '' ? step : `${field}.${step}`;
	}, '');

const LONGEST_QUOTE = 80;

/** A value as the author wrote it, cut short; hidden characters are spelled out, or the message would hide the fault. */
export function quote(value: unknown): string {
	if (value === undefined) return 'nothing';
	// JSON has no infinity, but 1e999 is read as one.
	const written = (
		typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
	).replace(
		/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu,
		(character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
	);
	const characters = Array.from(written);
	return characters.length <= LONGEST_QUOTE ? written : `${characters.slice(0, LONGEST_QUOTE - 1).join('')}…`;
}

/** The words of a finding; `found` is put in as it is. */
export interface Finding {
	readonly expected: string;
	readonly found: string;
	readonly remedy: string;
}

const issueAt = (severity: Issue['severity'], { file, at }: Place, path: Path, finding: Finding): Issue => ({
	severity,
	file,
	field: fieldPath([...at, ...path]),
	expected: finding.expected,
	found: finding.found,
	remedy: finding.remedy
});
export const errorAt = (place: Place, path: Path, finding: Finding): Issue =>
	issueAt('error', place, path, finding);
export const warningAt = (place: Place, path: Path, finding: Finding): Issue =>
	issueAt('warning', place, path, finding);

/** `'a', 'b' or 'c'`-like lists for remedies. */
export const listed = (words: readonly string[]): string => words.join(', ');

/** Values that stand more than once, with the index of every repetition. */
export function repetitions<T>(
	values: readonly T[],
	keyOf: (value: T) => string | undefined
): { key: string; index: number; first: number }[] {
	const firsts = new Map<string, number>();
	return values.flatMap((value, index) => {
		const key = keyOf(value);
		if (key === undefined) return [];
		const first = firsts.get(key);
		if (first !== undefined) return [{ key, index, first }];
		firsts.set(key, index);
		return [];
	});
}

/** A text of more characters cannot be held (it is the limit of V8), and each file that is written is one text. */
const LONGEST_TEXT = 2 ** 29 - 24;

/** What to say of an atlas too large to be written; undefined where the build broke off for another reason. */
export function sizeIssue(error: unknown): Issue | undefined {
	if (!(error instanceof RangeError) || error.message !== 'Invalid string length') return undefined;
	return errorAt({ file: 'features', at: [] }, [], {
		expected: `an atlas of which each file has at most ${LONGEST_TEXT.toLocaleString('en')} characters`,
		found: 'more features than that',
		remedy: 'divide it into several atlases, each in a folder of its own'
	});
}
