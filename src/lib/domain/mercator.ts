import type { Bbox } from './bbox';
import { MAX_ZOOM, MIN_ZOOM, type Camera } from './view';

/** Edge of a tile in CSS pixels: MapLibre's, so both map surfaces agree. */
export const TILE = 512;

export interface Size {
	readonly width: number;
	readonly height: number;
}

export interface Pixel {
	readonly x: number;
	readonly y: number;
}

/** Web Mercator: x and y in 0..1 from the north-west corner of the world. */
export function toUnit(lng: number, lat: number): Pixel {
	const sine = Math.sin((Math.min(Math.max(lat, -85.06), 85.06) * Math.PI) / 180);
	return { x: lng / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** The inverse of `toUnit`. */
export function fromUnit({ x, y }: Pixel): { lng: number; lat: number } {
	return { lng: (x - 0.5) * 360, lat: (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI };
}

/** Pixels of a position in a map of this size under this camera, from the upper left corner. */
export function project(lng: number, lat: number, camera: Camera, { width, height }: Size): Pixel {
	const scale = TILE * 2 ** camera.zoom;
	const centre = toUnit(camera.lng, camera.lat);
	const point = toUnit(lng, lat);
	return { x: (point.x - centre.x) * scale + width / 2, y: (point.y - centre.y) * scale + height / 2 };
}

/** The position at a pixel. */
export function unproject(
	{ x, y }: Pixel,
	camera: Camera,
	{ width, height }: Size
): { lng: number; lat: number } {
	const scale = TILE * 2 ** camera.zoom;
	const centre = toUnit(camera.lng, camera.lat);
	return fromUnit({ x: centre.x + (x - width / 2) / scale, y: centre.y + (y - height / 2) / scale });
}

/** The camera after its map has been pushed so many pixels to the right and down. */
export const panned = (camera: Camera, dx: number, dy: number, size: Size): Camera => ({
	zoom: camera.zoom,
	...unproject({ x: size.width / 2 - dx, y: size.height / 2 - dy }, camera, size)
});

/**
 * The camera so many zoom steps closer (or further away, where they are negative), as far as a map may go; what lies at the
 * pixel stays there.
 */
export function zoomedAt(camera: Camera, at: Pixel, steps: number, size: Size): Camera {
	if (!Number.isFinite(steps) || steps === 0) return camera;
	const zoom = Math.min(Math.max(camera.zoom + steps, MIN_ZOOM), MAX_ZOOM);
	const { lng, lat } = unproject(at, camera, size);
	const now = project(lng, lat, { ...camera, zoom }, size);
	return panned({ ...camera, zoom }, at.x - now.x, at.y - now.y, size);
}

/** The part of a map that cards and bars lie over, in pixels from each edge. */
export interface Padding {
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
	readonly left: number;
}
export const NO_PADDING: Padding = { top: 0, right: 0, bottom: 0, left: 0 };

/**
 * The camera that shows a box as large as it fits between the paddings, no closer than `closest`. Its middle stays on the
 * world: close to a pole, part of the box may lie under a padding.
 */
export function fitCamera(
	[west, south, east, north]: Bbox,
	size: Size,
	padding = NO_PADDING,
	closest = 7
): Camera {
	const a = toUnit(west, north);
	const b = toUnit(east < west ? east + 360 : east, south);
	const width = Math.max(size.width - padding.left - padding.right, 40);
	const height = Math.max(size.height - padding.top - padding.bottom, 40);
	const zoom = Math.min(
		Math.log2(width / TILE / Math.max(b.x - a.x, 1e-9)),
		Math.log2(height / TILE / Math.max(b.y - a.y, 1e-9)),
		closest
	);
	const clamped = Math.min(Math.max(zoom, MIN_ZOOM), MAX_ZOOM);
	const scale = TILE * 2 ** clamped;
	const centre = fromUnit({
		x: (a.x + b.x) / 2 + (padding.right - padding.left) / 2 / scale,
		y: Math.min(Math.max((a.y + b.y) / 2 + (padding.bottom - padding.top) / 2 / scale, 0), 1)
	});
	return { zoom: clamped, ...centre };
}
