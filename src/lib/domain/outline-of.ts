import type { Feature, Phase } from './atlas';

/** Countries whose outline stands for a thing in a phase; none where it has a place of its own, or no place at all. */
export const outlineOf = (feature: Feature, phase: Phase): readonly string[] =>
	phase.outline ?? feature.outline ?? [];
