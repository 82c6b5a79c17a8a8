import { renderLive } from '../live-page';
import { siteData } from '../site-data';
import type { PageLoad } from './$types';

/** Its script is `embed.ts`. */
export const csr = false;

export const load: PageLoad = async () => {
	if (!import.meta.env.SSR) throw new Error('The page is brought to life by its own script');
	const { default: EmbedPage } = await import('./EmbedPage.svelte');
	const { atlas } = await siteData();
	return { title: atlas.title, live: await renderLive(EmbedPage, 'src/routes/embed/embed.ts', '..') };
};
