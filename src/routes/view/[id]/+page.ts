import { error } from '@sveltejs/kit';
import { siteData } from '../../site-data';
import type { PageLoad } from './$types';

/** A document: readable without script, and nothing on it needs any. */
export const csr = false;

export const load: PageLoad = async ({ data, params }) => {
	const { atlas, evidence } = await siteData();
	const named = atlas.views?.find(({ id }) => id === params.id);
	if (!named) error(404, 'No such view in this atlas');
	return { ...data, atlas, evidence, named };
};
