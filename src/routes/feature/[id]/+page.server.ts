import { error } from '@sveltejs/kit';
import { siteAtlas, siteEvidence } from '../../site-data.server';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => siteAtlas.features.map(({ id }) => ({ id }));

export const load: PageServerLoad = ({ params }) => {
	const feature = siteAtlas.featureById.get(params.id);
	if (!feature) error(404, 'No such thing in this atlas');
	return { atlas: siteAtlas, evidence: siteEvidence, feature };
};
