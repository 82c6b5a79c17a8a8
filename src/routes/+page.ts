import { base } from '$app/paths';
import { indexAtlas, type Atlas, type AtlasFile, type EvidenceFile } from '$lib/domain/atlas';
import type { AtlasData } from '$lib/data/load-atlas';
import type { PageLoad } from './$types';

/** What the prerendered page says of itself; it stays in the page, so the browser never needs it. */
interface Head {
	readonly root: string;
	readonly structured: string;
	readonly cardWords: string;
}

/**
 * While prerendering the atlas is read from disk, so that it is not sent a second time inside the page. In the browser
 * it is fetched, and the page comes alive only once it is there: until then, and whatever goes wrong,
 * the prerendered page stands.
 */
export const load: PageLoad = async ({ url }): Promise<{ atlas: Atlas; data?: AtlasData; head?: Head }> => {
	if (import.meta.env.SSR) {
		const { readdirSync, readFileSync } = await import('node:fs');
		const { datasetLd, downloadsIn, scriptJson } = await import('$lib/domain/json-ld');
		const { cardWords, documentsOf } = await import('$lib/domain/page-subject');
		const { defaultView } = await import('$lib/domain/view');
		const { siteRoot } = await import('$lib/ui/addresses');
		const read = (file: string): unknown => JSON.parse(readFileSync(`static/data/${file}`, 'utf8'));
		const atlas = indexAtlas(read('atlas.json') as AtlasFile);
		const documents = documentsOf(read('evidence.json') as EvidenceFile);
		const root = siteRoot(url, base);
		return {
			atlas,
			head: {
				root,
				structured: scriptJson(
					datasetLd(atlas, documents, root, downloadsIn(atlas, readdirSync('static/data'), root))
				),
				cardWords: cardWords(atlas.title, { view: defaultView(atlas) })
			}
		};
	}
	const { loadAtlasPatiently } = await import('$lib/ui/load-notice');
	const data = await loadAtlasPatiently(base);
	return { atlas: data.atlas, data };
};
