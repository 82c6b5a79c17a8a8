/** Where the names of countries and seas stand, and from which zoom. */
import type { CountryFeature, PoliticalMap } from './basemap-borders';
import { distanceToSegment, ringContains, x, y, type Ring } from './half-plane';

/** The name itself is for the reader's language: `Intl.DisplayNames`. */
export interface CountryLabel {
	readonly a2: string;
	readonly lng: number;
	readonly lat: number;
	readonly minZoom: number;
}

export interface SeaLabel {
	readonly name: string;
	readonly lng: number;
	readonly lat: number;
	readonly minZoom: number;
}

/** By hand where the middle of the largest part is not where a cartographer would write. */
const BY_HAND: Readonly<Record<string, readonly [lng: number, lat: number]>> = {
	RU: [95, 62],
	KZ: [67.5, 48.3],
	MN: [103.5, 46.8],
	CN: [103.5, 34.5],
	IN: [79, 22.5],
	NO: [9.3, 61.2],
	SE: [15.2, 62.3],
	FI: [26.3, 63],
	UA: [31.2, 49.3],
	BY: [27.6, 52.9],
	PL: [18.6, 51.9],
	GE: [43, 42.4],
	AM: [44.9, 40.35],
	AZ: [47.7, 40.4],
	TR: [34.5, 39],
	IR: [54.2, 32.5],
	UZ: [63.3, 42],
	TM: [59.3, 39.3],
	KG: [74.8, 41.4],
	TJ: [71.2, 38.6],
	AF: [66, 33.8],
	PK: [68.5, 29.5],
	JP: [138, 36.4],
	HR: [15.9, 45.5],
	IT: [12.4, 43],
	GB: [-1.6, 52.8],
	FR: [2.5, 46.7],
	GR: [21.9, 39.6],
	VN: [108, 14.2],
	MY: [114, 3.4],
	ID: [113.5, -0.8],
	TW: [121, 23.7],
	AO: [17.5, -12.3],
	AR: [-65.5, -34.5],
	US: [-99, 39.5],
	CA: [-105, 58]
};

/** Too small for a name of their own at any zoom of this map, or a part of a state that is named. */
const UNNAMED = new Set(['AQ', 'AX', 'GG', 'HK', 'IM', 'IO', 'JE', 'MO', 'SM', 'UM', 'VA']);

export const SEA_LABELS: readonly SeaLabel[] = [
	{ name: 'Barents Sea', lng: 40, lat: 73.5, minZoom: 2.5 },
	{ name: 'Kara Sea', lng: 72, lat: 75.5, minZoom: 2.5 },
	{ name: 'Laptev Sea', lng: 125, lat: 75.8, minZoom: 2.5 },
	{ name: 'East Siberian Sea', lng: 163, lat: 72.5, minZoom: 2.5 },
	{ name: 'Chukchi Sea', lng: -173, lat: 69.3, minZoom: 3.5 },
	{ name: 'Bering Sea', lng: 177, lat: 58, minZoom: 2.5 },
	{ name: 'Sea of Okhotsk', lng: 149, lat: 54.5, minZoom: 2.5 },
	{ name: 'Sea of Japan', lng: 134.5, lat: 40, minZoom: 3 },
	{ name: 'Yellow Sea', lng: 123, lat: 35.5, minZoom: 3.5 },
	{ name: 'East China Sea', lng: 125.3, lat: 29.5, minZoom: 3.5 },
	{ name: 'South China Sea', lng: 114, lat: 14, minZoom: 2.5 },
	{ name: 'Pacific Ocean', lng: 160, lat: 32, minZoom: 2 },
	{ name: 'Indian Ocean', lng: 79, lat: -5, minZoom: 2 },
	{ name: 'Atlantic Ocean', lng: -28, lat: 40, minZoom: 2 },
	{ name: 'Arctic Ocean', lng: 60, lat: 83, minZoom: 2 },
	{ name: 'Bay of Bengal', lng: 88.5, lat: 15, minZoom: 3 },
	{ name: 'Arabian Sea', lng: 64, lat: 17, minZoom: 2.5 },
	{ name: 'Persian Gulf', lng: 51.3, lat: 27.3, minZoom: 4.5 },
	{ name: 'Red Sea', lng: 38.2, lat: 20.6, minZoom: 4 },
	{ name: 'Mediterranean Sea', lng: 18.5, lat: 34.8, minZoom: 2.5 },
	{ name: 'Adriatic Sea', lng: 15.6, lat: 43, minZoom: 5 },
	{ name: 'Aegean Sea', lng: 25.1, lat: 38.6, minZoom: 5 },
	{ name: 'Black Sea', lng: 34.5, lat: 43.1, minZoom: 3 },
	{ name: 'Sea of Azov', lng: 36.7, lat: 46.1, minZoom: 5.5 },
	{ name: 'Caspian Sea', lng: 50.8, lat: 41.7, minZoom: 3.5 },
	{ name: 'North Aral Sea', lng: 61, lat: 46.45, minZoom: 6 },
	{ name: 'Lake Balkhash', lng: 77, lat: 46.55, minZoom: 5.5 },
	{ name: 'Lake Baikal', lng: 108, lat: 53.6, minZoom: 4.5 },
	{ name: 'Baltic Sea', lng: 19.3, lat: 57, minZoom: 3.5 },
	{ name: 'Gulf of Bothnia', lng: 19.6, lat: 61.9, minZoom: 5 },
	{ name: 'North Sea', lng: 3.2, lat: 56.3, minZoom: 3.5 },
	{ name: 'Norwegian Sea', lng: 3, lat: 67.5, minZoom: 2.5 },
	{ name: 'White Sea', lng: 37.8, lat: 65.4, minZoom: 5.5 },
	{ name: 'Labrador Sea', lng: -54, lat: 57, minZoom: 2.5 },
	{ name: 'Hudson Bay', lng: -86, lat: 60, minZoom: 3 },
	{ name: 'Baffin Bay', lng: -67, lat: 73, minZoom: 3 },
	{ name: 'Gulf of Saint Lawrence', lng: -61.8, lat: 48.2, minZoom: 4.5 },
	{ name: 'Gulf of Mexico', lng: -90, lat: 25, minZoom: 3 },
	{ name: 'Caribbean Sea', lng: -75, lat: 15, minZoom: 3 },
	{ name: 'Gulf of Alaska', lng: -145, lat: 57, minZoom: 3 },
	{ name: 'Pacific Ocean', lng: -130, lat: 10, minZoom: 2 },
	{ name: 'Atlantic Ocean', lng: -18, lat: -20, minZoom: 2 },
	{ name: 'Coral Sea', lng: 155, lat: -17, minZoom: 3 },
	{ name: 'Tasman Sea', lng: 160, lat: -39, minZoom: 3 }
];

/** Sorted by code. `sooner` gives the zoom of small countries that readers look for. */
export function buildCountryLabels(
	{ countries }: PoliticalMap,
	sooner: Readonly<Record<string, number>>
): CountryLabel[] {
	return countries
		.filter(({ properties }) => !UNNAMED.has(properties.a2))
		.map((country) => labelOf(country, sooner));
}

function labelOf(
	{ properties: { a2 }, geometry }: CountryFeature,
	sooner: Readonly<Record<string, number>>
): CountryLabel {
	const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
	const outers = polygons.map(([outer = []]) => outer);
	const areas = outers.map(seenArea);
	const largest = outers[areas.indexOf(Math.max(...areas))] ?? [];
	const [lng, lat] = BY_HAND[a2] ?? middleOf(thinned(largest));
	return { a2, lng, lat, minZoom: sooner[a2] ?? zoomForArea(Math.max(...areas)) };
}

/** The zoom at which the country is about as wide as its name. */
function zoomForArea(area: number): number {
	if (area > 300) return 2;
	if (area > 60) return 2.5;
	if (area > 25) return 3;
	if (area > 9) return 3.5;
	if (area > 3.5) return 4.5;
	return area > 0.8 ? 5.5 : 6.5;
}

/** Square degrees as seen on a Mercator map. */
function seenArea(ring: Ring): number {
	let doubled = 0;
	for (let i = 1; i < ring.length; i++) {
		const [a, b] = [ring[i - 1] ?? [], ring[i] ?? []];
		doubled += x(a) * y(b) - x(b) * y(a);
	}
	return Math.abs(doubled) / 2 / Math.cos((y(ring[0] ?? []) * Math.PI) / 180);
}

const STEPS = 20;
const ENOUGH_POINTS = 200;

/** The middle is found on a rough outline: thousands of fjords would not move it. */
function thinned(ring: Ring): Ring {
	const every = Math.ceil(ring.length / ENOUGH_POINTS);
	return ring.filter((_, index) => index % every === 0 || index === ring.length - 1);
}

/** The point of a grid that is farthest from the outline: names are wide, so height counts double. */
function middleOf(ring: Ring): [number, number] {
	const [lngs, lats] = [ring.map(x), ring.map(y)];
	const [west, south] = [Math.min(...lngs), Math.min(...lats)];
	const [width, height] = [Math.max(...lngs) - west, Math.max(...lats) - south];
	let best: [number, number] = [west + width / 2, south + height / 2];
	let farthest = -1;
	for (let i = 1; i < STEPS; i++) {
		for (let j = 1; j < STEPS; j++) {
			const here: [number, number] = [west + (width * i) / STEPS, south + (height * j) / STEPS];
			const distance = ringContains(ring, here) ? clearance(ring, here) : -1;
			if (distance > farthest) [farthest, best] = [distance, here];
		}
	}
	return [Math.round(best[0] * 10) / 10, Math.round(best[1] * 10) / 10];
}

function clearance(ring: Ring, [lng, lat]: readonly [number, number]): number {
	const squeezed = ring.map((position): [number, number] => [(x(position) - lng) / 2, y(position) - lat]);
	return squeezed.reduce(
		(least, here, index) => Math.min(least, distanceToSegment(squeezed[index - 1] ?? here, here)),
		Infinity
	);
}
