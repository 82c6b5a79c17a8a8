import { base } from '$app/paths';
import { indexAtlas, type Atlas, type AtlasFile } from '$lib/domain/atlas';
import type { AtlasData } from '$lib/data/load-atlas';
import type { PageLoad } from './$types';

/**
 * While prerendering the atlas is read from disk, so that it is not sent a second time inside the page. In the browser
 * it is fetched, and the page comes alive only once it is there: until then, and whatever goes wrong,
 * the prerendered page stands.
 */
export const load: PageLoad = async (): Promise<{ atlas: Atlas; data?: AtlasData }> => {
	if (import.meta.env.SSR) {
		const { readFileSync } = await import('node:fs');
		return { atlas: indexAtlas(JSON.parse(readFileSync('static/data/atlas.json', 'utf8')) as AtlasFile) };
	}
	const { loadAtlasPatiently } = await import('$lib/ui/load-notice');
	const data = await loadAtlasPatiently(base);
	return { atlas: data.atlas, data };
};
