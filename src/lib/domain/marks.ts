import type { Atlas, Feature, Phase } from './atlas';
import { changeOf, type Change } from './compare';
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
	/** Where two years are compared: how they differ. `phase` is that of the second year, or else of the first. */
	readonly change?: Change;
	/** Where two years are compared: the phase that shows in the first. */
	readonly before?: Phase;
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
 * The one mark of a feature that looks so: what is the same in two years is the same object, and whoever draws it
 * sees at once that nothing is to be done.
 */
function sameMark(mark: Mark): Mark {
	const { feature, phase, look, ends, change, before } = mark;
	const marks = marksByFeature.get(feature);
	if (!marks) {
		marksByFeature.set(feature, [mark]);
		return mark;
	}
	const former = marks.find(
		(each) =>
			each.phase === phase &&
			each.look === look &&
			each.ends === ends &&
			each.change === change &&
			each.before === before
	);
	if (former) return former;
	marks.push(mark);
	return mark;
}
/** A feature has few phases, and so few marks. */
const marksByFeature = new WeakMap<Feature, Mark[]>();

/** What two years compared leave on the map: what has ended stands as its ghost. */
function comparedMark(feature: Feature, { from, to }: YearWindow): Mark | undefined {
	const compared = changeOf(feature, from, to);
	if (!compared) return undefined;
	const { before, after, change } = compared;
	const years = { from: to, to };
	return {
		feature,
		phase: (after ?? before)!,
		look: after ? lookOf(feature, after, years) : 'ghost',
		ends: after !== undefined && endsIn(feature, to),
		change,
		...(before ? { before } : {})
	};
}

/**
 * Whether a feature, as it stands in a phase, is contested: a note says that other evidence contradicts, in whole or in
 * part, a passage that names it, or the status is an assessment or one side's account.
 */
export const isContested = (feature: Feature, phase: Phase): boolean =>
	feature.contested === true || phase.claim !== undefined;

/** What a feature's mark depends on besides the layers. */
export type MarkView = Pick<View, 'time' | 'ghosts' | 'contested'>;

/** The mark of one feature in a view, whether its layer is on or off; undefined where it does not show. */
export function markOf(
	feature: Feature,
	{ time, ghosts, contested }: MarkView,
	years: YearWindow = windowOf(time)
): Mark | undefined {
	if (time.mode === 'compare') {
		const mark = comparedMark(feature, time);
		return mark && (!contested || isContested(feature, mark.phase)) ? mark : undefined;
	}
	const phase = shownPhase(feature, years) ?? (ghosts ? ghostPhase(feature, years) : undefined);
	if (!phase || (contested && !isContested(feature, phase))) return undefined;
	const look = lookOf(feature, phase, years);
	return {
		feature,
		phase,
		look,
		ends: time.mode !== 'all' && look !== 'ghost' && phase.last === years.to && endsIn(feature, years.to)
	};
}

/**
 * What shows in a view, in the order of importance that the list and the map share:
 * by layer as in the registry, then by route and by name. A mark that is the same in two views is the same object.
 */
export function marksOf(atlas: Atlas, view: View): readonly Mark[] {
	const years = windowOf(view.time);
	const on = new Set(view.layers);
	const marks: Mark[] = [];
	for (const feature of atlas.features) {
		const mark = on.has(feature.layer) ? markOf(feature, view, years) : undefined;
		if (mark) marks.push(sameMark(mark));
	}
	return marks;
}
