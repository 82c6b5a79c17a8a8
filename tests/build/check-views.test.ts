import { expect, test } from 'vitest';
import { checkViews } from '../../geodata/build/check-views';
import { formatIssue } from '../../src/lib/domain/issue';
import { atlas } from '../real-atlas';

const found = (...views: readonly string[]): string[] =>
	checkViews({
		...atlas,
		views: views.map((view, index) => ({ id: `view-${index % 2}`, title: 'A view', summary: 'Of it.', view }))
	}).map(formatIssue);

test('the views of the atlas are sound', () => {
	expect(atlas.views?.length).toBeGreaterThan(0);
	expect(checkViews(atlas)).toEqual([]);
});
test('a view is written as the explorer writes it', () => {
	expect(found('mode=all')).toEqual([]);
	const [layer, year, spelling] = [
		'mode=all&layers=great-stone,none',
		'year=99999',
		'mode=all&year=1900'
	].map((view) => found(view).join());
	for (const message of [layer, year, spelling])
		expect(message).toMatch(
			/^atlas\.json: views\[0\]\.view: .* expected, found .* — correct layers and years/
		);
	expect(spelling).toContain('"mode=all"');
});
test('a view in which nothing shows is refused', () => {
	const query = `mode=all&layers=`;
	expect(found(query).join()).toMatch(/^atlas\.json: views\[0\]\.view: .*something shows expected/);
});
test('an id stands once', () => {
	expect(found('mode=all', 'ghosts=1', 'mode=all').join()).toMatch(
		/^atlas\.json: views\[2\]\.id: .*a second time/
	);
});
