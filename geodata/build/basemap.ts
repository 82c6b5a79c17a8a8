/** The basemap: three levels of one world, so that a style changes level without a seam. */
import { isInBox, politicalMap, type Box } from './basemap-borders';
import { buildLevel, type BasemapTopology, type Level } from './basemap-level';
import { buildCountryLabels, SEA_LABELS, type CountryLabel, type SeaLabel } from './basemap-labels';
import { buildPlaces, type Place } from './basemap-places';
import type { Region } from './basemap-region';
import { readLakes, readRivers } from './basemap-water';

export type { CountryLabel, SeaLabel } from './basemap-labels';
export type { BasemapObjects, BasemapTopology } from './basemap-level';
export type { Place } from './basemap-places';

interface Weights {
	readonly focus: number;
	readonly near: number;
	readonly around: number;
	readonly elsewhere: number;
}

/**
 * The rest of the world is kept, coarse: it costs few bytes, and no continent is missing at the edge of a wide screen.
 */
const weights =
	(region: Region, { focus, near, around, elsewhere }: Weights) =>
	(lng: number, lat: number): number => {
		const isIn = (box: Box): boolean => isInBox([lng, lat], box);
		if (region.focus.some(isIn)) return focus;
		if (region.near.some(isIn)) return near;
		return region.around.some(isIn) ? around : elsewhere;
	};

/** Square degrees of focus that the finest level has room for in full; a larger focus is drawn less finely. */
const FINE_AREA = 2500;

/** Up to zoom 3. */
const low = (region: Region): Level => ({
	weightAt: weights(region, { focus: 1, near: 1, around: 0.5, elsewhere: 0.05 }),
	tolerance: 0.065,
	smallestIsland: 0.3,
	smallestLake: 0.5,
	shortestRiver: Infinity,
	countryNames: false,
	steps: 6000
});
/** Zoom 3 to about 5.5. */
const overview = (region: Region): Level => ({
	weightAt: weights(region, { focus: 1, near: 0.8, around: 0.4, elsewhere: 0.03 }),
	tolerance: 0.0008,
	smallestIsland: 0.02,
	smallestLake: 0.03,
	shortestRiver: 3,
	countryNames: true,
	steps: 24000
});
/** From about zoom 5.5; sharp in the focus to zoom 8, elsewhere no better than the overview. */
const detail = (region: Region): Level => ({
	weightAt: weights(region, {
		focus: Math.min(1, FINE_AREA / areaOf(region.focus)),
		near: 0.09,
		around: 0.035,
		elsewhere: 0.004
	}),
	tolerance: 0.00015,
	smallestIsland: 0.003,
	smallestLake: 0.005,
	shortestRiver: 0.4,
	countryNames: true,
	// The grid of the atlas itself: finer would only be more digits.
	steps: 100000
});

const areaOf = (boxes: readonly Box[]): number =>
	boxes.reduce((sum, [west, south, east, north]) => sum + (east - west) * (north - south), 0);

export interface Basemap {
	readonly low: BasemapTopology;
	readonly overview: BasemapTopology;
	readonly detail: BasemapTopology;
	/** The most important first. */
	readonly places: readonly Place[];
	readonly countryLabels: readonly CountryLabel[];
	readonly seaLabels: readonly SeaLabel[];
}

/** The basemap of an atlas: of the whole world, and fine where the atlas is. */
export function buildBasemap(region: Region): Basemap {
	const [fine, medium] = [politicalMap('10m'), politicalMap('50m')];
	const [lakes, rivers] = [readLakes(), readRivers()];
	return {
		low: buildLevel(medium, lakes, rivers, low(region)),
		overview: buildLevel(medium, lakes, rivers, overview(region)),
		detail: buildLevel(fine, lakes, rivers, detail(region)),
		places: buildPlaces(region.towns),
		countryLabels: buildCountryLabels(medium, region.countryLabels),
		seaLabels: SEA_LABELS
	};
}
