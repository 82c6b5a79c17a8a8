/** Records of which parts may be missing because they broke the schema: the rest is checked all the same. */
import type {
	AtlasSettings,
	EvidenceRecord,
	FeatureRecord,
	FigureRecord,
	KindRecord,
	LayerRecord,
	PassageFileRecord,
	RouteRecord,
	SourceRecord
} from '../../src/lib/domain/records';
import { stemOf } from './dataset';
import type { Path, Place } from './report';

/** As `T`, but anything may be absent. What is there has the right type, though perhaps not the right words. */
export type Loose<T> = T extends string | number | boolean | null | undefined
	? T
	: T extends readonly (infer Item)[]
		? readonly (Loose<Item> | undefined)[]
		: { readonly [Key in keyof T]?: Loose<T[Key]> | undefined };

/** A record and where it stands. */
export interface Located<T> extends Place {
	readonly record: Loose<T>;
}

export interface LooseDataset {
	readonly atlas: Located<AtlasSettings> | undefined;
	readonly layers: readonly Located<LayerRecord>[];
	readonly kinds: readonly Located<KindRecord>[];
	readonly featureFolders: readonly string[];
	readonly features: readonly Located<FeatureRecord>[];
	readonly routes: readonly Located<RouteRecord>[];
	readonly figures: readonly Located<FigureRecord>[];
	readonly sources: readonly Located<SourceRecord>[];
	readonly passages: readonly Located<PassageFileRecord>[];
	readonly unreadable: readonly string[];
}

/** One thing inside a record, with the path that leads to it. */
export interface Part<T> {
	readonly place: Place;
	readonly path: Path;
	readonly value: Loose<T>;
}

/** The items of a list that are there, with their own indexes. */
export const itemsOf = <T>(items: readonly (T | undefined)[] | undefined): { item: T; index: number }[] =>
	(items ?? []).flatMap((item, index) => (item === undefined ? [] : [{ item, index }]));

type Statement = { references: string[]; unreferenced?: true | undefined };

/** Everything in the atlas that rests on `references`: phases, events, values of figures and notes on passages. */
export function* statementsOf({
	features,
	routes,
	figures,
	passages
}: LooseDataset): Generator<Part<Statement>> {
	for (const place of features) {
		for (const list of ['phases', 'events'] as const) {
			for (const { item, index } of itemsOf<Loose<Statement>>(place.record.properties?.[list])) {
				yield { place, path: ['properties', list, index], value: item };
			}
		}
	}
	for (const place of routes) {
		for (const { item, index } of itemsOf(place.record.events))
			yield { place, path: ['events', index], value: item };
	}
	for (const place of figures) {
		for (const { item: series, index: of } of itemsOf(place.record.series)) {
			for (const { item, index } of itemsOf(series.values)) {
				yield { place, path: ['series', of, 'values', index], value: item };
			}
		}
	}
	for (const place of passages) {
		for (const { item: passage, index: of } of itemsOf(place.record.passages)) {
			for (const { item, index } of itemsOf(passage.notes)) {
				yield { place, path: ['passages', of, 'notes', index], value: item };
			}
		}
	}
}

/** Every entry of every `evidence` list. */
export function* evidenceOf({
	layers,
	features,
	routes,
	figures
}: LooseDataset): Generator<Part<EvidenceRecord>> {
	for (const place of features) {
		for (const { item, index } of itemsOf(place.record.properties?.evidence)) {
			yield { place, path: ['properties', 'evidence', index], value: item };
		}
	}
	for (const place of [...layers, ...routes, ...figures]) {
		for (const { item, index } of itemsOf<Loose<EvidenceRecord>>(place.record.evidence)) {
			yield { place, path: ['evidence', index], value: item };
		}
	}
}

export const passageOf = (evidence: Loose<EvidenceRecord>): string | undefined =>
	'passage' in evidence ? evidence.passage : undefined;
export const referenceOf = (evidence: Loose<EvidenceRecord>): string | undefined =>
	'reference' in evidence ? evidence.reference : undefined;

/** A record is known by its id and by its file name; where they differ that is one fault, not many. */
export const namesOf = ({ file }: Place, id: string | undefined): string[] => [
	...new Set(id === undefined ? [stemOf(file)] : [id, stemOf(file)])
];
