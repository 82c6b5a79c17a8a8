/**
 * JSON Schema for editors, made from the one definition in `src/lib/domain/records.ts`:
 *
 *     npm run data:schema
 *
 * The files are committed, so that an editor has them without a build; a test holds them against the definition.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import {
	AtlasSettingsSchema,
	FeatureSchema,
	FigureSchema,
	KindSchema,
	LayerSchema,
	PassageFileSchema,
	RouteSchema,
	SourceSchema
} from '../../src/lib/domain/records';

const SCHEMAS: readonly {
	readonly name: string;
	readonly title: string;
	readonly schema: v.GenericSchema;
}[] = [
	{ name: 'atlas', title: 'Settings of the atlas: atlas.json', schema: AtlasSettingsSchema },
	{ name: 'feature', title: 'A feature: features/<layer>/<id>.geojson', schema: FeatureSchema },
	{ name: 'figure', title: 'A figure: figures/<id>.json', schema: FigureSchema },
	{ name: 'kind', title: 'A kind of feature, an entry of kinds.json', schema: KindSchema },
	{ name: 'kinds', title: 'The kinds of features: kinds.json', schema: v.array(KindSchema) },
	{ name: 'layer', title: 'A layer, an entry of layers.json', schema: LayerSchema },
	{ name: 'layers', title: 'The layers: layers.json', schema: v.array(LayerSchema) },
	{
		name: 'passages',
		title: 'The quotations of a source: passages/<source-id>.json',
		schema: PassageFileSchema
	},
	{ name: 'route', title: 'A route: routes/<id>.json', schema: RouteSchema },
	{ name: 'source', title: 'A source: sources/<id>.json', schema: SourceSchema }
];

/** What JSON Schema has no word for: numbers of JSON are finite anyway, and space at the ends is a check of its own. */
const WITHOUT_COUNTERPART = ['finite', 'trim'];

/** Draft 7 is the newest that the common editors know in full. */
export function schemaFiles(): Map<string, string> {
	return new Map(
		SCHEMAS.map(({ name, title, schema }) => {
			const { $schema, ...rest } = toJsonSchema(schema, {
				target: 'draft-07',
				errorMode: 'throw',
				ignoreActions: WITHOUT_COUNTERPART
			});
			const $comment = 'Generated from src/lib/domain/records.ts by npm run data:schema; do not edit.';
			return [`${name}.json`, `${JSON.stringify({ $schema, $comment, title, ...rest }, null, '\t')}\n`];
		})
	);
}

/** Makes `folder` hold these schemas and no others. */
export function writeSchemas(folder: string): void {
	const files = schemaFiles();
	mkdirSync(folder, { recursive: true });
	for (const name of readdirSync(folder))
		if (name.endsWith('.json') && !files.has(name)) rmSync(join(folder, name));
	for (const [name, text] of files) writeFileSync(join(folder, name), text);
}

export const SCHEMA_FOLDER = fileURLToPath(new URL('../schema/', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeSchemas(SCHEMA_FOLDER);
