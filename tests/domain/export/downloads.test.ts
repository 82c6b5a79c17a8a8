/** Every download, read by programs that know nothing of this project. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from '@placemarkio/check-geojson';
import { parse as parseBibtex } from '@retorquere/bibtex-parser';
import { kml } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import { parse as parseRis } from 'astrocite-ris';
import { parse as parseCsv } from 'csv-parse/sync';
import { Package } from 'datapackage';
import type { FeatureCollection } from 'geojson';
import jsonld from 'jsonld';
import { feature as fromTopoJson } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileAtlas } from '../../../geodata/build/compile';
import { writeDownloads } from '../../../geodata/build/downloads';
import { readDataset } from '../../../geodata/build/read';
import { indexAtlas, indexEvidence } from '../../../src/lib/domain/atlas';
import { downloadsOf } from '../../../src/lib/domain/export/downloads';
import { plainDates } from '../../../src/lib/domain/export/plain-dates';
import { SMALL_ATLAS } from '../../build/small-atlas';
import { atlas, evidence } from '../../real-atlas';

const ROOT = 'https://example.org/map/';
const files = writeDownloads(atlas, evidence, ROOT);
const textOf = (file: string): string => {
	const found = files.get(file);
	if (!found) throw new Error(`no download ${file}`);
	return found.text;
};
const countOf = (file: string): number => files.get(file)?.count ?? NaN;
const jsonOf = <T>(file: string): T => JSON.parse(textOf(file)) as T;

const phases = evidence.features.flatMap((detail) => detail.phases.map((phase) => ({ detail, phase })));

test('all downloads are made, and no other file', () => {
	expect([...files.keys()]).toEqual(downloadsOf(atlas).map(({ file }) => file));
	expect([...files.keys()]).toEqual(
		expect.arrayContaining(['faultlines.geojson', 'faultlines.csv', 'faultlines.kml', 'datapackage.json'])
	);
	for (const [file, { count }] of files) expect(count, file).toBeGreaterThan(0);
});

test('every file that names its data names licence, attribution and version', () => {
	const carriers = [...files.keys()].filter((file) => /^(faultlines|annotations|datapackage)/.test(file));
	for (const file of carriers) {
		const text = textOf(file);
		expect(text, file).toContain(atlas.licence.id === '' ? 'none' : 'CC');
		expect(text, file).toContain(atlas.version);
	}
});

test('the downloads of another atlas are its own', () => {
	const { dataset } = readDataset(SMALL_ATLAS);
	const compiled = compileAtlas(dataset, 'small-version');
	const small = writeDownloads(
		indexAtlas({ ...compiled.atlas, countryLabels: [], pictureBox: [0, 0, 1, 1] }),
		indexEvidence(compiled.evidence),
		'/'
	);
	expect([...small.keys()]).toEqual(expect.arrayContaining(['small-atlas.geojson', 'small-atlas.csv']));
	for (const [file, { text }] of small) {
		expect(text, file).not.toMatch(/faultlines/i);
		if (/^(small-atlas|annotations|datapackage)/.test(file)) expect(text, file).toContain('small-version');
	}
	check(small.get('small-atlas.geojson')?.text ?? '');
});

describe('GeoJSON', () => {
	test('is valid, whole and carries address, dates, precision and references', () => {
		const collection = check(textOf('faultlines.geojson')) as FeatureCollection;
		expect(collection.features).toHaveLength(countOf('faultlines.geojson'));
		expect(collection.features.map(({ id }) => id)).toEqual(atlas.features.map(({ id }) => id));
		for (const [index, { geometry, properties }] of collection.features.entries()) {
			const feature = atlas.features[index]!;
			expect(geometry).toEqual(feature.geometry);
			expect(properties).toMatchObject({
				name: feature.name,
				address: `${ROOT}feature/${feature.id}/`,
				licence: atlas.licence.id,
				version: atlas.version
			});
			if (geometry) expect(properties?.precision).toBe(feature.precision);
			const written = evidence.featureById.get(feature.id)!;
			const exported = properties?.phases as {
				when: string;
				attested?: string;
				references: { id: string }[];
			}[];
			expect(exported.map(({ when, attested }) => [when, attested])).toEqual(
				written.phases.map(({ when, attested }) => [when, attested])
			);
			expect(exported.flatMap(({ references }) => references.map(({ id }) => id))).toEqual(
				written.phases.flatMap(({ references }) => references)
			);
		}
	});
});

test('TopoJSON gives back the same features in the same places', () => {
	const topology = jsonOf<Topology<{ features: GeometryCollection }>>('faultlines.topojson');
	const back = fromTopoJson(topology, topology.objects.features);
	const original = jsonOf<FeatureCollection>('faultlines.geojson');
	expect(back.features).toHaveLength(countOf('faultlines.topojson'));
	expect(back.features.map(({ id, properties }) => ({ id, properties }))).toEqual(
		original.features.map(({ id, properties }) => ({ id, properties }))
	);
	const points = (collection: FeatureCollection) =>
		collection.features.filter(({ geometry }) => geometry?.type === 'Point').map(({ geometry }) => geometry);
	expect(points(back)).toEqual(points(original));
});

describe('CSV', () => {
	const read = (file: string): Record<string, string>[] =>
		parseCsv(textOf(file), { columns: true, relax_column_count: false });

	test.each(['faultlines.csv', 'events.csv', 'evidence.csv', 'figures.csv'])('%s is read whole', (file) => {
		expect(read(file)).toHaveLength(countOf(file));
		const formulas = read(file)
			.flatMap((row) => Object.values(row))
			.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell));
		expect(formulas).toEqual([]);
	});
	test('each phase has a row with its dates', () => {
		const rows = read('faultlines.csv');
		expect(rows.map(({ feature, when, status }) => [feature, when, status])).toEqual(
			phases.map(({ detail, phase }) => [detail.id, phase.when, phase.status])
		);
		for (const { when = '', start, end } of rows)
			expect({ start, end }).toEqual({ start: '', end: '', ...plainDates(when) });
	});
	test('all quotations and all values of figures are in the tables', () => {
		const quoted = new Set(read('evidence.csv').map(({ quotation }) => quotation));
		for (const { features, exact } of evidence.passages)
			if (features.length > 0) expect(quoted).toContain(exact);
		expect(read('figures.csv')).toHaveLength(
			evidence.figures.flatMap(({ series }) => series.flatMap(({ values }) => values)).length
		);
	});
});

describe('KML', () => {
	const document = new DOMParser({
		onError: (level, message) => {
			throw new Error(`${level}: ${message}`);
		}
	}).parseFromString(textOf('faultlines.kml'), 'text/xml');
	const collection = kml(document as unknown as Document, { skipNullGeometry: false });

	test('has a placemark for each phase, with its time', () => {
		expect(collection.features).toHaveLength(countOf('faultlines.kml'));
		expect(collection.features).toHaveLength(phases.length);
		const byId = new Map(collection.features.map((feature) => [feature.id, feature]));
		for (const { detail } of phases) {
			for (const [index, { when, status }] of detail.phases.entries()) {
				const placemark = byId.get(`feature-${detail.id}.${index + 1}`);
				const { start, end } = plainDates(when);
				const timespan = { ...(start ? { begin: start } : {}), ...(end ? { end } : {}) };
				expect(placemark?.properties).toMatchObject({
					status,
					when,
					address: `${ROOT}feature/${detail.id}/`
				});
				expect(placemark?.properties?.timespan).toMatchObject(timespan);
			}
		}
	});
	test('ids are names that XML knows, each once', () => {
		const ids = [...document.getElementsByTagName('Placemark')].map((item) => item.getAttribute('id') ?? '');
		expect(new Set(ids).size).toBe(ids.length);
		for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/);
	});
	test('places are where the atlas has them', () => {
		const points = collection.features.filter(({ geometry }) => geometry?.type === 'Point');
		expect(points.length).toBeGreaterThan(0);
		for (const { id, geometry } of points)
			expect(geometry).toEqual(
				atlas.featureById.get(String(id).replace(/^feature-(.*)\.\d+$/, '$1'))?.geometry
			);
	});
});

describe('Web Annotations', () => {
	const context = JSON.parse(
		readFileSync(fileURLToPath(new URL('../../fixtures/contexts/anno.json', import.meta.url)), 'utf8')
	) as jsonld.ContextDefinition;
	const documentLoader = (url: string): Promise<object> =>
		url === 'http://www.w3.org/ns/anno.jsonld'
			? Promise.resolve({ document: context, documentUrl: url })
			: Promise.reject(new Error(`no request expected, ${url} asked for`));

	test('a JSON-LD processor finds every quotation with both selectors, and loses no word of ours', async () => {
		const annotations = jsonOf<jsonld.JsonLdDocument>('annotations.jsonld');
		const OA = 'http://www.w3.org/ns/oa#';
		// In safe mode the processor refuses what it would have to drop.
		const [collection] = (await jsonld.expand(annotations, {
			documentLoader,
			safe: true
		} as jsonld.Options.Expand)) as unknown as Record<string, never>[];
		const page = (
			collection?.['http://www.w3.org/ns/activitystreams#first'] as unknown as Record<string, never>[]
		)[0];
		const items = (
			page?.['http://www.w3.org/ns/activitystreams#items'] as unknown as {
				'@list': Record<string, never>[];
			}[]
		)[0]?.['@list'];
		expect(items).toHaveLength(countOf('annotations.jsonld'));
		expect(items).toHaveLength(evidence.passages.length);
		for (const [index, passage] of evidence.passages.entries()) {
			expect(items?.[index]).toMatchObject({
				'@type': [`${OA}Annotation`],
				[`${OA}hasTarget`]: [
					{
						[`${OA}hasSelector`]: [
							{
								'@type': [`${OA}TextQuoteSelector`],
								[`${OA}exact`]: [{ '@value': passage.exact }],
								[`${OA}prefix`]: [{ '@value': passage.prefix }],
								[`${OA}suffix`]: [{ '@value': passage.suffix }]
							},
							{
								'@type': [`${OA}TextPositionSelector`],
								[`${OA}start`]: [{ '@value': passage.start }],
								[`${OA}end`]: [{ '@value': passage.end }]
							}
						]
					}
				]
			});
		}
	});
	test('each links to the features that rest on it', () => {
		const { first } = jsonOf<{
			first: { items: { id: string; body: { type: string; source?: string }[] }[] };
		}>('annotations.jsonld');
		for (const [index, { body }] of first.items.entries())
			for (const id of evidence.passages[index]!.features)
				expect(body.map(({ source }) => source)).toContain(`${ROOT}feature/${id}/`);
	});
});

describe('sources', () => {
	test('CSL-JSON holds every source', () => {
		const items = jsonOf<{ id: string; type: string; title: string }[]>('sources.json');
		expect(items).toHaveLength(countOf('sources.json'));
		expect(items.map(({ id }) => id)).toEqual(evidence.sources.map(({ id }) => id));
	});
	test('BibTeX is parsed without error and keeps keys, titles and addresses', () => {
		const { entries, errors } = parseBibtex(textOf('sources.bib'), { sentenceCase: false });
		expect(errors).toEqual([]);
		expect(entries).toHaveLength(countOf('sources.bib'));
		for (const [index, { key, fields }] of entries.entries()) {
			const source = evidence.sources[index]!;
			expect(key).toBe(source.id);
			expect(plain(fields.title), source.id).toBe(plain(source.title));
			expect(fields.url).toBe(source.URL);
		}
	});
	test('RIS is parsed without error and keeps ids, titles, dates and addresses', () => {
		const records = parseRis(textOf('sources.ris'));
		expect(records).toHaveLength(countOf('sources.ris'));
		for (const [index, record] of records.entries()) {
			const source = evidence.sources[index]!;
			expect(record.id).toBe(source.id);
			expect(record.title).toBe(source.title);
			expect(record.URL).toBe(source.URL);
		}
	});
});

/** Readers of TeX set spaces and dashes as type does. */
const plain = (text: string | undefined): string | undefined =>
	text
		?.replace(/<[^>]+>/g, '')
		.normalize('NFC')
		.replace(/\s+/g, ' ')
		.trim();

describe('Data Package', () => {
	let folder = '';
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'package-'));
		for (const [file, { text }] of files) writeFileSync(join(folder, file), text);
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	test('is valid, and every table keeps its schema', async () => {
		const found = await Package.load(join(folder, 'datapackage.json'));
		expect(found.errors.map(String)).toEqual([]);
		expect(found.valid).toBe(true);
		expect(found.resources).toHaveLength(countOf('datapackage.json'));
		for (const resource of found.resources.filter(({ tabular }) => tabular)) {
			const rows = await resource.read({ keyed: true });
			expect(rows, resource.name).toHaveLength(countOf(resource.descriptor.path));
		}
	}, 60_000);
	test('sizes and hashes are those of the files', () => {
		const { resources } = jsonOf<{ resources: { path: string; bytes: number; hash: string }[] }>(
			'datapackage.json'
		);
		for (const { path, bytes, hash } of resources) {
			expect(bytes).toBe(Buffer.byteLength(textOf(path)));
			expect(hash).toBe(`sha256:${createHash('sha256').update(textOf(path)).digest('hex')}`);
		}
	});
});
