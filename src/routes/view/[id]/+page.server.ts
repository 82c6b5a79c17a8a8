import { error } from '@sveltejs/kit';
import { subjectOf } from '$lib/domain/page-subject';
import { headOf } from '../../page-head.server';
import { siteAtlas, siteEvidence } from '../../site-data.server';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => (siteAtlas.views ?? []).map(({ id }) => ({ id }));

export const load: PageServerLoad = ({ params, url }) => {
	const id = `view/${params.id}`;
	const subject = subjectOf(siteAtlas, siteEvidence, id);
	if (!subject) error(404, 'No such view in this atlas');
	return { head: headOf(url, id, subject.sentence) };
};
