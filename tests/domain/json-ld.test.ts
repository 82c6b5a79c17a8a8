import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datasetLd, downloadsIn, pageLd, scriptJson } from '../../src/lib/domain/json-ld';
import { documentsOf } from '../../src/lib/domain/page-subject';
import { atlas, evidence } from '../real-atlas';

describe('JSON in a script element', () => {
	const hostile = '</script><script>alert(1)</script><!-- & \u2028 \u2029 ]]> <\\/SCRIPT';

	test('has no sign that could end the element or need escaping', () => {
		expect(scriptJson({ [hostile]: [hostile] })).not.toMatch(/[<>&\u2028\u2029]/);
	});
	test('means the same, whatever the text', () => {
		expect(JSON.parse(scriptJson({ a: hostile }))).toEqual({ a: hostile });
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const text = scriptJson(value);
				expect(text).not.toMatch(/[<>&\u2028\u2029]/);
				expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
			})
		);
	});
});

describe('the data set in words of schema.org', () => {
	const root = 'https://example.org/map/';
	const dataset = JSON.parse(
		scriptJson(
			datasetLd(
				atlas,
				documentsOf(evidence),
				root,
				downloadsIn(atlas, ['atlas.json', 'faultlines.geojson', 'places.json'], root)
			)
		)
	) as Record<string, unknown>;

	test('names licence, version, time and place', () => {
		expect(dataset).toMatchObject({
			'@context': 'https://schema.org',
			'@type': 'Dataset',
			license: atlas.licence.url,
			version: atlas.version,
			temporalCoverage: `1990/${atlas.horizon}`,
			spatialCoverage: { geo: { '@type': 'GeoShape', box: '32 21 68 128' } }
		});
	});
	test('names what it is based on, and where the files are', () => {
		expect(dataset.isBasedOn).toHaveLength(documentsOf(evidence).length);
		expect(dataset.distribution).toEqual([
			{
				'@type': 'DataDownload',
				name: 'Features as GeoJSON',
				contentUrl: 'https://example.org/map/data/faultlines.geojson',
				encodingFormat: 'application/geo+json'
			},
			{
				'@type': 'DataDownload',
				name: 'Compiled atlas',
				contentUrl: 'https://example.org/map/data/atlas.json',
				encodingFormat: 'application/json'
			}
		]);
	});
});

test('an address that no link may lead to is not given to machines either', () => {
	const [passage] = evidence.passages;
	const source = { ...evidence.sources[0]!, URL: 'javascript:alert(1)' };
	const page = pageLd({
		name: 'x',
		description: 'y',
		url: 'https://example.org/feature/x/',
		root: 'https://example.org/',
		image: 'https://example.org/cards/x.png',
		quotations: [{ passage: passage!, source, url: '#', sourcePage: 'https://example.org/source/s/' }]
	});
	expect(scriptJson(page)).not.toContain('javascript:');
	expect(page.hasPart).toMatchObject([
		{ '@type': 'Quotation', text: passage!.exact, inLanguage: passage!.language }
	]);
});
