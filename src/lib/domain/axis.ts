import type { Atlas } from './atlas';

/**
 * The time axis: every year from `linearFrom` on, and before it, behind a break, only the years in which
 * something of the visible layers begins or ends. So a treaty of 1858 costs one step, not a century of empty ones.
 *
 * A slider needs numbers in equal steps: a year of the linear part is its own number; the k-th year behind the
 * break, counted back from it, is `linearFrom - k`.
 */
export interface Axis {
	readonly linearFrom: number;
	readonly to: number;
	/** Years behind the break, ascending. */
	readonly early: readonly number[];
	/** Smallest and largest slider value. */
	readonly min: number;
	readonly max: number;
}

/** The axis that the visible layers need. */
export function axisOf(atlas: Atlas, layers: readonly string[]): Axis {
	const { linearFrom, to } = atlas.axis;
	const visible = new Set(layers);
	const early = new Set<number>();
	for (const feature of atlas.features) {
		if (!visible.has(feature.layer)) continue;
		for (const { first, last } of feature.phases) {
			if (first < linearFrom) early.add(first);
			if (last !== undefined && last + 1 < linearFrom) early.add(last + 1);
		}
	}
	const years = [...early].sort((a, b) => a - b);
	return { linearFrom, to, early: years, min: linearFrom - years.length, max: to };
}

/** The year at a slider value; values outside the axis are clamped. */
export function yearAt(axis: Axis, value: number): number {
	const step = Math.min(Math.max(Math.round(value), axis.min), axis.max);
	return step >= axis.linearFrom
		? step
		: (axis.early[axis.early.length - (axis.linearFrom - step)] ?? axis.linearFrom);
}

/** The slider value of a year: for a year between two steps behind the break, the step before it. */
export function valueOf(axis: Axis, year: number): number {
	if (year >= axis.linearFrom) return Math.min(year, axis.to);
	const later = axis.early.filter((early) => early > year).length;
	return Math.max(axis.linearFrom - later - 1, axis.min);
}

/** The slider values from first to last. */
export const stepsOf = (axis: Axis): readonly number[] =>
	Array.from({ length: axis.max - axis.min + 1 }, (_, index) => axis.min + index);
