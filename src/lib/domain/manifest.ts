/** Files of the basemap; all are TopoJSON but `places`. */
export type BasemapFile = 'basemap-low.json' | 'basemap.json' | 'basemap-detail.json' | 'places.json';

/** What stands in `/data/manifest.json`: every data file with its hash, and what the atlas holds. */
export interface Manifest {
	readonly schema: 1;
	/** Names the data: equal data, equal version. */
	readonly version: string;
	readonly counts: {
		readonly features: number;
		readonly layers: number;
		readonly routes: number;
		readonly figures: number;
		readonly passages: number;
		readonly sources: number;
	};
	readonly files: Readonly<Record<string, ManifestFile>>;
	/** Under which all files stand, but for the quotations in them; versions kept from before lack it. */
	readonly licence?: { readonly id: string; readonly title: string; readonly url: string };
}

export interface ManifestFile {
	readonly sha256: string;
	readonly bytes: number;
	/** Of a download: how many of its units (features, rows, placemarks, …) it holds. */
	readonly count?: number;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;

/** Run-time guard, by hand: the page loads it before anything else, and a schema library would be most of its bytes. */
export function isManifest(value: unknown): value is Manifest {
	if (!isObject(value) || value.schema !== 1 || typeof value.version !== 'string') return false;
	const { counts, files } = value;
	return (
		isObject(counts) &&
		['features', 'layers', 'routes', 'figures', 'passages', 'sources'].every((name) =>
			isCount(counts[name])
		) &&
		isObject(files) &&
		Object.values(files).every(
			(file) =>
				isObject(file) &&
				typeof file.sha256 === 'string' &&
				/^[0-9a-f]{64}$/.test(file.sha256) &&
				isCount(file.bytes)
		)
	);
}
