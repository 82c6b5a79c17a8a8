/** Settings of the atlas that must fit one another. */
import type { Issue } from '../../src/lib/domain/issue';
import { isEdtfProblem, parseAttested } from './edtf-interval';
import type { LooseDataset } from './loose';
import { errorAt, quote } from './report';

export function checkAtlas({ atlas }: LooseDataset): Issue[] {
	if (atlas === undefined) return [];
	const { horizon, defaultYear, axis, bbox } = atlas.record;
	const issues: Issue[] = [];
	const parsed = horizon === undefined ? undefined : parseAttested(horizon);
	if (parsed !== undefined && isEdtfProblem(parsed)) {
		issues.push(
			errorAt(atlas, ['horizon'], { expected: parsed.expected, found: quote(horizon), remedy: parsed.remedy })
		);
	}
	const { linearFrom, to } = axis ?? {};
	if (linearFrom !== undefined && to !== undefined && linearFrom >= to) {
		issues.push(
			errorAt(atlas, ['axis'], {
				expected: 'an axis that begins before it ends',
				found: quote(axis),
				remedy: 'swap "linearFrom" and "to"'
			})
		);
	} else if (
		defaultYear !== undefined &&
		((linearFrom !== undefined && defaultYear < linearFrom) || (to !== undefined && defaultYear > to))
	) {
		issues.push(
			errorAt(atlas, ['defaultYear'], {
				expected: `a year of the axis, ${linearFrom} to ${to}`,
				found: quote(defaultYear),
				remedy: 'choose a year of the axis, or widen the axis'
			})
		);
	}
	const [west, south, east, north] = bbox ?? [];
	if (west !== undefined && south !== undefined && east !== undefined && north !== undefined) {
		// West may be greater than east: then the box crosses the antimeridian (RFC 7946 §5.2).
		const isBox =
			Math.abs(west) <= 180 &&
			Math.abs(east) <= 180 &&
			west !== east &&
			south >= -90 &&
			north <= 90 &&
			south < north;
		if (!isBox) {
			issues.push(
				errorAt(atlas, ['bbox'], {
					expected: 'a box as west, south, east, north in degrees',
					found: quote(bbox),
					remedy: 'correct the order and the range of the four numbers'
				})
			);
		}
	}
	return issues;
}
