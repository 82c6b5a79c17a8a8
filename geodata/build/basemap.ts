/** The basemap: three levels of one world, so that a style changes level without a seam. */
import { isInBox, politicalMap, type Box } from './basemap-borders';
import { buildLevel, type BasemapTopology, type Level } from './basemap-level';
import { buildCountryLabels, SEA_LABELS, type CountryLabel, type SeaLabel } from './basemap-labels';
import { buildPlaces, type Place } from './basemap-places';
import { readLakes, readRivers } from './basemap-water';

export type { CountryLabel, SeaLabel } from './basemap-labels';
export type { BasemapObjects, BasemapTopology } from './basemap-level';
export type { Place } from './basemap-places';

/** Where the layers are: Belarus and Ukraine, the Caucasus and the Caspian, Central Asia, Mongolia and around Baikal. */
const FOCUS: readonly Box[] = [
	[20, 43.5, 42, 56.5],
	[36, 36, 56, 48],
	[46, 35, 90, 56],
	[87, 40, 125, 58]
];
const NEAR: Box = [10, 25, 145, 62];
/** Eurasia with its surroundings, and Chukotka beyond 180. */
const EURASIA: readonly Box[] = [
	[-25, 8, 180, 84],
	[-180, 60, -168.9, 84]
];

interface Weights {
	readonly focus: number;
	readonly near: number;
	readonly eurasia: number;
	readonly elsewhere: number;
}

/**
 * The rest of the world is kept, coarse: it costs few bytes, and no continent is missing at the edge of a wide screen.
 */
const weights =
	({ focus, near, eurasia, elsewhere }: Weights) =>
	(lng: number, lat: number): number => {
		const isIn = (box: Box): boolean => isInBox([lng, lat], box);
		if (FOCUS.some(isIn)) return focus;
		if (isIn(NEAR)) return near;
		return EURASIA.some(isIn) ? eurasia : elsewhere;
	};

/** Up to zoom 3. */
const LOW: Level = {
	weightAt: weights({ focus: 1, near: 1, eurasia: 0.5, elsewhere: 0.05 }),
	tolerance: 0.065,
	smallestIsland: 0.3,
	smallestLake: 0.5,
	shortestRiver: Infinity,
	countryNames: false,
	steps: 6000
};
/** Zoom 3 to about 5.5. */
const OVERVIEW: Level = {
	weightAt: weights({ focus: 1, near: 0.8, eurasia: 0.4, elsewhere: 0.03 }),
	tolerance: 0.0008,
	smallestIsland: 0.02,
	smallestLake: 0.03,
	shortestRiver: 3,
	countryNames: true,
	steps: 24000
};
/** From about zoom 5.5; sharp in the focus to zoom 8, elsewhere no better than the overview. */
const DETAIL: Level = {
	weightAt: weights({ focus: 1, near: 0.09, eurasia: 0.035, elsewhere: 0.004 }),
	tolerance: 0.00015,
	smallestIsland: 0.003,
	smallestLake: 0.005,
	shortestRiver: 0.4,
	countryNames: true,
	// The grid of the atlas itself: finer would only be more digits.
	steps: 100000
};

export interface Basemap {
	readonly low: BasemapTopology;
	readonly overview: BasemapTopology;
	readonly detail: BasemapTopology;
	/** The most important first. */
	readonly places: readonly Place[];
	readonly countryLabels: readonly CountryLabel[];
	readonly seaLabels: readonly SeaLabel[];
}

export function buildBasemap(): Basemap {
	const [fine, medium] = [politicalMap('10m'), politicalMap('50m')];
	const [lakes, rivers] = [readLakes(), readRivers()];
	return {
		low: buildLevel(medium, lakes, rivers, LOW),
		overview: buildLevel(medium, lakes, rivers, OVERVIEW),
		detail: buildLevel(fine, lakes, rivers, DETAIL),
		places: buildPlaces(),
		countryLabels: buildCountryLabels(medium),
		seaLabels: SEA_LABELS
	};
}
