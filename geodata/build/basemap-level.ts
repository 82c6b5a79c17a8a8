/** From the political map and the waters to one topology: fewer islands, fewer points, a coarser grid. */
import type {
	Feature,
	FeatureCollection,
	GeoJsonObject,
	Geometry,
	MultiLineString,
	MultiPolygon,
	Position
} from 'geojson';
import { feature, merge, mesh, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type {
	GeometryCollection,
	GeometryObject,
	MultiLineString as TopoLines,
	MultiPolygon as TopoMultiPolygon,
	Polygon as TopoPolygon,
	Topology
} from 'topojson-specification';
import {
	sortBorder,
	type BorderKind,
	type CountryFeature,
	type CountryProperties,
	type PoliticalMap
} from './basemap-borders';
import type { Lake, River } from './basemap-water';
import { x, y, type Ring } from './half-plane';

/**
 * The objects of every level. Rings wind as d3-geo wants them (outer clockwise), which MapLibre takes as well.
 * `coast` is the outline of `land` without its cuts at 180 degrees, so that it can be stroked.
 */
export type BasemapObjects = {
	land: TopoMultiPolygon;
	coast: TopoLines;
	countries: GeometryCollection<LevelCountry>;
	borders: GeometryCollection<{ kind: BorderKind }>;
	lakes: GeometryCollection<Record<string, never>>;
	rivers: GeometryCollection<Record<string, never>>;
};
/** The lightest level leaves the names to `Intl.DisplayNames`: they are a tenth of its bytes. */
export type LevelCountry = Pick<CountryProperties, 'a2'> & Partial<CountryProperties>;
export type BasemapTopology = Topology<BasemapObjects>;

/** Areas are in square degrees as seen on a Mercator map: as wide as they are, and as much taller as they are drawn. */
export interface Level {
	/** How much a place counts: points there stay if their triangle, times this, is above the tolerance. */
	readonly weightAt: (lng: number, lat: number) => number;
	/** Smallest triangle that still tells. */
	readonly tolerance: number;
	/** Smallest island; a country's largest part always stays. */
	readonly smallestIsland: number;
	readonly smallestLake: number;
	/** Shortest river in degrees; Infinity for none. */
	readonly shortestRiver: number;
	readonly countryNames: boolean;
	/** Steps of the grid over the world's width. */
	readonly steps: number;
}

type CountryTopology = Topology<{ countries: GeometryCollection<CountryProperties> }>;

export function buildLevel(
	map: PoliticalMap,
	lakes: readonly Lake[],
	rivers: readonly River[],
	level: Level
): BasemapTopology {
	const countries = withoutSmallIslands(countryTopology(map), level);
	const land = merge(countries, countries.objects.countries.geometries as (TopoPolygon | TopoMultiPolygon)[]);
	const named = feature(countries, countries.objects.countries);
	const collections = {
		land,
		coast: coastOf(land),
		countries: level.countryNames ? named : unnamed(named),
		borders: bordersOf(countries, map.controlLines),
		lakes: collection(lakes.filter((lake) => largestRing(lake, level) >= level.smallestLake)),
		rivers: collection(rivers.filter((river) => lengthOf(river, level) >= level.shortestRiver))
	};
	const exact = topology(collections as Record<string, GeoJsonObject>, 1e7) as unknown as Topology<
		Record<string, GeometryObject<object>>
	>;
	const simple = simplify(
		presimplify(exact, (triangle) => seenArea(triangle, level)),
		level.tolerance
	);
	return quantize(simple, {
		scale: [360 / level.steps, 180 / level.steps],
		translate: [-180, -90]
	}) as BasemapTopology;
}

const unnamed = (countries: FeatureCollection<Geometry, CountryProperties>): FeatureCollection => ({
	...countries,
	features: countries.features.map((country) => ({ ...country, properties: { a2: country.properties.a2 } }))
});

const collection = (features: readonly (Lake | River)[]): FeatureCollection => ({
	type: 'FeatureCollection',
	features: features.map(({ geometry }) => ({ type: 'Feature', properties: {}, geometry }))
});

/** Without Antarctica: nothing is said of it, and on a Mercator map it is a band as wide as the world. */
function countryTopology(map: PoliticalMap): CountryTopology {
	const features = map.countries.filter(({ properties }) => properties.a2 !== 'AQ').map(asMultiPolygon);
	const objects: { countries: FeatureCollection } = { countries: { type: 'FeatureCollection', features } };
	return topology(objects, 1e7) as unknown as CountryTopology;
}

function asMultiPolygon({ properties, geometry }: CountryFeature): Feature<MultiPolygon, CountryProperties> {
	const coordinates = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
	return { type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates } };
}

/** Only polygons that touch no neighbour may go: an exclave left out would be a hole in the country around it. */
function withoutSmallIslands(countries: CountryTopology, level: Level): CountryTopology {
	const uses = new Map<number, number>();
	const all = countries.objects.countries.geometries.map((geometry) => (geometry as TopoMultiPolygon).arcs);
	for (const arc of all.flat(3)) uses.set(arcIndex(arc), (uses.get(arcIndex(arc)) ?? 0) + 1);
	const geometries = countries.objects.countries.geometries.map((geometry) => {
		const polygons = (geometry as TopoMultiPolygon).arcs.map((arcs) => ({
			arcs,
			area: areaOf(arcs, countries, level)
		}));
		const largest = Math.max(...polygons.map(({ area }) => area));
		const kept = polygons.filter(
			({ arcs, area }) =>
				area >= level.smallestIsland ||
				area === largest ||
				arcs.flat().some((arc) => (uses.get(arcIndex(arc)) ?? 0) > 1)
		);
		return { ...geometry, arcs: kept.map(({ arcs }) => arcs) } as TopoMultiPolygon<CountryProperties>;
	});
	return { ...countries, objects: { countries: { type: 'GeometryCollection', geometries } } };
}

/** An arc walked backwards is written as its ones' complement. */
const arcIndex = (arc: number): number => (arc < 0 ? ~arc : arc);

function areaOf(arcs: number[][], countries: CountryTopology, level: Level): number {
	const { geometry } = feature(countries, { type: 'Polygon', arcs } as TopoPolygon);
	return geometry.type === 'Polygon' ? seenArea(geometry.coordinates[0] ?? [], level) : 0;
}

const largestRing = ({ geometry }: Lake, level: Level): number =>
	Math.max(
		...(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map(([outer]) =>
			seenArea(outer ?? [], level)
		)
	);

/** A ring's area on a Mercator map, weighted by where it is. */
function seenArea(ring: readonly Position[], { weightAt }: Level): number {
	let doubled = 0;
	let previous = ring.at(-1) ?? [];
	for (const position of ring) {
		doubled += x(previous) * y(position) - x(position) * y(previous);
		previous = position;
	}
	const [lng, lat] = [x(ring[1] ?? []), y(ring[1] ?? [])];
	return ((Math.abs(doubled) / 2) * weightAt(lng, lat)) / Math.cos((lat * Math.PI) / 180);
}

function lengthOf({ geometry }: River, { weightAt }: Level): number {
	const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
	let length = 0;
	for (const line of lines) {
		line.forEach((position, index) => {
			const previous = line[index - 1];
			if (previous) length += Math.hypot(x(position) - x(previous), y(position) - y(previous));
		});
	}
	const middle = lines[0]?.[Math.floor((lines[0]?.length ?? 0) / 2)] ?? [];
	return length * weightAt(x(middle), y(middle));
}

function bordersOf(
	countries: CountryTopology,
	controlLines: Position[][]
): FeatureCollection<MultiLineString, { kind: BorderKind }> {
	const lines: Record<BorderKind, Position[][]> = { border: [], disputed: [...controlLines] };
	for (const [a, b] of neighbours(countries)) {
		const sorted = sortBorder(borderBetween(countries, a, b), a, b);
		lines.border.push(...sorted.border);
		lines.disputed.push(...sorted.disputed);
	}
	const kinds: BorderKind[] = ['border', 'disputed'];
	return {
		type: 'FeatureCollection',
		features: kinds.map((kind) => ({
			type: 'Feature',
			properties: { kind },
			geometry: { type: 'MultiLineString', coordinates: lines[kind] }
		}))
	};
}

const a2Of = (geometry: unknown): string => (geometry as { properties: CountryProperties }).properties.a2;

/** Pairs of codes that share a border, in a stable order. */
function neighbours(countries: CountryTopology): [string, string][] {
	const pairs = new Set<string>();
	mesh(countries, countries.objects.countries, (a, b) => {
		if (a !== b) pairs.add([a2Of(a), a2Of(b)].sort().join(' '));
		return false;
	});
	return [...pairs].sort().map((pair) => [pair.slice(0, 2), pair.slice(3)]);
}

function borderBetween(countries: CountryTopology, a: string, b: string): Position[][] {
	const geometries = countries.objects.countries.geometries.filter((geometry) =>
		[a, b].includes(a2Of(geometry))
	);
	return mesh(countries, { type: 'GeometryCollection', geometries }, (one, other) => one !== other)
		.coordinates;
}

/** The rings of the land, opened where they run along 180 degrees. */
function coastOf(land: MultiPolygon): MultiLineString {
	return { type: 'MultiLineString', coordinates: land.coordinates.flat().flatMap(withoutCuts) };
}

function withoutCuts(ring: Ring): Position[][] {
	const isCut = (a: Position, b: Position): boolean => Math.abs(x(a)) > 179.9999 && Math.abs(x(b)) > 179.9999;
	const lines: Position[][] = [];
	let line: Position[] | undefined;
	for (let i = 1; i < ring.length; i++) {
		const [from, to] = [ring[i - 1] ?? [], ring[i] ?? []];
		if (isCut(from, to)) line = undefined;
		else {
			if (!line) lines.push((line = [from]));
			line.push(to);
		}
	}
	return lines;
}
