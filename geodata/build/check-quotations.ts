/** Quotations, as far as they can be checked without the texts: short, counted rightly, each once. */
import type { Issue } from '../../src/lib/domain/issue';
import type { PassageFileRecord } from '../../src/lib/domain/records';
import { itemsOf } from './loose';
import type { Located, LooseDataset } from './loose';
import { errorAt, quote, repetitions } from './report';

/** A quotation must be short to be one: the longest that is taken, in code points. */
export const LONGEST_QUOTATION = 320;
/** Prefix and suffix only tell places apart; more would be copying. */
export const LONGEST_CONTEXT = 64;

/** Code points, as the offsets count: independent of how a language stores text. */
export const lengthOf = (text: string): number => Array.from(text).length;

function checkFile(place: Located<PassageFileRecord>): Issue[] {
	const passages = itemsOf(place.record.passages);
	const ofEach = passages.flatMap(({ item: { exact, prefix, suffix, start, end }, index }) => {
		const issues: Issue[] = [];
		for (const [field, text] of [
			['prefix', prefix],
			['suffix', suffix]
		] as const) {
			if (text === undefined || lengthOf(text) <= LONGEST_CONTEXT) continue;
			issues.push(
				errorAt(place, ['passages', index, field], {
					expected: `at most ${LONGEST_CONTEXT} characters`,
					found: `${lengthOf(text)}`,
					remedy: `keep only the ${LONGEST_CONTEXT} characters next to the quotation`
				})
			);
		}
		if (exact === undefined) return issues;
		const length = lengthOf(exact);
		if (length > LONGEST_QUOTATION) {
			issues.push(
				errorAt(place, ['passages', index, 'exact'], {
					expected: `a quotation of at most ${LONGEST_QUOTATION} characters`,
					found: `${length}`,
					remedy: 'quote only the sentence that the claim rests on'
				})
			);
		}
		if (start !== undefined && end !== undefined && end - start !== length) {
			issues.push(
				errorAt(place, ['passages', index, 'end'], {
					expected: `an end ${length} characters after the start, as "exact" is long`,
					found: `start ${start} and end ${end}, ${end - start} apart`,
					remedy: `write ${start + length} if the start is right; count in Unicode code points`
				})
			);
		}
		return issues;
	});
	const repeated = (field: 'id' | 'exact', expected: string, remedy: string): Issue[] =>
		repetitions(passages, ({ item }) => item[field]).flatMap(({ key, index, first }) => {
			const again = passages[index];
			const earlier = passages[first];
			if (again === undefined || earlier === undefined) return [];
			return [
				errorAt(place, ['passages', again.index, field], {
					expected,
					found: `${quote(key)} again, first at passages[${earlier.index}]`,
					remedy
				})
			];
		});
	return [
		...ofEach,
		...repeated('id', 'an id used once in this source', 'give it an id of its own'),
		...repeated(
			'exact',
			'every quotation of a source once',
			'keep one of the two and let all evidence name it'
		)
	];
}

export const checkQuotations = ({ passages }: LooseDataset): Issue[] => passages.flatMap(checkFile);
