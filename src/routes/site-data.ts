import {
	indexAtlas,
	indexEvidence,
	type Atlas,
	type AtlasFile,
	type Evidence,
	type EvidenceFile
} from '$lib/domain/atlas';

interface SiteData {
	readonly atlas: Atlas;
	readonly evidence: Evidence;
}
let read: Promise<SiteData> | undefined;

/**
 * The compiled data as the documents of the site read it while they are prerendered. It comes through their universal
 * `load`: what a server's `load` returns is also written to disk once for every page, and there are a thousand.
 */
export function siteData(): Promise<SiteData> {
	read ??= readSiteData();
	return read;
}

async function readSiteData(): Promise<SiteData> {
	if (!import.meta.env.SSR) throw new Error('The documents of the site are read as they are, without script');
	const { readFileSync } = await import('node:fs');
	const parse = (file: string): unknown => JSON.parse(readFileSync(`static/data/${file}`, 'utf8'));
	return {
		atlas: indexAtlas(parse('atlas.json') as AtlasFile),
		evidence: indexEvidence(parse('evidence.json') as EvidenceFile)
	};
}
