import { error } from '@sveltejs/kit';
import { headOf } from '../../page-head.server';
import { siteAtlas } from '../../site-data.server';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => siteAtlas.layers.map(({ id }) => ({ id }));

export const load: PageServerLoad = ({ params, url }) => {
	const layer = siteAtlas.layerById.get(params.id);
	if (!layer) error(404, 'No such layer in this atlas');
	return { head: headOf(url, `layer/${layer.id}`, layer.blurb) };
};
