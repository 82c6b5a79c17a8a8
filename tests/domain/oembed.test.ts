import { describe, expect, test } from 'vitest';
import { oembedOf } from '../../src/lib/domain/oembed';
import { subjectIds, subjectOf } from '../../src/lib/domain/page-subject';
import { formatView, parseView } from '../../src/lib/domain/view-url';
import { atlas, evidence } from '../real-atlas';
import { afterWordPress } from '../wordpress';

const about = {
	title: 'Tsel “camp” & <others>',
	page: 'https://example.org/feature/tsel-camp/',
	frame: 'https://example.org/embed/?feature=tsel-camp&year=2014',
	card: 'https://example.org/cards/feature/tsel-camp.png',
	provider: { name: 'Faultlines', url: 'https://example.org/' }
};

describe('an oEmbed answer', () => {
	const answer = oembedOf(about);

	test('has what the specification asks of type rich', () => {
		expect(answer).toMatchObject({ version: '1.0', type: 'rich', width: 600, height: 450 });
		expect(answer).toMatchObject({ thumbnail_url: about.card, thumbnail_width: 1200, thumbnail_height: 630 });
		expect(Object.values(answer).every((value) => ['string', 'number'].includes(typeof value))).toBe(true);
	});
	test('escapes what it is given', () => {
		expect(answer.html).not.toMatch(/<others>/);
		expect(answer.html).toContain('feature=tsel-camp&amp;year=2014"');
		expect(oembedOf({ ...about, title: '"><script>alert(1)</script>' }).html).not.toContain('<script');
	});
	test('keeps link and frame in WordPress, and nothing else', () => {
		const kept = afterWordPress(answer.html, 'Secret1234');
		expect(kept).toBe(
			'<blockquote class="wp-embedded-content" data-secret="Secret1234">' +
				'<a href="https://example.org/feature/tsel-camp/">Tsel “camp” &amp; &lt;others&gt;</a></blockquote>' +
				'<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" ' +
				'style="position: absolute; visibility: hidden;" ' +
				'src="https://example.org/embed/?feature=tsel-camp&amp;year=2014#?secret=Secret1234" data-secret="Secret1234" ' +
				'title="Tsel “camp” &amp; &lt;others&gt;" width="600" height="450" frameborder="0" scrolling="auto"></iframe>'
		);
	});
	test('is refused by WordPress without its frame', () => {
		expect(afterWordPress('<blockquote><a href="/">x</a></blockquote>', 's')).toBeUndefined();
	});
});

describe('what each page is about', () => {
	test.each(subjectIds(atlas, evidence).filter((id) => !id.startsWith('source/')))('%s', (id) => {
		const subject = subjectOf(atlas, evidence, id)!;
		expect(subject.id).toBe(id);
		expect(subject.title).not.toBe('');
		expect(subject.documents.length).toBeGreaterThan(0);
		// The frame shows the view of the card
		expect(parseView(`?${formatView(subject.view, atlas)}`, atlas)).toEqual(subject.view);
	});
	test('documents and references have a view that shows something', () => {
		for (const { id } of evidence.sources) {
			const subject = subjectOf(atlas, evidence, `source/${id}`)!;
			expect(subject.view.layers.length).toBeGreaterThan(0);
		}
	});
	test('nothing is made of an unknown id', () => {
		for (const id of [
			'',
			'feature/',
			'feature/none',
			'layer/constructor',
			'source/__proto__',
			'feature/a/b',
			'../x'
		])
			expect(subjectOf(atlas, evidence, id)).toBeUndefined();
	});
});
