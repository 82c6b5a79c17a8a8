/** Settings of the atlas that must fit one another. */
import type { Issue } from '../../src/lib/domain/issue';
import type { BasemapSettings } from '../../src/lib/domain/records';
import { isEdtfProblem, parseAttested } from './edtf-interval';
import { itemsOf } from './loose';
import type { Loose, LooseDataset } from './loose';
import { errorAt, quote } from './report';
import type { Path, Place } from './report';

/** Whether the basemap knows a town, such as "IE Cobh". Without the function towns are not checked. */
export interface TownContext {
	readonly isTown?: ((named: string) => boolean) | undefined;
}
type IsTown = TownContext['isTown'];

export function checkAtlas({ atlas }: LooseDataset, { isTown }: TownContext = {}): Issue[] {
	if (atlas === undefined) return [];
	const { horizon, issued, defaultYear, axis, bbox } = atlas.record;
	const issues: Issue[] = [];
	for (const [field, date] of Object.entries({ horizon, issued })) {
		const parsed = date === undefined ? undefined : parseAttested(date);
		if (parsed !== undefined && isEdtfProblem(parsed)) {
			issues.push(
				errorAt(atlas, [field], { expected: parsed.expected, found: quote(date), remedy: parsed.remedy })
			);
		}
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
	if (isComplete(bbox) && !isBox(bbox)) issues.push(noBox(atlas, ['bbox'], bbox));
	return [...issues, ...checkBasemap(atlas, atlas.record.basemap, isTown)];
}

type LooseBox = readonly (number | undefined)[] | undefined;

/** Anything else is what the schema reports. */
const isComplete = (box: LooseBox): box is readonly number[] =>
	box?.length === 4 && box.every((side) => side !== undefined);

/** West may be greater than east: then the box crosses the antimeridian (RFC 7946 §5.2). */
function isBox([west = NaN, south = NaN, east = NaN, north = NaN]: readonly number[]): boolean {
	return (
		Math.abs(west) <= 180 &&
		Math.abs(east) <= 180 &&
		west !== east &&
		south >= -90 &&
		north <= 90 &&
		south < north
	);
}

const noBox = (atlas: Place, path: Path, found: readonly number[]): Issue =>
	errorAt(atlas, path, {
		expected: 'a box as west, south, east, north in degrees',
		found: quote(found),
		remedy: 'correct the order and the range of the four numbers'
	});

/** Boxes of the basemap lie on one side of the antimeridian; two boxes do for what lies on both. */
function checkBasemap(atlas: Place, basemap: Loose<BasemapSettings> | undefined, isTown: IsTown): Issue[] {
	const boxes: readonly (readonly [Path, LooseBox])[] = [
		...boxesAt(['basemap', 'focus'], basemap?.focus),
		...boxesAt(['basemap', 'near'], basemap?.near),
		...boxesAt(['basemap', 'around'], basemap?.around),
		...boxesAt(['basemap', 'towns', 'within'], basemap?.towns?.within)
	];
	return [
		...boxes.flatMap(([path, box]) => {
			if (!isComplete(box)) return [];
			const [west = 0, , east = 0] = box;
			if (!isBox(box)) return [noBox(atlas, path, box)];
			return west < east
				? []
				: [
						errorAt(atlas, path, {
							expected: 'a box whose west is less than its east',
							found: quote(box),
							remedy: 'write two boxes, one on each side of 180 degrees'
						})
					];
		}),
		...itemsOf(basemap?.towns?.always).flatMap(({ item, index }) =>
			isTown?.(item) === false
				? [
						errorAt(atlas, ['basemap', 'towns', 'always', index], {
							expected: 'a town of the list of towns (GeoNames), as "<country code> <name>"',
							found: quote(item),
							remedy: 'correct its spelling, or leave it out; the list ends at about 1000 inhabitants'
						})
					]
				: []
		)
	];
}

const boxesAt = (path: Path, boxes: readonly LooseBox[] | undefined) =>
	itemsOf(boxes).map(({ item, index }) => [[...path, index], item] as const);
