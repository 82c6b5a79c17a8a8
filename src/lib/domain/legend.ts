import { isDrawn } from './outline';
import { sitePosition } from './site';
import type { AtlasFile, Layer } from './atlas';
import { CHANGES, type Change } from './compare';
import { type Look, type Mark } from './marks';
import type { Symbol } from './vocabulary';

/** What each look means, in the order of a legend. */
export const LOOK_WORDS: Readonly<Record<Look, string>> = {
	solid: 'in use, attested',
	claimed: 'claimed or assessed',
	assumed: 'assumed since last attested',
	construction: 'under construction',
	planned: 'planned or agreed',
	suspended: 'suspended',
	ghost: 'ended'
};
const ORDER = Object.keys(LOOK_WORDS) as readonly Look[];

/** Every pattern that a map has in use, and no other. */
export interface LegendEntries {
	readonly layers: readonly {
		readonly layer: Layer;
		readonly sites: boolean;
		readonly lines: boolean;
		readonly countries: boolean;
	}[];
	/** `country`: where whole countries are drawn in this look. */
	readonly looks: readonly {
		readonly look: Look;
		readonly site: boolean;
		readonly line: boolean;
		readonly country: boolean;
	}[];
	readonly sea: boolean;
	/** What two years compared say; empty where none are. */
	readonly changes: readonly Change[];
	/** Symbols of sites with the kinds that they stand for. */
	readonly symbols: readonly { readonly symbol: Symbol; readonly titles: readonly string[] }[];
}

/** Reads the legend off what shows. */
export function legendOf(atlas: Pick<AtlasFile, 'kinds' | 'layers'>, marks: readonly Mark[]): LegendEntries {
	const isCountry = ({ feature }: Mark): boolean => feature.outline !== undefined;
	const isSite = ({ feature }: Mark): boolean => sitePosition(feature) !== undefined;
	const isLine = (mark: Mark): boolean => !isSite(mark) && !isCountry(mark);
	const drawn = marks.filter(({ feature }) => isDrawn(feature));
	// The ghost of what has ended has a sign of its own there.
	const isCompared = drawn.some(({ change }) => change);
	const kinds = atlas.kinds.filter(({ id }) =>
		drawn.some((mark) => isSite(mark) && mark.feature.kind === id)
	);
	return {
		layers: atlas.layers
			.map((layer) => {
				const own = drawn.filter(({ feature }) => feature.layer === layer.id);
				return {
					layer,
					sites: own.some(isSite),
					lines: own.some(isLine),
					countries: own.some(isCountry)
				};
			})
			.filter(({ sites, lines, countries }) => sites || lines || countries),
		looks: ORDER.map((look) => {
			const own = drawn.filter((mark) => mark.look === look);
			return {
				look,
				site: own.some(isSite),
				line: own.some((mark) => isLine(mark) && mark.feature.mode !== 'sea'),
				country: own.some(isCountry)
			};
		}).filter(
			({ look, site, line, country }) => (site || line || country) && !(look === 'ghost' && isCompared)
		),
		changes: CHANGES.filter((change) => drawn.some((mark) => mark.change === change)),
		sea: drawn.some(({ feature }) => feature.mode === 'sea'),
		symbols: [...new Set(kinds.map(({ symbol }) => symbol))].map((symbol) => ({
			symbol,
			titles: kinds.filter((kind) => kind.symbol === symbol).map(({ title }) => title)
		}))
	};
}
