import type { AtlasFile, Feature } from './atlas';

/**
 * From this many sites on, an atlas is a crowd: its sites are drawn from columns of numbers by a program of their own,
 * and what is counted and listed follows when the years come to rest. Below it the map's own way is as quick.
 */
export const CROWD_FROM = 1000;

/** Whether a feature is a site: a single point, which is what a crowd is made of. */
export const isSite = ({ geometry }: Pick<Feature, 'geometry'>): boolean => geometry?.type === 'Point';

/** Whether an atlas has so many sites that they are drawn as a crowd. */
export function isCrowd({ features }: Pick<AtlasFile, 'features'>): boolean {
	if (features.length < CROWD_FROM) return false;
	let sites = 0;
	for (const feature of features) {
		if (isSite(feature)) sites += 1;
		if (sites >= CROWD_FROM) return true;
	}
	return false;
}
