/** Things drawn as the outline of countries: only where they have no place of their own, and only of their own countries. */
import type { FeatureRecord } from '../../src/lib/domain/records';
import type { Issue } from '../../src/lib/domain/issue';
import type { CountryContext } from './check-places';
import { itemsOf, type Located, type LooseDataset } from './loose';
import { errorAt, listed, quote, type Path } from './report';

/** Any position will do: only whether the country is known is asked. */
const SOMEWHERE = [0, 0] as const;

function checkOutline(
	place: Located<FeatureRecord>,
	path: Path,
	outline: readonly string[],
	{ distanceToCountryKm }: CountryContext
): Issue[] {
	const { geometry, properties } = place.record;
	if (geometry !== null && geometry !== undefined) {
		return [
			errorAt(place, path, {
				expected: 'no "outline" where there is a geometry',
				found: listed(outline),
				remedy: 'leave it out, or write "geometry": null'
			})
		];
	}
	const countries = itemsOf(properties?.countries).map(({ item }) => item);
	return outline.flatMap((code, n) => {
		if (!countries.includes(code)) {
			return [
				errorAt(place, [...path, n], {
					expected: `one of properties.countries, ${listed(countries)}`,
					found: quote(code),
					remedy: 'add it there, or leave it out here'
				})
			];
		}
		if (distanceToCountryKm === undefined || distanceToCountryKm(SOMEWHERE, code) < Infinity) return [];
		return [
			errorAt(place, [...path, n], {
				expected: 'a country that the base map draws',
				found: quote(code),
				remedy: 'leave it out'
			})
		];
	});
}

export const checkOutlines = ({ features }: LooseDataset, context: CountryContext): Issue[] =>
	features.flatMap((place) => {
		const { properties } = place.record;
		const check = (path: Path, outline: unknown): Issue[] =>
			outline === undefined
				? []
				: checkOutline(
						place,
						path,
						itemsOf(outline as readonly string[]).map(({ item }) => item),
						context
					);
		return [
			...check(['properties', 'outline'], properties?.outline),
			...itemsOf(properties?.phases).flatMap(({ item, index }) =>
				check(['properties', 'phases', index, 'outline'], item.outline)
			)
		];
	});
