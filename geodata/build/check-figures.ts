/** Numbers of figures and the ids of their series. Their dates are checked with all other dates. */
import type { Issue } from '../../src/lib/domain/issue';
import { itemsOf } from './loose';
import type { LooseDataset } from './loose';
import { errorAt, quote, repetitions } from './report';

export function checkFigures({ figures }: LooseDataset): Issue[] {
	return figures.flatMap((place) => {
		const series = itemsOf(place.record.series);
		const repeated = repetitions(series, ({ item }) => item.id).map(({ key, index }) =>
			errorAt(place, ['series', series[index]?.index ?? index, 'id'], {
				expected: 'an id used once in this figure',
				found: `${quote(key)} again`,
				remedy: 'give the series an id of its own'
			})
		);
		const ranges = series.flatMap(({ item: { values }, index: of }) =>
			itemsOf(values).flatMap(({ item: { value, high }, index }) => {
				if (value === undefined || high === undefined || high >= value) return [];
				return [
					errorAt(place, ['series', of, 'values', index, 'high'], {
						expected: `a number not below "value", which is ${value}`,
						found: quote(high),
						remedy: 'write the lower end as "value" and the upper end as "high"'
					})
				];
			})
		);
		return [...repeated, ...ranges];
	});
}
