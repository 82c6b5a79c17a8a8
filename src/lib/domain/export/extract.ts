/** What an export holds: the whole atlas, or what shows in a view. All converters read this and nothing else. */
import type {
	Atlas,
	EventDetail,
	Evidence,
	Feature,
	FeatureDetail,
	Figure,
	Passage,
	Phase,
	PhaseDetail,
	RouteDetail,
	Source
} from '../atlas';
import { sitePosition } from '../site';
import { marksOf } from '../marks';
import { timeWords } from '../status-sentence';
import { windowOf, type View } from '../view';
import { plainDates } from './plain-dates';

export interface ExtractedFeature {
	readonly feature: Feature;
	readonly detail: FeatureDetail;
	readonly route?: RouteDetail;
	readonly phases: readonly ExtractedPhase[];
	readonly events: readonly EventDetail[];
	/** Limits of the record, of its route and of its layer. */
	readonly caveats: readonly string[];
	/** Address of its page. */
	readonly address: string;
}

export interface ExtractedPhase {
	/** Its number in the whole history of the feature, from 1. */
	readonly number: number;
	readonly compiled: Phase;
	readonly detail: PhaseDetail;
}

export interface Extract {
	readonly atlas: Atlas;
	readonly evidence: Evidence;
	/** Root of the site with its slash; from the root of the host where the site's address is not known. */
	readonly root: string;
	readonly features: readonly ExtractedFeature[];
	readonly passages: readonly Passage[];
	readonly sources: readonly Source[];
	readonly figures: readonly Figure[];
	/** Of a part of the atlas: which part, in words, and the address that shows it. */
	readonly part?: { readonly words: string; readonly address: string };
}

export const featureAddress = (root: string, id: string): string => `${root}feature/${id}/`;
export const passageAddress = (root: string, id: string): string => {
	const [source = '', passage = ''] = id.split('/');
	return `${root}source/${source}/#${passage}`;
};

interface Chosen {
	readonly feature: Feature;
	readonly phases: (phase: Phase) => boolean;
	readonly events: (event: EventDetail) => boolean;
}

function extractFeature(
	{ feature, phases, events }: Chosen,
	evidence: Evidence,
	root: string
): ExtractedFeature | undefined {
	const detail = evidence.featureById.get(feature.id);
	if (!detail) return undefined;
	const route = feature.route === undefined ? undefined : evidence.routeById.get(feature.route);
	const layer = evidence.layerById.get(feature.layer);
	return {
		feature,
		detail,
		...(route ? { route } : {}),
		phases: feature.phases.flatMap((compiled, index) => {
			const written = detail.phases[index];
			return written && phases(compiled) ? [{ number: index + 1, compiled, detail: written }] : [];
		}),
		events: detail.events.filter(events),
		caveats: [...new Set([...detail.caveats, ...(route?.caveats ?? []), ...(layer?.caveats ?? [])])],
		address: featureAddress(root, feature.id)
	};
}

/** Everything. */
export function wholeAtlas(atlas: Atlas, evidence: Evidence, root: string): Extract {
	const all = (): boolean => true;
	return {
		atlas,
		evidence,
		root,
		features: atlas.features.flatMap(
			(feature) => extractFeature({ feature, phases: all, events: all }, evidence, root) ?? []
		),
		passages: evidence.passages,
		sources: evidence.sources,
		figures: evidence.figures
	};
}

/**
 * What shows in a view: the features of its list, each with the phases and events that meet the years asked for, and
 * the passages, sources and figures behind them. `address` opens the view.
 */
export function whatShows(
	atlas: Atlas,
	evidence: Evidence,
	view: View,
	root: string,
	address: string
): Extract {
	const years = windowOf(view.time);
	const features = marksOf(atlas, view).flatMap(({ feature, phase: shown }) => {
		const phases = (phase: Phase): boolean =>
			phase === shown ||
			(phase.class !== 'ended' && phase.first <= years.to && (phase.last ?? Infinity) >= years.from);
		const events = ({ start }: EventDetail): boolean => start >= years.from && start < years.to + 1;
		return extractFeature({ feature, phases, events }, evidence, root) ?? [];
	});
	const passageIds = new Set(features.flatMap(({ detail }) => detail.passages.map(({ passage }) => passage)));
	const passages = evidence.passages.filter(({ id }) => passageIds.has(id));
	const figureIds = new Set(
		features.flatMap(({ feature, detail, route }) => [
			...detail.figures,
			...(route?.figures ?? []),
			...(evidence.layerById.get(feature.layer)?.figures ?? [])
		])
	);
	const figures = evidence.figures.filter(({ id }) => figureIds.has(id));
	const sourceIds = new Set([
		...features.flatMap(sourcesOf),
		...passages.flatMap(({ source, notes }) => [source, ...notes.flatMap(({ references }) => references)]),
		...figures.flatMap((figure) => [
			...figure.references.map(({ reference }) => reference),
			...figure.series.flatMap(({ values }) => values.flatMap(({ references }) => references))
		])
	]);
	const layers = view.layers.map((id) => atlas.layerById.get(id)?.title ?? id);
	return {
		atlas,
		evidence,
		root,
		features,
		passages,
		sources: evidence.sources.filter(({ id }) => sourceIds.has(id)),
		figures,
		part: { words: `${layers.join(', ') || 'no layers'}; ${timeWords(view.time)}`, address }
	};
}

/** Ids of the references that a feature and its route cite, for what is extracted of them. */
const sourcesOf = ({ detail, route, phases, events }: ExtractedFeature): readonly string[] => [
	...detail.references.map(({ reference }) => reference),
	...phases.flatMap((phase) => phase.detail.references),
	...events.flatMap(({ references }) => references),
	...(route?.references.map(({ reference }) => reference) ?? [])
];

/** Title and address of a source, as exports name it beside what rests on it. */
export interface NamedReference {
	readonly id: string;
	readonly title: string;
	readonly url?: string;
}

export const namedReferences = (evidence: Evidence, ids: readonly string[]): readonly NamedReference[] =>
	ids.map((id) => {
		const source = evidence.sourceById.get(id);
		return { id, title: source?.title ?? id, ...(source?.URL ? { url: source.URL } : {}) };
	});

/** Longitude and latitude that stand for a feature: its own, else the middle of its box. */
export function pointOf(feature: Feature): readonly [number, number] | undefined {
	const site = sitePosition(feature);
	if (site || !feature.bbox) return site;
	const [west, south, east, north] = feature.bbox;
	const round = (value: number): number => Number(value.toFixed(5));
	// A box whose west lies east of its east reaches over 180°.
	const middle = west <= east ? (west + east) / 2 : (west + east + 360) / 2;
	return [round(middle > 180 ? middle - 360 : middle), round((south + north) / 2)];
}

/** A date as written, and the days that it spans. */
export const datesOf = (when: string) => ({ when, ...plainDates(when) });

/** What every export says of itself. */
export function provenance({ atlas, evidence, root, part }: Extract) {
	return {
		title: atlas.title,
		description: atlas.description,
		version: atlas.version,
		horizon: atlas.horizon,
		homepage: root,
		...(part ? { part: part.words, partAddress: part.address } : {}),
		licence: atlas.licence,
		attribution: attributionOf(atlas),
		credits: evidence.about.credits,
		rightsOfOthers: 'Quotations remain their authors’; the licence of the data does not cover them.'
	};
}

/** What whoever uses the data has to name. */
export const attributionOf = (atlas: Pick<Atlas, 'title' | 'version' | 'licence'>): string =>
	`${atlas.title}, dataset version ${atlas.version}, ${atlas.licence.id}`;
