import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL_YEARS } from '../../src/lib/domain/shown';
import {
	defaultView,
	MAX_ZOOM,
	MIN_ZOOM,
	normaliseCamera,
	toggleLayer,
	windowOf,
	withoutFeature
} from '../../src/lib/domain/view';
import { atlas } from '../real-atlas';

describe('windowOf', () => {
	test('is one year, the years between two, or all', () => {
		expect(windowOf({ mode: 'year', year: 2014 })).toEqual({ from: 2014, to: 2014 });
		expect(windowOf({ mode: 'between', from: 2014, to: 2020 })).toEqual({ from: 2014, to: 2020 });
		expect(windowOf({ mode: 'compare', from: 2020, to: 2014 })).toEqual({ from: 2014, to: 2020 });
		expect(windowOf({ mode: 'all' })).toEqual(ALL_YEARS);
	});
	test('of all years stays what it is as JSON, since it travels to the map', () => {
		expect(JSON.parse(JSON.stringify(windowOf({ mode: 'all' })))).toEqual(ALL_YEARS);
	});
});

describe('normaliseCamera', () => {
	test.each([
		[
			{ zoom: 3.456, lng: 27.12345, lat: 53.98765 },
			{ zoom: 3.46, lng: 27.123, lat: 53.988 }
		],
		[
			{ zoom: 0, lng: 0, lat: 90 },
			{ zoom: MIN_ZOOM, lng: 0, lat: 85 }
		],
		[
			{ zoom: 40, lng: 0, lat: -90 },
			{ zoom: MAX_ZOOM, lng: 0, lat: -85 }
		],
		[
			{ zoom: 3, lng: 190, lat: 0 },
			{ zoom: 3, lng: -170, lat: 0 }
		],
		[
			{ zoom: 3, lng: -190, lat: 0 },
			{ zoom: 3, lng: 170, lat: 0 }
		],
		[
			{ zoom: 3, lng: 180, lat: 0 },
			{ zoom: 3, lng: -180, lat: 0 }
		],
		[
			{ zoom: 3, lng: 179.9999, lat: 0 },
			{ zoom: 3, lng: -180, lat: 0 }
		],
		[
			{ zoom: 3, lng: -0.0001, lat: -0.0001 },
			{ zoom: 3, lng: 0, lat: 0 }
		]
	])('%o → %o', (camera, expected) => {
		expect(normaliseCamera(camera)).toStrictEqual(expected);
	});
	test('changes nothing a second time, and stays in the bounds of the map', () => {
		const number = fc.double({ min: -1000, max: 1000, noNaN: true });
		fc.assert(
			fc.property(number, number, number, (zoom, lng, lat) => {
				const camera = normaliseCamera({ zoom, lng, lat });
				expect(normaliseCamera(camera)).toStrictEqual(camera);
				expect(camera.zoom).toBeGreaterThanOrEqual(MIN_ZOOM);
				expect(camera.zoom).toBeLessThanOrEqual(MAX_ZOOM);
				expect(Math.abs(camera.lat)).toBeLessThanOrEqual(85);
				expect(camera.lng).toBeGreaterThanOrEqual(-180);
				expect(camera.lng).toBeLessThan(180);
			}),
			{ numRuns: 2000 }
		);
	});
});

describe('toggleLayer', () => {
	const view = defaultView(atlas);
	const [first, second] = atlas.layers.map(({ id }) => id) as [string, string];
	test('turns a layer off and on again in the order of the registry', () => {
		const without = toggleLayer(view, atlas, first);
		expect(without.layers).not.toContain(first);
		expect(toggleLayer(without, atlas, first)).toEqual(view);
		expect(toggleLayer(toggleLayer({ ...view, layers: [] }, atlas, second), atlas, first).layers).toEqual([
			first,
			second
		]);
	});
	test('ignores a layer that does not exist', () => {
		expect(toggleLayer(view, atlas, 'constructor')).toEqual(view);
	});
});

test('withoutFeature drops the selection and nothing else', () => {
	const view = defaultView(atlas);
	expect(withoutFeature({ ...view, feature: 'tsel-camp' })).toStrictEqual(view);
});
