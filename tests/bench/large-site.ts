/** A built site with a made-up atlas in the place of its own: what readers would get of a large one. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexEvidence, type AtlasFile, type EvidenceFile } from '../../src/lib/domain/atlas';
import { evidenceParts, PART_FEATURES, partFile } from '../../src/lib/domain/evidence-parts';
import type { Manifest } from '../../src/lib/domain/manifest';
import type { Faults } from '../static-server';
import { syntheticAtlas, type SyntheticOptions } from './synthetic-atlas';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The atlas that such a site serves: the site's own first picture, everything else made up. */
export function largeAtlas(build: string, options: SyntheticOptions): AtlasFile {
	const own = JSON.parse(readFileSync(join(build, 'data/atlas.json'), 'utf8')) as AtlasFile;
	const { bbox, countryLabels, pictureBox, version } = own;
	return { ...syntheticAtlas(options), bbox, countryLabels, pictureBox, version };
}

/** What stands behind each feature: no passages, no references. */
function evidenceOf({ version, features, layers }: AtlasFile): EvidenceFile {
	const nothing = { passages: [], references: [], figures: [], caveats: [] };
	return {
		schema: 1,
		version,
		features: features.map(({ id, phases }) => ({
			id,
			summary: 'Made up, to see how much the map can carry.',
			phases: phases.map(({ when, status }) => ({ when, status, references: [] })),
			events: [],
			related: [],
			...nothing
		})),
		routes: [],
		layers: layers.map(({ id }) => ({ id, ...nothing })),
		passages: [],
		sources: [],
		figures: [],
		about: { purpose: [], borders: [], creator: 'Nobody', credits: [] }
	};
}

/** Answers of a server of the built site that carry the made-up atlas. */
export function withLargeAtlas(build: string, options: SyntheticOptions): Faults {
	const whole = largeAtlas(build, options);
	const evidence = evidenceOf(whole);
	const parts = evidenceParts(indexEvidence(evidence), whole.features).map((part) => JSON.stringify(part));
	const atlas: AtlasFile = {
		...whole,
		evidenceParts: { features: PART_FEATURES, sha256: parts.map((part) => sha256(part).slice(0, 12)) }
	};
	const manifest = JSON.parse(readFileSync(join(build, 'data/manifest.json'), 'utf8')) as Manifest;
	const files = new Map<string, string>([
		['atlas.json', JSON.stringify(atlas)],
		['evidence.json', JSON.stringify(evidence)]
	]);
	const described = Object.fromEntries(
		[...files].map(([name, text]) => [name, { sha256: sha256(text), bytes: Buffer.byteLength(text) }])
	);
	files.set(
		'manifest.json',
		JSON.stringify({
			...manifest,
			counts: {
				features: atlas.features.length,
				layers: atlas.layers.length,
				routes: 0,
				figures: 0,
				passages: 0,
				sources: 0
			},
			files: { ...manifest.files, ...described }
		})
	);
	for (const [position, part] of parts.entries()) files.set(partFile(position), part);
	return (pathname) => {
		const body = files.get(/^\/data\/((?:evidence\/)?[\w-]+\.json)$/.exec(pathname)?.[1] ?? '');
		return body === undefined ? undefined : { status: 200, body, type: 'application/json; charset=utf-8' };
	};
}
