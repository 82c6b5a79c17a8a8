import { error } from '@sveltejs/kit';
import { siteData } from '../../site-data';
import type { PageLoad } from './$types';

/** A document: readable without script, and nothing on it needs any. */
export const csr = false;

export const load: PageLoad = async ({ data, params }) => {
	const { atlas, evidence } = await siteData();
	const source = evidence.sourceById.get(params.id);
	if (!source) error(404, 'No such source in this atlas');
	return { ...data, atlas, evidence, source };
};
