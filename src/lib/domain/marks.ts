import type { Atlas, Feature, Phase } from './atlas';
import { endsIn, ghostPhase, isAssumed, shownPhase, type YearWindow } from './shown';
import { windowOf, type View } from './view';

/**
 * How a mark is drawn. The class of the status decides; doubt changes it:
 * a status that is only assumed, or only claimed by one side, never looks like one that is attested.
 */
export const LOOKS = [
	'solid',
	'claimed',
	'assumed',
	'construction',
	'planned',
	'suspended',
	'ghost'
] as const;
export type Look = (typeof LOOKS)[number];

/** A feature as it shows in a view. */
export interface Mark {
	readonly feature: Feature;
	readonly phase: Phase;
	readonly look: Look;
	/** True where it shows in the last year asked for and is over before the next. */
	readonly ends: boolean;
}

/** The look of a feature's phase in a window. */
export function lookOf(feature: Feature, phase: Phase, years: YearWindow): Look {
	switch (phase.class) {
		case 'ended':
			return 'ghost';
		case 'suspended':
			return 'suspended';
		case 'planned':
			return 'planned';
		case 'construction':
			return 'construction';
		case 'active':
			return isAssumed(phase, years) ? 'assumed' : phase.claim || feature.unconfirmed ? 'claimed' : 'solid';
	}
}

/**
 * What shows in a view, in the order of importance that the list and the map share:
 * by layer as in the registry, then by route and by name.
 */
export function marksOf(atlas: Atlas, view: View): readonly Mark[] {
	const years = windowOf(view.time);
	const on = new Set(view.layers);
	const marks: Mark[] = [];
	for (const feature of atlas.features) {
		if (!on.has(feature.layer)) continue;
		const phase = shownPhase(feature, years) ?? (view.ghosts ? ghostPhase(feature, years) : undefined);
		if (!phase) continue;
		const look = lookOf(feature, phase, years);
		marks.push({
			feature,
			phase,
			look,
			ends: view.time.mode !== 'all' && look !== 'ghost' && endsIn(feature, years.to)
		});
	}
	return marks;
}
