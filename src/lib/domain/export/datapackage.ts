import { safeUrl } from '../safe-url';
import { documentsOf } from '../page-subject';
import type { Download } from './downloads';
import { provenance, type Extract } from './extract';
import type { Table } from './tables';

type Thing = Readonly<Record<string, unknown>>;

/** A file of the package with what was measured of it. */
export interface PackagedFile {
	readonly download: Download;
	readonly bytes: number;
	readonly sha256: string;
	readonly table?: Table;
}

const resource = ({ download, bytes, sha256, table }: PackagedFile): Thing => ({
	name: download.file.replace(/\.[a-z]+$/, '').toLowerCase() + (table ? '' : `-${download.format}`),
	path: download.file,
	title: download.title,
	description: download.description,
	format: download.format,
	mediatype: download.mediaType,
	encoding: 'utf-8',
	bytes,
	hash: `sha256:${sha256}`,
	...(table
		? {
				profile: 'tabular-data-resource',
				schema: {
					fields: table.columns.map(({ name, type, description, required }) => ({
						name,
						type,
						description,
						...(required ? { constraints: { required } } : {})
					})),
					missingValues: [''],
					...(table.primaryKey ? { primaryKey: table.primaryKey } : {})
				}
			}
		: {})
});

/** The descriptor of the downloads as a Frictionless Data Package. */
export function toDataPackage(extract: Extract, files: readonly PackagedFile[], name: string): Thing {
	const said = provenance(extract);
	const homepage = safeUrl(said.homepage);
	const { about } = extract.evidence;
	return {
		profile: 'data-package',
		name,
		title: said.title,
		description: [said.description, said.attribution, said.rightsOfOthers, ...said.credits].join('\n\n'),
		version: said.version,
		...(homepage ? { homepage } : {}),
		licenses: [{ name: said.licence.id, title: said.licence.title, path: said.licence.url }],
		contributors: [{ title: about?.creator ?? said.title, role: 'author' }],
		sources: documentsOf(extract.evidence).map(({ title, URL: path }) => ({
			title,
			...(path ? { path } : {})
		})),
		keywords: extract.atlas.layers.map(({ title }) => title),
		resources: files.map(resource)
	};
}
