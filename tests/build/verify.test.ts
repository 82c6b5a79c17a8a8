import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runVerify, verifyQuotations } from '../../geodata/build/verify';
import { formatIssue } from '../../src/lib/domain/issue';
import type { PassageFileRecord } from '../../src/lib/domain/records';
import { SMALL_ATLAS, SMALL_ATLAS_TEXTS, withDraft } from './small-atlas';

const letter = JSON.parse(
	readFileSync(join(SMALL_ATLAS, 'passages/strait-letter.json'), 'utf8')
) as PassageFileRecord;
const text = readFileSync(join(SMALL_ATLAS_TEXTS, 'strait-letter.txt'));

const changed = (
	index: number,
	change: Partial<PassageFileRecord['passages'][number]>
): PassageFileRecord => ({
	...letter,
	passages: letter.passages.map((passage, at) => (at === index ? { ...passage, ...change } : passage))
});
const fields = (file: PassageFileRecord, of: Uint8Array | string = text): string[] =>
	verifyQuotations(file, of).map(({ field }) => field);

describe('verifyQuotations', () => {
	test('takes true quotations, also beyond the basic plane', () => {
		expect(verifyQuotations(letter, text)).toEqual([]);
	});

	test('tells another text by its hash', () => {
		expect(fields(letter, `${text.toString('utf8')}\n`)).toEqual(['sha256']);
	});

	test('finds words that do not stand there, and tells where they do', () => {
		const { start, end } = letter.passages[3] ?? { start: 0, end: 0 };
		const issues = verifyQuotations(changed(3, { start: start + 1, end: end + 1 }), text);
		expect(issues.map(({ field }) => field)).toEqual(['passages[3].exact']);
		expect(issues[0]?.remedy).toBe(`write start ${start} and end ${end}`);
	});

	test('counts in code points, not in UTF-16 units', () => {
		const content = text.toString('utf8');
		const exact = letter.passages[3]?.exact ?? '';
		const start = content.indexOf(exact);
		expect(start).toBe((letter.passages[3]?.start ?? 0) + 1);
		expect(fields(changed(3, { start, end: start + exact.length }))).toEqual(['passages[3].exact']);
	});

	test('finds a word that was changed', () => {
		const issues = verifyQuotations(changed(3, { exact: 'The nature park was fenced in earlier' }), text);
		expect(issues[0]?.remedy).toMatch(/quote the text exactly/);
	});

	test('finds wrong words before and after', () => {
		expect(fields(changed(1, { prefix: 'was dug; ', suffix: ' And' }))).toEqual([
			'passages[1].prefix',
			'passages[1].suffix'
		]);
	});

	test('a prefix longer than what stands before is wrong', () => {
		expect(fields(changed(0, { start: 0, end: 1, exact: 'A', prefix: 'x', suffix: ' letter' }))).toContain(
			'passages[0].prefix'
		);
	});

	test('finds words that stand more than once', () => {
		const content = text.toString('utf8');
		const start = Array.from(content.slice(0, content.indexOf('the quay'))).length;
		expect(fields(changed(0, { exact: 'the quay', start, end: start + 8, prefix: '', suffix: '' }))).toEqual([
			'passages[0].exact'
		]);
	});
});

describe('runVerify', () => {
	const run = (folder: string, texts: string | undefined): { code: number; lines: string[] } => {
		const lines: string[] = [];
		const code = runVerify(folder, texts, (line) => lines.push(line));
		return { code, lines };
	};

	test('prints a line for every source', () => {
		expect(run(SMALL_ATLAS, SMALL_ATLAS_TEXTS)).toEqual({
			code: 0,
			lines: [
				'ferry-note: 1 quotation in ferry-note.txt: verified',
				'strait-letter: 4 quotations in strait-letter.txt: verified'
			]
		});
	});

	test('says which text the folder lacks', () => {
		const { code, lines } = run(SMALL_ATLAS, SMALL_ATLAS);
		expect(code).toBe(1);
		expect(lines.join('\n')).toMatch(
			/passages\/ferry-note\.json: the text ferry-note\.txt in .* expected, found none/
		);
	});

	test('asks for the folder', () => {
		expect(run(SMALL_ATLAS, undefined)).toEqual({
			code: 1,
			lines: ['usage: npm run data:verify -- <folder of texts>']
		});
	});

	test('fails on a false quotation and on a folder without data', () => {
		const code = withDraft(
			(draft) =>
				draft.json('passages/ferry-note.json', (file) => {
					file.passages[0].exact = file.passages[0].exact.replace('one', 'two');
				}),
			(folder) => run(folder, SMALL_ATLAS_TEXTS).code
		);
		expect(code).toBe(1);
		expect(run('/nowhere', SMALL_ATLAS_TEXTS).code).toBe(1);
	});

	test('finds a wrong length of the text, in code points', () => {
		const runWith = (characters: number): string[] =>
			withDraft(
				(draft) =>
					draft.json('sources/strait-letter.json', (file) => {
						file.custom.text.characters = characters;
					}),
				(folder) => run(folder, SMALL_ATLAS_TEXTS).lines
			);
		const length = Array.from(text.toString('utf8')).length;
		expect(runWith(length)).toHaveLength(2);
		expect(runWith(length + 1).join('\n')).toContain(
			`custom.text.characters: the length of the text, ${length} expected`
		);
	});

	test('does not stop at a record that breaks the schema', () => {
		const { code, lines } = withDraft(
			(draft) =>
				draft.json('passages/ferry-note.json', (file) => {
					file.passages[0].start = 'x';
					delete file.sha256;
				}),
			(folder) => run(folder, SMALL_ATLAS_TEXTS)
		);
		expect(code).toBe(1);
		expect(lines.join('\n')).toMatch(/sha256/);
	});
});

test('issues read as one line', () => {
	expect(
		formatIssue({ severity: 'error', file: 'a.json', field: 'b', expected: 'c', found: 'd', remedy: 'e' })
	).toBe('a.json: b: c expected, found d — e');
	expect(
		formatIssue({ severity: 'error', file: 'a.json', field: '', expected: 'c', found: 'd', remedy: 'e' })
	).toBe('a.json: c expected, found d — e');
});
