/** Ids, and everything that names something by its id. */
import type { Issue } from '../../src/lib/domain/issue';
import type { EvidenceRecord } from '../../src/lib/domain/records';
import { folderOf, stemOf } from './dataset';
import { evidenceOf, itemsOf, namesOf, passageOf, referenceOf, statementsOf } from './loose';
import type { Located, LooseDataset } from './loose';
import { suggestion } from './nearest';
import { errorAt, quote, repetitions } from './report';
import type { Path, Place } from './report';

/** A record with an id, wherever it stands. */
type Named = Located<{ id: string }>;

/** What may be named, by kind. A file that breaks off or has a wrong id still counts under its file name. */
interface Index {
	readonly features: ReadonlySet<string>;
	readonly routes: ReadonlySet<string>;
	readonly figures: ReadonlySet<string>;
	readonly sources: ReadonlySet<string>;
	readonly layers: ReadonlySet<string> | undefined;
	readonly kinds: ReadonlySet<string> | undefined;
	readonly passages: ReadonlySet<string>;
	/** Sources whose passages could not be read: any passage of theirs may exist. */
	readonly unreadPassages: ReadonlySet<string>;
}

const idsOf = (places: readonly Named[]): string[] =>
	places.flatMap(({ record }) => (record.id === undefined ? [] : [record.id]));

function indexOf(dataset: LooseDataset): Index {
	const { unreadable } = dataset;
	const inFolder = (folder: string): string[] =>
		unreadable.filter((file) => file.startsWith(`${folder}/`)).map(stemOf);
	const files = (folder: string, places: readonly Named[]): ReadonlySet<string> =>
		new Set([...idsOf(places), ...places.map(({ file }) => stemOf(file)), ...inFolder(folder)]);
	const list = (file: string, places: readonly Named[]): ReadonlySet<string> | undefined =>
		unreadable.includes(file) || places.length === 0 ? undefined : new Set(idsOf(places));
	return {
		features: files('features', dataset.features),
		routes: files('routes', dataset.routes),
		figures: files('figures', dataset.figures),
		sources: files('sources', dataset.sources),
		layers: list('layers.json', dataset.layers),
		kinds: list('kinds.json', dataset.kinds),
		passages: new Set(
			dataset.passages.flatMap((place) =>
				itemsOf(place.record.passages).flatMap(({ item: { id } }) =>
					id === undefined ? [] : namesOf(place, place.record.source).map((source) => `${source}/${id}`)
				)
			)
		),
		unreadPassages: new Set(inFolder('passages'))
	};
}

function mustExist(
	place: Place,
	path: Path,
	id: string | undefined,
	ids: ReadonlySet<string> | undefined,
	kind: string,
	where: string
): Issue[] {
	if (id === undefined || ids === undefined || ids.has(id)) return [];
	return [
		errorAt(place, path, {
			expected: `the id of a ${kind}`,
			found: quote(id),
			remedy: `${suggestion(id, ids)}correct it or add the ${kind} to ${where}`
		})
	];
}

function eachMustExist(
	place: Place,
	path: Path,
	ids: readonly (string | undefined)[] | undefined,
	known: ReadonlySet<string>,
	kind: string,
	where: string
): Issue[] {
	const items = itemsOf(ids);
	return [
		...items.flatMap(({ item, index }) => mustExist(place, [...path, index], item, known, kind, where)),
		...onlyOnce(place, path, ids)
	];
}

function onlyOnce(place: Place, path: Path, words: readonly (string | undefined)[] | undefined): Issue[] {
	return repetitions(words ?? [], (word) => word).map(({ key, index }) =>
		errorAt(place, [...path, index], {
			expected: 'every item once',
			found: `${quote(key)} again`,
			remedy: 'remove one of the two'
		})
	);
}

function checkNames(dataset: LooseDataset): Issue[] {
	const { features, routes, figures, sources, passages, layers, kinds } = dataset;
	const ownName = (place: Place, field: string, id: string | undefined): Issue[] => {
		const stem = stemOf(place.file);
		if (id === undefined || id === stem) return [];
		return [
			errorAt(place, [field], {
				expected: `"${stem}", as the file is named`,
				found: quote(id),
				remedy: 'rename the file or correct the id; published ids stay as they are'
			})
		];
	};
	const unique = (places: readonly Named[], where: string): Issue[] =>
		repetitions(places, ({ record }) => record.id).flatMap(({ key, index, first }) => {
			const place = places[index];
			return place === undefined
				? []
				: [
						errorAt(place, ['id'], {
							expected: `an id used once in ${where}`,
							found: `${quote(key)}, which ${places[first]?.file} has too`,
							remedy: 'give one of the two another id'
						})
					];
		});
	return [
		...[...features, ...routes, ...figures, ...sources].flatMap((place: Named) =>
			ownName(place, 'id', place.record.id)
		),
		...passages.flatMap((place) => ownName(place, 'source', place.record.source)),
		...unique([...layers, ...features, ...routes, ...figures], 'the atlas'),
		...unique(kinds, 'kinds.json')
	];
}

function checkLayers({ layers, featureFolders, features, unreadable }: LooseDataset, index: Index): Issue[] {
	const folders = new Set(featureFolders);
	const withoutFolder = layers.flatMap((place) => {
		const { id } = place.record;
		if (id === undefined || folders.has(id)) return [];
		return [
			errorAt(place, ['id'], {
				expected: 'a folder features/<layer> for every layer',
				found: `no features/${id}`,
				remedy: `${suggestion(id, folders)}add the folder with its features, or remove the layer`
			})
		];
	});
	const withoutLayer = featureFolders.flatMap((folder) => {
		if (index.layers === undefined || index.layers.has(folder)) return [];
		return [
			errorAt({ file: `features/${folder}`, at: [] }, [], {
				expected: 'a folder named as a layer of layers.json',
				found: quote(folder),
				remedy: `${suggestion(folder, index.layers)}rename the folder, or add the layer to layers.json`
			})
		];
	});
	const empty = featureFolders.flatMap((folder) => {
		const start = `features/${folder}/`;
		if (
			features.some(({ file }) => file.startsWith(start)) ||
			unreadable.some((file) => file.startsWith(start))
		)
			return [];
		return [
			errorAt({ file: `features/${folder}`, at: [] }, [], {
				expected: 'at least one feature in a layer',
				found: 'none',
				remedy: 'add a feature or remove the folder and its layer'
			})
		];
	});
	return [...withoutFolder, ...withoutLayer, ...empty];
}

function checkFeatures(dataset: LooseDataset, index: Index): Issue[] {
	const layerOfRoute = new Map(
		dataset.routes.map(({ file, record }) => [record.id ?? stemOf(file), record.layer])
	);
	return dataset.features.flatMap((place) => {
		const properties = place.record.properties;
		if (properties === undefined) return [];
		const { layer, kind, partOf, related, figures, countries } = properties;
		const folder = folderOf(place.file);
		const issues = [
			...mustExist(place, ['properties', 'kind'], kind, index.kinds, 'kind', 'kinds.json'),
			...mustExist(place, ['properties', 'partOf'], partOf, index.routes, 'route', 'routes/'),
			...eachMustExist(place, ['properties', 'related'], related, index.features, 'feature', 'features/'),
			...eachMustExist(place, ['properties', 'figures'], figures, index.figures, 'figure', 'figures/'),
			...onlyOnce(place, ['properties', 'countries'], countries)
		];
		if (layer !== undefined && layer !== folder) {
			issues.push(
				errorAt(place, ['properties', 'layer'], {
					expected: `"${folder}", as its folder is named`,
					found: quote(layer),
					remedy: 'correct the layer or move the file into the folder of its layer'
				})
			);
		}
		const ofRoute = partOf === undefined ? undefined : layerOfRoute.get(partOf);
		if (layer !== undefined && ofRoute !== undefined && ofRoute !== layer) {
			issues.push(
				errorAt(place, ['properties', 'partOf'], {
					expected: `a route of the layer "${layer}"`,
					found: `${quote(partOf)} of the layer ${quote(ofRoute)}`,
					remedy: 'put route and segment into one layer'
				})
			);
		}
		for (const { item, index: at } of itemsOf(related)) {
			if (item !== place.record.id) continue;
			issues.push(
				errorAt(place, ['properties', 'related', at], {
					expected: 'another feature',
					found: 'the feature itself',
					remedy: 'remove it'
				})
			);
		}
		return issues;
	});
}

function checkEvidence(dataset: LooseDataset, index: Index): Issue[] {
	const named = [...evidenceOf(dataset)];
	const issues = named.flatMap(({ place, path, value }) => {
		const passage = passageOf(value);
		const isUnread = passage !== undefined && index.unreadPassages.has(passage.split('/')[0] ?? '');
		return [
			...(isUnread
				? []
				: mustExist(place, [...path, 'passage'], passage, index.passages, 'passage', 'passages/')),
			...mustExist(place, [...path, 'reference'], referenceOf(value), index.sources, 'source', 'sources/'),
			...onlyOnce(place, [...path, 'supports'], value.supports)
		];
	});
	const withPassage = (evidence: readonly unknown[] | undefined): boolean =>
		itemsOf(evidence).some(({ item }) => typeof item === 'object' && item !== null && 'passage' in item);
	const bearing = (
		places: readonly Located<{ id: string; evidence: EvidenceRecord[] }>[]
	): ReadonlySet<string> =>
		new Set(
			places
				.filter(({ record }) => withPassage(record.evidence))
				.flatMap((place) => namesOf(place, place.record.id))
		);
	const routes = bearing(dataset.routes);
	const layers = new Set(
		dataset.layers.filter(({ record }) => withPassage(record.evidence)).map(({ record }) => record.id)
	);
	const bare = dataset.features.flatMap((place) => {
		const { evidence, layer, partOf } = place.record.properties ?? {};
		if (
			evidence === undefined ||
			withPassage(evidence) ||
			(partOf !== undefined && routes.has(partOf)) ||
			layers.has(layer)
		)
			return [];
		// A layer or route that cannot be read may well carry one.
		if (
			index.layers === undefined ||
			(partOf !== undefined && dataset.unreadable.includes(`routes/${partOf}.json`))
		)
			return [];
		return [
			errorAt(place, ['properties', 'evidence'], {
				expected: 'a passage of its own, of its route or of its layer',
				found: 'none',
				remedy:
					'add { "passage": "source-id/passage-id", "supports": [...], "relation": "named | general | context" }'
			})
		];
	});
	return [...issues, ...bare];
}

function checkReferences(dataset: LooseDataset, index: Index): Issue[] {
	return [...statementsOf(dataset)].flatMap(({ place, path, value: { references, unreferenced } }) => {
		const issues = eachMustExist(
			place,
			[...path, 'references'],
			references,
			index.sources,
			'source',
			'sources/'
		);
		if (references === undefined) return issues;
		if (references.length === 0 && unreferenced !== true) {
			issues.push(
				errorAt(place, [...path, 'references'], {
					expected: 'at least one reference',
					found: 'none',
					remedy: 'name a source record, or write "unreferenced": true, which readers see'
				})
			);
		}
		if (references.length > 0 && unreferenced === true) {
			issues.push(
				errorAt(place, [...path, 'unreferenced'], {
					expected: 'either references or "unreferenced": true',
					found: 'both',
					remedy: 'leave out "unreferenced"'
				})
			);
		}
		return issues;
	});
}

function checkSources(dataset: LooseDataset, index: Index): Issue[] {
	const records = new Map(dataset.sources.map(({ file, record }) => [record.id ?? stemOf(file), record]));
	return dataset.passages.flatMap((place) => {
		const { source, sha256 } = place.record;
		const issues = mustExist(place, ['source'], source, index.sources, 'source', 'sources/');
		// Under another name than its file there is no telling which source is meant.
		const custom = source !== stemOf(place.file) ? undefined : records.get(source)?.custom;
		if (custom === undefined) return issues;
		if (custom.role === 'reference') {
			issues.push(
				errorAt(place, ['source'], {
					expected: 'a source with the role "document"',
					found: `${quote(source)} with the role "reference"`,
					remedy: 'set custom.role of the source to "document": it is quoted'
				})
			);
		}
		if (custom.text === undefined) {
			issues.push(
				errorAt(place, ['source'], {
					expected: 'a source that names its text',
					found: `${quote(source)} without custom.text`,
					remedy: 'add custom.text with the file name and the sha-256 of the text to the source'
				})
			);
		} else if (sha256?.length === 64 && custom.text.sha256?.length === 64 && sha256 !== custom.text.sha256) {
			issues.push(
				errorAt(place, ['sha256'], {
					expected: `the sha-256 of custom.text of the source, ${custom.text.sha256}`,
					found: sha256,
					remedy: 'find out which text the offsets count in; data:verify tells'
				})
			);
		}
		return issues;
	});
}

export function checkLinks(dataset: LooseDataset): Issue[] {
	const index = indexOf(dataset);
	const ofLayer = (place: Located<{ layer: string }>): Issue[] =>
		mustExist(place, ['layer'], place.record.layer, index.layers, 'layer', 'layers.json');
	return [
		...checkNames(dataset),
		...checkLayers(dataset, index),
		...checkFeatures(dataset, index),
		...dataset.features.flatMap((place) =>
			mustExist(
				place,
				['properties', 'layer'],
				place.record.properties?.layer,
				index.layers,
				'layer',
				'layers.json'
			)
		),
		...[...dataset.routes, ...dataset.figures].flatMap((place: Located<{ layer: string }>) => ofLayer(place)),
		...[...dataset.routes, ...dataset.layers].flatMap((place: Located<{ figures?: string[] | undefined }>) =>
			eachMustExist(place, ['figures'], place.record.figures, index.figures, 'figure', 'figures/')
		),
		...checkEvidence(dataset, index),
		...checkReferences(dataset, index),
		...checkSources(dataset, index)
	];
}
