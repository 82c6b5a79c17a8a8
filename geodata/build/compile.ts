/** Pure: a dataset without errors → what the site loads. */
import { length, pointOnFeature } from '@turf/turf';
import type { Geometry } from 'geojson';
import type {
	AtlasFile,
	EventDetail,
	EvidenceFile,
	Feature,
	FeatureDetail,
	Figure,
	Passage,
	PassageLink,
	Phase,
	PhaseDetail,
	ReferenceLink,
	RouteDetail,
	Source
} from '../../src/lib/domain/atlas';
import { bboxOf, unionOf, type Bbox } from '../../src/lib/domain/bbox';
import type {
	AtlasSettings,
	EventRecord,
	EvidenceRecord,
	FeatureRecord,
	FigureRecord,
	KindRecord,
	LayerRecord,
	PassageFileRecord,
	PhaseRecord,
	RouteRecord,
	SourceRecord
} from '../../src/lib/domain/records';
import { creditOf } from '../../src/lib/domain/citation';
import { sitePosition } from '../../src/lib/domain/site';
import { isCrowd } from '../../src/lib/domain/crowd';
import { spread } from '../../src/lib/domain/spread';
import { classOf } from '../../src/lib/domain/status';
import type { Dataset } from './dataset';
import { isEdtfProblem, parseAttested, parseWhen, type YearSpan } from './edtf-interval';

export interface Compiled {
	readonly atlas: Omit<AtlasFile, 'countryLabels' | 'pictureBox'>;
	readonly evidence: EvidenceFile;
}

/** The checks have passed, so every file has the shape of its record. */
const records = <T>(files: readonly { readonly value: unknown }[]): readonly T[] =>
	files.map(({ value }) => value as T);

function spanOf(when: string): YearSpan {
	const span = parseWhen(when);
	if (isEdtfProblem(span)) throw new Error(`date was not checked: ${when}`);
	return span;
}

function yearOf(date: string): number {
	const span = parseAttested(date);
	if (isEdtfProblem(span)) throw new Error(`date was not checked: ${date}`);
	return Math.floor(span.start);
}

/** A share of a year shorter than a minute: the end of a phase that stops as a year begins is not in that year. */
const INSTANT = 1e-6;
const round = (year: number): number => Number(year.toFixed(4));

/** Phases with the years in which each is the one that shows; see `src/lib/domain/atlas.ts`. */
export function compilePhases(phases: readonly PhaseRecord[]): readonly Phase[] {
	const spans = phases.map(({ when }) => spanOf(when));
	const firsts = spans.map(({ start }) => Math.floor(start + INSTANT));
	const lasts = spans.map(({ end }) => (end === undefined ? undefined : Math.ceil(end - INSTANT) - 1));
	const isEnded = (index: number): boolean => classOf(phases[index]!.status) === 'ended';
	return phases.map((phase, index) => {
		const ended = isEnded(index);
		const next = phases.findIndex((_, other) => other > index && (ended || !isEnded(other)));
		const former = phases.findLastIndex((_, other) => other < index && !isEnded(other));
		const span = spans[index]!;
		const until = firsts[next];
		const after = ended && former >= 0 ? lasts[former] : undefined;
		const last = lasts[index];
		return {
			status: phase.status,
			class: classOf(phase.status),
			start: round(span.start),
			...(span.end === undefined ? {} : { end: round(span.end) }),
			first: firsts[index]!,
			...(last === undefined ? {} : { last }),
			...(until === undefined ? {} : { until }),
			...(after === undefined ? {} : { after }),
			...(span.openEnd && phase.attested ? { attested: yearOf(phase.attested) } : {}),
			...(phase.claim ? { claim: phase.claim } : {}),
			...(phase.outline ? { outline: phase.outline } : {}),
			when: phase.when
		};
	});
}

const isPassage = (evidence: EvidenceRecord): evidence is Extract<EvidenceRecord, { passage: string }> =>
	'passage' in evidence;

const passageLinks = (evidence: readonly EvidenceRecord[], via: PassageLink['via']): PassageLink[] =>
	evidence.filter(isPassage).map(({ passage, relation, supports }) => ({ passage, relation, supports, via }));

const referenceLinks = (evidence: readonly EvidenceRecord[]): ReferenceLink[] =>
	evidence.flatMap((item) =>
		isPassage(item)
			? []
			: [{ reference: item.reference, supports: item.supports, ...(item.note ? { note: item.note } : {}) }]
	);

/** The nearest record's word on a passage counts: a feature's before its route's before its layer's. */
function inherit(...levels: readonly (readonly PassageLink[])[]): readonly PassageLink[] {
	const links = new Map<string, PassageLink>();
	for (const link of levels.flat()) if (!links.has(link.passage)) links.set(link.passage, link);
	return [...links.values()];
}

const compileEvents = (events: readonly EventRecord[] | undefined): readonly EventDetail[] =>
	(events ?? [])
		.map((event) => ({ ...event, start: round(spanOf(event.when).start) }) as EventDetail)
		.sort((a, b) => a.start - b.start);

const phaseDetail = (phase: PhaseRecord): PhaseDetail => ({ ...phase }) as PhaseDetail;

function compileFeatureDetail(
	record: FeatureRecord,
	passages: readonly PassageLink[],
	related: readonly string[]
): FeatureDetail {
	const { properties } = record;
	return {
		id: record.id,
		summary: properties.summary,
		...(properties.operator ? { operator: properties.operator } : {}),
		...(properties.unconfirmed ? { unconfirmed: properties.unconfirmed } : {}),
		...(properties.precisionNote ? { precisionNote: properties.precisionNote } : {}),
		phases: properties.phases.map(phaseDetail),
		events: compileEvents(properties.events),
		passages,
		references: referenceLinks(properties.evidence),
		related,
		figures: properties.figures ?? [],
		caveats: properties.caveats ?? []
	};
}

/** What each feature belongs with: what its own record names, then whatever names it. */
function relations(records: readonly FeatureRecord[]): ReadonlyMap<string, ReadonlySet<string>> {
	const relatedTo = new Map(records.map(({ id, properties }) => [id, new Set(properties.related)]));
	for (const { id, properties } of records)
		for (const other of properties.related ?? []) relatedTo.get(other)?.add(id);
	return relatedTo;
}

/** Every source that a feature's own record cites. */
const citedBy = ({ properties }: FeatureRecord): ReadonlySet<string> =>
	new Set([
		...properties.phases.flatMap(({ references }) => references),
		...(properties.events ?? []).flatMap(({ references }) => references),
		...referenceLinks(properties.evidence).map(({ reference }) => reference)
	]);

interface Context {
	readonly layers: readonly LayerRecord[];
	readonly routes: readonly RouteRecord[];
	readonly contested: ReadonlySet<string>;
	readonly boxOf: BoxOfCountry;
	/** Positions in the lists of the evidence file. */
	readonly passageAt: ReadonlyMap<string, number>;
	readonly sourceAt: ReadonlyMap<string, number>;
}

const positions = (ids: readonly string[]): ReadonlyMap<string, number> =>
	new Map(ids.map((id, index) => [id, index]));
const byNumber = (a: number, b: number): number => a - b;

/** The box round a country of the basemap; undefined for one that it does not know. */
export type BoxOfCountry = (a2: string) => Bbox | undefined;

function passagesOf(record: FeatureRecord, { layers, routes }: Context): readonly PassageLink[] {
	const { properties } = record;
	const route = routes.find(({ id }) => id === properties.partOf);
	const layer = layers.find(({ id }) => id === properties.layer);
	return inherit(
		passageLinks(properties.evidence, 'feature'),
		passageLinks(route?.evidence ?? [], 'route'),
		passageLinks(layer?.evidence ?? [], 'layer')
	);
}

/** Every country that is drawn for it at some time. */
function outlineOf({ properties }: FeatureRecord): readonly string[] {
	const phases = properties.phases.flatMap(({ outline }) => outline ?? []);
	return [...new Set([...(properties.outline ?? []), ...phases])];
}

function compileFeature(record: FeatureRecord, passages: readonly PassageLink[], context: Context): Feature {
	const { properties } = record;
	const geometry = record.geometry as Geometry | null;
	const outline = outlineOf(record);
	const bbox = geometry
		? bboxOf(geometry)
		: unionOf(outline.map(context.boxOf).filter((box) => box !== undefined));
	const eventYears = [...new Set(compileEvents(properties.events).map(({ start }) => Math.floor(start)))];
	return {
		id: record.id,
		layer: properties.layer,
		kind: properties.kind,
		name: properties.name,
		names: properties.names ?? {},
		...(properties.partOf ? { route: properties.partOf } : {}),
		...(properties.mode ? { mode: properties.mode } : {}),
		countries: properties.countries,
		...(outline.length > 0 ? { outline } : {}),
		...(properties.precision ? { precision: properties.precision } : {}),
		...(properties.unconfirmed ? { unconfirmed: true } : {}),
		phases: compilePhases(properties.phases),
		eventYears,
		passages: passages.map(({ passage }) => context.passageAt.get(passage) ?? 0).sort(byNumber),
		references: [...citedBy(record)].map((id) => context.sourceAt.get(id) ?? 0).sort(byNumber),
		...(passages.some(
			({ passage, via, relation }) =>
				via !== 'layer' && relation === 'named' && context.contested.has(passage)
		)
			? { contested: true }
			: {}),
		geometry,
		...(bbox ? { bbox } : {}),
		...anchorOf(geometry)
	};
}

/** The longest land segment of each route carries its title; a title is cut at its first bracket or comma. */
function withRouteLabels(features: readonly Feature[], routes: readonly RouteRecord[]): readonly Feature[] {
	const labels = new Map<string, string>();
	for (const { id, title } of routes) {
		const [longest] = features
			.filter(
				({ route, geometry, mode }) => route === id && geometry?.type === 'LineString' && mode !== 'sea'
			)
			.map((feature) => ({ id: feature.id, km: length(lineFeature(feature.geometry)) }))
			.sort((a, b) => b.km - a.km);
		if (longest) labels.set(longest.id, title.split(/[(,:]/)[0]!.trim());
	}
	return features.map((feature) => {
		const label = labels.get(feature.id);
		return label ? { ...feature, label } : feature;
	});
}

const lineFeature = (geometry: Geometry | null) => ({
	type: 'Feature' as const,
	properties: {},
	geometry: geometry as Geometry
});

/** Areas smaller than this many degrees are a few pixels in the first view. */
const SMALL_AREA = 0.6;

function anchorOf(geometry: Geometry | null): Pick<Feature, 'anchor'> {
	if (!geometry?.type.endsWith('Polygon')) return {};
	const [west, south, east, north] = bboxOf(geometry);
	if (Math.max(east - west, north - south) > SMALL_AREA) return {};
	const [lng = 0, lat = 0] = pointOnFeature({ type: 'Feature', properties: {}, geometry } as Parameters<
		typeof pointOnFeature
	>[0]).geometry.coordinates;
	return { anchor: [Number(lng.toFixed(5)), Number(lat.toFixed(5))] };
}

/** Near neighbours are told apart when zoomed out; a crowd has no room for that. */
function withSpread(features: readonly Feature[]): readonly Feature[] {
	if (isCrowd({ features })) return features;
	const sites = features.flatMap((feature) => {
		const position = sitePosition(feature);
		return position ? [{ id: feature.id, position }] : [];
	});
	const offsets = spread(sites.map(({ position }) => position));
	const byId = new Map(sites.map(({ id }, index) => [id, offsets[index]]));
	return features.map((feature) => {
		const offset = byId.get(feature.id);
		return offset ? { ...feature, spread: offset } : feature;
	});
}

function compileFigure(record: FigureRecord): Figure {
	const { evidence, breaks, series, caveats, note, ...rest } = record;
	return {
		...rest,
		...(note ? { note } : {}),
		passages: passageLinks(evidence, 'feature'),
		references: referenceLinks(evidence),
		caveats: caveats ?? [],
		breaks: (breaks ?? []).map((item) => ({ ...item, start: round(spanOf(item.when).start) })),
		series: series.map(({ values, ...about }) => ({
			...about,
			values: values
				.map((value) => {
					const span = spanOf(value.when);
					return {
						...value,
						start: round(span.start),
						end: round(span.end ?? span.start + 1)
					} as Figure['series'][number]['values'][number];
				})
				.sort((a, b) => a.start - b.start)
		}))
	};
}

/** What rests on each passage. */
function users(
	items: readonly { readonly id: string; readonly evidence: readonly EvidenceRecord[] }[]
): (passage: string) => readonly string[] {
	const ids = new Map<string, Set<string>>();
	for (const { id, evidence } of items)
		for (const { passage } of evidence.filter(isPassage)) {
			const known = ids.get(passage);
			if (known) known.add(id);
			else ids.set(passage, new Set([id]));
		}
	return (passage) => [...(ids.get(passage) ?? [])];
}

/** Compiles a dataset that has passed the checks. `version` names the data: equal data, equal version. */
export function compileAtlas(
	dataset: Dataset,
	version: string,
	boxOf: BoxOfCountry = () => undefined
): Compiled {
	const settings = dataset.atlas?.value as AtlasSettings;
	const layers = dataset.layers?.value as readonly LayerRecord[];
	const kinds = dataset.kinds?.value as readonly KindRecord[];
	const routes = records<RouteRecord>(dataset.routes);
	const figures = records<FigureRecord>(dataset.figures);
	const passageFiles = records<PassageFileRecord>(dataset.passages);
	const contested = new Set(
		passageFiles.flatMap(({ source, passages }) =>
			passages
				.filter(({ notes }) =>
					notes?.some(({ verdict }) => verdict === 'contradicted' || verdict === 'partly-supported')
				)
				.map(({ id }) => `${source}/${id}`)
		)
	);
	const sources = records<SourceRecord>(dataset.sources) as readonly Source[];
	const context: Context = {
		layers,
		routes,
		contested,
		boxOf,
		passageAt: positions(
			passageFiles.flatMap(({ source, passages }) => passages.map(({ id }) => `${source}/${id}`))
		),
		sourceAt: positions(sources.map(({ id }) => id))
	};

	const layerOrder = new Map(layers.map(({ id }, index) => [id, index]));
	const featureRecords = [...records<FeatureRecord>(dataset.features)].sort(
		(a, b) =>
			(layerOrder.get(a.properties.layer) ?? 0) - (layerOrder.get(b.properties.layer) ?? 0) ||
			Number(a.geometry === null) - Number(b.geometry === null) ||
			compareText(a.properties.partOf ?? '', b.properties.partOf ?? '') ||
			compareText(a.properties.name, b.properties.name)
	);
	const relatedTo = relations(featureRecords);
	const linked = featureRecords.map((record) => ({ record, passages: passagesOf(record, context) }));

	const routeDetails = routes.map((route): RouteDetail => ({
		id: route.id,
		layer: route.layer,
		title: route.title,
		names: route.names ?? {},
		summary: route.summary,
		events: compileEvents(route.events),
		passages: inherit(
			passageLinks(route.evidence, 'route'),
			passageLinks(layers.find(({ id }) => id === route.layer)?.evidence ?? [], 'layer')
		),
		references: referenceLinks(route.evidence),
		figures: route.figures ?? [],
		caveats: route.caveats ?? [],
		segments: featureRecords.filter(({ properties }) => properties.partOf === route.id).map(({ id }) => id)
	}));

	const featuresOn = users(featureRecords.map(({ id, properties: { evidence } }) => ({ id, evidence })));
	const [routesOn, layersOn, figuresOn] = [users(routes), users(layers), users(figures)];
	const passages = passageFiles.flatMap(({ source, language, passages: quoted }) =>
		quoted.map((passage): Passage => {
			const id = `${source}/${passage.id}`;
			return {
				...passage,
				id,
				source,
				language,
				notes: (passage.notes ?? []).map(({ claim, verdict, text, references }) => ({
					claim,
					verdict,
					text,
					references
				})),
				features: featuresOn(id),
				routes: routesOn(id),
				layers: layersOn(id),
				figures: figuresOn(id)
			};
		})
	);

	return {
		atlas: {
			schema: 1,
			version,
			title: settings.title,
			tagline: settings.tagline,
			description: settings.description,
			place: settings.place,
			attribution: settings.attribution ?? [],
			horizon: settings.horizon,
			defaultYear: settings.defaultYear,
			axis: settings.axis,
			bbox: settings.bbox as [number, number, number, number],
			licence: settings.licence,
			documents: sources.filter(({ custom }) => custom.role === 'document').map(creditOf),
			...(settings.views ? { views: settings.views } : {}),
			layers: layers.map(({ id, title, blurb, group, colour, onByDefault }) => ({
				id,
				title,
				blurb,
				group,
				colour,
				onByDefault
			})),
			kinds,
			features: withSpread(
				withRouteLabels(
					linked.map(({ record, passages: links }) => compileFeature(record, links, context)),
					routes
				)
			)
		},
		evidence: {
			schema: 1,
			version,
			features: linked.map(({ record, passages: links }) =>
				compileFeatureDetail(record, links, [...(relatedTo.get(record.id) ?? [])])
			),
			routes: routeDetails,
			layers: layers.map((layer) => ({
				id: layer.id,
				passages: passageLinks(layer.evidence, 'layer'),
				references: referenceLinks(layer.evidence),
				figures: layer.figures ?? [],
				caveats: layer.caveats ?? []
			})),
			passages,
			sources,
			figures: figures.map(compileFigure),
			about: {
				creator: settings.creator ?? settings.title,
				...(settings.issued ? { issued: settings.issued } : {}),
				purpose: settings.about?.purpose ?? [],
				borders: settings.about?.borders ?? [],
				credits: settings.about?.credits ?? []
			}
		}
	};
}

/** By code unit, so that the order is the same on every machine. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
