/** The files that readers take away: one list for the build, the page, the structured data and the dialog. */
import type { AtlasFile } from '../atlas';

export type Format = 'geojson' | 'csv' | 'kml' | 'topojson' | 'jsonld' | 'json' | 'bib' | 'ris';

/** What a file holds, for whoever makes it. */
export type Content =
	| 'features-geojson'
	| 'phases-csv'
	| 'events-csv'
	| 'evidence-csv'
	| 'figures-csv'
	| 'features-kml'
	| 'features-topojson'
	| 'annotations'
	| 'sources-csl'
	| 'sources-bibtex'
	| 'sources-ris'
	| 'package';

export interface Download {
	readonly content: Content;
	readonly file: string;
	readonly format: Format;
	readonly mediaType: string;
	readonly title: string;
	/** What it is and for what, in a sentence. */
	readonly description: string;
	/** What is counted in it, in the plural. */
	readonly unit: string;
}

/** The title of an atlas as a file name; a title without Latin letters or digits gives `atlas`. */
export const fileStem = (title: string): string =>
	title
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 48)
		.replace(/-+$/, '') || 'atlas';

/** The downloads of an atlas, in the order in which they are offered. */
export function downloadsOf(atlas: Pick<AtlasFile, 'title'>): readonly Download[] {
	const stem = fileStem(atlas.title);
	return [
		{
			content: 'features-geojson',
			file: `${stem}.geojson`,
			format: 'geojson',
			mediaType: 'application/geo+json',
			title: 'Features as GeoJSON',
			description:
				'Every feature with its geometry, phases, events, quotations and references, for GIS and programs.',
			unit: 'features'
		},
		{
			content: 'phases-csv',
			file: `${stem}.csv`,
			format: 'csv',
			mediaType: 'text/csv',
			title: 'Phases as a table',
			description:
				'One row for each status that a feature had in a time, with place, precision and sources, for spreadsheets.',
			unit: 'rows'
		},
		{
			content: 'events-csv',
			file: 'events.csv',
			format: 'csv',
			mediaType: 'text/csv',
			title: 'Events as a table',
			description: 'One row for each dated happening at a feature.',
			unit: 'rows'
		},
		{
			content: 'evidence-csv',
			file: 'evidence.csv',
			format: 'csv',
			mediaType: 'text/csv',
			title: 'Evidence as a table',
			description:
				'One row for each quotation and reference that a feature rests on, and how it bears on it.',
			unit: 'rows'
		},
		{
			content: 'figures-csv',
			file: 'figures.csv',
			format: 'csv',
			mediaType: 'text/csv',
			title: 'Figures as a table',
			description: 'One row for each value of the time series, with unit, kind, breaks and sources.',
			unit: 'rows'
		},
		{
			content: 'features-kml',
			file: `${stem}.kml`,
			format: 'kml',
			mediaType: 'application/vnd.google-earth.kml+xml',
			title: 'Phases as KML',
			description:
				'One placemark for each phase with the time in which it holds, for Google Earth and its time slider.',
			unit: 'placemarks'
		},
		{
			content: 'features-topojson',
			file: `${stem}.topojson`,
			format: 'topojson',
			mediaType: 'application/json',
			title: 'Features as TopoJSON',
			description:
				'The same as the GeoJSON, with the lines that features share kept once, for D3 and Observable.',
			unit: 'features'
		},
		{
			content: 'annotations',
			file: 'annotations.jsonld',
			format: 'jsonld',
			mediaType: 'application/ld+json',
			title: 'Quotations as Web Annotations',
			description:
				'The exact words with context and position in their source, what rests on them and what other evidence says.',
			unit: 'annotations'
		},
		{
			content: 'sources-csl',
			file: 'sources.json',
			format: 'json',
			mediaType: 'application/vnd.citationstyles.csl+json',
			title: 'Sources as CSL-JSON',
			description: 'All documents and references, for Zotero, Pandoc and other citation software.',
			unit: 'sources'
		},
		{
			content: 'sources-bibtex',
			file: 'sources.bib',
			format: 'bib',
			mediaType: 'application/x-bibtex',
			title: 'Sources as BibTeX',
			description: 'The same for LaTeX, in UTF-8.',
			unit: 'sources'
		},
		{
			content: 'sources-ris',
			file: 'sources.ris',
			format: 'ris',
			mediaType: 'application/x-research-info-systems',
			title: 'Sources as RIS',
			description: 'The same for EndNote, Mendeley and RefWorks.',
			unit: 'sources'
		},
		{
			content: 'package',
			file: 'datapackage.json',
			format: 'json',
			mediaType: 'application/json',
			title: 'Data Package',
			description:
				'Describes all files above: fields of the tables, sizes, hashes and licence (Frictionless).',
			unit: 'files'
		}
	];
}
