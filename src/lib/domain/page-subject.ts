/**
 * What each page is about, in one place, so that its card, its oEmbed answer and its tags agree: a title, a sentence
 * and a view. The view is the one that a link to the page's map opens.
 */
import type { Atlas, Evidence, Feature, FeatureDetail, Figure, Layer, NamedView, Source } from './atlas';
import { authorsOf, issuedOf, publisherOf } from './citation';
import { marksOf } from './marks';
import { isDrawn } from './outline';
import { isShown, nearestShownYear } from './shown';
import { citing, passagesOfSource, restingOn } from './source-use';
import { statusSentence, timeWords } from './status-sentence';
import { defaultView, windowOf, type View } from './view';
import { parseView } from './view-url';
import { formatWhen } from './when';

export interface PageSubject {
	/** Of page, card and oEmbed answer, below the root of the site: `feature/x`; `home` for the first page. */
	readonly id: string;
	readonly title: string;
	/** A sentence for people who see the card and not the page. */
	readonly sentence: string;
	readonly view: View;
	/** What the map shows whole; for a thing that has no place, the layer that it belongs to. */
	readonly features: readonly Feature[];
	/** What the card draws: the page's own matter, without the other layers that a reader may have on beside it. */
	readonly drawn: readonly Feature[];
	/** Documents that it rests on. */
	readonly documents: readonly Source[];
}

/** Path of the page, below the root of the site. */
export const pagePath = ({ id }: Pick<PageSubject, 'id'>): string => (id === 'home' ? '' : `${id}/`);
export const cardPath = (id: string): string => `cards/${id}.png`;
export const oembedPath = (id: string): string => `oembed/${id}.json`;

/** What the picture of a page shows, for readers who do not see it. */
export const cardWords = (title: string, { view }: Pick<PageSubject, 'view'>): string =>
	`Map: ${title}, ${timeWords(view.time)}`;

export const homeSubject = (atlas: Atlas, documents: readonly Source[]): PageSubject => {
	const view = defaultView(atlas);
	return {
		id: 'home',
		title: atlas.title,
		sentence: atlas.tagline,
		view,
		features: atlas.features.filter(
			(feature) => view.layers.includes(feature.layer) && isShown(feature, windowOf(view.time))
		),
		drawn: atlas.features,
		documents
	};
};

export const documentsOf = (evidence: Pick<Evidence, 'sources'>): readonly Source[] =>
	evidence.sources.filter(({ custom }) => custom.role === 'document');

export function layerSubject(atlas: Atlas, evidence: Evidence, layer: Layer): PageSubject {
	const standard = { ...defaultView(atlas), layers: [layer.id] };
	const own = atlas.features.filter((feature) => feature.layer === layer.id);
	const shown = own.filter((feature) => isShown(feature, windowOf(standard.time)));
	// A layer of which nothing shows in the year of the first view shows all its years.
	const isEmpty = !shown.some(isDrawn);
	return {
		id: `layer/${layer.id}`,
		title: layer.title,
		sentence: layer.blurb,
		view: isEmpty ? { ...standard, time: { mode: 'all' } } : standard,
		features: isEmpty ? own : shown,
		drawn: own,
		documents: documentsBehind(evidence, own)
	};
}

export function featureSubject(atlas: Atlas, evidence: Evidence, feature: Feature): PageSubject {
	const standard = defaultView(atlas);
	const year = nearestShownYear(feature, atlas.defaultYear) ?? atlas.defaultYear;
	const view: View = {
		...standard,
		time: { mode: 'year', year: Math.min(Math.max(year, atlas.span.min), atlas.span.max) },
		layers: atlas.layers
			.filter(({ id, onByDefault }) => onByDefault || id === feature.layer)
			.map(({ id }) => id),
		feature: feature.id
	};
	const siblings = atlas.features.filter(({ layer }) => layer === feature.layer);
	const detail = evidence.featureById.get(feature.id);
	const kind = atlas.kindById.get(feature.kind)?.title ?? '';
	return {
		id: `feature/${feature.id}`,
		title: feature.name,
		sentence: `${statusSentence(feature, view.time, atlas.horizonYear)}. ${detail?.summary ?? kind}`,
		view,
		features: isDrawn(feature) ? [feature] : siblings,
		drawn: siblings,
		documents: documentsBehind(evidence, [feature])
	};
}

export function sourceSubject(atlas: Atlas, evidence: Evidence, source: Source): PageSubject {
	const passages = passagesOfSource(evidence, source.id);
	const resting = passages.map((passage) => restingOn(atlas, evidence, passage));
	const own = new Set(resting.flatMap((each) => each.own));
	const all = new Set([
		...resting.flatMap(({ ofRoutes, ofLayers }) => [...ofRoutes, ...ofLayers]),
		...citing(atlas, evidence, source.id)
	]);
	const features = atlas.features.filter((feature) => (own.size > 0 ? own : all).has(feature));
	const layers = atlas.layers.filter(({ id }) => features.some(({ layer }) => layer === id));
	const issued = issuedOf(source);
	const [author = '', publisher = ''] = [authorsOf(source), publisherOf(source)];
	// Where an institution is its own publisher, once is enough.
	const said = [publisher.startsWith(author) ? '' : author, publisher, issued ? formatWhen(issued) : ''];
	const rests = `${features.length} ${features.length === 1 ? 'thing rests' : 'things rest'} on it`;
	return {
		id: `source/${source.id}`,
		title: source.title,
		sentence: `${said.filter(Boolean).join(', ')}. ${rests}.`,
		view: {
			...defaultView(atlas),
			time: { mode: 'all' },
			layers: (layers.length > 0 ? layers : atlas.layers).map(({ id }) => id)
		},
		features,
		drawn: features,
		documents: source.custom.role === 'document' ? [source] : []
	};
}

/** Features whose own record, or whose route's, is told in numbers by a figure. */
export function featuresWith(atlas: Atlas, evidence: Evidence, figure: string): readonly Feature[] {
	const routes = evidence.routes.filter(({ figures }) => figures.includes(figure)).map(({ id }) => id);
	return atlas.features.filter(
		({ id, route }) =>
			evidence.featureById.get(id)?.figures.includes(figure) ||
			(route !== undefined && routes.includes(route))
	);
}

export function figureSubject(atlas: Atlas, evidence: Evidence, figure: Figure): PageSubject {
	const using = featuresWith(atlas, evidence, figure.id);
	const features = using.length > 0 ? using : atlas.features.filter(({ layer }) => layer === figure.layer);
	const layers = new Set([figure.layer, ...features.map(({ layer }) => layer)]);
	return {
		id: `figure/${figure.id}`,
		title: figure.title,
		sentence: `${figure.title}, ${figure.unit}.${figure.note ? ` ${figure.note}` : ''}`,
		view: {
			...defaultView(atlas),
			layers: atlas.layers.filter(({ id }) => layers.has(id)).map(({ id }) => id)
		},
		features,
		drawn: features,
		documents: documentsBehind(evidence, features)
	};
}

export function viewSubject(atlas: Atlas, evidence: Evidence, named: NamedView): PageSubject {
	const view = parseView(named.view, atlas);
	const features = marksOf(atlas, view).map(({ feature }) => feature);
	return {
		id: `view/${named.id}`,
		title: named.title,
		sentence: named.summary,
		view,
		features,
		drawn: atlas.features.filter(({ layer }) => view.layers.includes(layer)),
		documents: documentsBehind(evidence, features)
	};
}

/** The documents on whose passages features rest, in the order of the evidence. */
function documentsBehind(evidence: Evidence, features: readonly Feature[]): readonly Source[] {
	const ids = new Set(
		features
			.map(({ id }): FeatureDetail | undefined => evidence.featureById.get(id))
			.flatMap((detail) => detail?.passages ?? [])
			.map(({ passage }) => passage.split('/')[0])
	);
	return evidence.sources.filter(({ id }) => ids.has(id));
}

/** The subject that an id names, such as `feature/x`; undefined where there is none. */
export function subjectOf(atlas: Atlas, evidence: Evidence, id: string): PageSubject | undefined {
	if (id === 'home') return homeSubject(atlas, documentsOf(evidence));
	const [kind, name = '', ...rest] = id.split('/');
	if (rest.length > 0) return undefined;
	const feature = kind === 'feature' ? atlas.featureById.get(name) : undefined;
	if (feature) return featureSubject(atlas, evidence, feature);
	const layer = kind === 'layer' ? atlas.layerById.get(name) : undefined;
	if (layer) return layerSubject(atlas, evidence, layer);
	const figure = kind === 'figure' ? evidence.figureById.get(name) : undefined;
	if (figure) return figureSubject(atlas, evidence, figure);
	const named = kind === 'view' ? atlas.views?.find((view) => view.id === name) : undefined;
	if (named) return viewSubject(atlas, evidence, named);
	const source = kind === 'source' ? evidence.sourceById.get(name) : undefined;
	return source && sourceSubject(atlas, evidence, source);
}

/** Whether a page has a card of its own; a figure, and a reference, which is not quoted, share that of the first page. */
export const hasCard = (evidence: Evidence, id: string): boolean =>
	!/^(source|figure)\//.test(id) ||
	evidence.sourceById.get(id.slice('source/'.length))?.custom.role === 'document';

/** Every id that `subjectOf` knows. */
export const subjectIds = (atlas: Atlas, evidence: Evidence): readonly string[] => [
	'home',
	...(atlas.views ?? []).map(({ id }) => `view/${id}`),
	...atlas.layers.map(({ id }) => `layer/${id}`),
	...atlas.features.map(({ id }) => `feature/${id}`),
	...evidence.figures.map(({ id }) => `figure/${id}`),
	...evidence.sources.map(({ id }) => `source/${id}`)
];
