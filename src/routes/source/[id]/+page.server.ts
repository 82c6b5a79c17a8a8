import { error } from '@sveltejs/kit';
import { headOf } from '../../page-head.server';
import { readerFile } from '$lib/ui/reader-file.server';
import { siteAtlas, siteEvidence } from '../../site-data.server';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => siteEvidence.sources.map(({ id }) => ({ id }));

export const load: PageServerLoad = async ({ params, url }) => {
	const source = siteEvidence.sourceById.get(params.id);
	if (!source) error(404, 'No such source in this atlas');
	return {
		reader: (await readerFile()).name,
		head: headOf(
			url,
			`source/${source.id}`,
			`What ${siteAtlas.title} rests on this source for, with the exact quotations.`
		)
	};
};
