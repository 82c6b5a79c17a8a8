import { authorsOf, publisherOf } from '$lib/domain/citation';
import { siteEvidence } from '../site-data.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({
	documents: siteEvidence.sources
		.filter(({ custom }) => custom.role === 'document')
		.map((source) => publisherOf(source) ?? authorsOf(source) ?? source.title)
		.join('; ')
});
