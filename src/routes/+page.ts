import { renderLive } from './live-page';
import type { PageLoad } from './$types';

/** Its script is `explorer.ts`. */
export const csr = false;

export const load: PageLoad = async ({ data }) => {
	if (!import.meta.env.SSR) throw new Error('The page is brought to life by its own script');
	const { default: ExplorerPage } = await import('./ExplorerPage.svelte');
	return { ...data, live: await renderLive(ExplorerPage, 'src/routes/explorer.ts', '.') };
};
