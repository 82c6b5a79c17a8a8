import { error } from '@sveltejs/kit';
import { siteData } from '../../site-data';
import type { PageLoad } from './$types';

/** A document: readable without script, and nothing on it needs any. */
export const csr = false;

export const load: PageLoad = async ({ data, params }) => {
	const { atlas, evidence } = await siteData();
	const figure = evidence.figureById.get(params.id);
	if (!figure) error(404, 'No such figure in this atlas');
	return { ...data, atlas, evidence, figure };
};
