import { toAnnotations } from './annotations';
import { toBibtex } from './bibtex';
import type { Content } from './downloads';
import type { Extract } from './extract';
import { toGeoJson } from './geojson';
import { placemarksIn, toKml } from './kml';
import { toRis } from './ris';
import { eventTable, evidenceTable, figureTable, phaseTable, tableCsv, type Table } from './tables';
import { toTopoJson } from './topojson';
import { workOf } from './work';

/** The text of a download and how many of its units it holds. */
export interface Converted {
	readonly text: string;
	readonly count: number;
	readonly table?: Table;
}

/** JSON without what is undefined, on one line and with a line end. */
const json = (value: unknown): string => `${JSON.stringify(value)}\n`;
const csv = (table: Table): Converted => ({ text: tableCsv(table), count: table.rows.length, table });

/** Makes one file of an extract. The package descriptor is made of the other files, so it is not among them. */
export function convert(
	content: Exclude<Content, 'package'>,
	extract: Extract,
	hueOf: (layer: string) => string
): Converted {
	const { features, sources, passages } = extract;
	switch (content) {
		case 'features-geojson':
			return { text: json(toGeoJson(extract)), count: features.length };
		case 'features-topojson':
			return { text: json(toTopoJson(extract)), count: features.length };
		case 'features-kml':
			return { text: toKml(extract, hueOf), count: placemarksIn(extract) };
		case 'phases-csv':
			return csv(phaseTable(extract));
		case 'events-csv':
			return csv(eventTable(extract));
		case 'evidence-csv':
			return csv(evidenceTable(extract));
		case 'figures-csv':
			return csv(figureTable(extract));
		case 'annotations':
			return { text: json(toAnnotations(extract)), count: passages.length };
		case 'sources-csl':
			return { text: json(sources), count: sources.length };
		case 'sources-bibtex':
			return { text: sources.map((source) => toBibtex(workOf(source))).join('\n'), count: sources.length };
		case 'sources-ris':
			return { text: sources.map((source) => toRis(workOf(source))).join(''), count: sources.length };
	}
}
