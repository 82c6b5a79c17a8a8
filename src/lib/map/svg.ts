import type { Geometry, Position } from 'geojson';
import { toUnit } from '../domain/mercator';

/** Width of the world in the units of the SVG map: pixels at zoom 6. */
export const WORLD = 512 * 2 ** 6;

/** Factor from SVG units to pixels at a zoom. */
export const svgScale = (zoom: number): number => 2 ** (zoom - 6);

/** A position in SVG units. */
export function svgPoint(lng: number, lat: number): { x: number; y: number } {
	const { x, y } = toUnit(lng, lat);
	return { x: Math.round(x * WORLD * 10) / 10, y: Math.round(y * WORLD * 10) / 10 };
}

/**
 * The path of a geometry in SVG units, in relative steps, which are shorter to send.
 * Points nearer to their forerunner than `grain` units are left out.
 */
export function svgPath(geometry: Geometry, grain = 0): string {
	switch (geometry.type) {
		case 'LineString':
			return linePath(geometry.coordinates, grain, false);
		case 'MultiLineString':
			return geometry.coordinates.map((line) => linePath(line, grain, false)).join('');
		case 'Polygon':
			return geometry.coordinates.map((ring) => linePath(ring, grain, true)).join('');
		case 'MultiPolygon':
			return geometry.coordinates
				.flat()
				.map((ring) => linePath(ring, grain, true))
				.join('');
		case 'GeometryCollection':
			return geometry.geometries.map((member) => svgPath(member, grain)).join('');
		default:
			return '';
	}
}

const digits = (value: number, grain: number): number =>
	grain >= 1 ? Math.round(value) : Math.round(value * 10) / 10;
const shortNumber = (value: number): string => String(Number(value.toFixed(1))).replace(/^(-?)0\./, '$1.');

function linePath(positions: readonly Position[], grain: number, closed: boolean): string {
	let path = '';
	let px = 0;
	let py = 0;
	let count = 0;
	positions.forEach(([lng = 0, lat = 0], index) => {
		const unit = toUnit(lng, lat);
		const x = digits(unit.x * WORLD, grain);
		const y = digits(unit.y * WORLD, grain);
		if (index === 0) {
			path += `M${shortNumber(x)} ${shortNumber(y)}l`;
		} else {
			const isLast = index === positions.length - 1;
			if (isLast && closed) return;
			if (!isLast && Math.hypot(x - px, y - py) < grain) return;
			const dx = shortNumber(x - px);
			const dy = shortNumber(y - py);
			path += `${count > 0 && !dx.startsWith('-') ? ' ' : ''}${dx}${dy.startsWith('-') ? '' : ' '}${dy}`;
			count += 1;
		}
		px = x;
		py = y;
	});
	// A ring that has shrunk to nothing is not worth its bytes.
	if (count < (closed ? 2 : 1)) return '';
	return closed ? `${path}z` : path;
}
