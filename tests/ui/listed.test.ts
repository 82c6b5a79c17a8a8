import { expect, test } from 'vitest';
import { LISTED, listedOf } from '../../src/lib/ui/listed';
import { makeFeature } from '../domain/made-features';

const members = Array.from({ length: 1000 }, (_, index) => ({
	feature: makeFeature([], { id: `thing-${index}` })
}));

test('a short list is written out whole', () => {
	const some = members.slice(0, LISTED);
	expect(listedOf(some, LISTED, 3)).toEqual({ rows: some, more: 0 });
});

test('of a long list each group writes its first, and the rest is counted', () => {
	const { rows, more } = listedOf(members, 8000, 8);
	expect(rows).toEqual(members.slice(0, LISTED / 8));
	expect(rows.length + more).toBe(members.length);
});

test('what is selected is written in any case', () => {
	const { rows, more } = listedOf(members, 8000, 8, 'thing-777');
	expect(rows.at(-1)?.feature.id).toBe('thing-777');
	expect(rows.length + more).toBe(members.length);
});

test('a small group in a long list is written out whole', () => {
	expect(listedOf(members.slice(0, 5), 8000, 100)).toEqual({ rows: members.slice(0, 5), more: 0 });
});
