/** What the documents of the site say in their heads, put together where the whole evidence is at hand. */
import { readdirSync } from 'node:fs';
import { base } from '$app/paths';
import type { PassageLink } from '$lib/domain/atlas';
import { datasetLd, downloadsIn, pageLd, scriptJson } from '$lib/domain/json-ld';
import { cardPath, cardWords, documentsOf, hasCard, pagePath, subjectOf } from '$lib/domain/page-subject';
import { passagesOfSource } from '$lib/domain/source-use';
import { siteRoot } from '$lib/ui/addresses';
import { siteAtlas, siteEvidence } from './site-data.server';

/** The head of the page of a feature, a layer, a named view, a source or a figure. */
export function headOf(url: URL, id: string, description: string) {
	const subject = subjectOf(siteAtlas, siteEvidence, id);
	if (!subject) throw new Error(`${id}: a feature, a layer, a view, a source or a figure expected`);
	const root = siteRoot(url, base);
	const cardId = hasCard(siteEvidence, id) ? id : 'home';
	const home = subjectOf(siteAtlas, siteEvidence, 'home')!;
	const card = {
		id: cardId,
		alt: cardId === id ? cardWords(subject.title, subject) : cardWords(siteAtlas.title, home)
	};
	const data = pageLd({
		name: subject.title,
		description,
		url: `${root}${pagePath(subject)}`,
		root,
		image: `${root}${cardPath(cardId)}`,
		quotations: passagesOn(id).flatMap((link) => {
			const passage = siteEvidence.passageById.get(link);
			const source = passage && siteEvidence.sourceById.get(passage.source);
			if (!source) return [];
			const sourcePage = `${root}source/${source.id}/`;
			return [{ passage, source, sourcePage, url: `${sourcePage}#${link.split('/')[1]}` }];
		})
	});
	return {
		title: subject.title,
		description,
		site: siteAtlas.title,
		root,
		path: pagePath(subject),
		card,
		oembed: id,
		data: scriptJson(data)
	};
}

/** Ids of the passages that the page quotes. */
function passagesOn(id: string): readonly string[] {
	const [kind, name = ''] = id.split('/');
	const idsOf = (links: readonly PassageLink[] = []): string[] => links.map(({ passage }) => passage);
	if (kind === 'source') return passagesOfSource(siteEvidence, name).map((passage) => passage.id);
	if (kind === 'figure') return idsOf(siteEvidence.figureById.get(name)?.passages);
	if (kind === 'layer') return idsOf(siteEvidence.layerById.get(name)?.passages);
	return idsOf(siteEvidence.featureById.get(name)?.passages);
}

/** The head of a page about the whole atlas. */
export function atlasHead(
	url: URL,
	{ path, title, description }: { path: string; title: string; description: string }
) {
	const root = siteRoot(url, base);
	const home = subjectOf(siteAtlas, siteEvidence, 'home')!;
	const downloads = downloadsIn(siteAtlas, readdirSync('static/data'), root);
	return {
		title,
		description,
		site: siteAtlas.title,
		root,
		path,
		card: { id: 'home', alt: cardWords(siteAtlas.title, home) },
		data: scriptJson(datasetLd(siteAtlas, documentsOf(siteEvidence), root, downloads))
	};
}
