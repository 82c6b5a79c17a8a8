import { indexAtlas, indexEvidence, type Atlas, type Evidence } from '../domain/atlas';
import { isAtlasFile, isEvidenceFile } from '../domain/atlas-guard';
import { isManifest, type Manifest } from '../domain/manifest';
import { DataFault } from './fault';
import { fetchJson } from './fetch-json';

/** Files of the basemap; all are TopoJSON but `places`. */
export type BasemapFile = 'basemap-low.json' | 'basemap.json' | 'basemap-detail.json' | 'places.json';

/** The data of one deployed atlas. Everything is asked for once and kept; after a fault it is asked for anew. */
export interface AtlasData {
	readonly atlas: Atlas;
	evidence(): Promise<Evidence>;
	basemap(file: BasemapFile): Promise<unknown>;
}

/** Loads the atlas from `<base>/data/`. Rejects with a `DataFault`. */
export async function loadAtlas(base: string): Promise<AtlasData> {
	const url = (file: string): string => `${base}/data/${file}`;
	const manifest = await loadManifest(url('manifest.json'));
	const fetchFile = (file: string): Promise<unknown> => {
		const expected = Object.hasOwn(manifest.files, file) ? manifest.files[file] : undefined;
		if (!expected) return Promise.reject(new DataFault('missing', file));
		// The version in the query keeps an old copy in a cache from meeting a new manifest.
		return fetchJson(`${url(file)}?v=${expected.sha256.slice(0, 12)}`, file, expected);
	};
	const atlasFile = await fetchFile('atlas.json');
	if (!isAtlasFile(atlasFile, manifest)) throw new DataFault('version', 'atlas.json');
	const once = memory(fetchFile);
	return {
		atlas: indexAtlas(atlasFile),
		async evidence() {
			const file = await once('evidence.json');
			if (!isEvidenceFile(file, manifest)) throw new DataFault('version', 'evidence.json');
			return indexEvidence(file);
		},
		basemap: once
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
