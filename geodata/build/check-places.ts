/** That things lie in the countries that they are said to lie in. */
import type { Precision } from '../../src/lib/domain/vocabulary';
import type { FeatureRecord } from '../../src/lib/domain/records';
import type { Issue } from '../../src/lib/domain/issue';
import { itemsOf } from './loose';
import type { Located, LooseDataset } from './loose';
import { andMore, inRange, partsOf, pathOfPosition, showPosition } from './positions';
import type { LngLat, Positions } from './positions';
import { errorAt, listed } from './report';

/** What the base map knows of countries. Without either function places are not checked. */
export interface CountryContext {
	/** ISO 3166-1 alpha-2 code of the country at a position; none at sea. */
	readonly countryAt?: ((position: LngLat) => string | undefined) | undefined;
	/** Kilometres from a position to a country; 0 inside. Infinity where the country is not on the base map. */
	readonly distanceToCountryKm?: ((position: LngLat, country: string) => number) | undefined;
}

/** How far outside a thing may lie: borders of the base map are generalised, and so are some places. */
const TOLERANCE_KM: Readonly<Record<Precision, number>> = {
	surveyed: 5,
	traced: 5,
	'within-1-km': 5,
	settlement: 5,
	approximate: 25,
	schematic: 25
};
export const LINE_TOLERANCE_KM = 30;
/** Harbours lie on coasts, and coasts are generalised most. */
export const SEA_END_TOLERANCE_KM = 40;

interface Rule {
	readonly part: Positions;
	/** Which positions of the part must lie in a stated country. */
	readonly which: readonly number[];
	readonly tolerance: number;
}

function rulesOf(place: Located<FeatureRecord>): Rule[] {
	const { geometry, properties } = place.record;
	const parts = partsOf(geometry);
	const every = ({ positions }: Positions): number[] => positions.map((_, n) => n);
	const ofPlaces = TOLERANCE_KM[properties?.precision ?? 'approximate'];
	if (properties?.mode === 'sea') {
		// At sea a line is in no country; only where it begins and where it ends.
		return parts.flatMap((part, index) => {
			if (part.kind !== 'line') return [{ part, which: every(part), tolerance: SEA_END_TOLERANCE_KM }];
			const which = [
				...(index === 0 ? [0] : []),
				...(index === parts.length - 1 ? [part.positions.length - 1] : [])
			];
			return [{ part, which, tolerance: SEA_END_TOLERANCE_KM }];
		});
	}
	return parts.map((part) => ({
		part,
		which: every(part),
		tolerance: part.kind === 'line' ? LINE_TOLERANCE_KM : ofPlaces
	}));
}

/** May lie at sea, in no country: a place that is not known well and says so, as of an exercise in the Yellow Sea. */
const isPlaceAtSea = ({ record: { geometry, properties } }: Located<FeatureRecord>): boolean =>
	(geometry?.type === 'Point' || geometry?.type === 'MultiPoint') &&
	(properties?.precision === 'approximate' || properties?.precision === 'schematic') &&
	properties.precisionNote !== undefined;

/** Pipelines may run on the floor of the sea. */
const isPipeline = ({ record: { properties } }: Located<FeatureRecord>): boolean =>
	properties?.mode === 'gas-pipeline' || properties?.mode === 'oil-pipeline';

function checkPlace(
	place: Located<FeatureRecord>,
	{ countryAt, distanceToCountryKm }: CountryContext
): Issue[] {
	const countries = itemsOf(place.record.properties?.countries).map(({ item }) => item);
	if (countries.length === 0) return [];

	const distance = (position: LngLat): number => {
		const country = countryAt?.(position);
		if (country !== undefined && countries.includes(country)) return 0;
		if (distanceToCountryKm === undefined) return Infinity;
		return Math.min(...countries.map((code) => distanceToCountryKm(position, code)));
	};
	const lies = (position: LngLat, tolerance: number): boolean =>
		inRange(position) && distance(position) <= tolerance;
	const atSea = isPlaceAtSea(place);
	const onSeabed = isPipeline(place);
	/** At sea a position is in no country; a line must still begin and end in one. */
	const mayLieAtSea = (position: LngLat, n: number, { positions }: Positions): boolean =>
		(atSea || (onSeabed && n > 0 && n < positions.length - 1)) &&
		countryAt !== undefined &&
		countryAt(position) === undefined;

	return rulesOf(place).flatMap(({ part, which, tolerance }) => {
		const outside = which.flatMap((n) => {
			const position = part.positions[n];
			// What is no place on earth is reported by the check of the geometry.
			return position === undefined ||
				!inRange(position) ||
				mayLieAtSea(position, n, part) ||
				lies(position, tolerance)
				? []
				: [{ position, n }];
		});
		const first = outside[0];
		if (first === undefined) return [];
		const { position, n } = first;
		const swapped: LngLat = [position[1], position[0]];
		const km = distance(position);
		const there = countryAt?.(position);
		const found = [
			showPosition(position),
			countryAt === undefined ? '' : there === undefined ? ' in no country' : ` in ${there}`,
			Number.isFinite(km) && km > 0 ? `, ${Math.round(km)} km away` : '',
			andMore(outside.length)
		].join('');
		return [
			errorAt(place, pathOfPosition(part, n), {
				expected: `a position in ${listed(countries)}, or at most ${tolerance} km from it`,
				found,
				remedy: lies(swapped, tolerance)
					? `longitude and latitude look swapped: write ${showPosition(swapped)}`
					: there === undefined && part.kind === 'points'
						? 'correct the position or properties.countries; a place at sea needs the precision "approximate" or "schematic" and a precisionNote'
						: 'correct the position or properties.countries'
			})
		];
	});
}

export const checkPlaces = ({ features }: LooseDataset, context: CountryContext): Issue[] =>
	context.countryAt === undefined && context.distanceToCountryKm === undefined
		? []
		: features.flatMap((place) => checkPlace(place, context));
