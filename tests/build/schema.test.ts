import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SCHEMA_FOLDER, schemaFiles } from '../../geodata/build/schema';

test('the committed schemas are those of the definition: run npm run data:schema', () => {
	const committed = new Map(
		readdirSync(SCHEMA_FOLDER)
			.sort()
			.map((name) => [name, readFileSync(join(SCHEMA_FOLDER, name), 'utf8')])
	);
	expect(committed).toEqual(schemaFiles());
});

test('unknown fields are refused and descriptions kept', () => {
	const feature = JSON.parse(schemaFiles().get('feature.json') ?? '') as {
		additionalProperties: boolean;
		properties: Record<string, { description?: string }>;
	};
	expect(feature.additionalProperties).toBe(false);
	expect(feature.properties['id']?.description).toMatch(/file name/);
});
