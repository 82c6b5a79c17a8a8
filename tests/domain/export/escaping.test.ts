/** Text of any kind, through each format and back by a reader that knows nothing of this project. */
import { parse as parseBibtex } from '@retorquere/bibtex-parser';
import { parse as parseRis } from 'astrocite-ris';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBibtex } from '../../../src/lib/domain/export/bibtex';
import { guardText, toCsv } from '../../../src/lib/domain/export/csv';
import { toRis } from '../../../src/lib/domain/export/ris';
import { oneLine, type Work } from '../../../src/lib/domain/export/work';

/** Text full of the signs that mean something to one format or another. */
const text = fc
	.array(
		fc.oneof(
			fc.string({ unit: 'grapheme', maxLength: 6 }),
			fc.constantFrom(
				...[
					'=',
					'+',
					'-',
					'--',
					'---',
					'@',
					'"',
					'""',
					"'",
					"''",
					',',
					';',
					'\t',
					'\r\n',
					'\n',
					'\\',
					'{',
					'}'
				],
				...[
					'$',
					'&',
					'#',
					'_',
					'%',
					'~',
					'^',
					'``',
					'?`',
					' and ',
					'ER  - ',
					'TY  - ',
					'Менск',
					'北京',
					'–',
					'“',
					'|'
				]
			)
		),
		{ maxLength: 12 }
	)
	.map((parts) => parts.join(''));
const words = text.map(oneLine).filter((line) => /[A-Za-z]/.test(line));

describe('CSV', () => {
	test('is read back cell by cell, and no text begins as a formula does', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(text, text, fc.integer()), { minLength: 1, maxLength: 6 }), (rows) => {
				const back = parseCsv(toCsv(['a', 'b', 'c'], rows)) as string[][];
				expect(back).toEqual([
					['a', 'b', 'c'],
					...rows.map(([a, b, c]) => [guardText(a), guardText(b), String(c)])
				]);
				for (const [a = '', b = ''] of back) {
					expect(a).not.toMatch(/^[=+\-@\t\r\n]/);
					expect(b).not.toMatch(/^[=+\-@\t\r\n]/);
				}
			})
		);
	});
	test('the guard takes nothing away and leaves other text alone', () => {
		fc.assert(
			fc.property(text, (cell) => {
				expect(guardText(cell).endsWith(cell)).toBe(true);
				if (/^[\p{L}\p{N}(“]/u.test(cell)) expect(guardText(cell)).toBe(cell);
			})
		);
	});
	test.each(['=1+1', '+1', '-2', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('guards %j', (cell) => {
		expect(guardText(cell)).toBe(`'${cell}`);
	});
	test('numbers stay numbers, negative ones too', () => {
		expect(toCsv(['n'], [[-12.5], [undefined], [true]])).toBe('n\r\n-12.5\r\n\r\ntrue\r\n');
	});
});

const work = (title: string, author: string, note: string): Work => ({
	id: 'some-work',
	type: 'webpage',
	title,
	author: [{ literal: author }, { family: 'Doe', given: 'Jane' }],
	note,
	issued: { 'date-parts': [[2024, 7, 3]] },
	URL: 'https://example.org/a_b?c=%20d&e=~f#g'
});

test('RIS: one record comes back whole, whatever the text', () => {
	fc.assert(
		fc.property(words, words, words, (title, author, note) => {
			const records = parseRis(toRis(work(title, author, note)));
			expect(records).toHaveLength(1);
			expect(records[0]).toMatchObject({ id: 'some-work', title, note });
			expect(records[0]?.URL).toBe('https://example.org/a_b?c=%20d&e=~f#g');
			expect(
				toRis(work(title, author, note))
					.split('\r\n')
					.every((line) => line === '' || /^[A-Z][A-Z0-9] {2}- /.test(line))
			).toBe(true);
		})
	);
});

test('BibTeX: one entry comes back whole, whatever the text', () => {
	fc.assert(
		fc.property(words, words, words, (title, author, note) => {
			const { entries, errors } = parseBibtex(toBibtex(work(title, author, note)), { sentenceCase: false });
			expect(errors).toEqual([]);
			expect(entries).toHaveLength(1);
			const { key, fields } = entries[0]!;
			const plain = (value: string | undefined): string | undefined =>
				value?.normalize('NFC').replace(/\s+/g, ' ').trim();
			expect(key).toBe('some-work');
			expect(plain(fields.title)).toBe(plain(title));
			expect(plain(fields.note)).toBe(plain(note));
			expect(fields.author).toHaveLength(2);
			expect(fields.author?.[1]).toMatchObject({ lastName: 'Doe', firstName: 'Jane' });
			expect(fields.url).toBe('https://example.org/a_b?c=%20d&e=~f#g');
		}),
		{ numRuns: 60 }
	);
});
