import { atlasHead } from './page-head.server';
import { siteAtlas } from './site-data.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
	const { title, description } = siteAtlas;
	return {
		head: { ...atlasHead(url, { path: '', title, description }), type: 'website' as const, oembed: 'home' }
	};
};
