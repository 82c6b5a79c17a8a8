/** Which country a place lies in, by the finest geometry at hand (10m, not simplified, Crimea in Ukraine). */
import type { Position } from 'geojson';
import { politicalMap, type Box, type CountryFeature } from './basemap-borders';
import { distanceToSegment, ringContains, x, y, type Ring } from './half-plane';

export type LngLat = readonly [lng: number, lat: number];

interface Area {
	readonly a2: string;
	readonly rings: readonly Ring[];
	readonly box: Box;
}

const EARTH_RADIUS_KM = 6371.0088;
const RADIANS = Math.PI / 180;

let areas: readonly Area[] | undefined;

/** Decoded at the first question and kept: the build asks hundreds of times. */
const allAreas = (): readonly Area[] => (areas ??= politicalMap('10m').countries.flatMap(areasOf));

/** The country a place lies in; nothing at sea, and near a coast the atlas may be off by some kilometres. */
export function countryAt(lngLat: LngLat): string | undefined {
	const position = [...lngLat];
	return allAreas().find((area) => isInArea(area, position))?.a2;
}

/**
 * Kilometres to the nearest point of a country, 0 inside. Exact enough to judge a tolerance of some tens of kilometres;
 * over thousands it may be too long by a few per cent. Infinity for a country that the atlas does not know.
 */
export function distanceToCountryKm(lngLat: LngLat, a2: string): number {
	const position = [...lngLat];
	const own = allAreas().filter((area) => area.a2 === a2);
	if (own.some((area) => isInArea(area, position))) return 0;
	return Math.min(
		Infinity,
		...own.flatMap(({ rings }) => rings.map((ring) => distanceToRingKm(ring, lngLat)))
	);
}

/**
 * The box round a country: west, south, east, north. What lies more than 90 degrees from its largest part, such as
 * Chukotka beyond 180 degrees, is left out, so that the box never spans the world. Undefined for an unknown country.
 */
export function countryBox(a2: string): Box | undefined {
	const boxes = allAreas().flatMap((area) => (area.a2 === a2 ? [area.box] : []));
	const size = ([west, south, east, north]: Box): number => (east - west) * (north - south);
	const [largest] = boxes.toSorted((a, b) => size(b) - size(a));
	if (!largest) return undefined;
	const near = boxes.filter(([west, , east]) => east >= largest[0] - 90 && west <= largest[2] + 90);
	return [
		Math.min(...near.map(([west]) => west)),
		Math.min(...near.map(([, south]) => south)),
		Math.max(...near.map(([, , east]) => east)),
		Math.max(...near.map(([, , , north]) => north))
	];
}

function areasOf({ properties: { a2 }, geometry }: CountryFeature): Area[] {
	const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
	return polygons.map((rings) => ({ a2, rings, box: boxOfRing(rings[0] ?? []) }));
}

function boxOfRing(ring: Ring): Box {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const position of ring) {
		west = Math.min(west, x(position));
		east = Math.max(east, x(position));
		south = Math.min(south, y(position));
		north = Math.max(north, y(position));
	}
	return [west, south, east, north];
}

function isInArea(
	{ rings: [outer = [], ...holes], box: [west, south, east, north] }: Area,
	position: Position
): boolean {
	if (x(position) < west || x(position) > east || y(position) < south || y(position) > north) return false;
	return ringContains(outer, position) && !holes.some((hole) => ringContains(hole, position));
}

/** In the plane that touches the earth at the place, so that what is near is measured right. */
function distanceToRingKm(ring: Ring, lngLat: LngLat): number {
	let nearest = Infinity;
	let previous: [number, number] | undefined;
	for (const position of ring) {
		const here: [number, number] = [
			stepEast(lngLat[0], x(position)) * Math.cos(lngLat[1] * RADIANS),
			y(position) - lngLat[1]
		];
		if (previous) nearest = Math.min(nearest, distanceToSegment(previous, here));
		previous = here;
	}
	return nearest * RADIANS * EARTH_RADIUS_KM;
}

/** Degrees of longitude by the shorter way round: a place off Chukotka is near to both sides of 180. */
const stepEast = (from: number, to: number): number => ((to - from + 540) % 360) - 180;
