/** Which part of the world an atlas needs how finely, from its settings or from its first view. */
import type { AtlasSettings, BasemapSettings } from '../../src/lib/domain/records';
import type { Box } from './basemap-borders';

export interface Region {
	/** Sharp to zoom 8. */
	readonly focus: readonly Box[];
	/** Sharp to about zoom 5. */
	readonly near: readonly Box[];
	/** Where islands, lakes and rivers are kept. */
	readonly around: readonly Box[];
	/** Zoom from which the name of a country shows, where its size would give a later one. */
	readonly countryLabels: Readonly<Record<string, number>>;
	readonly towns: {
		readonly within: readonly Box[];
		readonly without: ReadonlySet<string>;
		/** How many times inhabitants count, by country; `*` for all others. */
		readonly weights: Readonly<Record<string, number>>;
		/** Country code and name of small towns that are named all the same. */
		readonly always: ReadonlySet<string>;
		readonly firstCapitals: ReadonlySet<string>;
	};
}

const asBox = (box: readonly number[]): Box => box as unknown as Box;

/** Degrees of longitude from west to east; a box may cross the antimeridian. */
const widthOf = ([west, , east]: Box): number => (east - west + 360) % 360 || 360;

/** A box with that share of its size added on each side, in one part or, across 180 degrees, in two. */
export function grown(box: Box, share: number): readonly Box[] {
	const [west, south, , north] = box;
	const width = Math.min(widthOf(box) * (1 + 2 * share), 360);
	const height = (north - south) * share;
	const [low, high] = [Math.max(south - height, -90), Math.min(north + height, 90)];
	if (width === 360) return [[-180, low, 180, high]];
	const leftEdge = west - widthOf(box) * share;
	const start = leftEdge < -180 ? leftEdge + 360 : leftEdge;
	const end = start + width;
	return end <= 180
		? [[start, low, end, high]]
		: [
				[start, low, 180, high],
				[-180, low, end - 360, high]
			];
}

/** What the settings leave out follows the first view: fine in it, less so around it. */
export function regionOf({ bbox, basemap }: Pick<AtlasSettings, 'bbox' | 'basemap'>): Region {
	const view = asBox(bbox);
	const settings: Partial<BasemapSettings> = basemap ?? {};
	const around = settings.around?.map(asBox) ?? grown(view, 1);
	const towns = settings.towns ?? {};
	return {
		focus: settings.focus?.map(asBox) ?? grown(view, 0),
		near: settings.near?.map(asBox) ?? grown(view, 0.5),
		around,
		countryLabels: settings.countryLabels ?? {},
		towns: {
			within: towns.within?.map(asBox) ?? around,
			without: new Set(towns.without),
			weights: towns.weights ?? {},
			always: new Set(towns.always),
			firstCapitals: new Set(towns.firstCapitals)
		}
	};
}
