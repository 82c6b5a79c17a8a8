import { base } from '$app/paths';
import { error, json } from '@sveltejs/kit';
import { oembedOf } from '$lib/domain/oembed';
import { cardPath, hasCard, pagePath, subjectIds, subjectOf } from '$lib/domain/page-subject';
import { formatView } from '$lib/domain/view-url';
import { siteRoot } from '$lib/ui/addresses';
import { siteAtlas, siteEvidence } from '../../site-data.server';
import type { EntryGenerator, RequestHandler } from './$types';

/**
 * What an article's system is told of a page whose address was pasted into it: `/oembed/feature/x.json`. These are files,
 * so a wish for another size or for XML cannot be met.
 */
export const prerender = true;
export const trailingSlash = 'never';

export const entries: EntryGenerator = () =>
	subjectIds(siteAtlas, siteEvidence).map((id) => ({ view: `${id}.json` }));

export const GET: RequestHandler = ({ params, url }) => {
	const [, id = ''] = /^(.*)\.json$/.exec(params.view) ?? [];
	const subject = subjectOf(siteAtlas, siteEvidence, id);
	if (!subject) error(404, 'No such view');
	const root = siteRoot(url, base);
	const query = formatView(subject.view, siteAtlas);
	return json(
		oembedOf({
			title: id === 'home' ? subject.title : `${subject.title} · ${siteAtlas.title}`,
			page: `${root}${pagePath(subject)}`,
			frame: `${root}embed/${query === '' ? '' : `?${query}`}`,
			card: `${root}${cardPath(hasCard(siteEvidence, id) ? id : 'home')}`,
			provider: { name: siteAtlas.title, url: root }
		})
	);
};
