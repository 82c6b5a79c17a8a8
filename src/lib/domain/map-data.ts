import type { AtlasFile } from './atlas';

/** Whose data the map shows, as their licences ask: the basemap's, then the atlas's own. */
export const mapDataOf = ({ attribution }: Pick<AtlasFile, 'attribution'>): readonly string[] => [
	'Natural Earth',
	'GeoNames',
	...attribution
];
