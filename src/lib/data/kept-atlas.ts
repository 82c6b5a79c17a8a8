import { isManifest } from '../domain/manifest';
import { loadEdition, type AtlasData } from './load-atlas';
import { keptPrefix } from './offline';

/**
 * The atlas as this device keeps it from an earlier visit (`src/service-worker.ts`), for when the present one cannot be
 * had; undefined where none is kept whole.
 */
export async function loadKeptAtlas(base: string): Promise<AtlasData | undefined> {
	try {
		const scope = new URL(`${base}/`, location.href).href;
		const names = (await caches.keys()).filter((name) => name.startsWith(keptPrefix(scope)));
		for (const name of names.reverse()) {
			const kept = await (await caches.open(name)).match(`${scope}data/manifest.json`);
			const manifest: unknown = await kept?.json();
			// What keeps the site answers for the files by the hashes in their addresses
			if (isManifest(manifest)) return await loadEdition(base, manifest);
		}
	} catch {
		// No storage here, or not all is kept
	}
	return undefined;
}
