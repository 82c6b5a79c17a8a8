/**
 * Proves the quotations against the texts, which stay outside the project:
 *
 *     npm run data:verify -- <folder of texts>
 *
 * Anyone who has the texts can run it; `GEODATA=<folder>` selects another atlas.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatIssue } from '../../src/lib/domain/issue';
import type { Issue } from '../../src/lib/domain/issue';
import type { PassageFileRecord } from '../../src/lib/domain/records';
import { checkRecords } from './check-records';
import { stemOf } from './dataset';
import { itemsOf } from './loose';
import type { Loose } from './loose';
import { readDataset } from './read';
import { errorAt, quote } from './report';

/** How often a text stands in another, overlaps counted too: a second find is a doubt, however it lies. */
function occurrences(text: string, part: string): number {
	let count = 0;
	for (let at = text.indexOf(part); at !== -1 && part !== ''; at = text.indexOf(part, at + 1)) count += 1;
	return count;
}

/** Offset in code points of the first find. */
const codePointOffset = (text: string, part: string): number =>
	Array.from(text.slice(0, text.indexOf(part))).length;

/**
 * Checks the quotations of one source in its text, given as the bytes of the file (whose sha-256 is checked too).
 * `file` names the passage file in the issues.
 */
export function verifyQuotations(
	passageFile: Loose<PassageFileRecord>,
	text: Uint8Array | string,
	file = `passages/${passageFile.source ?? 'unknown'}.json`
): Issue[] {
	const place = { file, at: [] };
	const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const content = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
	const characters = Array.from(content);
	const slice = (start: number, end: number): string =>
		characters.slice(Math.max(0, start), Math.max(0, end)).join('');

	const issues: Issue[] = [];
	if (sha256 !== passageFile.sha256) {
		issues.push(
			errorAt(place, ['sha256'], {
				expected: `the sha-256 of the text, ${sha256}`,
				found: passageFile.sha256 ?? 'nothing',
				remedy: 'get the text that the offsets count in, or count them anew in this one'
			})
		);
	}
	for (const { item, index } of itemsOf(passageFile.passages)) {
		const { exact, prefix, suffix, start, end } = item;
		if (exact === undefined || start === undefined || end === undefined) continue;
		const field = (name: string): (string | number)[] => ['passages', index, name];
		const count = occurrences(content, exact);
		const stands = slice(start, end) === exact;
		if (!stands) {
			const where = codePointOffset(content, exact);
			issues.push(
				errorAt(place, field('exact'), {
					expected: `these words at characters ${start} to ${end}`,
					found: quote(slice(start, end)),
					remedy:
						count === 0
							? 'quote the text exactly, or find out which text was quoted'
							: `write start ${where} and end ${where + Array.from(exact).length}`
				})
			);
		}
		if (count > 1) {
			issues.push(
				errorAt(place, field('exact'), {
					expected: 'words that stand once in the text',
					found: `${count} places`,
					remedy: 'quote a little more, until the words are found once'
				})
			);
		}
		if (!stands) continue;
		const before = prefix === undefined ? undefined : slice(start - Array.from(prefix).length, start);
		if (before !== undefined && before !== prefix) {
			issues.push(
				errorAt(place, field('prefix'), {
					expected: `the words before the quotation, ${quote(before)}`,
					found: quote(prefix),
					remedy: 'copy them from the text'
				})
			);
		}
		const after = suffix === undefined ? undefined : slice(end, end + Array.from(suffix).length);
		if (after !== undefined && after !== suffix) {
			issues.push(
				errorAt(place, field('suffix'), {
					expected: `the words after the quotation, ${quote(after)}`,
					found: quote(suffix),
					remedy: 'copy them from the text'
				})
			);
		}
	}
	return issues;
}

/** Checks the length that a source states of its text, in code points; a source need not state it. */
function verifyLength(stated: number | undefined, bytes: Uint8Array, file: string): Issue[] {
	const { length } = Array.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
	if (stated === undefined || stated === length) return [];
	return [
		errorAt({ file, at: [] }, ['custom', 'text', 'characters'], {
			expected: `the length of the text, ${length}`,
			found: String(stated),
			remedy: `write ${length}`
		})
	];
}

export interface VerifiedSource {
	readonly file: string;
	/** File name of the text, if the source names one. */
	readonly text: string | undefined;
	readonly passages: number;
	readonly issues: readonly Issue[];
}

/** Verifies every passage file of a data folder; the texts are looked up by file name in `textFolder`. */
export function verifyDataset(
	folder: string,
	textFolder: string
): { verified: VerifiedSource[]; issues: Issue[] } {
	const { dataset, issues } = readDataset(folder);
	const { loose } = checkRecords(dataset);
	const sourceOf = new Map(loose.sources.map((source) => [source.record.id ?? stemOf(source.file), source]));
	const verified = loose.passages.map(({ file, record }): VerifiedSource => {
		const source = sourceOf.get(record.source ?? stemOf(file));
		const named = source?.record.custom?.text?.file;
		const text = named === undefined ? undefined : basename(named);
		const passages = record.passages?.length ?? 0;
		if (text === undefined) {
			const issue = errorAt({ file, at: [] }, ['source'], {
				expected: 'a source that names its text',
				found: quote(record.source),
				remedy: 'add custom.text to the source'
			});
			return { file, text, passages, issues: [issue] };
		}
		let bytes: Uint8Array;
		try {
			bytes = readFileSync(join(textFolder, text));
		} catch {
			const issue = errorAt({ file, at: [] }, [], {
				expected: `the text ${text} in ${textFolder}`,
				found: 'none',
				remedy: 'give the folder that holds it: npm run data:verify -- <folder of texts>'
			});
			return { file, text, passages, issues: [issue] };
		}
		const {
			file: sourceFile,
			record: { custom }
		} = source!;
		return {
			file,
			text,
			passages,
			issues: [
				...verifyQuotations(record, bytes, file),
				...verifyLength(custom?.text?.characters, bytes, sourceFile)
			]
		};
	});
	return { verified, issues };
}

/** The command: a line for every source, then every problem. Returns the exit code. */
export function runVerify(
	folder: string,
	textFolder: string | undefined,
	print: (line: string) => unknown
): 0 | 1 {
	if (textFolder === undefined) {
		print('usage: npm run data:verify -- <folder of texts>');
		return 1;
	}
	const { verified, issues } = verifyDataset(folder, textFolder);
	for (const { file, text, passages, issues: problems } of verified) {
		const outcome =
			problems.length === 0 ? 'verified' : `${problems.length} problem${problems.length === 1 ? '' : 's'}`;
		print(
			`${stemOf(file)}: ${passages} quotation${passages === 1 ? '' : 's'} in ${text ?? 'no text'}: ${outcome}`
		);
	}
	const all = [...issues, ...verified.flatMap((each) => each.issues)];
	for (const issue of all) print(formatIssue(issue));
	if (verified.length === 0) print(`${folder}: no passage files found`);
	return all.length === 0 && verified.length > 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const folder = process.env['GEODATA'] ?? fileURLToPath(new URL('..', import.meta.url));
	process.exitCode = runVerify(folder, process.argv[2], (line) => process.stdout.write(`${line}\n`));
}
