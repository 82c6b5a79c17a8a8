import { isManifest, type Manifest } from '../domain/manifest';
import { loadEdition, type AtlasData } from './load-atlas';
import { answeringOf, keptPrefix } from './offline';

/**
 * The atlas as this device keeps it from an earlier visit (`src/service-worker.ts`), for when the present one cannot be
 * had; undefined where none is kept whole, and in frames, for which nothing is kept.
 */
export async function loadKeptAtlas(base: string): Promise<AtlasData | undefined> {
	const scope = new URL(`${base}/`, location.href).href;
	const file = { method: 'GET', url: `${scope}data/manifest.json`, mode: 'cors', isPart: false };
	if (answeringOf({ ...file, referrer: location.href }, scope) === 'network') return undefined;
	for (const manifest of await manifestsIn(keptPrefix(scope), file.url)) {
		// What keeps the site answers for the files by the hashes in their addresses
		const edition = await loadEdition(base, manifest).catch(() => undefined);
		if (edition) return edition;
	}
	return undefined;
}

/** The lists of files in the caches whose names begin so, the newest first. */
async function manifestsIn(prefix: string, address: string): Promise<readonly Manifest[]> {
	const found: Manifest[] = [];
	try {
		for (const name of await caches.keys()) {
			if (!name.startsWith(prefix)) continue;
			const response = await (await caches.open(name)).match(address);
			const manifest: unknown = await response?.json().catch(() => undefined);
			if (isManifest(manifest)) found.unshift(manifest);
		}
	} catch {
		// No storage here
	}
	return found;
}
