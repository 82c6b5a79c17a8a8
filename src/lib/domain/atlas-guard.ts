import type { AtlasFile, EvidenceFile } from './atlas';
import type { Manifest } from './manifest';

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is readonly Record<string, unknown>[] =>
	Array.isArray(value) && value.every((item) => isObject(item) && typeof item.id === 'string');

/**
 * Run-time guards of the compiled files. The build has proved every field and the hash proves the bytes; what is left
 * to catch is a file of another kind or of another version of the software.
 */
export function isAtlasFile(value: unknown, manifest: Manifest): value is AtlasFile {
	return (
		isObject(value) &&
		value.schema === 1 &&
		value.version === manifest.version &&
		isList(value.layers) &&
		isList(value.kinds) &&
		isList(value.features) &&
		value.features.length === manifest.counts.features &&
		value.layers.length === manifest.counts.layers
	);
}

export const isEvidenceFile = (value: unknown, manifest: Manifest): value is EvidenceFile =>
	isEvidencePart(value, manifest) &&
	value.passages.length === manifest.counts.passages &&
	value.sources.length === manifest.counts.sources;

export const isEvidencePart = (value: unknown, { version }: Manifest): value is EvidenceFile =>
	isObject(value) &&
	value.schema === 1 &&
	value.version === version &&
	isList(value.features) &&
	isList(value.passages) &&
	isList(value.sources);
