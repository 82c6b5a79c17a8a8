/** What was read from a data folder, before anything is known of it but that it is JSON. */
export interface DataFile {
	/** Path inside the data folder, with forward slashes. */
	readonly file: string;
	readonly value: unknown;
}

export interface Dataset {
	readonly atlas: DataFile | undefined;
	readonly layers: DataFile | undefined;
	readonly kinds: DataFile | undefined;
	/** Names of the folders under `features/`, also of empty ones. */
	readonly featureFolders: readonly string[];
	readonly features: readonly DataFile[];
	readonly routes: readonly DataFile[];
	readonly figures: readonly DataFile[];
	readonly sources: readonly DataFile[];
	readonly passages: readonly DataFile[];
	/** Files that are there but are not JSON. What they would say is unknown, so links to them are not called missing. */
	readonly unreadable: readonly string[];
}

/** `features/bases/some-radar.geojson` → `some-radar`: the id that the file name stands for. */
export const stemOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');

/** `features/bases/some-radar.geojson` → `bases`. */
export const folderOf = (file: string): string => file.split('/').at(-2) ?? '';
