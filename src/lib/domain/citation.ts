import type { CslName, Source } from './atlas';

const nameOf = (name: CslName): string =>
	'literal' in name ? name.literal : [name.given, name.family].filter(Boolean).join(' ');

/** The authors in words, or undefined where none is known. */
export const authorsOf = (source: Source): string | undefined =>
	source.author && source.author.length > 0 ? source.author.map(nameOf).join(', ') : undefined;

/** Who published it: the work it stands in, else the publisher. */
export const publisherOf = (source: Source): string | undefined =>
	source['container-title'] ?? source.publisher;

/** The name by which a source is credited where there is room for one name. */
export const creditOf = (source: Source): string => publisherOf(source) ?? authorsOf(source) ?? source.title;

const pad = (part: number): string => String(part).padStart(2, '0');

/** The date of a source as EDTF (`2025~`, `2024-07-23`), or undefined where it is not known. */
export function issuedOf(source: Source): string | undefined {
	const parts = source.issued?.['date-parts'];
	if (!parts || parts.length === 0) return undefined;
	const qualifier = source.issued?.circa ? '~' : '';
	return parts
		.map(([year = 0, ...rest]) => [String(year).padStart(4, '0'), ...rest.map(pad)].join('-') + qualifier)
		.join('/');
}
