import type { Mark } from '../domain/marks';

/** How many marks the SVG map draws at most: with more of them a step would take a browser longer than a frame. */
export const SVG_MARKS = 1500;
/** How many it draws where they stand in for a crowd only until that is there. */
export const MARKS_FOR_NOW = 300;

/** An even share of the marks where there are too many to draw, so that the picture stays true; the selected one is always in it. */
export function boundedMarks(
	marks: readonly Mark[],
	selected: string | undefined,
	most = SVG_MARKS
): readonly Mark[] {
	if (marks.length <= most) return marks;
	const every = Math.ceil(marks.length / most);
	return marks.filter(({ feature }, index) => index % every === 0 || feature.id === selected);
}
