/** Records that nothing names: mostly left over, or named wrongly elsewhere. */
import type { Issue } from '../../src/lib/domain/issue';
import { evidenceOf, itemsOf, namesOf, passageOf, referenceOf, statementsOf } from './loose';
import type { LooseDataset } from './loose';
import { errorAt, listed, quote, warningAt } from './report';

const isText = (word: string | undefined): word is string => word !== undefined;

function checkSources(dataset: LooseDataset): Issue[] {
	const cited = new Set([
		...[...statementsOf(dataset)].flatMap(({ value }) => value.references ?? []),
		...[...evidenceOf(dataset)].map(({ value }) => referenceOf(value))
	]);
	const quoted = new Set(
		dataset.passages
			.filter(({ record }) => (record.passages ?? []).length > 0)
			.flatMap((place) => namesOf(place, place.record.source))
	);
	return dataset.sources.flatMap((place) => {
		const { id, custom } = place.record;
		const isQuotable = custom?.role !== 'reference';
		if (namesOf(place, id).some((name) => cited.has(name) || (isQuotable && quoted.has(name)))) return [];
		return [
			errorAt(place, ['id'], {
				expected: isQuotable ? 'a source that is quoted or cited' : 'a source that is cited',
				found: `${quote(id)}, which nothing names`,
				remedy: 'cite it where it is used, or remove the file'
			})
		];
	});
}

function checkPassages(dataset: LooseDataset): Issue[] {
	const named = new Set([...evidenceOf(dataset)].map(({ value }) => passageOf(value)));
	return dataset.passages.flatMap((place) =>
		itemsOf(place.record.passages).flatMap(({ item: { id }, index }) => {
			if (namesOf(place, place.record.source).some((source) => named.has(`${source}/${id}`))) return [];
			return [
				errorAt(place, ['passages', index, 'id'], {
					expected: 'a passage that something rests on',
					found: `${quote(id)}, which nothing names`,
					remedy: 'name it in the evidence of a feature, route, figure or layer, or remove it'
				})
			];
		})
	);
}

function checkKinds({ kinds, features }: LooseDataset): Issue[] {
	const used = new Set(features.map(({ record }) => record.properties?.kind).filter(isText));
	return kinds.flatMap((place) => {
		const { id } = place.record;
		if (id === undefined || used.has(id)) return [];
		return [
			errorAt(place, ['id'], {
				expected: 'a kind that a feature has',
				found: `${quote(id)}, which none has`,
				remedy: `remove it, or correct the features; they have ${listed([...used].sort())}`
			})
		];
	});
}

function checkRoutes({ routes, features }: LooseDataset): Issue[] {
	const used = new Set(features.map(({ record }) => record.properties?.partOf));
	return routes.flatMap((place) => {
		if (namesOf(place, place.record.id).some((name) => used.has(name))) return [];
		return [
			warningAt(place, ['id'], {
				expected: 'a route with segments',
				found: 'none',
				remedy: 'name the route in "partOf" of its segments'
			})
		];
	});
}

export function checkUnused(dataset: LooseDataset): Issue[] {
	// What a file that cannot be read would use is unknown; it is told once the file is mended.
	if (dataset.unreadable.length > 0) return [];
	return [
		...checkSources(dataset),
		...checkPassages(dataset),
		...checkKinds(dataset),
		...checkRoutes(dataset)
	];
}
