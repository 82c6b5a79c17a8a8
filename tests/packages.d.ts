/** Packages without types of their own: only what the tests call. */
declare module 'datapackage' {
	interface Resource {
		readonly name: string;
		readonly tabular: boolean;
		readonly descriptor: { readonly path: string };
		/** The rows, each cast by the schema; rejects with what does not fit it. */
		read(options: { keyed: true }): Promise<readonly Record<string, unknown>[]>;
	}
	export class Package {
		static load(path: string): Promise<Package>;
		readonly valid: boolean;
		readonly errors: readonly Error[];
		readonly resources: readonly Resource[];
	}
}

declare module 'vnu-jar' {
	/** Path of the checker, a Java archive. */
	const path: string;
	export default path;
}

declare module '@openhistoricalmap/maplibre-gl-dates' {
	/** Sets a filter on every layer of the map, by the dates of its features; an ISO date. */
	export function filterByDate(map: unknown, date: string): void;
}
