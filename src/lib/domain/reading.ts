/** Reading a document with the map beside it: what the map shows, and when, as each passage is reached. */
import type { Atlas, Evidence, Feature, Passage, Source } from './atlas';
import { unionOf, type Bbox } from './bbox';
import { marksOf, type Mark } from './marks';
import { isDrawn } from './outline';
import { ghostPhase, isShown, type YearWindow } from './shown';
import { passagesOfSource, restingOn, usesOf } from './source-use';
import { defaultView, type Time, type View } from './view';

/** A halt on the way through a document: a passage, or the document as a whole. Plain data, so that a page can carry it. */
export interface ReadingStop {
	/** Id of the passage within its source; left out for the document as a whole. */
	readonly passage?: string;
	/** How much of the text stands before it, from 0 to 1; left out where the length of the text is not known. */
	readonly at?: number;
	readonly time: Time;
	/** Ids of what the map shows, as far as it has a place. */
	readonly features: readonly string[];
	/**
	 * Whose they are: what the passage itself is quoted for, whole routes included; where none of that has a place, the
	 * layer that it is quoted for; or, for the document as a whole, all that rests on it.
	 */
	readonly whose: 'passage' | 'layer' | 'document';
	/** What the camera shows whole. A passage without a place leaves the camera where the one before it put it. */
	readonly box?: Bbox;
}

/** The halts of a document: first the whole of it, then its passages in their order. */
export function readingStops(atlas: Atlas, evidence: Evidence, source: Source): readonly ReadingStop[] {
	const whole = usesOf(atlas, evidence, source.id).map(({ feature }) => feature);
	const first = stopOf(atlas, { time: { mode: 'all' }, features: whole, whose: 'document' });
	let { box } = first;
	const length = source.custom.text?.characters;
	const halts = passagesOfSource(evidence, source.id).map((passage): ReadingStop => {
		const stop = passageStop(atlas, evidence, source, passage);
		box = stop.box ?? box;
		return {
			passage: passage.id.slice(passage.id.indexOf('/') + 1),
			...(length === undefined ? {} : { at: Math.min(passage.start / length, 1) }),
			...stop,
			...(box ? { box } : {})
		};
	});
	return [first, ...halts];
}

function passageStop(atlas: Atlas, evidence: Evidence, source: Source, passage: Passage): ReadingStop {
	const { own, ofRoutes, ofLayers } = restingOn(atlas, evidence, passage);
	const spokenOf = [...own, ...ofRoutes];
	const isOwn = spokenOf.some(isDrawn) || ofLayers.length === 0;
	const features = isOwn ? spokenOf : ofLayers;
	const placed = features.filter(isDrawn);
	const year = source.issued?.['date-parts'][0]?.[0] ?? atlas.horizonYear;
	const time = passageTime(passage.exact, placed.length > 0 ? placed : features, {
		year: Math.min(Math.max(year, atlas.span.min), atlas.span.max),
		span: atlas.span
	});
	return stopOf(atlas, { time, features, whose: isOwn ? 'passage' : 'layer' });
}

function stopOf(
	atlas: Atlas,
	{ time, features, whose }: Pick<ReadingStop, 'time' | 'whose'> & { features: readonly Feature[] }
): ReadingStop {
	const stop: ReadingStop = { time, features: features.map(({ id }) => id), whose };
	const box = unionOf(stopMarks(atlas, stop).flatMap(({ feature: { bbox } }) => (bbox ? [bbox] : [])));
	return box ? { ...stop, box } : stop;
}

/** A number of four digits that is a year and no amount. */
const YEAR_IN_WORDS = /(?<![\w.,$€£])(1[5-9]\d\d|20\d\d)(?![\w%]|[.,]\d)/g;

/** The years that the words of a passage name, ascending. */
export const yearsNamed = (words: string): readonly number[] =>
	[...new Set(Array.from(words.matchAll(YEAR_IN_WORDS), ([, year]) => Number(year)))].sort((a, b) => a - b);

/**
 * The time that a passage speaks of. The latest year that its words name in which something of it shows; without
 * such a year it speaks of its own present, which is the year of the document, or the nearest year before in which at
 * least half of its features leave a mark. Where no year has as many, as with things that happened one after another,
 * it is all the years from the first of them to the document's.
 */
export function passageTime(
	words: string,
	features: readonly Feature[],
	{ year: present, span }: { year: number; span: { readonly min: number; readonly max: number } }
): Time {
	const window = (year: number): YearWindow => ({ from: year, to: year });
	const named = yearsNamed(words).filter((year) => year >= span.min && year <= span.max);
	const latest =
		features.length === 0
			? named.at(-1)
			: named.findLast((year) => features.some((feature) => isShown(feature, window(year))));
	if (latest !== undefined) return { mode: 'year', year: latest };
	const starts = features.flatMap(({ phases }) => phases.map(({ first }) => first));
	const first = Math.max(Math.min(...starts, present), span.min);
	const leavesMark = (feature: Feature, year: number): boolean =>
		isShown(feature, window(year)) || ghostPhase(feature, window(year)) !== undefined;
	for (let year = present; year >= first; year -= 1) {
		const marked = features.filter((feature) => leavesMark(feature, year)).length;
		if (marked >= features.length / 2) return { mode: 'year', year };
	}
	return { mode: 'between', from: first, to: present };
}

/** The view of a halt, as the explorer shows it: its time and the layers of its features, with a mark where things have ended. */
export function stopView(atlas: Atlas, { time, features }: Pick<ReadingStop, 'time' | 'features'>): View {
	const layers = new Set(features.map((id) => atlas.featureById.get(id)?.layer));
	const [only, ...more] = features;
	return {
		...defaultView(atlas),
		time,
		layers: atlas.layers.filter(({ id }) => layers.has(id)).map(({ id }) => id),
		...(only !== undefined && more.length === 0 ? { feature: only } : {}),
		ghosts: true
	};
}

/**
 * Whether a feature of a halt stands on its map. Where the whole document is shown, countries as a whole are left out:
 * they would cover all the rest.
 */
export const standsAt = ({ whose }: Pick<ReadingStop, 'whose'>, feature: Feature): boolean =>
	whose === 'document' ? feature.geometry !== null : isDrawn(feature);

/** The marks of a halt on the map: those of its features that stand on it and show at its time, or have ended by it. */
export function stopMarks(
	atlas: Atlas,
	stop: Pick<ReadingStop, 'time' | 'features' | 'whose'>
): readonly Mark[] {
	const features = new Set(stop.features);
	return marksOf(atlas, stopView(atlas, stop)).filter(
		({ feature }) => features.has(feature.id) && standsAt(stop, feature)
	);
}
