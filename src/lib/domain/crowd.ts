import type { AtlasFile, Feature } from './atlas';

/**
 * From this many sites or lines on, an atlas is a crowd: these are drawn from columns of numbers by programs of their own,
 * and what is counted and listed follows when the years come to rest. Below it the map's own way is as quick.
 */
export const CROWD_FROM = 1000;

/** Whether a feature is a site: a single point. */
export const isSite = ({ geometry }: Pick<Feature, 'geometry'>): boolean => geometry?.type === 'Point';

/** Whether a feature is a line, in one part or in several. */
export const isLine = ({ geometry }: Pick<Feature, 'geometry'>): boolean =>
	geometry?.type === 'LineString' || geometry?.type === 'MultiLineString';

interface CrowdKinds {
	readonly sites: boolean;
	readonly lines: boolean;
}

/** Kept with each list of features: many ask, and to look through 100,000 of them takes a while. */
const kindsOf = new WeakMap<AtlasFile['features'], CrowdKinds>();

/** What of an atlas is drawn as a crowd. Where its lines are, its sites are too, for they lie over lines. */
export function crowdKinds({ features }: Pick<AtlasFile, 'features'>): CrowdKinds {
	const known = kindsOf.get(features);
	if (known) return known;
	let [sites, lines] = [0, 0];
	if (features.length >= CROWD_FROM)
		for (const feature of features) {
			if (isSite(feature)) sites += 1;
			else if (isLine(feature)) lines += 1;
		}
	const hasLines = lines >= CROWD_FROM;
	const kinds = { sites: hasLines || sites >= CROWD_FROM, lines: hasLines };
	kindsOf.set(features, kinds);
	return kinds;
}

/** Whether an atlas has so many sites or lines that they are drawn as a crowd. */
export const isCrowd = (atlas: Pick<AtlasFile, 'features'>): boolean => crowdKinds(atlas).sites;

/** Tells the features of an atlas that are drawn as a crowd. */
export function crowdMembers(atlas: Pick<AtlasFile, 'features'>): (feature: Feature) => boolean {
	const { sites, lines } = crowdKinds(atlas);
	return (feature) => (sites && isSite(feature)) || (lines && isLine(feature));
}
