/** What every way of drawing sites by year has in common, so that one clock measures them all. */
import type { Atlas, Feature } from '../../../src/lib/domain/atlas';
import { toUnit, TILE } from '../../../src/lib/domain/mercator';
import type { Camera } from '../../../src/lib/domain/view';
import { FIRST_YEAR, LAST_YEAR, yearsShown } from '../synthetic-atlas';

export const WIDTH = 640;
export const HEIGHT = 480;
export const CAMERA: Camera = { zoom: 3, lng: 84, lat: 50 };
/** Twelve pixels from one sentinel to the next. */
export const SENTINELS = { lat: 50, west: 60.3, step: 1.0547 };
/** Radius of a site in pixels: what the map draws at this zoom. */
export const RADIUS = 4.4;

export interface Running {
	/** The canvas that the sites are drawn on. */
	canvas(): HTMLCanvasElement | undefined;
	/** Years whose sentinel shows, for what is not drawn on a canvas alone. */
	years?(): number[];
	/** Resolves when the technique has done what it does after its first year. */
	settled?(): Promise<void>;
	setYear(year: number): void;
	/** Ids of what shows in sight, or how many there are in all; left out where the library cannot say. */
	shown?(): Promise<ReadonlySet<string> | number>;
}

export interface Technique {
	/** Puts the atlas into the shape that the library takes; not part of the time to load. */
	prepare(atlas: Atlas): Promise<(host: HTMLElement, year: number) => Promise<Running> | Running>;
}

export interface SiteRecord {
	readonly id: string;
	readonly lng: number;
	readonly lat: number;
	readonly from: number;
	readonly to: number;
}

/** The sites of an atlas as plain records: what a library that knows no phases is given. */
export const siteRecords = ({ features }: Pick<Atlas, 'features'>): SiteRecord[] =>
	features.flatMap((feature: Feature) => {
		if (feature.geometry?.type !== 'Point') return [];
		const [lng = 0, lat = 0] = feature.geometry.coordinates;
		const [from, to] = yearsShown(feature);
		return [{ id: feature.id, lng, lat, from, to: Math.min(to, 2100) }];
	});

/** Pixels of a place in the scene. */
export function inScene(lng: number, lat: number): { x: number; y: number } {
	const scale = TILE * 2 ** CAMERA.zoom;
	const [point, centre] = [toUnit(lng, lat), toUnit(CAMERA.lng, CAMERA.lat)];
	return { x: (point.x - centre.x) * scale + WIDTH / 2, y: (point.y - centre.y) * scale + HEIGHT / 2 };
}

/** Years whose sentinel stands on a canvas: what differs from the ground, read from one row of its pixels. */
export function yearsOn(canvas: HTMLCanvasElement, host: HTMLElement): number[] {
	const [box, frame] = [canvas.getBoundingClientRect(), host.getBoundingClientRect()];
	const [left, top] = [box.left - frame.left, box.top - frame.top];
	const row = rowOf(canvas, Math.round(inScene(SENTINELS.west, SENTINELS.lat).y - top));
	const at = (x: number): number[] => [
		...row.subarray(4 * Math.round(x - left), 4 * Math.round(x - left) + 4)
	];
	const ground = at(inScene(SENTINELS.west, 0).x - 8);
	const years: number[] = [];
	for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
		const pixel = at(inScene(SENTINELS.west + (year - FIRST_YEAR) * SENTINELS.step, SENTINELS.lat).x);
		const far = pixel.reduce((sum, part, index) => sum + Math.abs(part - ground[index]!), 0);
		if (far > 120) years.push(year);
	}
	return years;
}

function rowOf(canvas: HTMLCanvasElement, y: number): Uint8Array | Uint8ClampedArray {
	const flat = (canvas as { bench2d?: CanvasRenderingContext2D }).bench2d;
	if (flat) return flat.getImageData(0, y, canvas.width, 1).data;
	const gl = canvas.getContext('webgl2');
	const row = new Uint8Array(4 * canvas.width);
	if (!gl) return row;
	const before = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING) as WebGLFramebuffer | null;
	const packed = gl.getParameter(gl.PIXEL_PACK_BUFFER_BINDING) as WebGLBuffer | null;
	gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
	gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
	gl.readPixels(0, canvas.height - 1 - y, canvas.width, 1, gl.RGBA, gl.UNSIGNED_BYTE, row);
	gl.bindBuffer(gl.PIXEL_PACK_BUFFER, packed);
	gl.bindFramebuffer(gl.READ_FRAMEBUFFER, before);
	return row;
}
