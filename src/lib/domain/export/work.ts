/** What can be cited: a source, the atlas, a feature of it. One form for all styles and file formats. */
import type { Atlas, CslName, Evidence, Feature, Source } from '../atlas';

export interface Work extends Omit<Source, 'custom'> {
	/** Version of a dataset. */
	readonly version?: string;
	/** True where the title is a description of ours, which no style puts in quotation marks. */
	readonly isDescribed?: true;
}

export const workOf = ({ custom, ...source }: Source): Work => ({
	...source,
	...(custom.titleIsDescription ? { isDescribed: true } : {})
});

const DATE = /^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/;

/** The whole atlas as a dataset. */
export function atlasWork(atlas: Atlas, evidence: Evidence, address: string): Work {
	const [, ...parts] = DATE.exec(evidence.about.issued ?? '') ?? [];
	const date = parts.filter((part) => part !== undefined).map(Number);
	return {
		id: `atlas-${atlas.version}`,
		type: 'dataset',
		title: atlas.title,
		author: [{ literal: evidence.about.creator }],
		...(date.length > 0 ? { issued: { 'date-parts': [date] } } : {}),
		version: atlas.version,
		URL: address,
		language: 'en'
	};
}

/** A feature as a part of the atlas. */
export const featureWork = (atlas: Atlas, evidence: Evidence, feature: Feature, address: string): Work => ({
	...atlasWork(atlas, evidence, address),
	id: feature.id,
	title: feature.name,
	'container-title': atlas.title
});

/** Year, month and day of the (first) day of publication, as far as they are known. */
export const issuedParts = ({ issued }: Work): readonly number[] => issued?.['date-parts'][0] ?? [];

export const isPerson = (name: CslName): name is { readonly family: string; readonly given?: string } =>
	'family' in name;

/** Without line breaks and control characters, which end a field in line-based formats. */
export const oneLine = (text: string): string =>
	text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
