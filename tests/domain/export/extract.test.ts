/** What shows, as an export holds it: the same things as the list, and only what was asked for. */
import { describe, expect, test } from 'vitest';
import { convert } from '../../../src/lib/domain/export/convert';
import { downloadsOf, fileStem } from '../../../src/lib/domain/export/downloads';
import { pointOf, whatShows, wholeAtlas } from '../../../src/lib/domain/export/extract';
import { plainDates } from '../../../src/lib/domain/export/plain-dates';
import { marksOf } from '../../../src/lib/domain/marks';
import { defaultView, type View } from '../../../src/lib/domain/view';
import { atlas, evidence } from '../../real-atlas';
import { makeFeature } from '../made-features';

const ROOT = 'https://example.org/';
const all = atlas.layers.map(({ id }) => id);
const views: readonly View[] = [
	defaultView(atlas),
	...[1990, 2012, 2024, 2030].map((year): View => ({
		...defaultView(atlas),
		layers: all,
		time: { mode: 'year', year }
	})),
	{ ...defaultView(atlas), time: { mode: 'between', from: 2014, to: 2022 }, ghosts: true },
	{ ...defaultView(atlas), layers: all, time: { mode: 'all' } },
	{ ...defaultView(atlas), layers: [] }
];

const whole = wholeAtlas(atlas, evidence, ROOT);
const wholeCounts = downloadsOf(atlas).flatMap(({ content }) =>
	content === 'package' ? [] : [[content, convert(content, whole, () => '#336699').count] as const]
);

describe.each(
	views.map((view) => [JSON.stringify([view.time, view.layers.length, view.ghosts]), view] as const)
)('what shows in %s', (_, view) => {
	const extract = whatShows(atlas, evidence, view, ROOT, `${ROOT}?x`);
	const marks = marksOf(atlas, view);

	test('is what the list names, each with the phase that shows', () => {
		expect(extract.features.map(({ feature }) => feature.id)).toEqual(marks.map(({ feature }) => feature.id));
		for (const [index, { phases }] of extract.features.entries())
			expect(phases.map(({ compiled }) => compiled)).toContain(marks[index]?.phase);
	});
	test('has every passage and source that it names', () => {
		const sources = new Set(extract.sources.map(({ id }) => id));
		const passages = new Set(extract.passages.map(({ id }) => id));
		for (const { detail, phases, events } of extract.features) {
			for (const { passage } of detail.passages) expect(passages).toContain(passage);
			for (const id of [
				...phases.flatMap((phase) => phase.detail.references),
				...events.flatMap(({ references }) => references),
				...detail.references.map(({ reference }) => reference)
			])
				expect(sources).toContain(id);
		}
		for (const { source } of extract.passages) expect(sources).toContain(source);
	});
	test('goes through every converter', () => {
		for (const [content, most] of wholeCounts) {
			const { count } = convert(content, extract, () => '#336699');
			expect(count, content).toBeLessThanOrEqual(most);
		}
	});
});

test.each([
	['2013', { start: '2013-01-01', end: '2013-12-31' }],
	['2012-02', { start: '2012-02-01', end: '2012-02-29' }],
	['1900-02~', { start: '1900-02-01', end: '1900-02-28' }],
	['2003-10-01/..', { start: '2003-10-01' }],
	['../2004', { end: '2004-12-31' }],
	['2013~/2016-05?', { start: '2013-01-01', end: '2016-05-31' }],
	['someday', {}]
])('%s is %j in plain dates', (when, dates) => {
	expect(plainDates(when)).toEqual(dates);
});

test.each([
	['Faultlines', 'faultlines'],
	['Ports & straits: a small atlas', 'ports-straits-a-small-atlas'],
	['Élan', 'elan'],
	['地图', 'atlas'],
	['---', 'atlas']
])('the files of “%s” are named %s', (title, stem) => {
	expect(fileStem(title)).toBe(stem);
});

test('what lies across 180° is pointed at where it is', () => {
	const across = makeFeature([], {
		geometry: {
			type: 'MultiLineString',
			coordinates: [
				[
					[178, 1],
					[180, 1]
				],
				[
					[-180, 1],
					[-176, 3]
				]
			]
		},
		bbox: [178, 1, -176, 3]
	});
	expect(pointOf(across)).toEqual([-179, 2]);
	expect(pointOf(makeFeature([], { geometry: null, bbox: undefined as never }))).toBeUndefined();
});
