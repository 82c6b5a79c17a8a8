/** The compiled data as the prerendered pages read it. */
import { readFileSync } from 'node:fs';
import {
	indexAtlas,
	indexEvidence,
	type Atlas,
	type AtlasFile,
	type Evidence,
	type EvidenceFile
} from '$lib/domain/atlas';

const read = (file: string): unknown => JSON.parse(readFileSync(`static/data/${file}`, 'utf8'));

export const siteAtlas: Atlas = indexAtlas(read('atlas.json') as AtlasFile);
export const siteEvidence: Evidence = indexEvidence(read('evidence.json') as EvidenceFile);
