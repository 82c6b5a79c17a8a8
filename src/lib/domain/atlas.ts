import type { Geometry } from 'geojson';
import type {
	Claim,
	EventKind,
	Mode,
	Precision,
	Relation,
	Status,
	StatusClass,
	Supports,
	Symbol,
	ValueKind,
	Verdict
} from './vocabulary';

/**
 * A phase as the build compiles it. Times are decimal years, half-open `[start, end)`; an open end is left out,
 * because JSON has no infinity. The integer years say when this phase is the one that shows:
 * in a window `from..to` it shows if `first <= to`, `last >= from` and `until > to`
 * (see `shown.ts`, and `map/filters.ts` for the same rule on the graphics card).
 */
export interface Phase {
	readonly status: Status;
	readonly class: StatusClass;
	readonly start: number;
	readonly end?: number;
	/** First year that the phase meets. */
	readonly first: number;
	/** Last year that it meets; left out where the end is open. */
	readonly last?: number;
	/** First year of the next phase that is not ended (for an ended phase: of any next phase); left out where there is none. */
	readonly until?: number;
	/** Only for ended phases: last year of the phase before it that is not ended. */
	readonly after?: number;
	/** Only for open phases: the year of the newest source that states the status. After it the status is assumed. */
	readonly attested?: number;
	/** Set where the status is an assessment or one side's word. */
	readonly claim?: Claim;
	/** EDTF, as authored. */
	readonly when: string;
	/** Countries drawn in this phase, where they are not those of the whole feature. */
	readonly outline?: readonly string[];
}

export interface Feature {
	readonly id: string;
	readonly layer: string;
	readonly kind: string;
	readonly name: string;
	readonly names: Readonly<Record<string, string>>;
	readonly route?: string;
	/** Name of the route, on the one segment of it that carries the name on the map. */
	readonly label?: string;
	readonly mode?: Mode;
	readonly countries: readonly string[];
	/** Only without a geometry: countries whose outline, taken from the basemap, stands for it (`outline.ts`). */
	readonly outline?: readonly string[];
	readonly precision?: Precision;
	/** True where it is not confirmed that the thing belongs to its layer. */
	readonly unconfirmed?: true;
	readonly phases: readonly Phase[];
	/** Years in which something happened, ascending. */
	readonly eventYears: readonly number[];
	/**
	 * The passages that bear on it, its route's and layer's included, and the sources that its own record cites, as
	 * positions in the lists of the evidence file: enough to count those of many features without loading them.
	 */
	readonly passages: readonly number[];
	readonly references: readonly number[];
	/** True where a note says that other evidence contradicts a passage it rests on. */
	readonly contested?: true;
	readonly geometry: Geometry | null;
	/** Only for areas too small to be seen from afar: where their mark stands. */
	readonly anchor?: readonly [number, number];
	/**
	 * Only for sites with near neighbours: how far the mark is moved aside, in pixels right and down, at zoom
	 * `SPREAD_ZOOMS[i]` (see `spread.ts`).
	 */
	readonly spread?: readonly (readonly [number, number])[];
	/** west, south, east, north; left out where nothing is drawn. */
	readonly bbox?: readonly [number, number, number, number];
}

export interface Layer {
	readonly id: string;
	readonly title: string;
	readonly blurb: string;
	readonly group: string;
	readonly colour: string;
	readonly onByDefault: boolean;
}

export interface Kind {
	readonly id: string;
	readonly title: string;
	readonly symbol: Symbol;
}

/** A view that has a page of its own. */
export interface NamedView {
	readonly id: string;
	readonly title: string;
	readonly summary: string;
	/** As `formatView` writes it. */
	readonly view: string;
}

/** What the map, the timeline and the list need; small, and loaded first. */
export interface AtlasFile {
	readonly schema: 1;
	readonly version: string;
	readonly title: string;
	readonly tagline: string;
	readonly description: string;
	/** Name of the part of the world that it is about. */
	readonly place: string;
	/** Whose data stands on the map, beside those whose data is the basemap. */
	readonly attribution: readonly string[];
	/** EDTF date up to which evidence reaches; years after its year are projected. */
	readonly horizon: string;
	readonly defaultYear: number;
	readonly axis: { readonly linearFrom: number; readonly to: number };
	readonly bbox: readonly [number, number, number, number];
	readonly licence: { readonly id: string; readonly title: string; readonly url: string };
	/** Names by which the documents are credited, in the order of the evidence. */
	readonly documents: readonly string[];
	/** Views with a name, in the order in which they are offered. */
	readonly views?: readonly NamedView[];
	readonly layers: readonly Layer[];
	readonly kinds: readonly Kind[];
	readonly features: readonly Feature[];
	/** Countries named on the first picture. */
	readonly countryLabels: readonly {
		readonly a2: string;
		readonly lng: number;
		readonly lat: number;
		readonly minZoom: number;
	}[];
	/** Box of the first picture in the units of the SVG map: x, y, width, height. */
	readonly pictureBox: readonly [number, number, number, number];
	/**
	 * The evidence in parts: how many features each is for, as they follow one another here, and the beginning of each
	 * one's SHA-256. Versions kept from before have none.
	 */
	readonly evidenceParts?: { readonly features: number; readonly sha256: readonly string[] };
}

export interface PassageLink {
	readonly passage: string;
	readonly relation: Relation;
	readonly supports: readonly Supports[];
	/** Whose passage it is: the feature's own, its route's or its layer's. */
	readonly via: 'feature' | 'route' | 'layer';
}

export interface ReferenceLink {
	readonly reference: string;
	readonly supports: readonly Supports[];
	readonly note?: string;
}

export interface PhaseDetail {
	readonly when: string;
	readonly status: Status;
	readonly attested?: string;
	readonly claim?: Claim;
	readonly claimedBy?: string;
	readonly text?: string;
	readonly references: readonly string[];
	readonly unreferenced?: true;
	readonly caveat?: string;
}

export interface EventDetail {
	readonly when: string;
	readonly kind: EventKind;
	readonly text: string;
	readonly references: readonly string[];
	readonly unreferenced?: true;
	readonly caveat?: string;
	/** Decimal year, for placing it on a line. */
	readonly start: number;
}

/** What the panel and the page of a feature add to the `Feature`. */
export interface FeatureDetail {
	readonly id: string;
	readonly summary: string;
	readonly operator?: string;
	readonly unconfirmed?: string;
	readonly precisionNote?: string;
	readonly phases: readonly PhaseDetail[];
	readonly events: readonly EventDetail[];
	readonly passages: readonly PassageLink[];
	readonly references: readonly ReferenceLink[];
	/** What it belongs with; each of two is in the list of the other. */
	readonly related: readonly string[];
	readonly figures: readonly string[];
	readonly caveats: readonly string[];
}

export interface RouteDetail {
	readonly id: string;
	readonly layer: string;
	readonly title: string;
	readonly names: Readonly<Record<string, string>>;
	readonly summary: string;
	readonly events: readonly EventDetail[];
	readonly passages: readonly PassageLink[];
	readonly references: readonly ReferenceLink[];
	readonly figures: readonly string[];
	readonly caveats: readonly string[];
	readonly segments: readonly string[];
}

export interface LayerDetail {
	readonly id: string;
	readonly passages: readonly PassageLink[];
	readonly references: readonly ReferenceLink[];
	readonly figures: readonly string[];
	readonly caveats: readonly string[];
}

export interface Note {
	readonly claim: string;
	readonly verdict: Verdict;
	readonly text: string;
	readonly references: readonly string[];
}

export interface Passage {
	/** `source-id/passage-id` */
	readonly id: string;
	readonly source: string;
	readonly language: string;
	readonly exact: string;
	readonly prefix: string;
	readonly suffix: string;
	readonly start: number;
	readonly end: number;
	readonly notes: readonly Note[];
	/** Features resting on it as their own, by id; then routes and layers. */
	readonly features: readonly string[];
	readonly routes: readonly string[];
	readonly layers: readonly string[];
	readonly figures: readonly string[];
}

export type CslName = { readonly family: string; readonly given?: string } | { readonly literal: string };

/** A CSL-JSON item; `custom` carries what CSL has no field for. */
export interface Source {
	readonly id: string;
	readonly type: string;
	readonly title: string;
	readonly author?: readonly CslName[];
	readonly 'container-title'?: string;
	readonly publisher?: string;
	readonly genre?: string;
	readonly issued?: { readonly 'date-parts': readonly (readonly number[])[]; readonly circa?: true };
	readonly accessed?: { readonly 'date-parts': readonly (readonly number[])[]; readonly circa?: true };
	readonly URL?: string;
	readonly language?: string;
	readonly note?: string;
	readonly custom: {
		readonly role: 'document' | 'reference';
		readonly titleIsDescription?: true;
		readonly secondHand?: string;
		readonly text?: { readonly file: string; readonly sha256: string; readonly characters?: number };
	};
}

export interface FigureValue {
	readonly when: string;
	readonly value: number;
	readonly high?: number;
	readonly kind: ValueKind;
	readonly note?: string;
	readonly references: readonly string[];
	readonly unreferenced?: true;
	readonly start: number;
	readonly end: number;
}

export interface Figure {
	readonly id: string;
	readonly layer: string;
	readonly title: string;
	readonly unit: string;
	readonly note?: string;
	readonly passages: readonly PassageLink[];
	readonly references: readonly ReferenceLink[];
	readonly caveats: readonly string[];
	readonly breaks: readonly { readonly when: string; readonly text: string; readonly start: number }[];
	readonly series: readonly {
		readonly id: string;
		readonly title: string;
		readonly values: readonly FigureValue[];
	}[];
}

/** What the panel and the pages need beyond the atlas: of all features, or of those of one part. */
export interface EvidenceFile {
	readonly schema: 1;
	readonly version: string;
	readonly features: readonly FeatureDetail[];
	readonly routes: readonly RouteDetail[];
	readonly layers: readonly LayerDetail[];
	readonly passages: readonly Passage[];
	readonly sources: readonly Source[];
	readonly figures: readonly Figure[];
	/** What the atlas says of itself. */
	readonly about: {
		/** Paragraphs that it adds to the page about it. */
		readonly purpose: readonly string[];
		readonly borders: readonly string[];
		/** Whom citations name as author. */
		readonly creator: string;
		/** EDTF date of publication. */
		readonly issued?: string;
		/** Whose data it holds, and under which terms. */
		readonly credits: readonly string[];
	};
}

/** The loaded atlas with its look-ups. Look-ups are Maps: an id may be any word, `constructor` included. */
export interface Atlas extends AtlasFile {
	readonly featureById: ReadonlyMap<string, Feature>;
	readonly layerById: ReadonlyMap<string, Layer>;
	readonly kindById: ReadonlyMap<string, Kind>;
	/** Year up to which evidence reaches. */
	readonly horizonYear: number;
	/** First and last year that can be asked for. */
	readonly span: { readonly min: number; readonly max: number };
}

export interface Evidence extends EvidenceFile {
	readonly featureById: ReadonlyMap<string, FeatureDetail>;
	readonly routeById: ReadonlyMap<string, RouteDetail>;
	readonly layerById: ReadonlyMap<string, LayerDetail>;
	readonly passageById: ReadonlyMap<string, Passage>;
	readonly sourceById: ReadonlyMap<string, Source>;
	readonly figureById: ReadonlyMap<string, Figure>;
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
	new Map(items.map((item) => [item.id, item]));

/** Adds the look-ups to a loaded atlas file. */
export function indexAtlas(file: AtlasFile): Atlas {
	let min = file.axis.linearFrom;
	for (const { phases } of file.features) for (const { first } of phases) min = Math.min(min, first);
	return {
		...file,
		featureById: byId(file.features),
		layerById: byId(file.layers),
		kindById: byId(file.kinds),
		horizonYear: parseInt(file.horizon, 10),
		span: { min, max: file.axis.to }
	};
}

/** Adds the look-ups to a loaded evidence file. */
export const indexEvidence = (file: EvidenceFile): Evidence => ({
	...file,
	featureById: byId(file.features),
	routeById: byId(file.routes),
	layerById: byId(file.layers),
	passageById: byId(file.passages),
	sourceById: byId(file.sources),
	figureById: byId(file.figures)
});
