import MiniSearch from 'minisearch';
import type { Atlas } from './atlas';

/** Splits text into words in any script, Chinese included, and takes marks off: Łódź is found as lodz. */
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const words = (text: string): string[] =>
	[...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
const fold = (word: string): string =>
	word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('ı', 'i');

/** How many features are indexed at a time: a large atlas must not hold up the page. */
const AT_A_TIME = 500;

/** Finds features by name in every script, by kind and by layer; best first. An empty query finds nothing. */
export async function featureSearch(atlas: Atlas): Promise<(query: string) => readonly string[]> {
	const index = new MiniSearch<{ id: string; name: string; names: string; kind: string; layer: string }>({
		fields: ['name', 'names', 'kind', 'layer'],
		tokenize: words,
		processTerm: fold,
		searchOptions: {
			prefix: true,
			fuzzy: (term) => (term.length > 4 ? 0.2 : 0),
			boost: { name: 3, names: 2 },
			combineWith: 'AND'
		}
	});
	await index.addAllAsync(
		atlas.features.map((feature) => ({
			id: feature.id,
			name: feature.name,
			names: Object.values(feature.names).join(' · '),
			kind: atlas.kindById.get(feature.kind)?.title ?? '',
			layer: atlas.layerById.get(feature.layer)?.title ?? ''
		})),
		{ chunkSize: AT_A_TIME }
	);
	return (query) => index.search(query.slice(0, 200)).map(({ id }) => String(id));
}
