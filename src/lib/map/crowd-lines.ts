/**
 * The lines of a crowd, under its sites and on their canvas: which of them show, how each looks, and what lies where.
 * Loaded only for an atlas that has so many.
 */
import type { Atlas, Feature } from '../domain/atlas';
import { isLine } from '../domain/crowd';
import { markOf, type Mark } from '../domain/marks';
import { toUnit, type Pixel } from '../domain/mercator';
import { windowOf, type View } from '../domain/view';
import type { UnitBox } from './crowd-index';
import { rgbOf, type CrowdScene } from './crowd-program';
import { createLineProgram } from './line-program';
import { isNearLine } from './line-strips';
import { lineWidth } from './look';
import { hueOf, paletteOf, type ThemeName } from './palette';

export interface CrowdLines {
	readonly count: number;
	has(id: string): boolean;
	apply(view: View, theme: ThemeName): void;
	/** `ratio`: device pixels for each pixel. */
	draw(scene: CrowdScene, zoom: number, ratio: number): void;
	hover(id: string | undefined): void;
	/** Lines that show within so much of a place of the unit square, besides their width; the most important first. */
	idsAt(at: Pixel, reach: number): string[];
	/** Lines that show in a box, the most important first. */
	inSight(box: UnitBox): Feature[];
}

/** Throws where the program is refused. */
export function createCrowdLines(
	gl: WebGL2RenderingContext,
	atlas: Atlas,
	view: View,
	theme: ThemeName
): CrowdLines {
	// In the order of drawing: the most important last, on top
	const lines = atlas.features.filter(isLine).reverse();
	const lineAt = new Map(lines.map(({ id }, line) => [id, line]));
	const program = createLineProgram(gl, lines);
	let hovered: string | undefined;
	/** What shows in the view, and whether the program has it; found when it is first asked for. */
	let found: readonly { readonly line: number; readonly mark: Mark }[] | undefined;
	let isSent = false;

	function shown(): NonNullable<typeof found> {
		if (found) return found;
		const on = new Set(view.layers);
		const years = windowOf(view.time);
		const marks: { line: number; mark: Mark }[] = [];
		lines.forEach((feature, line) => {
			const mark = on.has(feature.layer) ? markOf(feature, view, years) : undefined;
			if (mark) marks.push({ line, mark });
		});
		return (found = marks);
	}
	function send(): void {
		if (isSent) return;
		isSent = true;
		const palette = paletteOf(theme);
		const ghost = rgbOf(palette.ghost);
		const colours = new Map(atlas.layers.map(({ id, colour }) => [id, rgbOf(hueOf(palette, colour))]));
		program.show(
			shown().map(({ line, mark }) => {
				// Sea legs keep their colour
				const isGhost = mark.look === 'ghost' && mark.feature.mode !== 'sea';
				return { line, mark, colour: isGhost ? ghost : (colours.get(mark.feature.layer) ?? ghost) };
			})
		);
	}
	const important = (isWanted: (feature: Feature) => boolean): Feature[] =>
		shown()
			.flatMap(({ mark }) => (isWanted(mark.feature) ? [mark.feature] : []))
			.reverse();

	return {
		count: lines.length,
		has: (id) => lineAt.has(id),
		apply(nextView, nextTheme) {
			[view, theme, found, isSent] = [nextView, nextTheme, undefined, false];
		},
		draw(scene, zoom, ratio) {
			send();
			program.draw({
				...scene,
				ratio,
				lineWidth: lineWidth(zoom),
				land: rgbOf(paletteOf(theme).land),
				selected: lineAt.get(view.feature ?? '') ?? -1,
				hovered: lineAt.get(hovered ?? '') ?? -1
			});
		},
		hover: (id) => void (hovered = id),
		idsAt: (at, reach) => important((feature) => isNearLine(feature, at, reach)).map(({ id }) => id),
		inSight({ west, north, east, south }) {
			const turn = Math.floor((west + east) / 2);
			return important(({ bbox }) => {
				if (!bbox) return false;
				const upper = toUnit(bbox[0], bbox[3]);
				const lower = toUnit(bbox[2], bbox[1]);
				return upper.x + turn <= east && lower.x + turn >= west && upper.y <= south && lower.y >= north;
			});
		}
	};
}
