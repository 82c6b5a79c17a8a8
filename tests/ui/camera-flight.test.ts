import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Camera } from '../../src/lib/domain/view';
import { flightBetween } from '../../src/lib/ui/camera-flight';

const SIZE = { width: 800, height: 600 };
const camera: fc.Arbitrary<Camera> = fc.record({
	zoom: fc.double({ min: 1, max: 12, noNaN: true }),
	lng: fc.double({ min: -179, max: 179, noNaN: true }),
	lat: fc.double({ min: -80, max: 80, noNaN: true })
});

test('a flight begins where it starts, ends exactly where it shall, and never leaves the map', () => {
	fc.assert(
		fc.property(camera, camera, (from, to) => {
			const { at, milliseconds } = flightBetween(from, to, SIZE);
			const start = at(0);
			expect(start.zoom).toBeCloseTo(from.zoom, 5);
			expect(start.lng).toBeCloseTo(from.lng, 5);
			expect(start.lat).toBeCloseTo(from.lat, 5);
			expect(at(1)).toBe(to);
			expect(at(1.2)).toBe(to);
			for (const moment of [-0.1, 0.2, 0.5, 0.8]) {
				const { zoom, lng, lat } = at(moment);
				expect(zoom).toBeLessThanOrEqual(Math.max(from.zoom, to.zoom) + 1e-6);
				expect(Number.isFinite(zoom + lng + lat)).toBe(true);
			}
			expect(milliseconds).toBeGreaterThan(0);
			expect(milliseconds).toBeLessThan(2000);
		})
	);
});

test('a far flight goes out before it goes in', () => {
	const { at } = flightBetween({ zoom: 6, lng: 27, lat: 53 }, { zoom: 6, lng: 132, lat: 48 }, SIZE);
	expect(Math.min(...[0.1, 0.2, 0.3, 0.5].map((moment) => at(moment).zoom))).toBeLessThan(4);
});
