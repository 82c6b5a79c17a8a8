/**
 * The evidence in parts, each for a few features that follow one another in the atlas: whoever opens one waits for
 * little, however much the whole holds.
 */
import type { AtlasFile, Evidence, EvidenceFile, Feature } from './atlas';

/** Features of one part. Neighbours rest on the same passages and sources, so a part weighs little more than one of them. */
export const PART_FEATURES = 8;

type Placed = Pick<Feature, 'id' | 'layer' | 'route'>;

/** Cuts the evidence into its parts; `features` are all of the atlas, in its order. */
export const evidenceParts = (whole: Evidence, features: readonly Placed[]): readonly EvidenceFile[] =>
	Array.from({ length: Math.ceil(features.length / PART_FEATURES) }, (_, part) =>
		evidenceOf(features.slice(part * PART_FEATURES, (part + 1) * PART_FEATURES), whole)
	);

/** What stands behind some features, and nothing else: all that their panels show. */
function evidenceOf(features: readonly Placed[], whole: Evidence): EvidenceFile {
	const details = pick(
		whole.featureById,
		features.map(({ id }) => id)
	);
	const routes = pick(
		whole.routeById,
		features.flatMap(({ route }) => route ?? [])
	);
	const layers = pick(
		whole.layerById,
		features.map(({ layer }) => layer)
	);
	const records = [...details, ...routes, ...layers];
	const figures = pick(
		whole.figureById,
		records.flatMap((record) => record.figures)
	);
	const passages = pick(
		whole.passageById,
		details.flatMap((detail) => detail.passages.map(({ passage }) => passage))
	);
	const cited = [
		...details.flatMap(({ phases, events }) => [...phases, ...events]),
		...routes.flatMap(({ events }) => events),
		...figures.flatMap(({ series }) => series.flatMap(({ values }) => values)),
		...passages.flatMap(({ notes }) => notes)
	].flatMap(({ references }) => references);
	const linked = [...records, ...figures].flatMap(({ references }) =>
		references.map(({ reference }) => reference)
	);
	return {
		schema: 1,
		version: whole.version,
		features: details,
		routes,
		layers,
		passages,
		sources: pick(whole.sourceById, [...passages.map(({ source }) => source), ...linked, ...cited]),
		figures,
		// Citations name who made it and when; the rest is read on a page of its own
		about: { ...whole.about, purpose: [], borders: [], credits: [] }
	};
}

const pick = <T>(byId: ReadonlyMap<string, T>, ids: readonly string[]): readonly T[] =>
	[...new Set(ids)].flatMap((id) => byId.get(id) ?? []);

/** Where a part lies in the folder of the data. */
export const partFile = (part: number): string => `evidence/${part}.json`;
export const isPartFile = (file: string): boolean => /^evidence\/\d+\.json$/.test(file);

/** The part that a feature is in, and the beginning of its SHA-256; undefined where the atlas names no parts. */
export function partWith(
	{ features, evidenceParts }: Pick<AtlasFile, 'features' | 'evidenceParts'>,
	feature: string
): { readonly file: string; readonly sha256: string } | undefined {
	const position = features.findIndex(({ id }) => id === feature);
	if (!evidenceParts || position < 0) return undefined;
	const part = Math.floor(position / evidenceParts.features);
	const sha256 = evidenceParts.sha256[part];
	return sha256 === undefined ? undefined : { file: partFile(part), sha256 };
}
