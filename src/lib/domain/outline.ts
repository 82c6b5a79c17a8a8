import type { Feature } from './atlas';

/** Whether anything on the map stands for it: a geometry, or the outline of countries. */
export const isDrawn = ({ geometry, outline }: Pick<Feature, 'geometry' | 'outline'>): boolean =>
	geometry !== null || outline !== undefined;
