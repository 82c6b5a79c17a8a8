/** Characters that a reviewer cannot see, and space at the ends of texts. */
import type { Issue } from '../../src/lib/domain/issue';
import type { DataFile, Dataset } from './dataset';
import { errorAt, quote } from './report';
import type { Path, Place } from './report';

/** C0 and C1 controls with tab and line ends, line and paragraph separators, lone halves of surrogate pairs. */
const CONTROL = /[\p{Cc}\u2028\u2029\p{Cs}]/u;
/** Quotations keep the line ends of their source. */
const CONTROL_BUT_LINE_ENDS = /(?![\n\t])[\p{Cc}\u2028\u2029\p{Cs}]/u;
/** They turn the direction of text around and can make a line read as something else (CVE-2021-42574). */
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
/** Zero width and soft hyphen; the non-joiner is spelling, not trickery, between Arabic letters (Persian). */
const ZERO_WIDTH =
	/[\u00AD\u180E\u200B\u200D\u2060-\u2064\uFEFF]|(?<!\p{Script=Arabic})\u200C|\u200C(?!\p{Script=Arabic})/u;

const FAULTS = [
	{ kind: 'control character', remedy: 'remove it; texts are of one line' },
	{ kind: 'bidirectional control character', remedy: 'remove it; direction is set where the text is shown' },
	{ kind: 'zero-width character', remedy: 'remove it, perhaps by typing the text anew' }
] as const;

const codeOf = (character: string): string =>
	`U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

function checkString(place: Place, path: Path, text: string, isVerbatim: boolean): Issue[] {
	const patterns = [isVerbatim ? CONTROL_BUT_LINE_ENDS : CONTROL, BIDI, ZERO_WIDTH];
	const hidden = FAULTS.flatMap(({ kind, remedy }, index) => {
		const match = patterns[index]?.exec(text);
		if (match === null || match === undefined) return [];
		return [
			errorAt(place, path, {
				expected: `text without a ${kind}`,
				found: `${codeOf(match[0])} in ${quote(text)}`,
				remedy: isVerbatim
					? 'end or begin the quotation elsewhere; hidden characters are not shown to readers'
					: remedy
			})
		];
	});
	if (isVerbatim || text === text.trim()) return hidden;
	return [
		...hidden,
		errorAt(place, path, {
			expected: 'text without space at its ends',
			found: quote(text),
			remedy: 'remove the space at the beginning or the end'
		})
	];
}

const VERBATIM: ReadonlySet<string | number> = new Set(['exact', 'prefix', 'suffix']);

function checkValue(place: Place, path: Path, value: unknown, inPassages: boolean): Issue[] {
	if (typeof value === 'string') {
		const last = path.at(-1);
		return checkString(
			place,
			path,
			value,
			inPassages && path.length === 3 && last !== undefined && VERBATIM.has(last)
		);
	}
	if (Array.isArray(value))
		return value.flatMap((item: unknown, index) => checkValue(place, [...path, index], item, inPassages));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, item]) => checkValue(place, [...path, key], item, inPassages));
}

/** Looks at every text in every file, known field or not. */
export function checkText(dataset: Dataset): Issue[] {
	const { atlas, layers, kinds, features, routes, figures, sources, passages } = dataset;
	const check = ({ file, value }: DataFile, inPassages: boolean): Issue[] =>
		checkValue({ file, at: [] }, [], value, inPassages);
	return [
		...[atlas, layers, kinds, ...features, ...routes, ...figures, ...sources].flatMap((file) =>
			file === undefined ? [] : check(file, false)
		),
		...passages.flatMap((file) => check(file, true))
	];
}
