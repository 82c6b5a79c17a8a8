import type { Mark } from '../domain/marks';

/** How many marks the SVG map draws at most: with more of them a step would take a browser longer than a frame. */
export const SVG_MARKS = 1500;

/** An even share of the marks where there are too many to draw, so that the picture stays true; the selected one is always in it. */
export function boundedMarks(marks: readonly Mark[], selected: string | undefined): readonly Mark[] {
	if (marks.length <= SVG_MARKS) return marks;
	const every = Math.ceil(marks.length / SVG_MARKS);
	return marks.filter(({ feature }, index) => index % every === 0 || feature.id === selected);
}
