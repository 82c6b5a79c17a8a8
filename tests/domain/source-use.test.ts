import { describe, expect, test } from 'vitest';
import { passagesOfSource, restingOn, usesOf } from '../../src/lib/domain/source-use';
import { atlas, evidence } from '../real-atlas';

const documents = evidence.sources.filter(({ id }) => passagesOfSource(evidence, id).length > 0);
const linksOf = (feature: string): string[] =>
	(evidence.featureById.get(feature)?.passages ?? []).map(({ passage }) => passage);

describe('what rests on a document', () => {
	test('equals the index of what each feature rests on, read the other way', () => {
		for (const { id: source } of documents) {
			const uses = usesOf(atlas, evidence, source);
			const forward = atlas.features
				.map(({ id }) => [id, linksOf(id).filter((link) => link.startsWith(`${source}/`))] as const)
				.filter(([, links]) => links.length > 0);
			expect(uses.map(({ feature }) => feature.id)).toEqual(forward.map(([id]) => id));
			uses.forEach(({ passages }, index) =>
				expect(passages.map(({ id }) => id).sort()).toEqual([...new Set(forward[index]?.[1])].sort())
			);
		}
	});

	test('rests on it alone, or on each of the others too', () => {
		const all = documents.flatMap(({ id }) => usesOf(atlas, evidence, id).map((use) => ({ id, ...use })));
		for (const { id, feature, others } of all) {
			const where = all.filter((use) => use.feature === feature).map((use) => use.id);
			expect([id, ...others].sort(), feature.id).toEqual(where.sort());
		}
		// Every feature rests on a document, so each is counted once as alone or more than once
		expect(new Set(all.map(({ feature }) => feature)).size).toBe(atlas.features.length);
		expect(all.some(({ others }) => others.length === 0)).toBe(true);
		expect(all.some(({ others }) => others.length > 0)).toBe(true);
	});
});

describe('what rests on a passage', () => {
	test('is each feature that links it, once', () => {
		for (const passage of evidence.passages) {
			const { own, ofRoutes, ofLayers } = restingOn(atlas, evidence, passage);
			const ids = [...own, ...ofRoutes, ...ofLayers].map(({ id }) => id);
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids.sort()).toEqual(
				atlas.features
					.map(({ id }) => id)
					.filter((id) => linksOf(id).includes(passage.id))
					.sort()
			);
			expect(own.map(({ id }) => id).sort()).toEqual([...passage.features].sort());
		}
	});
});
