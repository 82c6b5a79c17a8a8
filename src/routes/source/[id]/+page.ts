import { error } from '@sveltejs/kit';
import { siteData } from '../../site-data';
import type { PageLoad } from './$types';

/** A document: readable without script. The script that moves its map is a file of its own and needs none of the application. */
export const csr = false;

export const load: PageLoad = async ({ data, params }) => {
	const { atlas, evidence } = await siteData();
	const source = evidence.sourceById.get(params.id);
	if (!source) error(404, 'No such source in this atlas');
	return { ...data, atlas, evidence, source };
};
