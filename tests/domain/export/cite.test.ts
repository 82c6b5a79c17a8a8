import { parse as parseBibtex } from '@retorquere/bibtex-parser';
import { parse as parseRis } from 'astrocite-ris';
import { describe, expect, test } from 'vitest';
import {
	citationsOf,
	citeApa,
	citeChicago,
	citeFootnote,
	passageCitations
} from '../../../src/lib/domain/export/cite';
import { atlasWork, featureWork, workOf, type Work } from '../../../src/lib/domain/export/work';
import { atlas, evidence, featureOf } from '../../real-atlas';

const ROOT = 'https://example.org/';

describe('a feature', () => {
	const work = featureWork(atlas, evidence, featureOf('tsel-camp'), `${ROOT}feature/tsel-camp/`);
	test('is cited as a part of the atlas, with version and address', () => {
		expect(citationsOf(work)).toMatchObject({
			apa: 'The Faultlines contributors. (2026, November). Tsel camp [Data set]. In Faultlines (Version test-version). https://example.org/feature/tsel-camp/',
			chicago:
				'The Faultlines contributors. “Tsel camp.” In Faultlines. Version test-version. November 2026. https://example.org/feature/tsel-camp/.',
			footnote:
				'The Faultlines contributors, “Tsel camp,” in Faultlines, version test-version, November 2026, https://example.org/feature/tsel-camp/.'
		});
	});
	test('goes into citation software', () => {
		const { bibtex, ris } = citationsOf(work);
		expect(parseBibtex(bibtex).entries[0]?.fields).toMatchObject({
			url: `${ROOT}feature/tsel-camp/`,
			version: 'test-version',
			year: '2026'
		});
		expect(parseRis(ris)).toMatchObject([{ type: 'dataset', URL: `${ROOT}feature/tsel-camp/` }]);
	});
});

test('the atlas is cited by its own settings; one that names no creator is its own', () => {
	expect(citeApa(atlasWork(atlas, evidence, ROOT))).toBe(
		'The Faultlines contributors. (2026, November). Faultlines (Version test-version) [Data set]. https://example.org/'
	);
	const plain = { ...evidence, about: { creator: 'Small atlas', purpose: [], borders: [], credits: [] } };
	expect(citeChicago(atlasWork({ ...atlas, title: 'Small atlas' }, plain, ROOT))).toBe(
		'Small atlas. Small atlas. Version test-version. n.d. https://example.org/.'
	);
});

describe('sources', () => {
	const book: Work = {
		id: 'book',
		type: 'book',
		title: 'Why borders move?',
		author: [
			{ family: 'Doe', given: 'Jane Q.' },
			{ family: 'Roe', given: 'Jean-Luc' },
			{ literal: 'Institute of Maps' }
		],
		publisher: 'Atlas Press',
		issued: { 'date-parts': [[2019, 3, 5]] }
	};
	test('with several authors', () => {
		expect(citeApa(book)).toBe(
			'Doe, J. Q., Roe, J.-L., & Institute of Maps. (2019, March 5). Why borders move? Atlas Press.'
		);
		expect(citeChicago(book)).toBe(
			'Doe, Jane Q., Jean-Luc Roe, and Institute of Maps. Why borders move? Atlas Press. March 5, 2019.'
		);
		expect(citeFootnote(book)).toBe(
			'Jane Q. Doe, Jean-Luc Roe, and Institute of Maps, Why borders move? Atlas Press, March 5, 2019.'
		);
	});
	test('with two authors, or none', () => {
		const two = { ...book, author: book.author!.slice(0, 2) };
		expect(citeApa(two)).toMatch(/^Doe, J\. Q\., & Roe, J\.-L\. \(2019/);
		expect(citeFootnote(two)).toMatch(/^Jane Q\. Doe and Jean-Luc Roe, /);
		const { author: _, publisher: __, issued: ___, ...bare } = book;
		expect(citeApa(bare)).toBe('Why borders move? (n.d.).');
		expect(citeApa({ ...bare, publisher: 'Atlas Press' })).toBe('Atlas Press. (n.d.). Why borders move?');
	});
	test('of the atlas can all be cited, each with its title, in every form', () => {
		for (const source of evidence.sources) {
			const { apa, chicago, footnote } = citationsOf(workOf(source));
			for (const text of [apa, chicago, footnote]) {
				expect(text).toContain(source.title);
				if (source.URL) expect(text).toContain(source.URL);
				expect(text, source.id).not.toMatch(/undefined|\.\.(?!\.)|,,|\(\)| {2}/);
			}
		}
	});
});

test('a passage is cited as its source, with its words and where they were found', () => {
	const passage = evidence.passages.find(({ source }) => source === 'kuchukhidze-2025')!;
	const source = workOf(evidence.sourceById.get(passage.source)!);
	const address = `${ROOT}source/kuchukhidze-2025/#x`;
	const { apa, footnote, bibtex, ris } = passageCitations(
		passage,
		source,
		atlasWork(atlas, evidence, address)
	);
	expect(apa).toMatch(
		/^Kuchukhidze, A\. \(ca\. 2025\)\. Behind the Curtain.* \(as cited in The Faultlines contributors\. /
	);
	expect(footnote).toMatch(/^Anton Kuchukhidze, “Behind the Curtain/);
	expect(footnote).toContain(
		`“${passage.exact}”; quoted in The Faultlines contributors, Faultlines, version`
	);
	expect(footnote).toContain(address);
	expect(parseBibtex(bibtex).errors).toEqual([]);
	expect(parseRis(ris)).toHaveLength(1);
	expect(ris).toContain(passage.exact);
});
