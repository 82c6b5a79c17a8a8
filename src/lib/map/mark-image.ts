import type { Look } from '../domain/marks';
import { SYMBOLS } from '../domain/vocabulary';
import { LOOKS } from '../domain/marks';
import { BADGE_STROKES, BADGED, BADGES } from './change-badge';
import { HATCH_LOOKS, HATCH_TILE, hatchPath } from './hatch';
import { MARK_PAINTS, SYMBOL_PATHS, type MarkPaint } from './symbols';

/** An image for the map: a mark drawn on a canvas, at this many device pixels for each pixel. */
export const IMAGE_RATIO = 2;

interface Colours {
	readonly colour: string;
	readonly paper: string;
	readonly ghost: string;
}

/** Reads `mark|symbol|look|layer`; undefined for any other image. */
export function parseMarkImage(
	id: string
): { symbol: (typeof SYMBOLS)[number]; look: Look; layer: string } | undefined {
	const [kind, symbolWord, lookWord, layer] = id.split('|');
	const symbol = SYMBOLS.find((word) => word === symbolWord);
	const look = LOOKS.find((word) => word === lookWord);
	return kind === 'mark' && symbol && look && layer ? { symbol, look, layer } : undefined;
}

/** Reads `hatch|direction|look|layer`; undefined for any other image. */
export function parseHatchImage(id: string): { direction: number; look: Look; layer: string } | undefined {
	const [kind, direction, lookWord, layer] = id.split('|');
	const look = LOOKS.find((word) => word === lookWord);
	return kind === 'hatch' && look && layer ? { direction: Number(direction), look, layer } : undefined;
}

/** Draws a tile of hatching; undefined where the browser has no canvas. */
export function drawHatch(look: Look, direction: number, colour: string): ImageData | undefined {
	const size = HATCH_TILE * IMAGE_RATIO;
	const canvas = document.createElement('canvas');
	canvas.width = size;
	canvas.height = size;
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) return undefined;
	context.scale(IMAGE_RATIO, IMAGE_RATIO);
	context.strokeStyle = colour;
	context.lineWidth = HATCH_LOOKS[look].width;
	context.stroke(new Path2D(hatchPath(look, direction)));
	return context.getImageData(0, 0, size, size);
}

/** Draws a mark of this radius (in pixels); undefined where the browser has no canvas. */
export function drawMark(
	symbol: (typeof SYMBOLS)[number],
	look: Look,
	radius: number,
	{ colour, paper, ghost }: Colours
): ImageData | undefined {
	const size = Math.ceil(radius * 3.2) * IMAGE_RATIO;
	const canvas = document.createElement('canvas');
	canvas.width = size;
	canvas.height = size;
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) return undefined;
	const paint: MarkPaint = MARK_PAINTS[look];
	const ink = look === 'ghost' ? ghost : colour;
	const scale = radius * IMAGE_RATIO;
	const path = new Path2D();
	path.addPath(new Path2D(SYMBOL_PATHS[symbol]), new DOMMatrix([scale, 0, 0, scale, size / 2, size / 2]));
	context.lineJoin = 'round';
	context.strokeStyle = paper;
	context.lineWidth = (paint.outline === 'paper' ? 0.5 : 0.85) * scale;
	context.stroke(path);
	if (paint.fill !== 'none') {
		context.fillStyle = paint.fill === 'colour' ? ink : paper;
		context.fill(path);
	}
	if (paint.fill === 'half') {
		context.save();
		context.clip(path);
		context.fillStyle = ink;
		context.fillRect(0, size / 2, size, size / 2);
		context.restore();
	}
	if (paint.outline === 'colour') {
		context.strokeStyle = ink;
		context.lineWidth = 0.34 * scale;
		context.setLineDash((paint.dash ?? []).map((dash) => dash * scale));
		context.stroke(path);
	}
	if (paint.bar) {
		context.fillStyle = ink;
		context.fillRect(size / 2 - 0.6 * scale, size / 2 - 0.16 * scale, 1.2 * scale, 0.32 * scale);
	}
	return context.getImageData(0, 0, size, size);
}

/** Draws the ring round the selected site, for a mark of this radius. */
export function drawRing(radius: number, colour: string): ImageData | undefined {
	const size = Math.ceil(radius * 5) * IMAGE_RATIO;
	const canvas = document.createElement('canvas');
	canvas.width = size;
	canvas.height = size;
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) return undefined;
	context.beginPath();
	context.arc(size / 2, size / 2, radius * 2.1 * IMAGE_RATIO, 0, 2 * Math.PI);
	context.fillStyle = colour;
	context.globalAlpha = 0.12;
	context.fill();
	context.globalAlpha = 1;
	context.strokeStyle = colour;
	context.lineWidth = radius * 0.35 * IMAGE_RATIO;
	context.stroke();
	return context.getImageData(0, 0, size, size);
}

/** Draws the sign of a change that `change|…` names, of this radius; undefined for any other image. */
export function drawBadge(id: string, radius: number, ink: string, paper: string): ImageData | undefined {
	const badge = BADGES[BADGED.find((change) => id === `change|${change}`) ?? 'unchanged'];
	const size = Math.ceil(radius * 3.2) * IMAGE_RATIO;
	const canvas = document.createElement('canvas');
	canvas.width = size;
	canvas.height = size;
	const context = badge && canvas.getContext('2d', { willReadFrequently: true });
	if (!context) return undefined;
	const outline = new Path2D(badge.outline);
	context.translate(size / 2, size / 2);
	context.scale(radius * IMAGE_RATIO, radius * IMAGE_RATIO);
	context.lineJoin = 'round';
	context.strokeStyle = paper;
	context.lineWidth = BADGE_STROKES.edge;
	context.stroke(outline);
	context.fillStyle = badge.full ? ink : paper;
	context.fill(outline);
	context.strokeStyle = ink;
	context.lineWidth = BADGE_STROKES.outline;
	context.stroke(outline);
	context.strokeStyle = badge.full ? paper : ink;
	context.lineWidth = BADGE_STROKES.glyph;
	context.stroke(new Path2D(badge.glyph));
	return context.getImageData(0, 0, size, size);
}
