import { error } from '@sveltejs/kit';
import { headOf } from '../../page-head.server';
import { siteAtlas, siteEvidence } from '../../site-data.server';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => siteAtlas.features.map(({ id }) => ({ id }));

export const load: PageServerLoad = ({ params, url }) => {
	const feature = siteAtlas.featureById.get(params.id);
	if (!feature) error(404, 'No such thing in this atlas');
	return {
		head: headOf(
			url,
			`feature/${feature.id}`,
			siteEvidence.featureById.get(feature.id)?.summary ?? feature.name
		)
	};
};
