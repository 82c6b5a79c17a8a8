import { atlasHead } from '../page-head.server';
import { siteAtlas } from '../site-data.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
	head: atlasHead(url, {
		path: 'about/',
		title: 'About and method',
		description: `How ${siteAtlas.title} is made: evidence, time, precision, borders and licences.`
	})
});
