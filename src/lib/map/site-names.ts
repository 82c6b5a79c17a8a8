/** Names beside the sites of the SVG map, which the live map places by itself. */
import type { Mark } from '../domain/marks';
import { badgeSpots } from './change-badge';
import { sitesOf, siteSpot } from './drawing';
import { labelBox, type MapLabel } from './labels';
import { markRadius, NAME_LINE, NAME_SIZE } from './look';
import { areaAround, Room, type Area } from './room';
import { svgScale } from './svg';
import { textWidth, wrapText } from './text-width';

/** A name beside the mark of its site. */
export interface SiteName {
	readonly mark: Mark;
	readonly lines: readonly string[];
	/** The site in SVG units, and from there to the first line's baseline in pixels. */
	readonly x: number;
	readonly y: number;
	readonly dx: number;
	readonly dy: number;
	readonly anchor: 'start' | 'middle' | 'end';
}

/** As in the style of the live map. */
const WIDEST = 9 * NAME_SIZE;
const MOST_LINES = 3;
/** Above the baseline of a line. */
const ASCENT = 10;
/** Between a mark and its name. */
const GAP = 8;

interface Block {
	readonly lines: readonly string[];
	readonly width: number;
}
/** A name is broken into lines once, however many years it stands through. */
const blocks = new Map<string, Block>();
function blockOf(name: string): Block {
	let block = blocks.get(name);
	if (!block) {
		const lines = evenLines(name);
		block = { lines, width: Math.max(...lines.map((line) => textWidth(line, NAME_SIZE, 'sans'))) };
		blocks.set(name, block);
	}
	return block;
}

/** As few lines as the name needs, of about the same length where its words allow it. */
function evenLines(name: string): readonly string[] {
	const widthOf = (text: string): number => textWidth(text, NAME_SIZE, 'sans');
	const lines = wrapText(name, WIDEST, NAME_SIZE, 'sans', MOST_LINES);
	const narrowest = Math.max((widthOf(name) / lines.length) * 1.2, ...name.split(/\s+/).map(widthOf));
	const even = wrapText(name, Math.min(narrowest, WIDEST), NAME_SIZE, 'sans', MOST_LINES);
	return even.length === lines.length && even.join(' ') === lines.join(' ') ? even : lines;
}

/**
 * Names for the sites among these marks (most important first) at a zoom, each right, left, below or above its mark,
 * where it lies on no mark, no sign of a change and no other name; one that finds no room is left out. Of the labels
 * of the map those stay that lie under none of these.
 */
export function nameSites(
	marks: readonly Mark[],
	labels: readonly MapLabel[],
	zoom: number
): { readonly names: readonly SiteName[]; readonly labels: readonly MapLabel[] } {
	const scale = svgScale(zoom);
	const radius = markRadius(zoom);
	const sites = sitesOf(marks, zoom)
		.toReversed()
		.map((mark) => {
			const { x, y, dx, dy } = siteSpot(mark, zoom);
			return { mark, x, y, aside: { x: dx * radius, y: dy * radius } };
		});
	const room = new Room();
	for (const { x, y, aside } of sites)
		room.take(areaAround(x * scale + aside.x, y * scale + aside.y, radius));
	for (const { x, y, dx, dy, radius: size } of badgeSpots(marks, zoom))
		room.take(areaAround(x * scale + dx * radius, y * scale + dy * radius, size * radius));
	const names = sites.flatMap(({ mark, x, y, aside }): SiteName[] => {
		const { lines, width } = blockOf(mark.feature.name);
		const height = lines.length * NAME_LINE;
		const far = radius + GAP;
		const places = [
			{ anchor: 'start', left: far, top: -height / 2 },
			{ anchor: 'end', left: -far - width, top: -height / 2 },
			{ anchor: 'middle', left: -width / 2, top: far },
			{ anchor: 'middle', left: -width / 2, top: -far - height }
		] as const;
		for (const { anchor, left, top } of places) {
			const at: Area = {
				left: x * scale + aside.x + left,
				top: y * scale + aside.y + top,
				right: x * scale + aside.x + left + width,
				bottom: y * scale + aside.y + top + height
			};
			if (!room.isFree(at)) continue;
			room.take(at);
			const start = { start: left, end: left + width, middle: 0 }[anchor];
			return [{ mark, lines, x, y, dx: aside.x + start, dy: aside.y + top + ASCENT, anchor }];
		}
		return [];
	});
	return { names, labels: labels.filter((label) => room.isFree(labelBox(label, scale))) };
}
