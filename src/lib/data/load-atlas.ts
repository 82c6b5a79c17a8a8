import { indexAtlas, indexEvidence, type Atlas, type Evidence } from '../domain/atlas';
import { isAtlasFile, isEvidenceFile, isEvidencePart } from '../domain/atlas-guard';
import { partWith } from '../domain/evidence-parts';
import { isManifest, type BasemapFile, type Manifest } from '../domain/manifest';
import { DataFault } from './fault';
import { fetchJson } from './fetch-json';

/** The data of one deployed atlas. Everything is asked for once and kept; after a fault it is asked for anew. */
export interface AtlasData {
	readonly atlas: Atlas;
	/** The newest version of the data; another one than the atlas's where an old one was asked for. */
	readonly currentVersion: string;
	/** What stands behind one feature, with little beside it; without an id, behind all of them. */
	evidence(feature?: string): Promise<Evidence>;
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
	return dataOf(folder, current);
}

/**
 * The same for the edition that this list of files is of, whichever is the present one.
 * Rejects with a `DataFault`.
 */
export function loadEdition(base: string, manifest: Manifest): Promise<AtlasData> {
	const folder = folderOf(`${base}/data`, manifest);
	return dataOf(folder, folder);
}

async function dataOf(folder: DataFolder, current: DataFolder): Promise<AtlasData> {
	const atlasFile = await folder.load('atlas.json');
	if (!isAtlasFile(atlasFile, folder.manifest)) throw new DataFault('version', 'atlas.json');
	const atlas = indexAtlas(atlasFile);
	const evidence = memory(async (file, sha256) => {
		const content = await folder.load(file, sha256);
		const isGood = sha256 === undefined ? isEvidenceFile : isEvidencePart;
		if (!isGood(content, folder.manifest)) throw new DataFault('version', file);
		return indexEvidence(content);
	});
	return {
		atlas,
		currentVersion: current.manifest.version,
		async evidence(feature) {
			const part = feature === undefined ? undefined : partWith(atlas, feature);
			const found = part && (await evidence(part.file, part.sha256).catch(() => undefined));
			// The whole holds it too, and may be at hand where the part is not
			return found?.featureById.has(feature!) ? found : evidence('evidence.json');
		},
		basemap: memory(current.load)
	};
}

/** Loads a file, by its SHA-256 or the beginning of it where the manifest does not name the file. */
type Load<T> = (file: string, sha256?: string) => Promise<T>;

interface DataFolder {
	readonly manifest: Manifest;
	readonly load: Load<unknown>;
}

const openFolder = async (folder: string): Promise<DataFolder> =>
	folderOf(folder, await loadManifest(`${folder}/manifest.json`));

function folderOf(folder: string, manifest: Manifest): DataFolder {
	return {
		manifest,
		load: (file, sha256 = Object.hasOwn(manifest.files, file) ? manifest.files[file]?.sha256 : undefined) => {
			if (sha256 === undefined) return Promise.reject(new DataFault('missing', file));
			// The hash in the query keeps an old copy in a cache from meeting a new manifest.
			return fetchJson(`${folder}/${file}?v=${sha256.slice(0, 12)}`, file, sha256);
		}
	};
}

async function loadManifest(url: string): Promise<Manifest> {
	const manifest = await fetchJson(url, 'manifest.json');
	if (!isManifest(manifest)) throw new DataFault('version', 'manifest.json');
	return manifest;
}

/** Keeps what has been loaded; a fault is forgotten, so that it can be tried again. */
function memory<T>(load: Load<T>): Load<T> {
	const loaded = new Map<string, Promise<T>>();
	return (file, sha256) => {
		const known = loaded.get(file);
		if (known) return known;
		const loading = load(file, sha256);
		loaded.set(file, loading);
		loading.catch(() => loaded.delete(file));
		return loading;
	};
}
