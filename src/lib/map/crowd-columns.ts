import type { Atlas, Feature } from '../domain/atlas';
import { isSite } from '../domain/crowd';
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
	/** The sites in the order of drawing. */
	readonly sites: readonly Feature[];
	/** x and y of each site in the unit square of the Mercator map. */
	readonly places: Float32Array;
	readonly rows: number;
	/** Position of each row's site in `sites`. */
	readonly siteOf: Uint32Array;
	/** x and y of each row. */
	readonly position: Float32Array;
	/** `first`, `last`, `until` and `attested` of each row; `NEVER` where there is none. */
	readonly years: Int16Array;
	/** `after` (`LONG_AGO` where there is none), position of the layer, position of the symbol, flags. */
	readonly traits: Int16Array;
	/** The symbols in use. */
	readonly symbols: readonly Symbol[];
}

/** Puts the sites of an atlas into columns. */
export function crowdColumns(atlas: Pick<Atlas, 'features' | 'layers' | 'kinds'>): CrowdColumns {
	const sites = atlas.features.filter(isSite).toReversed();
	const rows = sites.reduce((sum, { phases }) => sum + phases.length, 0);
	const layerAt = new Map(atlas.layers.map(({ id }, index) => [id, index]));
	const symbols = [...new Set<Symbol>([...atlas.kinds.map(({ symbol }) => symbol), 'circle'])];
	const symbolAt = new Map(atlas.kinds.map(({ id, symbol }) => [id, symbols.indexOf(symbol)]));
	const columns = {
		sites,
		places: new Float32Array(2 * sites.length),
		rows,
		siteOf: new Uint32Array(rows),
		position: new Float32Array(2 * rows),
		years: new Int16Array(4 * rows),
		traits: new Int16Array(4 * rows),
		symbols
	};
	let row = 0;
	sites.forEach((feature, site) => {
		const [lng = 0, lat = 0] = feature.geometry?.type === 'Point' ? feature.geometry.coordinates : [];
		const { x, y } = toUnit(lng, lat);
		columns.places.set([x, y], 2 * site);
		for (const phase of feature.phases) {
			columns.siteOf[row] = site;
			columns.position.set([x, y], 2 * row);
			const open = phase.last === undefined;
			columns.years.set(
				[
					shortYear(phase.first),
					phase.last === undefined ? NEVER : shortYear(phase.last),
					phase.until === undefined ? NEVER : shortYear(phase.until),
					open && phase.attested !== undefined ? shortYear(phase.attested) : NEVER
				],
				4 * row
			);
			columns.traits.set(
				[
					phase.after === undefined ? LONG_AGO : shortYear(phase.after),
					layerAt.get(feature.layer) ?? 0,
					symbolAt.get(feature.kind) ?? symbols.indexOf('circle'),
					STATUS_CLASSES.indexOf(phase.class) +
						(phase.claim || feature.unconfirmed ? CLAIMED : 0) +
						(isContested(feature, phase) ? CONTESTED : 0)
				],
				4 * row
			);
			row += 1;
		}
	});
	return columns;
}

/** The window as the columns are asked: `from`, `to`, and the year after which a status is only assumed. */
export function crowdYears({ year, span }: WindowState): readonly [number, number, number] {
	return [shortYear(year - span), shortYear(year), year < ALL_YEARS.to ? shortYear(year) : LONG_AGO];
}

/** Set in a row's state where two years compared leave it as it was; the rest is its look, counted from 1. */
export const UNCHANGED = 16;

/**
 * The state of each row where two years are compared: 0 where it leaves no mark. Two years of one row are not enough
 * to tell what has changed, so this is asked of the domain, once for each pair of years.
 */
export function comparedStates({ sites, siteOf, rows }: CrowdColumns, view: MarkView): Uint8Array {
	const states = new Uint8Array(rows);
	let row = 0;
	while (row < rows) {
		const feature = sites[siteOf[row]!]!;
		const mark = markOf(feature, view);
		if (mark)
			states[row + feature.phases.indexOf(mark.phase)] =
				1 + LOOKS.indexOf(mark.look) + (mark.change === 'unchanged' ? UNCHANGED : 0);
		row += feature.phases.length;
	}
	return states;
}
