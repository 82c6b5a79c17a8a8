/** The tables of the data package. One definition gives the columns of the CSV and their description. */
import type { EventDetail } from '../atlas';
import { toCsv, type Cell } from './csv';
import {
	attributionOf,
	namedReferences,
	pointOf,
	type Extract,
	type ExtractedFeature,
	type ExtractedPhase
} from './extract';
import { plainDates } from './plain-dates';

/** The types of Table Schema that are used here. */
type FieldType = 'string' | 'integer' | 'number' | 'boolean' | 'date';

export interface Column<Row> {
	readonly name: string;
	readonly type: FieldType;
	readonly description: string;
	readonly required?: true;
	readonly value: (row: Row) => Cell;
}

export interface Table {
	readonly columns: readonly Omit<Column<never>, 'value'>[];
	readonly primaryKey?: readonly string[];
	readonly rows: readonly (readonly Cell[])[];
}

function tableOf<Row>(
	columns: readonly Column<Row>[],
	rows: readonly Row[],
	primaryKey?: readonly string[]
): Table {
	return {
		columns: columns.map(({ value: _, ...column }) => column),
		...(primaryKey ? { primaryKey } : {}),
		rows: rows.map((row) => columns.map(({ value }) => value(row)))
	};
}

export const tableCsv = ({ columns, rows }: Table): string =>
	toCsv(
		columns.map(({ name }) => name),
		rows
	);

/** Lists stand in one cell. */
const list = (items: readonly string[]): string | undefined =>
	items.length === 0 ? undefined : items.join('; ');
const citations = ({ evidence }: Extract, ids: readonly string[]): string | undefined =>
	ids.length === 0
		? undefined
		: namedReferences(evidence, ids)
				.map(({ title, url }) => (url ? `${title} <${url}>` : title))
				.join(' | ');

const ABOUT_FEATURE = ({ atlas }: Extract): readonly Column<{ readonly item: ExtractedFeature }>[] => [
	{
		name: 'feature',
		type: 'string',
		required: true,
		description: 'Id of the feature, stable for ever',
		value: ({ item }) => item.feature.id
	},
	{
		name: 'name',
		type: 'string',
		required: true,
		description: 'Name in English',
		value: ({ item }) => item.feature.name
	},
	{
		name: 'address',
		type: 'string',
		required: true,
		description: 'Address of its page',
		value: ({ item }) => item.address
	},
	{
		name: 'layer',
		type: 'string',
		required: true,
		description: 'Title of its layer',
		value: ({ item }) => atlas.layerById.get(item.feature.layer)?.title
	}
];

const DATES = <Row>(whenOf: (row: Row) => string): readonly Column<Row>[] => [
	{
		name: 'when',
		type: 'string',
		required: true,
		description: 'Date or interval as EDTF (ISO 8601-2): ~ approximate, ? uncertain, .. open',
		value: whenOf
	},
	{
		name: 'start',
		type: 'date',
		description: 'First day of it, whole units taken whole; empty where not known',
		value: (row) => plainDates(whenOf(row)).start
	},
	{
		name: 'end',
		type: 'date',
		description: 'Last day of it; empty where the end is open',
		value: (row) => plainDates(whenOf(row)).end
	}
];

/** One row for each phase of each feature. */
export function phaseTable(extract: Extract): Table {
	const { atlas } = extract;
	type Row = { readonly item: ExtractedFeature; readonly phase: ExtractedPhase };
	const text = (name: string, description: string, value: (row: Row) => Cell): Column<Row> => ({
		name,
		type: 'string',
		description,
		value
	});
	const columns: readonly Column<Row>[] = [
		...ABOUT_FEATURE(extract),
		{
			name: 'phase',
			type: 'integer',
			required: true,
			description: 'Number of the phase in the history of the feature, from 1',
			value: ({ phase }) => phase.number
		},
		{ ...text('status', 'What it is in this time', ({ phase }) => phase.detail.status), required: true },
		text(
			'status_class',
			'planned, construction, active, suspended or ended',
			({ phase }) => phase.compiled.class
		),
		...DATES<Row>(({ phase }) => phase.detail.when),
		text(
			'attested',
			'EDTF date of the newest source that states the status; after it the status is assumed',
			({ phase }) => phase.detail.attested
		),
		text('claim', 'assessed or one-sided, where it is no more than that', ({ phase }) => phase.detail.claim),
		text('claimed_by', 'Who assesses or says so', ({ phase }) => phase.detail.claimedBy),
		text('text', 'A sentence on the phase', ({ phase }) => phase.detail.text),
		text('caveat', 'Limits of the statement', ({ phase }) => phase.detail.caveat),
		text('references', 'Sources of the phase: title <address>, with | between', ({ phase }) =>
			citations(extract, phase.detail.references)
		),
		text('kind', 'Kind of thing', ({ item }) => atlas.kindById.get(item.feature.kind)?.title),
		text('route', 'Route that it is a segment of', ({ item }) => item.route?.title),
		text('mode', 'What carries goods along it', ({ item }) => item.feature.mode),
		text('countries', 'ISO 3166-1 codes, with ; between', ({ item }) => list(item.feature.countries)),
		text('operator', 'Who runs or uses it', ({ item }) => item.detail.operator),
		{
			name: 'longitude',
			type: 'number',
			description:
				'Degrees east, WGS 84; of lines and areas the middle of their box; empty without a published place',
			value: ({ item }) => pointOf(item.feature)?.[0]
		},
		{
			name: 'latitude',
			type: 'number',
			description: 'Degrees north, as above',
			value: ({ item }) => pointOf(item.feature)?.[1]
		},
		text(
			'geometry',
			'Type of its geometry, which the GeoJSON holds',
			({ item }) => item.feature.geometry?.type
		),
		text(
			'precision',
			'surveyed, traced, within-1-km, settlement, approximate or schematic',
			({ item }) => item.feature.precision
		),
		text('precision_note', 'How the place was found', ({ item }) => item.detail.precisionNote),
		text(
			'unconfirmed',
			'Why it is not confirmed that it belongs to its layer',
			({ item }) => item.detail.unconfirmed
		),
		text('summary', 'What it is', ({ item }) => item.detail.summary),
		text('caveats', 'Limits of the whole record', ({ item }) =>
			item.caveats.length === 0 ? undefined : item.caveats.join(' | ')
		),
		text('passages', 'Ids of the quotations it rests on, see evidence.csv', ({ item }) =>
			list(item.detail.passages.map(({ passage }) => passage))
		),
		text('licence', 'Licence of the row', () => atlas.licence.id),
		text('attribution', 'What to name where it is used', () => attributionOf(atlas))
	];
	return tableOf(
		columns,
		extract.features.flatMap((item) => item.phases.map((phase) => ({ item, phase }))),
		['feature', 'phase']
	);
}

/** One row for each happening at a feature. */
export function eventTable(extract: Extract): Table {
	type Row = { readonly item: ExtractedFeature; readonly event: EventDetail };
	const columns: readonly Column<Row>[] = [
		...ABOUT_FEATURE(extract),
		...DATES<Row>(({ event }) => event.when),
		{
			name: 'kind',
			type: 'string',
			required: true,
			description: 'What happened',
			value: ({ event }) => event.kind
		},
		{
			name: 'text',
			type: 'string',
			required: true,
			description: 'A sentence on it',
			value: ({ event }) => event.text
		},
		{
			name: 'caveat',
			type: 'string',
			description: 'Limits of the statement',
			value: ({ event }) => event.caveat
		},
		{
			name: 'references',
			type: 'string',
			description: 'Sources: title <address>, with | between',
			value: ({ event }) => citations(extract, event.references)
		}
	];
	return tableOf(
		columns,
		extract.features.flatMap((item) => item.events.map((event) => ({ item, event })))
	);
}

interface EvidenceRow {
	readonly item: ExtractedFeature;
	readonly type: 'passage' | 'reference';
	readonly source: string;
	readonly supports: readonly string[];
	readonly relation?: string;
	readonly via?: string;
	readonly passage?: string;
	readonly quotation?: string;
	readonly verdicts?: readonly string[];
	readonly note?: string | undefined;
}

/** One row for each passage and each reference that a feature rests on. */
export function evidenceTable(extract: Extract): Table {
	const { evidence } = extract;
	const rows = extract.features.flatMap((item): readonly EvidenceRow[] => [
		...item.detail.passages.flatMap(({ passage: id, relation, supports, via }) => {
			const passage = evidence.passageById.get(id);
			if (!passage) return [];
			const verdicts = [...new Set(passage.notes.map(({ verdict }) => verdict))];
			const { source, exact: quotation } = passage;
			return {
				item,
				type: 'passage' as const,
				source,
				supports,
				relation,
				via,
				passage: id,
				quotation,
				verdicts
			};
		}),
		...item.detail.references.map(({ reference, supports, note }) => ({
			item,
			type: 'reference' as const,
			source: reference,
			supports,
			note
		}))
	]);
	const text = (
		name: string,
		description: string,
		value: (row: EvidenceRow) => Cell
	): Column<EvidenceRow> => ({ name, type: 'string', description, value });
	return tableOf(
		[
			...ABOUT_FEATURE(extract),
			{ ...text('type', 'passage (quoted) or reference (cited)', ({ type }) => type), required: true },
			{
				...text('supports', 'What it is evidence of, with ; between', ({ supports }) => list(supports)),
				required: true
			},
			text('relation', 'named, general or context: how a passage bears on it', ({ relation }) => relation),
			text('quoted_for', 'feature, route or layer: whose passage it is', ({ via }) => via),
			text('passage', 'Id of the passage', ({ passage }) => passage),
			text('quotation', 'The exact words; they remain their author’s', ({ quotation }) => quotation),
			text('verdicts', 'What other evidence says of its claims', ({ verdicts }) => list(verdicts ?? [])),
			text('note', 'What the reference gives', ({ note }) => note),
			{ ...text('source', 'Id of the source, see sources.json', ({ source }) => source), required: true },
			text('source_title', 'Title of the source', ({ source }) => evidence.sourceById.get(source)?.title),
			text('source_address', 'Address of the source', ({ source }) => evidence.sourceById.get(source)?.URL)
		],
		rows
	);
}

/** One row for each value of each figure. */
export function figureTable(extract: Extract): Table {
	const rows = extract.figures.flatMap((figure) =>
		figure.series.flatMap((series) => series.values.map((value) => ({ figure, series, value })))
	);
	type Row = (typeof rows)[number];
	const text = (name: string, description: string, value: (row: Row) => Cell): Column<Row> => ({
		name,
		type: 'string',
		description,
		value
	});
	return tableOf<Row>(
		[
			{ ...text('figure', 'Id of the figure', ({ figure }) => figure.id), required: true },
			{ ...text('title', 'Title of the figure', ({ figure }) => figure.title), required: true },
			text('layer', 'Title of its layer', ({ figure }) => extract.atlas.layerById.get(figure.layer)?.title),
			{ ...text('unit', 'Unit of the value', ({ figure }) => figure.unit), required: true },
			{ ...text('series', 'Title of the series', ({ series }) => series.title), required: true },
			...DATES<Row>(({ value }) => value.when),
			{
				name: 'value',
				type: 'number',
				required: true,
				description: 'The value; the lower end where the source gives a range',
				value: ({ value }) => value.value
			},
			{
				name: 'high',
				type: 'number',
				description: 'Upper end of a range',
				value: ({ value }) => value.high
			},
			text('kind', 'measured, estimate, projection or target', ({ value }) => value.kind),
			text('note', 'What to know of the value', ({ value }) => value.note),
			text('breaks', 'Where the definition changes: values on both sides are not one series', ({ figure }) =>
				figure.breaks.length === 0
					? undefined
					: figure.breaks.map(({ when, text: what }) => `${when}: ${what}`).join(' | ')
			),
			text('caveats', 'Limits of the figure', ({ figure }) =>
				figure.caveats.length === 0 ? undefined : figure.caveats.join(' | ')
			),
			text('references', 'Sources: title <address>, with | between', ({ value }) =>
				citations(extract, value.references)
			)
		],
		rows
	);
}
