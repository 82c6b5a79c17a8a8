/**
 * One page out of its renderings for many years: what shows in all of them stands once; what shows in some says in
 * which (`data-in`), and lies there unseen (`data-off`) where the standing year is none of them. A small script can then
 * show any of these years, before there is any data, and take all of it away again.
 */
import { parseFragment, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** Renderings of the same parent, by index of the year; a hole where it does not show. */
type Versions<T> = ReadonlyMap<number, T>;

interface Entry {
	readonly key: string;
	readonly versions: Map<number, Tree.ChildNode>;
}

/**
 * @param bodies Markup of the page in each year.
 * @param standing Index of the year that the page shows by itself. Without what is marked as of other years, and without
 *   the marks, the markup is that of this year again, node for node, so that it can be hydrated.
 */
export function mergeYears(bodies: readonly string[], standing: number): string {
	const body = bodies[standing];
	if (body === undefined)
		throw new Error(`index of one of ${bodies.length} years expected, ${standing} found`);
	const page = parseFragment(body);
	const versions = new Map<number, Tree.ParentNode>([[standing, page]]);
	bodies.forEach((other, index) => {
		if (index !== standing) versions.set(index, parseFragment(other));
	});
	mergeChildren(versions, standing);
	return serialize(page);
}

/** Puts into the first of these parents what the others hold; the standing one is the first wherever it is there. */
function mergeChildren(parents: Versions<Tree.ParentNode>, standing: number): void {
	const [first] = parents;
	if (!first) return;
	const [base, into] = first;
	const entries: Entry[] = [];
	for (const [index, parent] of parents) {
		let next = 0;
		for (const node of parent.childNodes) {
			// Comments tell Svelte where its blocks are in the year it takes up
			if ('data' in node && index !== standing) continue;
			const key = keyOf(node);
			const found = entries.findIndex((entry, at) => at >= next && entry.key === key);
			// The space between two elements, which only the base need have
			if (isText(node) && index !== base) {
				if (found === next) next += 1;
				continue;
			}
			if (found >= 0) entries[found]!.versions.set(index, node);
			else entries.splice(next, 0, { key, versions: new Map([[index, node]]) });
			next = found >= 0 ? found + 1 : next + 1;
		}
	}
	into.childNodes = entries.map(({ versions }) => {
		const [node] = versions.values();
		if (node && 'attrs' in node) {
			// Of one key, so all of them are elements
			const elements = versions as Versions<Tree.Element>;
			mergeChildren(elements, standing);
			if (versions.size < parents.size) {
				node.attrs.push({ name: 'data-in', value: spansOf([...versions.keys()]) });
				if (!versions.has(standing)) node.attrs.push({ name: 'data-off', value: '' });
			}
			if (node.tagName === 'input') noteAttributes(node, elements);
		}
		return node!;
	});
}

const isText = (node: Tree.ChildNode): node is Tree.TextNode => node.nodeName === '#text';

/** By which an element counts as the same in two years: what it is and what it says itself. */
function keyOf(node: Tree.ChildNode): string {
	if (!('attrs' in node)) return node.nodeName;
	const attributes = node.attrs.filter(({ name }) => node.tagName !== 'input' || !CHANGING.includes(name));
	const words = node.childNodes.map((child) => (isText(child) ? child.value.trim() : '')).join('');
	return `${node.tagName} ${attributes.map(({ name, value }) => `${name}=${value}`).join(' ')} ${words}`;
}

/** A control must stay the very same element under the reader's hand, so these of its attributes change by year. */
const CHANGING: readonly string[] = ['value', 'style', 'aria-valuetext', 'data-year'];

function noteAttributes(input: Tree.Element, versions: Versions<Tree.Element>): void {
	const changing: Record<string, (string | null)[]> = {};
	for (const name of CHANGING) {
		const each: (string | null)[] = [];
		for (const [index, { attrs }] of versions)
			each[index] = attrs.find((attribute) => attribute.name === name)?.value ?? null;
		if (new Set(Object.values(each)).size > 1) changing[name] = each;
	}
	if (Object.keys(changing).length > 0)
		input.attrs.push({ name: 'data-by-year', value: JSON.stringify(changing) });
}

/** `0-3 7`: ascending indexes as spans. */
function spansOf(indexes: readonly number[]): string {
	const spans: [number, number][] = [];
	for (const index of [...indexes].sort((a, b) => a - b)) {
		const last = spans.at(-1);
		if (last && last[1] === index - 1) last[1] = index;
		else spans.push([index, index]);
	}
	return spans.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
}
