import type { Passage, Source } from '../atlas';
import { safeUrl } from '../safe-url';
import { featureAddress, namedReferences, passageAddress, provenance, type Extract } from './extract';

export const ANNOTATION_CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

/** Words of this data that Web Annotation has none for, tied to vocabularies of others. */
const MORE_WORDS = {
	schema: 'https://schema.org/',
	name: 'schema:name',
	version: 'schema:version',
	citation: { '@id': 'schema:citation', '@type': '@id' },
	credit: 'schema:creditText',
	sha256: 'schema:sha256'
} as const;

type Thing = Readonly<Record<string, unknown>>;

/**
 * The quotations as a W3C Web Annotation collection. The target of each is the exact words in their source, given by
 * the words with their context and, in characters (Unicode code points) of the text whose SHA-256 is named, by their
 * place. Its bodies are what rests on the words, and what other evidence says of them.
 */
export function toAnnotations(extract: Extract): Thing {
	const said = provenance(extract);
	const address = `${said.homepage}data/annotations.jsonld`;
	const items = extract.passages.flatMap((passage) => {
		const source = extract.evidence.sourceById.get(passage.source);
		return source ? [annotation(passage, source, extract)] : [];
	});
	return {
		'@context': [ANNOTATION_CONTEXT, MORE_WORDS],
		id: address,
		type: 'AnnotationCollection',
		label: `${said.title}: quotations${said.part ? ` (${said.part})` : ''}`,
		version: said.version,
		rights: said.licence.url,
		credit: [said.attribution, said.rightsOfOthers],
		total: items.length,
		first: { id: `${address}#items`, type: 'AnnotationPage', startIndex: 0, items }
	};
}

function annotation(passage: Passage, source: Source, { root, evidence, atlas, features }: Extract): Thing {
	const present = new Set(features.map(({ feature }) => feature.id));
	const linked = (address: string): Thing => ({
		type: 'SpecificResource',
		source: address,
		purpose: 'linking'
	});
	return {
		id: passageAddress(root, passage.id),
		type: 'Annotation',
		motivation: 'linking',
		rights: atlas.licence.url,
		body: [
			...passage.features.filter((id) => present.has(id)).map((id) => linked(featureAddress(root, id))),
			...passage.layers.map((id) => linked(`${root}layer/${id}/`)),
			...passage.notes.map((note) => ({
				type: 'TextualBody',
				purpose: 'assessing',
				format: 'text/plain',
				language: 'en',
				value: `${note.verdict}: ${note.claim} – ${note.text}`,
				citation: namedReferences(evidence, note.references).flatMap(({ url }) => safeUrl(url) ?? [])
			}))
		],
		target: {
			type: 'SpecificResource',
			source: {
				id: safeUrl(source.URL) ?? `${root}source/${source.id}/`,
				type: source.type === 'motion_picture' ? 'Video' : 'Text',
				name: source.title,
				language: passage.language,
				...(source.custom.text ? { sha256: source.custom.text.sha256 } : {})
			},
			selector: [
				{
					type: 'TextQuoteSelector',
					exact: passage.exact,
					prefix: passage.prefix,
					suffix: passage.suffix
				},
				{ type: 'TextPositionSelector', start: passage.start, end: passage.end }
			]
		}
	};
}
