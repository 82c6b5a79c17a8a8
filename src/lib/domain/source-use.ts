import type { Atlas, Evidence, Feature, Passage } from './atlas';

/** The passages of a source in the order in which they stand in it. */
export const passagesOfSource = (evidence: Evidence, source: string): readonly Passage[] =>
	evidence.passages.filter((passage) => passage.source === source).toSorted((a, b) => a.start - b.start);

/** What rests on a passage: features that name it themselves, and those of a route or a layer for which it is quoted. */
export function restingOn(
	atlas: Atlas,
	evidence: Evidence,
	passage: Passage
): { readonly own: readonly Feature[]; readonly inherited: readonly Feature[] } {
	const own = new Set(passage.features);
	const all = atlas.features.filter(({ id }) =>
		evidence.featureById.get(id)?.passages.some((link) => link.passage === passage.id)
	);
	return { own: all.filter(({ id }) => own.has(id)), inherited: all.filter(({ id }) => !own.has(id)) };
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

/** Features whose every passage is of this one document. */
export const restingOnlyOn = (atlas: Atlas, evidence: Evidence, source: string): readonly Feature[] =>
	atlas.features.filter(({ id }) => {
		const passages = evidence.featureById.get(id)?.passages ?? [];
		return passages.length > 0 && passages.every(({ passage }) => passage.startsWith(`${source}/`));
	});
