/**
 * The sites of a large atlas, and its lines where it has many, on a canvas of their own over the map, be it the SVG or the
 * live one: a new year draws them anew and nothing else, in one call whatever their number. It takes the same view as the
 * map under it and answers what lies where.
 */
import type { Atlas, Feature } from '../domain/atlas';
import { markOf } from '../domain/marks';
import { TILE, toUnit, type Pixel, type Size } from '../domain/mercator';
import type { Camera, View } from '../domain/view';
import { comparedStates, crowdColumns, crowdSites, crowdYears } from './crowd-columns';
import { crowdIndex, type UnitBox } from './crowd-index';
import type { createCrowdLines, CrowdLines } from './crowd-lines';
import { createCrowdProgram, rgbOf, type CrowdProgram } from './crowd-program';
import { windowState } from './filters';
import { lineWidth, markRadius } from './look';
import { hueOf, paletteOf, type ThemeName } from './palette';
import { GraphicsUnavailable } from './surface';

/** Where the map stands at a moment. */
export interface CrowdFrame extends Size {
	readonly camera: Camera;
	/** Device pixels for each pixel. */
	readonly ratio: number;
}

export interface CrowdOptions {
	readonly view: View;
	readonly theme: ThemeName;
	/** Draws the lines; left out where the map under it does. */
	readonly createLines?: typeof createCrowdLines | undefined;
	/** Asked before each drawing. */
	readonly frame: () => CrowdFrame;
	/** All stands on the screen as the view has it. */
	readonly ondrawn: () => void;
	/** The graphics are gone; they may come back. */
	readonly onlost: () => void;
	/** They are back, and all is drawn again. */
	readonly onrestored: () => void;
}

export interface Crowd {
	/** Takes a view; it stands on the screen after the next drawing. */
	apply(view: View): void;
	setTheme(theme: ThemeName): void;
	/** Marks a feature as pointed at. */
	hover(id: string | undefined): void;
	/** Draws now, together with the map under it; nothing where all stands as it should. */
	draw(): void;
	/** Draws in the next frame. */
	drawSoon(): void;
	/** What shows within so many pixels of a place: sites, then lines, the most important first. */
	idsAt(at: Pixel, reach: number): string[];
	/** The most important sites in sight, whenever they show, and the lines that do; at most so many of each. */
	inSight(most: number): readonly Feature[];
	destroy(): void;
}

/** The canvas is wider than the map, so that a mark at the edge is not left out before it is out of sight. */
const MARGIN = 16;
/** How far from its middle a mark can be hit, in radii. */
const HIT_RADII = 1.3;

/** Makes the canvas. Throws where there is no WebGL2. */
export function createCrowd(host: HTMLElement, atlas: Atlas, options: CrowdOptions): Crowd {
	const sites = crowdSites(atlas);
	const find = crowdIndex(sites.places);
	let { view, theme } = options;
	let program: CrowdProgram | undefined;
	let lines: CrowdLines | undefined;
	let hovered: string | undefined;
	let frame = 0;
	let isDestroyed = false;
	/** What stands on the canvas: the place of the map, written out; empty where the sites have to be drawn anew. */
	let standing = '';

	const canvas = document.createElement('canvas');
	Object.assign(canvas.style, {
		position: 'absolute',
		left: `-${MARGIN}px`,
		top: `-${MARGIN}px`,
		pointerEvents: 'none'
	});
	const gl = canvas.getContext('webgl2', { antialias: false, depth: false });
	if (!gl) throw new GraphicsUnavailable('no WebGL2');
	host.append(canvas);

	const setLayers = (): void => {
		const palette = paletteOf(theme);
		const on = new Set(view.layers);
		program?.setLayers(
			atlas.layers.map(({ id, colour }) => ({ colour: rgbOf(hueOf(palette, colour)), on: on.has(id) }))
		);
	};
	const setStates = (): void => {
		if (view.time.mode !== 'compare') return;
		program?.setStates(comparedStates(sites, view));
	};
	const start = (): void => {
		program = createCrowdProgram(gl, crowdColumns(sites, atlas));
		lines = options.createLines?.(gl, atlas, view, theme);
		lines?.hover(hovered);
		setLayers();
		setStates();
		standing = '';
	};
	start();
	canvas.dataset.crowd = String(sites.features.length + (lines?.count ?? 0));

	function draw(): void {
		cancelAnimationFrame(frame);
		frame = 0;
		if (!program || gl!.isContextLost()) return;
		const { camera, width, height, ratio } = options.frame();
		const place = [camera.zoom, camera.lng, camera.lat, width, height, ratio].join();
		if (place === standing) return;
		standing = place;
		const [wide, high] = [width + 2 * MARGIN, height + 2 * MARGIN];
		const pixels = { width: Math.round(wide * ratio), height: Math.round(high * ratio) };
		if (canvas.width !== pixels.width || canvas.height !== pixels.height) {
			Object.assign(canvas, pixels);
			Object.assign(canvas.style, { width: `${wide}px`, height: `${high}px` });
		}
		const palette = paletteOf(theme);
		const state = windowState(view);
		const scene = {
			...pixels,
			centre: toUnit(camera.lng, camera.lat),
			scale: TILE * 2 ** camera.zoom * ratio,
			radius: markRadius(camera.zoom) * ratio,
			years: crowdYears(state),
			ghosts: state.ghosts,
			contested: state.contested,
			compared: view.time.mode === 'compare',
			paper: rgbOf(palette.halo),
			ghost: rgbOf(palette.ghost)
		};
		gl!.viewport(0, 0, pixels.width, pixels.height);
		gl!.clear(gl!.COLOR_BUFFER_BIT);
		lines?.draw(scene, camera.zoom, ratio);
		program.draw(scene);
		options.ondrawn();
	}
	canvas.addEventListener('webglcontextlost', (event) => {
		event.preventDefault();
		program = undefined;
		if (!isDestroyed) options.onlost();
	});
	canvas.addEventListener('webglcontextrestored', () => {
		if (isDestroyed) return;
		start();
		draw();
		options.onrestored();
	});

	const boxAround = ({ x, y }: Pixel, reachX: number, reachY = reachX): UnitBox => {
		const { camera, width, height } = options.frame();
		const scale = TILE * 2 ** camera.zoom;
		const centre = toUnit(camera.lng, camera.lat);
		const at = { x: centre.x + (x - width / 2) / scale, y: centre.y + (y - height / 2) / scale };
		const [dx, dy] = [reachX / scale, reachY / scale];
		return { west: at.x - dx, north: at.y - dy, east: at.x + dx, south: at.y + dy };
	};

	return {
		apply(next) {
			const former = view;
			if (next === former) return;
			view = next;
			standing = '';
			if (next.layers.join() !== former.layers.join()) setLayers();
			if (next.time !== former.time || next.contested !== former.contested) setStates();
			lines?.apply(view, theme);
		},
		setTheme(next) {
			if (next === theme) return;
			theme = next;
			standing = '';
			setLayers();
			lines?.apply(view, theme);
		},
		hover(id) {
			if ([id, hovered].some((each) => each !== undefined && lines?.has(each))) standing = '';
			hovered = id;
			lines?.hover(id);
		},
		draw,
		drawSoon() {
			frame ||= requestAnimationFrame(draw);
		},
		idsAt(at, reach) {
			const on = new Set(view.layers);
			const { zoom } = options.frame().camera;
			const found = find(boxAround(at, markRadius(zoom) * HIT_RADII + reach))
				.map((site) => sites.features[site]!)
				.filter((feature) => on.has(feature.layer) && markOf(feature, view) !== undefined)
				.map(({ id }) => id);
			const { west, east, north } = boxAround(at, lineWidth(zoom) / 2 + reach, 0);
			return lines
				? [...found, ...lines.idsAt({ x: (west + east) / 2, y: north }, (east - west) / 2)]
				: found;
		},
		inSight(most) {
			const { width, height } = options.frame();
			const box = boxAround({ x: width / 2, y: height / 2 }, width / 2, height / 2);
			return [
				...find(box)
					.slice(0, most)
					.map((site) => sites.features[site]!),
				...(lines?.inSight(box).slice(0, most) ?? [])
			];
		},
		destroy() {
			isDestroyed = true;
			cancelAnimationFrame(frame);
			gl.getExtension('WEBGL_lose_context')?.loseContext();
			canvas.remove();
		}
	};
}
