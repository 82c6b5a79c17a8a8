import type { Feature } from './atlas';

/** Directions that hatching can run in: rising, falling, level, upright. */
export const HATCH_DIRECTIONS = 4;

/**
 * The direction in which each outlined thing is hatched: different for any two that can lie on the same country, as far
 * as the directions go, so that a member of two organisations is cross-hatched. The same in every year and view.
 */
export function hatchDirections(
	features: readonly Pick<Feature, 'id' | 'outline'>[]
): ReadonlyMap<string, number> {
	const directions = new Map<string, number>();
	const taken = new Map<string, number[]>();
	for (const { id, outline } of features) {
		if (!outline) continue;
		const uses = Array.from(
			{ length: HATCH_DIRECTIONS },
			(_, direction) =>
				outline.flatMap((a2) => taken.get(a2) ?? []).filter((other) => other === direction).length
		);
		const direction = uses.indexOf(Math.min(...uses));
		directions.set(id, direction);
		for (const a2 of outline) taken.set(a2, [...(taken.get(a2) ?? []), direction]);
	}
	return directions;
}
