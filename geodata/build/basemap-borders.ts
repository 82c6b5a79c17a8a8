/**
 * The borders policy, applied: borders as the United Nations General Assembly knows them, a line of control dashed.
 * Natural Earth draws who holds the ground; here each part it sets apart goes to the state it belongs to.
 */
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { feature, mergeArcs, mesh } from 'topojson-client';
import type {
	GeometryCollection,
	GeometryObject,
	MultiPolygon as TopoMultiPolygon,
	Polygon as TopoPolygon
} from 'topojson-specification';
import { cutAtAntimeridian } from './antimeridian';
import { readCountryAtlas, type AtlasScale, type CountryAtlas } from './basemap-atlas';
import { a2OfNumeric, nameOfCountry } from './basemap-country-codes';

export interface CountryProperties {
	a2: string;
	name: string;
}
export type CountryFeature = Feature<Polygon | MultiPolygon, CountryProperties>;
export type BorderKind = 'border' | 'disputed';
type TopoArea = TopoPolygon | TopoMultiPolygon;
type PolygonArcs = number[][];

/** [west, south, east, north] */
export type Box = readonly [number, number, number, number];

/** Parts that Natural Earth names apart: where they belong, and whether the line between is one of control. */
const PARTS: Readonly<Record<string, { to: string; dashed?: true }>> = {
	Kosovo: { to: 'XK' },
	'N. Cyprus': { to: 'CY', dashed: true },
	'Cyprus U.N. Buffer Zone': { to: 'CY' },
	Akrotiri: { to: 'GB' },
	Dhekelia: { to: 'GB' },
	Somaliland: { to: 'SO', dashed: true },
	Baikonur: { to: 'KZ' },
	// Held by India; its outer lines are dashed by DISPUTED_PAIRS.
	'Siachen Glacier': { to: 'IN' },
	'USNB Guantanamo Bay': { to: 'CU' },
	'Indian Ocean Ter.': { to: 'AU' },
	'Coral Sea Is.': { to: 'AU' },
	'Clipperton I.': { to: 'FR' }
};

/** Reefs under several claims, too small to be seen: left out rather than given to anyone. */
const LEFT_OUT = new Set(['Spratly Is.', 'Scarborough Reef', 'Bajo Nuevo Bank', 'Serranilla Bank']);

/** Crimea is one polygon of Russia in Natural Earth. General Assembly resolution 68/262: it is Ukraine's. */
export const CRIMEA: Box = [32.2, 44.2, 36.8, 46.4];

/** Borders between states that are lines of control or armistice, whole or within a box. */
const DISPUTED_PAIRS: readonly { pair: readonly [string, string]; within?: Box }[] = [
	{ pair: ['RS', 'XK'] },
	{ pair: ['IL', 'PS'] },
	{ pair: ['IL', 'SY'] },
	{ pair: ['EH', 'MA'] },
	{ pair: ['IN', 'PK'], within: [73, 32.6, 79, 37] },
	{ pair: ['CN', 'IN'], within: [76.5, 32.3, 80.5, 36.5] },
	{ pair: ['CN', 'IN'], within: [91.4, 26.5, 97.6, 29.8] }
];

export interface PoliticalMap {
	/** Sorted by code, cut at 180 degrees, not simplified. */
	readonly countries: CountryFeature[];
	/** Lines of control inside a country. */
	readonly controlLines: Position[][];
}

/** Countries by the policy at one of Natural Earth's scales. */
export function politicalMap(scale: AtlasScale): PoliticalMap {
	const atlas = readCountryAtlas(scale);
	const parts = atlas.objects.countries.geometries.flatMap((geometry) => partsOf(geometry, atlas));
	const codes = [...new Set(parts.map((part) => part.a2))].sort();
	return {
		countries: codes.map((a2) =>
			countryFeature(
				a2,
				parts.filter((part) => part.a2 === a2),
				atlas
			)
		),
		controlLines: controlLines(parts, atlas)
	};
}

interface Part {
	readonly a2: string;
	readonly geometry: TopoArea;
	readonly dashed: boolean;
}

function partsOf(geometry: GeometryObject<{ name: string }>, atlas: CountryAtlas): Part[] {
	const name = (geometry.properties as { name?: string } | undefined)?.name ?? '';
	if (LEFT_OUT.has(name)) return [];
	if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') {
		throw new Error(`world-atlas, ${name}: polygon expected, ${geometry.type ?? 'nothing'} found`);
	}
	const part = PARTS[name];
	if (part) return [{ a2: part.to, geometry, dashed: part.dashed === true }];
	const a2 = a2OfNumeric(String(geometry.id));
	if (!a2) throw new Error(`world-atlas, ${name}: known numeric code expected, ${String(geometry.id)} found`);
	return a2 === 'RU' ? withoutCrimea(geometry, atlas) : [{ a2, geometry, dashed: false }];
}

function withoutCrimea(russia: TopoArea, atlas: CountryAtlas): Part[] {
	const polygons = polygonsOf(russia);
	const crimea = polygons.filter((polygon) => liesWithin(polygon, CRIMEA, atlas));
	if (crimea.length !== 1)
		throw new Error(`world-atlas: one polygon of Russia in Crimea expected, ${crimea.length} found`);
	return [
		{ a2: 'RU', geometry: area(polygons.filter((polygon) => !crimea.includes(polygon))), dashed: false },
		{ a2: 'UA', geometry: area(crimea), dashed: true }
	];
}

const polygonsOf = (geometry: TopoArea): PolygonArcs[] =>
	geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
const area = (arcs: PolygonArcs[]): TopoMultiPolygon => ({ type: 'MultiPolygon', arcs });

function liesWithin(polygon: PolygonArcs, box: Box, atlas: CountryAtlas): boolean {
	const { geometry } = feature(atlas, { type: 'Polygon', arcs: polygon });
	return (
		geometry.type === 'Polygon' && (geometry.coordinates[0] ?? []).every((position) => isInBox(position, box))
	);
}

export const isInBox = ([lng = NaN, lat = NaN]: Position, [west, south, east, north]: Box): boolean =>
	lng >= west && lng <= east && lat >= south && lat <= north;

function countryFeature(a2: string, parts: readonly Part[], atlas: CountryAtlas): CountryFeature {
	const geometries = parts.map((part) => part.geometry);
	const merged = parts.some((part) => parts[0] !== part) ? mergeArcs(atlas, geometries) : geometries[0];
	if (!merged) throw new Error(`${a2}: geometry expected, nothing found`);
	const { geometry } = feature(atlas, merged as TopoMultiPolygon);
	return {
		type: 'Feature',
		properties: { a2, name: nameOfCountry(a2) },
		geometry: cutAtAntimeridian(geometry) as MultiPolygon
	};
}

/** Where a dashed part met the rest of the country that it belongs to. */
function controlLines(parts: readonly Part[], atlas: CountryAtlas): Position[][] {
	const byGeometry = new Map<unknown, Part>(parts.map((part) => [part.geometry, part]));
	const all: GeometryCollection = {
		type: 'GeometryCollection',
		geometries: parts.map((part) => part.geometry)
	};
	return mesh(atlas, all, (a, b) => {
		const [one, other] = [byGeometry.get(a), byGeometry.get(b)];
		return (
			one !== undefined &&
			other !== undefined &&
			one !== other &&
			one.a2 === other.a2 &&
			(one.dashed || other.dashed)
		);
	}).coordinates;
}

/** Sorts the line between two states into undisputed and disputed stretches. */
export function sortBorder(
	lines: readonly Position[][],
	a: string,
	b: string
): Record<BorderKind, Position[][]> {
	const rules = DISPUTED_PAIRS.filter(({ pair }) => pair.includes(a) && pair.includes(b));
	const sorted: Record<BorderKind, Position[][]> = { border: [], disputed: [] };
	for (const line of lines) {
		let run: Position[] | undefined;
		let kind: BorderKind | undefined;
		for (let i = 1; i < line.length; i++) {
			const [from, to] = [line[i - 1] ?? [], line[i] ?? []];
			const here: BorderKind = rules.some(({ within }) => !within || isInBox(from, within))
				? 'disputed'
				: 'border';
			if (here !== kind || !run) sorted[here].push((run = [from]));
			run.push(to);
			kind = here;
		}
	}
	return sorted;
}
