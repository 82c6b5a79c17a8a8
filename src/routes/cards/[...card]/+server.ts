import { base } from '$app/paths';
import { error } from '@sveltejs/kit';
import { hasCard, subjectIds, subjectOf } from '$lib/domain/page-subject';
import { siteRoot } from '$lib/ui/addresses';
import { drawCard } from '../../draw-card.server';
import { siteAtlas, siteEvidence } from '../../site-data.server';
import type { EntryGenerator, RequestHandler } from './$types';

/** Pictures for link previews: `/cards/feature/x.png`, one for each page that has something of its own to show. */
export const prerender = true;
export const trailingSlash = 'never';

export const entries: EntryGenerator = () =>
	subjectIds(siteAtlas, siteEvidence)
		.filter((id) => hasCard(siteEvidence, id))
		.map((id) => ({ card: `${id}.png` }));

export const GET: RequestHandler = async ({ params, url }) => {
	const [, id = ''] = /^(.*)\.png$/.exec(params.card) ?? [];
	const subject = subjectOf(siteAtlas, siteEvidence, id);
	if (!subject || !hasCard(siteEvidence, id)) error(404, 'No such card');
	const root = siteRoot(url, base);
	const where = root.startsWith('http') ? root.replace(/\/$/, '') : '';
	return new Response(Buffer.from(await drawCard(siteAtlas, subject, where)), {
		headers: { 'content-type': 'image/png' }
	});
};
