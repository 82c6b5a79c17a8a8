/** One page out of its renderings for many years: each year can be had out of it again, and the standing one exactly. */
import fc from 'fast-check';
import { parseFragment, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { expect, test } from 'vitest';
import { mergeYears } from '../../src/routes/merge-years';

const isIn = (spans: string, index: number): boolean =>
	spans.split(' ').some((span) => {
		const [from = 0, to = from] = span.split('-').map(Number);
		return from <= index && index <= to;
	});

/** The page with only what is marked as of a year, without the marks. */
function yearOf(merged: string, index: number, comments: boolean): string {
	const page = parseFragment(merged);
	const strip = (parent: Tree.ParentNode): void => {
		parent.childNodes = parent.childNodes.filter((node) => {
			if (!('attrs' in node)) return comments || node.nodeName === '#text';
			const attribute = (name: string) => node.attrs.find((one) => one.name === name)?.value;
			const [spans, byYear] = [attribute('data-in'), attribute('data-by-year')];
			if (byYear !== undefined) {
				for (const [name, each] of Object.entries(JSON.parse(byYear) as Record<string, string[]>))
					node.attrs = node.attrs.map((one) => (one.name === name ? { name, value: each[index]! } : one));
			}
			node.attrs = node.attrs.filter(({ name }) => !['data-in', 'data-off', 'data-by-year'].includes(name));
			strip(node);
			return spans === undefined || isIn(spans, index);
		});
	};
	strip(page);
	return serialize(page);
}
const withoutComments = (html: string): string => html.replaceAll(/<!--.*?-->/g, '');

/** Lists of things that come and go and say something else in each year, as the pages have them. */
const renderings = fc
	.record({
		years: fc.integer({ min: 1, max: 6 }),
		things: fc.array(fc.record({ from: fc.nat(5), to: fc.nat(5), turn: fc.nat(6) }), { maxLength: 6 })
	})
	.map(({ years, things }) =>
		Array.from({ length: years }, (_, year) => {
			const shown = things
				.map((thing, id) => ({ ...thing, id }))
				.filter(({ from, to }) => from <= year && year <= to)
				// What matters most in one year may come last in another
				.sort((a, b) => (year < 3 ? a.id - b.id : b.turn - a.turn));
			const rows = shown.map(
				({ id, turn }) =>
					`<li data-id="${id}"><!--[--><b>${id}</b> <i>${year < turn ? 'planned' : `since ${turn}`}</i><!--]--></li>`
			);
			const none = shown.length > 0 ? '' : '<!--[!--><p>Nothing</p>';
			return (
				`<!--[--><p>${shown.length} in ${year}</p><input type="range" value="${year}" style="--at:${year}">` +
				`<ul><!--[-->${rows.join('')}<!--]--></ul>${none}<!--]-->`
			);
		})
	);

test('every year can be had out of the merged page, and the standing one with all its comments', () => {
	fc.assert(
		fc.property(renderings, fc.nat(), (bodies, at) => {
			const standing = at % bodies.length;
			const merged = mergeYears(bodies, standing);
			expect(yearOf(merged, standing, true)).toBe(bodies[standing]);
			bodies.forEach((body, index) => {
				expect(yearOf(merged, index, false)).toBe(withoutComments(body));
			});
		})
	);
});

test('what shows in all years stands once, and what does not show in the standing year is off', () => {
	const merged = mergeYears(['<p>A</p>', '<p>A</p><b>B</b>', '<p>A</p>'], 0);
	expect(merged).toBe('<p>A</p><b data-in="1" data-off="">B</b>');
});

test('a control stays one element, with its values by year', () => {
	const merged = mergeYears(['<input value="1990">', '<input value="1991">'], 1);
	expect(merged).toBe(
		`<input value="1991" data-by-year="${'{"value":["1990","1991"]}'.replaceAll('"', '&quot;')}">`
	);
});

test('an attack stays text', () => {
	const text = '&lt;img src=x onerror=alert(1)&gt;';
	const bodies = [`<p title="&quot;&gt;${text}">1</p>`, `<p>${text}</p>`];
	const merged = mergeYears(bodies, 0);
	bodies.forEach((body, index) => expect(yearOf(merged, index, false)).toBe(serialize(parseFragment(body))));
});

test('a standing year that is none of them is refused', () => {
	expect(() => mergeYears(['<p></p>'], 1)).toThrow('one of 1 years expected, 1 found');
});
