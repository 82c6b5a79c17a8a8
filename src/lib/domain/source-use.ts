import type { Atlas, Evidence, Feature, Passage, PassageLink } from './atlas';

/** The passages of a source in the order in which they stand in it. */
export const passagesOfSource = (evidence: Evidence, source: string): readonly Passage[] =>
	evidence.passages.filter((passage) => passage.source === source).toSorted((a, b) => a.start - b.start);

/** What rests on a passage: features that name it themselves, and those of a route or of a layer for which it is quoted. */
export interface Resting {
	readonly own: readonly Feature[];
	readonly ofRoutes: readonly Feature[];
	readonly ofLayers: readonly Feature[];
}

/** What rests on a passage; each feature once, by the nearest of its links. */
export function restingOn(atlas: Atlas, evidence: Evidence, passage: Passage): Resting {
	const via = (wished: PassageLink['via']): readonly Feature[] =>
		atlas.features.filter(({ id }) => {
			const links =
				evidence.featureById.get(id)?.passages.filter((link) => link.passage === passage.id) ?? [];
			const nearest = (['feature', 'route', 'layer'] as const).find((each) =>
				links.some((link) => link.via === each)
			);
			return nearest === wished;
		});
	return { own: via('feature'), ofRoutes: via('route'), ofLayers: via('layer') };
}

/** Features whose own record cites a reference. */
export function citing(atlas: Atlas, evidence: Evidence, source: string): readonly Feature[] {
	return atlas.features.filter(({ id }) => {
		const detail = evidence.featureById.get(id);
		return (
			detail?.references.some(({ reference }) => reference === source) ||
			detail?.phases.some(({ references }) => references.includes(source)) ||
			detail?.events.some(({ references }) => references.includes(source))
		);
	});
}

/** A feature that rests on a document. */
export interface SourceUse {
	readonly feature: Feature;
	/** Passages of the document that it rests on, in the order in which they stand there. */
	readonly passages: readonly Passage[];
	/** Ids of the other documents on whose passages it rests; none where it rests on this document alone. */
	readonly others: readonly string[];
}

/** Every feature that rests on a passage of a document, its own or its route's or layer's, in the order of the atlas. */
export function usesOf(atlas: Atlas, evidence: Evidence, source: string): readonly SourceUse[] {
	const own = passagesOfSource(evidence, source);
	return atlas.features.flatMap((feature) => {
		const links = new Set(evidence.featureById.get(feature.id)?.passages.map(({ passage }) => passage));
		const passages = own.filter(({ id }) => links.has(id));
		if (passages.length === 0) return [];
		const documents = [...links].map((id) => evidence.passageById.get(id)?.source);
		const others = new Set(documents.filter((id) => id !== undefined && id !== source) as string[]);
		return [{ feature, passages, others: [...others] }];
	});
}
