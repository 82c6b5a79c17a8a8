import { error } from '@sveltejs/kit';
import { siteAtlas, siteEvidence } from '../../site-data.server';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => siteEvidence.sources.map(({ id }) => ({ id }));

export const load: PageServerLoad = ({ params }) => {
	const source = siteEvidence.sourceById.get(params.id);
	if (!source) error(404, 'No such source in this atlas');
	return { atlas: siteAtlas, evidence: siteEvidence, source };
};
