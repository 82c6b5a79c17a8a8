import { toUnit, TILE } from './mercator';

/** Zooms for which marks are moved apart; closer than the last, sites stand where they are. */
export const SPREAD_ZOOMS = [1, 2, 3, 4, 5, 6] as const;

/** Distance that two marks keep at each of those zooms, in pixels. */
const GAP: Readonly<Record<number, number>> = { 1: 5, 2: 6.5, 3: 8.5, 4: 10.5, 5: 13, 6: 14 };

/** A mark is never moved further than this many pixels; the crowd stays where it is. */
const LIMIT = 18;

/**
 * Moves sites apart that would lie on each other when zoomed out, the same for every year, so that nothing jumps
 * while the years are scrubbed: pairs that are too close push each other until they keep the gap, or the limit is met.
 * Returns, for each position, the pixels right and down at each of `SPREAD_ZOOMS`; undefined where it stays in place.
 */
export function spread(
	lngLats: readonly (readonly [number, number])[]
): readonly (readonly (readonly [number, number])[] | undefined)[] {
	const byZoom = SPREAD_ZOOMS.map((zoom) => spreadAt(lngLats, zoom));
	return lngLats.map((_, index) => {
		const offsets = byZoom.map((offset) => offset[index] ?? ([0, 0] as const));
		return offsets.some(([x, y]) => x !== 0 || y !== 0) ? offsets : undefined;
	});
}

/** Adding 0 makes 0 of −0, which JSON does not know. */
const toTenth = (pixels: number): number => Number(pixels.toFixed(1)) + 0;

function spreadAt(
	lngLats: readonly (readonly [number, number])[],
	zoom: number
): readonly (readonly [number, number])[] {
	const gap = GAP[zoom] ?? 0;
	const homes = lngLats.map(([lng, lat]) => {
		const { x, y } = toUnit(lng, lat);
		return { x: x * TILE * 2 ** zoom, y: y * TILE * 2 ** zoom };
	});
	// Sites of the very same place would push each other nowhere: a tiny turn by index tells them apart.
	const points = homes.map(({ x, y }, index) => ({
		x: x + Math.cos(index * 2.4) * 0.01,
		y: y + Math.sin(index * 2.4) * 0.01
	}));
	for (let round = 0; round < 200; round += 1) {
		let moved = false;
		for (let i = 0; i < points.length; i += 1) {
			for (let j = i + 1; j < points.length; j += 1) {
				const a = points[i]!;
				const b = points[j]!;
				const dx = b.x - a.x;
				const dy = b.y - a.y;
				const distance = Math.hypot(dx, dy);
				if (distance >= gap - 0.01) continue;
				const push = (gap - distance) / 2 / (distance || 1);
				a.x -= dx * push;
				a.y -= dy * push;
				b.x += dx * push;
				b.y += dy * push;
				moved = true;
			}
		}
		points.forEach((point, index) => {
			const home = homes[index]!;
			const away = Math.hypot(point.x - home.x, point.y - home.y);
			if (away > LIMIT) {
				point.x = home.x + ((point.x - home.x) * LIMIT) / away;
				point.y = home.y + ((point.y - home.y) * LIMIT) / away;
			}
		});
		if (!moved) break;
	}
	return points.map((point, index) => {
		const home = homes[index]!;
		const [x, y] = [point.x - home.x, point.y - home.y];
		return Math.hypot(x, y) < 0.3 ? ([0, 0] as const) : ([toTenth(x), toTenth(y)] as const);
	});
}
