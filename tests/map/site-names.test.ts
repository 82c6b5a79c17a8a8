import { describe, expect, it } from 'vitest';
import { marksOf } from '../../src/lib/domain/marks';
import { parseView } from '../../src/lib/domain/view-url';
import { sitesOf, siteSpot } from '../../src/lib/map/drawing';
import type { MapLabel } from '../../src/lib/map/labels';
import { markRadius, NAME_LINE, NAME_SIZE, NAMES_ZOOM } from '../../src/lib/map/look';
import { Room, type Area } from '../../src/lib/map/room';
import { nameSites, type SiteName } from '../../src/lib/map/site-names';
import { svgPoint, svgScale } from '../../src/lib/map/svg';
import { textWidth } from '../../src/lib/map/text-width';
import { atlas } from '../real-atlas';

const meet = (a: Area, b: Area): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const allLayers = atlas.layers.map(({ id }) => id).join(',');
const marksIn = (query: string) => marksOf(atlas, parseView(`layers=${allLayers}&${query}`, atlas));

function boxOf({ lines, x, y, dx, dy, anchor }: SiteName, scale: number): Area {
	const width = Math.max(...lines.map((line) => textWidth(line, NAME_SIZE, 'sans')));
	const left = x * scale + dx - { start: 0, middle: width / 2, end: width }[anchor];
	const top = y * scale + dy - 10;
	return { left, top, right: left + width, bottom: top + lines.length * NAME_LINE };
}

describe('names of sites on the SVG map', () => {
	const label = (text: string, lng: number, lat: number): MapLabel => ({
		kind: 'place',
		text,
		...svgPoint(lng, lat),
		minZoom: 0
	});

	for (const zoom of [NAMES_ZOOM, 7, 9]) {
		for (const query of ['year=2024', 'year=2018', 'compare=2014..2024', 'mode=all']) {
			it(`lie on no mark and on no other name: zoom ${zoom}, ${query}`, () => {
				const marks = marksIn(query);
				const scale = svgScale(zoom);
				const radius = markRadius(zoom);
				const { names } = nameSites(marks, [], zoom);
				expect(names.length).toBeGreaterThan(5);
				const boxes = names.map((name) => boxOf(name, scale));
				const discs = sitesOf(marks, zoom).map((mark) => {
					const spot = siteSpot(mark, zoom);
					const [x, y] = [spot.x * scale + spot.dx * radius, spot.y * scale + spot.dy * radius];
					return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
				});
				boxes.forEach((box, index) => {
					expect(boxes.slice(index + 1).filter((other) => meet(box, other))).toEqual([]);
					expect(discs.filter((disc) => meet(box, disc))).toEqual([]);
				});
			});
		}
	}

	it('hold the whole name, near its own mark', () => {
		for (const { mark, lines, dx, dy } of nameSites(marksIn('year=2024'), [], 7).names) {
			expect(lines.join(' ').replace('…', '')).toBe(
				lines.at(-1)?.endsWith('…')
					? mark.feature.name.slice(0, lines.join(' ').length - 1)
					: mark.feature.name
			);
			const spot = siteSpot(mark, 7);
			expect(Math.hypot(dx - spot.dx * markRadius(7), dy - spot.dy * markRadius(7))).toBeLessThan(60);
		}
	});

	it('leave of the labels of the map those that are under no mark and no name', () => {
		const marks = marksIn('year=2024');
		const site = sitesOf(marks).at(-1)!;
		const [lng = 0, lat = 0] =
			site.feature.geometry?.type === 'Point' ? site.feature.geometry.coordinates : [];
		const under = label('Under it', lng, lat);
		const clear = label('At sea', -150, -60);
		expect(nameSites(marks, [under, clear], 7).labels).toEqual([clear]);
		expect(nameSites([], [under, clear], 7)).toEqual({ names: [], labels: [under, clear] });
	});

	it('are the same for the same marks, whatever was named before', () => {
		const marks = marksIn('year=2024');
		const first = nameSites(marks, [], 7);
		nameSites(marksIn('year=1995'), [], 8);
		expect(nameSites(marks, [], 7)).toEqual(first);
	});
});

describe('room for names', () => {
	it('knows of every box, near and far, what a look at each of them would say', () => {
		let seed = 7;
		const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
		const room = new Room();
		const taken: Area[] = [];
		for (let count = 0; count < 2000; count += 1) {
			const [left, top] = [random() * 3000 - 1500, random() * 3000 - 1500];
			const box = { left, top, right: left + random() * 300, bottom: top + random() * 40 };
			const isFree = !taken.some((other) => meet(box, other));
			expect(room.isFree(box)).toBe(isFree);
			if (!isFree) continue;
			room.take(box);
			taken.push(box);
		}
		expect(taken.length).toBeGreaterThan(100);
	});

	it('lets boxes touch', () => {
		const room = new Room();
		room.take({ left: 0, top: 0, right: 128, bottom: 10 });
		expect(room.isFree({ left: 128, top: 0, right: 140, bottom: 10 })).toBe(true);
		expect(room.isFree({ left: 127.9, top: 0, right: 140, bottom: 10 })).toBe(false);
	});
});
