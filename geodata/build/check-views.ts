import type { Atlas } from '../../src/lib/domain/atlas';
import type { Issue } from '../../src/lib/domain/issue';
import { marksOf } from '../../src/lib/domain/marks';
import { parseView, formatView } from '../../src/lib/domain/view-url';
import { errorAt, quote } from './report';

/** Named views: each says what an explorer would write, and something shows in it. Asked of the compiled atlas, whose layers and years they name. */
export function checkViews(atlas: Atlas): readonly Issue[] {
	const views = atlas.views ?? [];
	return views.flatMap(({ id, view: query }, index) => {
		const place = { file: 'atlas.json', at: ['views', index] };
		const view = parseView(query, atlas);
		const written = formatView(view, atlas);
		const issues: Issue[] = [];
		if (views.findIndex((other) => other.id === id) < index)
			issues.push(
				errorAt(place, ['id'], {
					expected: 'an id of its own',
					found: `${quote(id)} a second time`,
					remedy: 'give one of the two another id'
				})
			);
		if (written !== query)
			issues.push(
				errorAt(place, ['view'], {
					expected: `${quote(written)}, the same view as the explorer writes it,`,
					found: quote(query),
					remedy: 'correct layers and years, or copy the address of the view from the explorer'
				})
			);
		else if (marksOf(atlas, view).length === 0)
			issues.push(
				errorAt(place, ['view'], {
					expected: 'a view in which something shows',
					found: `${quote(query)}, in which nothing does`,
					remedy: 'choose another time or more layers'
				})
			);
		return issues;
	});
}
