/** What a page says to machines, in the words of schema.org. */
import type { Atlas, CslName, Passage, Source } from './atlas';
import { issuedOf } from './citation';
import { downloadsOf } from './export/downloads';
import { CARD_SIZE } from './oembed';
import { safeUrl } from './safe-url';

type Thing = Readonly<Record<string, unknown>>;

/**
 * JSON that may stand inside a script element: no character in it can end the element, open a comment or need
 * escaping as markup, and the two line separators that JavaScript once stumbled over are escaped as well.
 */
export const scriptJson = (value: unknown): string =>
	JSON.stringify(value).replace(
		/[<>&\u2028\u2029]/g,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
	);

const CONTEXT = 'https://schema.org';

const party = (name: CslName): Thing =>
	'literal' in name
		? { '@type': 'Organization', name: name.literal }
		: {
				'@type': 'Person',
				name: [name.given, name.family].filter(Boolean).join(' '),
				familyName: name.family,
				givenName: name.given
			};

/** EDTF's sign for “about” has no place in an ISO date: the year stands without it. */
const isoDate = (source: Source): string | undefined => issuedOf(source)?.replace(/[~?%]/g, '');

/** A source as a work; what is not known is left out. */
export const workLd = (source: Source): Thing => ({
	'@type': 'CreativeWork',
	name: source.title,
	url: safeUrl(source.URL),
	author: source.author?.map(party),
	publisher: source.publisher ? { '@type': 'Organization', name: source.publisher } : undefined,
	isPartOf: source['container-title']
		? { '@type': 'CreativeWork', name: source['container-title'] }
		: undefined,
	datePublished: isoDate(source),
	inLanguage: source.language
});

/** A file that readers may take away. */
export interface Download {
	readonly name: string;
	readonly url: string;
	readonly type: string;
}

/** The atlas as a data set. Addresses are absolute, ending with the root of the site. */
export function datasetLd(
	atlas: Atlas,
	documents: readonly Source[],
	root: string,
	downloads: readonly Download[]
): Thing {
	const [west, south, east, north] = atlas.bbox;
	return {
		'@context': CONTEXT,
		'@type': 'Dataset',
		'@id': `${root}#dataset`,
		name: atlas.title,
		description: atlas.description,
		url: root,
		version: atlas.version,
		license: atlas.licence.url,
		isAccessibleForFree: true,
		creator: { '@type': 'Organization', name: atlas.title, url: root },
		temporalCoverage: `${atlas.axis.linearFrom}/${atlas.horizon}`,
		spatialCoverage: {
			'@type': 'Place',
			name: atlas.place,
			geo: { '@type': 'GeoShape', box: `${south} ${west} ${north} ${east}` }
		},
		keywords: atlas.layers.map(({ title }) => title),
		isBasedOn: documents.map(workLd),
		distribution: downloads.map(({ name, url, type }) => ({
			'@type': 'DataDownload',
			name,
			contentUrl: url,
			encodingFormat: type
		}))
	};
}

/** A page with the passages quoted on it. */
export function pageLd(page: {
	readonly name: string;
	readonly description: string;
	readonly url: string;
	readonly root: string;
	readonly image: string;
	readonly quotations: readonly {
		readonly passage: Passage;
		readonly source: Source;
		/** Where the passage stands on the page of its source, and that page. */
		readonly url: string;
		readonly sourcePage: string;
	}[];
}): Thing {
	const workId = (sourcePage: string): string => `${sourcePage}#work`;
	const works = new Map(page.quotations.map(({ source, sourcePage }) => [workId(sourcePage), source]));
	return {
		'@context': CONTEXT,
		'@type': 'WebPage',
		'@id': page.url,
		name: page.name,
		description: page.description,
		url: page.url,
		inLanguage: 'en',
		isPartOf: { '@id': `${page.root}#dataset` },
		primaryImageOfPage: { '@type': 'ImageObject', url: page.image, ...CARD_SIZE },
		citation: [...works].map(([id, source]) => ({ '@id': id, ...workLd(source) })),
		hasPart: page.quotations.map(({ passage, source, url, sourcePage }) => ({
			'@type': 'Quotation',
			text: passage.exact,
			url,
			inLanguage: passage.language,
			isPartOf: { '@id': workId(sourcePage) },
			citation: safeUrl(source.URL) ?? source.title
		}))
	};
}

/** What the explorer itself reads; the other downloads are made of it. */
const COMPILED: readonly (readonly [file: string, title: string])[] = [
	['atlas.json', 'Compiled atlas'],
	['evidence.json', 'Passages, references and figures']
];

/** The files that readers may take away, of those that the build has written. */
export const downloadsIn = (
	atlas: Pick<Atlas, 'title'>,
	files: readonly string[],
	root: string
): readonly Download[] =>
	[
		...downloadsOf(atlas).map(({ file, title, mediaType }) => [file, title, mediaType] as const),
		...COMPILED.map(([file, title]) => [file, title, 'application/json'] as const)
	]
		.filter(([file]) => files.includes(file))
		.map(([file, name, type]) => ({ name, url: `${root}data/${file}`, type }));
