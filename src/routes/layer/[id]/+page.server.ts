import { error } from '@sveltejs/kit';
import { siteAtlas, siteEvidence } from '../../site-data.server';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => siteAtlas.layers.map(({ id }) => ({ id }));

export const load: PageServerLoad = ({ params }) => {
	const layer = siteAtlas.layerById.get(params.id);
	if (!layer) error(404, 'No such layer in this atlas');
	return { atlas: siteAtlas, evidence: siteEvidence, layer };
};
