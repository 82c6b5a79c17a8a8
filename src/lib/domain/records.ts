/**
 * The one definition of what stands in `geodata/`: types, run-time guard and JSON Schema are made from it.
 * Unknown fields are errors. Descriptions become the hints that editors show.
 */
import * as v from 'valibot';
import {
	CLAIMS,
	EVENT_KINDS,
	MODES,
	PRECISIONS,
	RELATIONS,
	STATUSES,
	SUPPORTS,
	SYMBOLS,
	VALUE_KINDS,
	VERDICTS
} from './vocabulary';

const text = (description: string) =>
	v.pipe(
		v.string('text expected'),
		v.trim(),
		v.nonEmpty('text expected, an empty string found'),
		v.description(description)
	);

/** Ids stand in URLs for ever: kebab-case ASCII, at most 64 characters. */
export const ID_PATTERN = /^[a-z0-9][a-z0-9-]{0,63}$/;
const id = (description: string) =>
	v.pipe(
		v.string('kebab-case id expected'),
		v.regex(ID_PATTERN, 'kebab-case id of at most 64 characters expected'),
		v.description(description)
	);

export const PASSAGE_REF_PATTERN = /^[a-z0-9][a-z0-9-]{0,63}\/[a-z0-9][a-z0-9-]{0,63}$/;
const passageRef = v.pipe(
	v.string('passage expected as source-id/passage-id'),
	v.regex(PASSAGE_REF_PATTERN, 'passage expected as source-id/passage-id'),
	v.description('A passage: source-id/passage-id')
);

const references = v.pipe(
	v.array(id('Id of a source record in geodata/sources')),
	v.description('Source records that this rests on; may be empty only with unreferenced: true')
);
const unreferenced = v.optional(
	v.pipe(v.literal(true), v.description('true where no reference is known; shown to the reader'))
);
const caveat = v.optional(text('Limits of this statement, in our words; shown with it'));
const edtf = (description: string) => v.pipe(v.string('EDTF date expected'), v.description(description));
const names = v.optional(
	v.pipe(
		v.record(
			v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z]{4})?$/, 'BCP 47 language tag expected')),
			text('A name')
		),
		v.description('Native and other names by BCP 47 language tag')
	)
);
const countries = v.pipe(
	v.array(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2 code expected'))),
	v.minLength(1, 'at least one country expected'),
	v.description('ISO 3166-1 alpha-2 codes of the countries that it lies in')
);

const outline = v.optional(
	v.pipe(
		v.array(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2 code expected'))),
		v.minLength(1, 'at least one country expected'),
		v.description(
			'Countries whose whole outline stands for it on the map, by ISO 3166-1 alpha-2 code; only without a geometry'
		)
	)
);

export const PhaseSchema = v.strictObject({
	when: edtf('EDTF interval, e.g. 2003-10-01/.. or 2013~/2016; an open end needs "attested"'),
	status: v.pipe(v.picklist(STATUSES), v.description('What it is in this time')),
	attested: v.optional(
		edtf('EDTF date of the latest source that states this status; after it the status is assumed')
	),
	claim: v.optional(
		v.pipe(v.picklist(CLAIMS), v.description("Set where the status is an assessment or one side's word"))
	),
	claimedBy: v.optional(text('Who assesses or says so')),
	text: v.optional(text('One sentence of ours on this phase')),
	references,
	unreferenced,
	caveat,
	outline
});
export type PhaseRecord = v.InferOutput<typeof PhaseSchema>;

export const EventSchema = v.strictObject({
	when: edtf('EDTF date or interval'),
	kind: v.picklist(EVENT_KINDS),
	text: text('One sentence of ours'),
	references,
	unreferenced,
	caveat
});
export type EventRecord = v.InferOutput<typeof EventSchema>;

const supports = v.pipe(v.array(v.picklist(SUPPORTS)), v.minLength(1, 'at least one of the claims expected'));
export const PassageEvidenceSchema = v.strictObject({
	passage: passageRef,
	supports,
	relation: v.pipe(v.picklist(RELATIONS), v.description('How the passage bears on this'))
});
export const ReferenceEvidenceSchema = v.strictObject({
	reference: id('Id of a source record'),
	supports,
	note: v.optional(text('What exactly this reference gives'))
});
export const EvidenceSchema = v.union(
	[PassageEvidenceSchema, ReferenceEvidenceSchema],
	'either { passage, supports, relation } or { reference, supports, note? } expected'
);
export type EvidenceRecord = v.InferOutput<typeof EvidenceSchema>;

const position = v.pipe(
	v.array(v.pipe(v.number('finite number expected'), v.finite('finite number expected'))),
	v.minLength(2, 'longitude and latitude expected'),
	v.maxLength(2, 'longitude and latitude expected, more numbers found')
);
const line = v.pipe(v.array(position), v.minLength(2, 'at least two positions expected'));
const ring = v.pipe(v.array(position), v.minLength(4, 'at least four positions expected in a ring'));
export const GeometrySchema = v.nullable(
	v.variant('type', [
		v.strictObject({ type: v.literal('Point'), coordinates: position }),
		v.strictObject({ type: v.literal('MultiPoint'), coordinates: v.array(position) }),
		v.strictObject({ type: v.literal('LineString'), coordinates: line }),
		v.strictObject({ type: v.literal('MultiLineString'), coordinates: v.array(line) }),
		v.strictObject({ type: v.literal('Polygon'), coordinates: v.array(ring) }),
		v.strictObject({ type: v.literal('MultiPolygon'), coordinates: v.array(v.array(ring)) })
	])
);
export type GeometryRecord = v.InferOutput<typeof GeometrySchema>;

export const FeatureSchema = v.strictObject({
	type: v.literal('Feature'),
	id: id('Unique in the atlas, equal to the file name, stable for ever'),
	geometry: GeometrySchema,
	properties: v.strictObject({
		layer: id('Layer of geodata/layers.json, equal to the folder'),
		kind: id('Kind of geodata/kinds.json'),
		name: text('Name in English'),
		names,
		summary: text('One sentence of ours: what it is'),
		partOf: v.optional(id('Route of geodata/routes that this is a segment of')),
		mode: v.optional(v.picklist(MODES)),
		operator: v.optional(text('Who runs or uses it')),
		countries,
		outline,
		unconfirmed: v.optional(
			text('Why it is not confirmed that this belongs to the layer; marked wherever it is shown')
		),
		precision: v.optional(
			v.pipe(v.picklist(PRECISIONS), v.description('Required where there is a geometry'))
		),
		precisionNote: v.optional(text('How the place was found')),
		phases: v.pipe(v.array(PhaseSchema), v.description('What it is over time, in order, without overlap')),
		events: v.optional(v.array(EventSchema)),
		evidence: v.array(EvidenceSchema),
		related: v.optional(v.array(id('Feature that this explains or belongs with'))),
		figures: v.optional(v.array(id('Figure of geodata/figures'))),
		caveats: v.optional(v.array(text('A limit of the whole record')))
	})
});
export type FeatureRecord = v.InferOutput<typeof FeatureSchema>;

export const RouteSchema = v.strictObject({
	id: id('Equal to the file name'),
	layer: id('Layer of geodata/layers.json'),
	title: text('Title'),
	names,
	summary: text('One sentence of ours'),
	events: v.optional(v.array(EventSchema)),
	evidence: v.array(EvidenceSchema),
	figures: v.optional(v.array(id('Figure'))),
	caveats: v.optional(v.array(text('A limit')))
});
export type RouteRecord = v.InferOutput<typeof RouteSchema>;

export const LayerSchema = v.strictObject({
	id: id('Equal to the folder under features/'),
	title: text('Title'),
	blurb: text('One or two sentences of ours'),
	group: text('Subject under which the layer is listed'),
	colour: v.pipe(
		v.picklist([
			'vermilion',
			'orange',
			'teal',
			'blue',
			'purple',
			'green',
			'sky',
			'brown',
			'pink',
			'olive',
			'slate',
			'navy',
			'wine',
			'gold',
			'moss',
			'plum'
		]),
		v.description('A hue of the palette')
	),
	onByDefault: v.boolean(),
	evidence: v.array(EvidenceSchema),
	figures: v.optional(v.array(id('Figure'))),
	caveats: v.optional(v.array(text('A limit of the whole layer')))
});
export type LayerRecord = v.InferOutput<typeof LayerSchema>;

export const KindSchema = v.strictObject({
	id: id('Kind'),
	title: text('As a reader sees it, in lower case'),
	symbol: v.picklist(SYMBOLS)
});
export type KindRecord = v.InferOutput<typeof KindSchema>;

/** west, south, east, north in degrees. */
const box = (description: string) =>
	v.pipe(
		v.array(v.number()),
		v.length(4, 'west, south, east and north expected'),
		v.description(description)
	);
const boxes = (description: string) =>
	v.pipe(
		v.array(box('west, south, east, north')),
		v.minLength(1, 'at least one box expected'),
		v.description(description)
	);
const countryCode = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2 code expected'));
const sentences = (description: string) =>
	v.optional(v.pipe(v.array(text('A sentence or two of ours')), v.description(description)));

/** Where the basemap is fine, and which towns it names. Without it both follow the first view. */
export const BasemapSettingsSchema = v.strictObject({
	focus: boxes('Where coasts and borders are sharp to zoom 8'),
	near: boxes('Where they are sharp to about zoom 5'),
	around: boxes('Where islands, lakes and rivers are kept; the rest of the world is coarse'),
	countryLabels: v.optional(
		v.pipe(
			v.record(countryCode, v.number()),
			v.description('Zoom from which the name of a country shows, where its size would give a later one')
		)
	),
	towns: v.optional(
		v.strictObject({
			within: v.optional(boxes('Where towns are named')),
			without: v.optional(
				v.pipe(v.array(countryCode), v.description('Countries whose towns are left out all the same'))
			),
			weights: v.optional(
				v.pipe(
					v.record(
						v.pipe(v.string(), v.regex(/^([A-Z]{2}|\*)$/, 'ISO 3166-1 alpha-2 code or "*" expected')),
						v.number()
					),
					v.description('How many times inhabitants count, by country; "*" for all others')
				)
			),
			always: v.optional(
				v.pipe(
					v.array(
						v.pipe(v.string(), v.regex(/^[A-Z]{2} \S/, 'code of the country and name of the town expected'))
					),
					v.description('Small towns to be named all the same: "BY Luninets"')
				)
			),
			firstCapitals: v.optional(
				v.pipe(v.array(countryCode), v.description('Countries whose capital stands from zoom 3 on'))
			)
		})
	)
});
export type BasemapSettings = v.InferOutput<typeof BasemapSettingsSchema>;

export const NamedViewSchema = v.strictObject({
	id: id('In the address of its page; unique among the views'),
	title: text('Title of page, card and frame'),
	summary: text('What it shows, in a sentence of ours'),
	view: v.pipe(
		v.string(),
		v.maxLength(400),
		v.description('The view as in the address of the explorer, such as layers=great-stone&year=2024')
	)
});

export const AtlasSettingsSchema = v.strictObject({
	title: text('Title of the atlas'),
	tagline: text('One sentence under the title'),
	description: text('For search engines and cards'),
	place: text('Name of the part of the world that it is about'),
	horizon: edtf('How far the evidence reaches; later years are projected'),
	defaultYear: v.pipe(v.number(), v.integer()),
	axis: v.strictObject({
		linearFrom: v.pipe(
			v.number(),
			v.integer(),
			v.description('Years before this stand behind an axis break')
		),
		to: v.pipe(v.number(), v.integer())
	}),
	bbox: box('west, south, east, north of the first view'),
	licence: v.strictObject({ id: text('SPDX id'), title: text('Title'), url: text('Address') }),
	creator: v.optional(text('Whom citations name as author; without it the title of the atlas')),
	issued: v.optional(edtf('Year, month or day of publication, for citations')),
	attribution: v.optional(
		v.pipe(
			v.array(text('A name')),
			v.description(
				'Whose data stands on the map beside Natural Earth and GeoNames: named in its corner and on pictures'
			)
		)
	),
	about: v.optional(
		v.pipe(
			v.strictObject({
				purpose: sentences('What the atlas is for'),
				borders: sentences('What readers of this atlas must know of the borders that it draws'),
				credits: sentences('Whose data it holds, and under which terms; goes with every download')
			}),
			v.description('What the page /about/ says of this atlas alone: paragraphs')
		)
	),
	views: v.optional(
		v.pipe(
			v.array(NamedViewSchema),
			v.description('Views with a name: each has a page, a card and an oEmbed answer, and begins an embed')
		)
	),
	basemap: v.optional(BasemapSettingsSchema)
});
export type AtlasSettings = v.InferOutput<typeof AtlasSettingsSchema>;

const httpsUrl = v.pipe(
	v.string(),
	v.url('address expected'),
	v.regex(/^https?:\/\//, 'web address expected')
);
const cslDate = v.strictObject({
	'date-parts': v.pipe(
		v.array(v.pipe(v.array(v.number()), v.minLength(1), v.maxLength(3))),
		v.minLength(1),
		v.maxLength(2)
	),
	circa: v.optional(v.literal(true))
});
export const SourceSchema = v.strictObject({
	id: id('Equal to the file name'),
	type: v.picklist([
		'article',
		'article-journal',
		'article-magazine',
		'article-newspaper',
		'dataset',
		'motion_picture',
		'report',
		'webpage',
		'treaty',
		'book',
		'post',
		'document'
	]),
	title: text("The page's own title; a description of ours only with custom.titleIsDescription"),
	author: v.optional(
		v.array(
			v.union([
				v.strictObject({ family: text('Family name'), given: v.optional(text('Given name')) }),
				v.strictObject({ literal: text('Name') })
			])
		)
	),
	'container-title': v.optional(text('Work or site that it stands in')),
	publisher: v.optional(text('Publisher')),
	genre: v.optional(text('Genre')),
	issued: v.optional(cslDate),
	accessed: v.optional(cslDate),
	URL: v.optional(httpsUrl),
	language: v.optional(text('BCP 47 language tag')),
	note: v.optional(text('Limits of this source')),
	custom: v.strictObject({
		role: v.pipe(
			v.picklist(['document', 'reference']),
			v.description('document: quoted; reference: cited for facts')
		),
		titleIsDescription: v.optional(v.literal(true)),
		secondHand: v.optional(text('Why this is not the original: mirror, aggregator, extract')),
		text: v.optional(
			v.strictObject({
				file: text('File name of the full text, kept outside the project'),
				sha256: v.pipe(
					v.string(),
					v.regex(/^[0-9a-f]{64}$/, 'sha-256 in lower-case hexadecimal expected'),
					v.description('sha-256 of the text, which npm run data:verify names')
				),
				characters: v.optional(
					v.pipe(
						v.number(),
						v.integer(),
						v.minValue(1),
						v.description('Length in Unicode code points, to tell how far into the text a passage stands')
					)
				)
			})
		)
	})
});
export type SourceRecord = v.InferOutput<typeof SourceSchema>;

export const NoteSchema = v.strictObject({
	claim: text('What the passage says, in our words'),
	verdict: v.picklist(VERDICTS),
	text: text('What other evidence says, in neutral words of ours'),
	references,
	unreferenced
});

export const PassageSchema = v.strictObject({
	id: id('Unique in its source'),
	exact: v.pipe(v.string(), v.nonEmpty('the exact words expected'), v.description('The exact words')),
	prefix: v.pipe(v.string(), v.description('The words just before')),
	suffix: v.pipe(v.string(), v.description('The words just after')),
	start: v.pipe(
		v.number(),
		v.integer(),
		v.minValue(0),
		v.description('First character, in Unicode code points')
	),
	end: v.pipe(
		v.number(),
		v.integer(),
		v.minValue(1),
		v.description('After the last character, in Unicode code points')
	),
	notes: v.optional(v.array(NoteSchema))
});

export const PassageFileSchema = v.strictObject({
	source: id('Source record, equal to the file name'),
	sha256: v.pipe(
		v.string(),
		v.regex(/^[0-9a-f]{64}$/, 'sha-256 in lower-case hexadecimal expected'),
		v.description('sha-256 of the text that the offsets count in')
	),
	language: text('BCP 47 language tag of the quotations'),
	passages: v.array(PassageSchema)
});
export type PassageFileRecord = v.InferOutput<typeof PassageFileSchema>;

export const FigureSchema = v.strictObject({
	id: id('Equal to the file name'),
	layer: id('Layer it belongs to'),
	title: text('Title'),
	unit: text('Unit of every value, as a reader sees it'),
	note: v.optional(text('What is counted and by whom')),
	evidence: v.array(EvidenceSchema),
	caveats: v.optional(v.array(text('A limit of the figure'))),
	breaks: v.optional(
		v.array(v.strictObject({ when: edtf('Where the definition changes'), text: text('What changes') }))
	),
	series: v.pipe(
		v.array(
			v.strictObject({
				id: id('Unique in the figure'),
				title: text('Title'),
				values: v.pipe(
					v.array(
						v.strictObject({
							when: edtf('EDTF year, month or interval'),
							value: v.pipe(v.number(), v.finite()),
							high: v.optional(
								v.pipe(
									v.number(),
									v.finite(),
									v.description('Upper end where the source gives a range; value is the lower end')
								)
							),
							kind: v.picklist(VALUE_KINDS),
							note: v.optional(text('What the reader must know of this value')),
							references,
							unreferenced
						})
					),
					v.minLength(1)
				)
			})
		),
		v.minLength(1)
	)
});
export type FigureRecord = v.InferOutput<typeof FigureSchema>;
