import type { Atlas, Feature } from '../domain/atlas';
import { isContested, LOOKS, markOf, type MarkView } from '../domain/marks';
import { toUnit } from '../domain/mercator';
import { ALL_YEARS } from '../domain/shown';
import { STATUS_CLASSES, type Symbol } from '../domain/vocabulary';
import type { WindowState } from './filters';

/** What stands for an open end and for a beginning that is not there; years are kept inside of them. */
export const NEVER = 32_767;
export const LONG_AGO = -32_768;
const shortYear = (year: number): number => Math.min(Math.max(year, LONG_AGO + 1), NEVER - 1);

/** Bits of a row's `flags`; the lowest three are the position of its class in `STATUS_CLASSES`. */
export const CLAIMED = 8;
export const CONTESTED = 16;

/**
 * The sites of an atlas as numbers, a row for each of their phases, in the order of drawing: the most important site
 * last, on top. Years are those of the compiled phases, so the rule of `domain/shown.ts` reads them as they are.
 */
export interface CrowdColumns {
	readonly rows: number;
	/** x and y of each row in the unit square of the Mercator map. */
	readonly position: Float32Array;
	/** `first`, `last`, `until` and `attested` of each row; `NEVER` where there is none. */
	readonly years: Int16Array;
	/** `after` (`LONG_AGO` where there is none), position of the layer, position of the symbol, flags. */
	readonly traits: Int16Array;
	/** The symbols in use. */
	readonly symbols: readonly Symbol[];
}

/** The sites of an atlas in the order of drawing. */
export interface CrowdSites {
	readonly features: readonly Feature[];
	/** x and y of each in the unit square of the Mercator map. */
	readonly places: Float32Array;
	/** Phases of all of them: a row for each. */
	readonly rows: number;
}

/** Finds the sites of an atlas, in one walk: over 100,000 features each takes some twenty milliseconds. */
export function crowdSites({ features }: Pick<Atlas, 'features'>): CrowdSites {
	const sites: Feature[] = [];
	const places = new Float32Array(2 * features.length);
	let rows = 0;
	for (let at = features.length - 1; at >= 0; at -= 1) {
		const feature = features[at]!;
		const { geometry } = feature;
		if (geometry?.type !== 'Point') continue;
		const [lng = 0, lat = 0] = geometry.coordinates;
		const { x, y } = toUnit(lng, lat);
		places[2 * sites.length] = x;
		places[2 * sites.length + 1] = y;
		sites.push(feature);
		rows += feature.phases.length;
	}
	return { features: sites, places: places.slice(0, 2 * sites.length), rows };
}

/** Puts sites into columns. */
export function crowdColumns(
	{ features, places, rows }: CrowdSites,
	{ layers, kinds }: Pick<Atlas, 'layers' | 'kinds'>
): CrowdColumns {
	const layerAt = new Map(layers.map(({ id }, index) => [id, index]));
	const symbols = [...new Set<Symbol>([...kinds.map(({ symbol }) => symbol), 'circle'])];
	const symbolAt = new Map(kinds.map(({ id, symbol }) => [id, symbols.indexOf(symbol)]));
	const position = new Float32Array(2 * rows);
	const years = new Int16Array(4 * rows);
	const traits = new Int16Array(4 * rows);
	let row = 0;
	// Each number by itself, so that no row leaves lists to be collected
	features.forEach((feature, site) => {
		const layer = layerAt.get(feature.layer) ?? 0;
		const symbol = symbolAt.get(feature.kind) ?? symbols.indexOf('circle');
		for (const phase of feature.phases) {
			const { last, until, after, attested } = phase;
			position[2 * row] = places[2 * site]!;
			position[2 * row + 1] = places[2 * site + 1]!;
			const at = 4 * row;
			years[at] = shortYear(phase.first);
			years[at + 1] = last === undefined ? NEVER : shortYear(last);
			years[at + 2] = until === undefined ? NEVER : shortYear(until);
			years[at + 3] = last === undefined && attested !== undefined ? shortYear(attested) : NEVER;
			traits[at] = after === undefined ? LONG_AGO : shortYear(after);
			traits[at + 1] = layer;
			traits[at + 2] = symbol;
			traits[at + 3] =
				STATUS_CLASSES.indexOf(phase.class) +
				(phase.claim || feature.unconfirmed ? CLAIMED : 0) +
				(isContested(feature, phase) ? CONTESTED : 0);
			row += 1;
		}
	});
	return { rows, position, years, traits, symbols };
}

/** The window as the columns are asked: `from`, `to`, and the year after which a status is only assumed. */
export function crowdYears({ year, span }: WindowState): readonly [number, number, number] {
	return [shortYear(year - span), shortYear(year), year < ALL_YEARS.to ? shortYear(year) : LONG_AGO];
}

/** Years of one block: within it no row has to be looked for anew. */
const BLOCK = 5;

/** Names the block of `crowdYears`: the rows are the same wherever it is the same. */
export function blockOf([from, to]: ReturnType<typeof crowdYears>): string {
	return `${Math.floor(to / BLOCK)} ${to - from}`;
}

/** Rows that may show in any window of the block that this window lies in; `near` has room for all rows. */
export function rowsNear(
	years: CrowdColumns['years'],
	[from, to]: ReturnType<typeof crowdYears>,
	near = new Uint32Array(years.length / 4)
): Uint32Array {
	const least = Math.floor(to / BLOCK) * BLOCK;
	const greatest = least + BLOCK - 1;
	const earliest = least - (to - from);
	let count = 0;
	for (let at = 0; at < years.length; at += 4)
		if (years[at]! <= greatest && years[at + 1]! >= earliest && years[at + 2]! > least)
			near[count++] = at >> 2;
	return near.subarray(0, count);
}

/** Set in a row's state where two years compared leave it as it was; the rest is its look, counted from 1. */
export const UNCHANGED = 16;

/**
 * The state of each row where two years are compared: 0 where it leaves no mark. Two years of one row are not enough
 * to tell what has changed, so this is asked of the domain, once for each pair of years.
 */
export function comparedStates({ features, rows }: CrowdSites, view: MarkView): Uint8Array {
	const states = new Uint8Array(rows);
	let row = 0;
	for (const feature of features) {
		const mark = markOf(feature, view);
		if (mark)
			states[row + feature.phases.indexOf(mark.phase)] =
				1 + LOOKS.indexOf(mark.look) + (mark.change === 'unchanged' ? UNCHANGED : 0);
		row += feature.phases.length;
	}
	return states;
}
