import { indexAtlas, indexEvidence, type Atlas, type Evidence } from '../domain/atlas';
import { isAtlasFile, isEvidenceFile } from '../domain/atlas-guard';
import { isManifest, type BasemapFile, type Manifest } from '../domain/manifest';
import { DataFault } from './fault';
import { fetchJson } from './fetch-json';

/** The data of one deployed atlas. Everything is asked for once and kept; after a fault it is asked for anew. */
export interface AtlasData {
	readonly atlas: Atlas;
	/** The newest version of the data; another one than the atlas's where an old one was asked for. */
	readonly currentVersion: string;
	evidence(): Promise<Evidence>;
	basemap(file: BasemapFile): Promise<unknown>;
}

/**
 * Loads the atlas from `<base>/data/`, or a published version of it from `<base>/data/versions/<version>/`; where that
 * version is not kept, the present one comes instead. The basemap is always the present one.
 * Rejects with a `DataFault`.
 */
export async function loadAtlas(base: string, version?: string): Promise<AtlasData> {
	const current = await openFolder(`${base}/data`);
	const folder =
		version === undefined || version === current.manifest.version
			? current
			: await openFolder(`${base}/data/versions/${version}`).catch((fault: unknown) => {
					if (fault instanceof DataFault && fault.kind === 'missing') return current;
					throw fault;
				});
	const atlasFile = await folder.load('atlas.json');
	if (!isAtlasFile(atlasFile, folder.manifest)) throw new DataFault('version', 'atlas.json');
	const evidence = memory(folder.load);
	return {
		atlas: indexAtlas(atlasFile),
		currentVersion: current.manifest.version,
		async evidence() {
			const file = await evidence('evidence.json');
			if (!isEvidenceFile(file, folder.manifest)) throw new DataFault('version', 'evidence.json');
			return indexEvidence(file);
		},
		basemap: memory(current.load)
	};
}

interface DataFolder {
	readonly manifest: Manifest;
	readonly load: (file: string) => Promise<unknown>;
}

async function openFolder(folder: string): Promise<DataFolder> {
	const manifest = await loadManifest(`${folder}/manifest.json`);
	return {
		manifest,
		load: (file) => {
			const expected = Object.hasOwn(manifest.files, file) ? manifest.files[file] : undefined;
			if (!expected) return Promise.reject(new DataFault('missing', file));
			// The hash in the query keeps an old copy in a cache from meeting a new manifest.
			return fetchJson(`${folder}/${file}?v=${expected.sha256.slice(0, 12)}`, file, expected);
		}
	};
}

async function loadManifest(url: string): Promise<Manifest> {
	const manifest = await fetchJson(url, 'manifest.json');
	if (!isManifest(manifest)) throw new DataFault('version', 'manifest.json');
	return manifest;
}

/** Keeps what has been loaded; a fault is forgotten, so that it can be tried again. */
function memory(load: (file: string) => Promise<unknown>): (file: string) => Promise<unknown> {
	const loaded = new Map<string, Promise<unknown>>();
	return (file) => {
		const known = loaded.get(file);
		if (known) return known;
		const loading = load(file);
		loaded.set(file, loading);
		loading.catch(() => loaded.delete(file));
		return loading;
	};
}
