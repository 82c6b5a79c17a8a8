/** The only module that calls a MapLibre map. It translates, and decides only how often a slow map is called. */
import {
	GPUInitializationError,
	Map as MapLibreMap,
	type GeoJSONSource,
	type MapMouseEvent,
	type PointLike,
	type StyleSpecification
} from 'maplibre-gl';
import type { Atlas } from '../domain/atlas';
import { crowdMembers, isCrowd } from '../domain/crowd';
import { isDrawn } from '../domain/outline';
import { MAX_ZOOM, MIN_ZOOM, normaliseCamera, type Camera, type View } from '../domain/view';
import type { Crowd } from './crowd-layer';
import { NAMES_ZOOM } from './look';
import {
	drawBadge,
	drawHatch,
	drawMark,
	drawRing,
	IMAGE_RATIO,
	parseHatchImage,
	parseMarkImage
} from './mark-image';
import { outlineFeatures } from './outlines';
import { hueOf, paletteOf, type ThemeName } from './palette';
import {
	buildStyle,
	IMAGE_RADIUS,
	NEAR,
	nearFeatures,
	OUTLINES,
	OUTLINES_TINT,
	outlineVisibility,
	PICKABLE,
	RING_IMAGE,
	type BasemapCollections,
	type StyleParts
} from './style';
import { BASEMAP, basemapFeatures, type BasemapLabels } from './basemap-style';
import { GraphicsUnavailable, type SurfaceEvents } from './surface';
import { NOT_COMPARED, windowState, type WindowState } from './filters';
import { renewWorker, setWorker } from './worker';
import { YearPace } from './year-pace';

export interface AdapterOptions extends SurfaceEvents {
	readonly atlas: Atlas;
	readonly view: View;
	readonly camera: Camera;
	readonly theme: ThemeName;
	readonly basemap: BasemapCollections;
	readonly labels: BasemapLabels;
	readonly fonts: StyleSpecification['font-faces'];
	/** Fetches the detailed basemap; called once, when the reader first comes close. */
	readonly loadDetail: () => Promise<BasemapCollections>;
	/** In a frame the page keeps its scroll: zooming asks for a key or two fingers. */
	readonly cooperative: boolean;
	readonly reduceMotion: boolean;
	/** The first frame of this view is on the screen. */
	readonly onready: () => void;
	/** The map can no longer draw; it calls `onready` if it recovers. */
	readonly onlost: (reason: 'context' | 'silence') => void;
	/** Called on every frame of a movement, for what hangs on the map. */
	readonly onmove: (camera: Camera) => void;
	/** What a large atlas has so many of, drawn over the map; left out where there is none such, or not now. */
	readonly crowd: () => Crowd | undefined;
	/** The map has drawn a frame, and what lies over it should follow in the same. */
	readonly onrender: () => void;
	/** Years follow one another faster than this map can draw: the SVG map is to draw the marks over it meanwhile. */
	readonly onoutpaced: (isOutpaced: boolean) => void;
}

export interface MapAdapter {
	/** Shows a view. Only what has changed reaches the map. */
	apply(view: View): void;
	/** Moves to a camera, at once or in a short movement. */
	moveTo(camera: Camera, animate: boolean): void;
	setTheme(theme: ThemeName): void;
	/** Marks a feature as pointed at from elsewhere, such as the list. */
	hover(feature: string | undefined): void;
	resize(): void;
	/** Where the map stands, to the last digit. */
	camera(): Camera;
	/** The crowd stands on the screen as the view has it. */
	crowdDrawn(): void;
	destroy(): void;
}

const DETAIL_ZOOM = 5.2;
const WATCHDOG_MS = 20_000;
/**
 * As its data come in, the map draws some twenty pictures that the still one covers. Where the graphics are slow they pile
 * up, and the page stands still until the last is done: so they are drawn small.
 */
const UNSEEN_PIXEL_RATIO = 0.25;
/** How many things of a crowd are named at most; where more are in sight there is no room for names. */
const NAMED = 600;

/** Creates a live map in the container. Throws `GraphicsUnavailable` where there is no WebGL2. */
export function createMapAdapter(container: HTMLElement, options: AdapterOptions): MapAdapter {
	setWorker();
	const { atlas } = options;
	let theme = options.theme;
	let view = options.view;
	let hovered: string | undefined;
	let isStyleReady = false;
	let detailAsked = false;
	let { basemap } = options;
	/** The view that the map was last told. */
	let told: View | undefined;
	const crowded = isCrowd(atlas);
	/** Nothing but the crowd changes with the years, and that is not drawn by the map. */
	const isOfCrowd = crowdMembers(atlas);
	const onlyCrowd = crowded && atlas.features.every((feature) => isOfCrowd(feature) || !isDrawn(feature));
	let near = '';
	let waitsForCrowd = false;
	/** A year waits until the one before it stands on the map: called faster than it can draw, the map would show none. */
	let isLate = false;
	const pace = new YearPace();
	/** Whether the SVG map draws the marks: until the years rest, and then until the map has caught up. */
	let outpaced: 'no' | 'waiting' | 'returning' = 'no';
	let hasNames = true;
	let rest: ReturnType<typeof setTimeout> | undefined;

	const style = (): StyleSpecification => {
		const parts: StyleParts = {
			theme,
			basemap,
			labels: options.labels,
			window: windowState(view),
			fonts: options.fonts,
			selected: view.feature
		};
		return buildStyle(atlas, parts) as StyleSpecification;
	};

	const map = createMap(container, options, style());
	// The worker answers and the graphics draw: from here on the first picture may take as long as a slow machine needs.
	let hasAnswered = false;
	let hasDrawn = false;
	let isUnseen = true;
	let watchdog: ReturnType<typeof setTimeout> | undefined;
	const watch = (): void => {
		watchdog = setTimeout(() => {
			if (hasAnswered && hasDrawn) return;
			// Out of sight nothing is drawn
			if (document.hidden) watch();
			else {
				if (!hasAnswered) renewWorker();
				options.onlost('silence');
			}
		}, WATCHDOG_MS);
	};
	watch();
	map.on('sourcedata', ({ sourceDataType }) => {
		if (sourceDataType === 'content') hasAnswered = true;
		if (isLate && isStyleReady && !isBusy()) catchUp();
	});
	const isBusy = (): boolean =>
		['phases', 'outlines', NEAR].some((source) => map.getSource(source) && !map.isSourceLoaded(source));
	const catchUp = (): void => {
		isLate = false;
		clearTimeout(rest);
		tell(told);
		if (outpaced === 'waiting') {
			outpaced = 'returning';
			map.setGlobalStateProperty('drawn', 1);
			setNames(true);
		}
		map.triggerRepaint();
	};
	const setNames = (are: boolean): void => {
		// Told the same again, the map would draw everything again
		if (are !== hasNames) map.setGlobalStateProperty('named', are ? 1 : 0);
		hasNames = are;
	};
	const leaveToSvg = (): void => {
		clearTimeout(rest);
		rest = setTimeout(catchUp, pace.rest);
		if (outpaced === 'waiting') {
			// After a single year the names soon follow; in a drag they would be those of another time
			setNames(false);
			return;
		}
		if (outpaced === 'no') options.onoutpaced(true);
		outpaced = 'waiting';
		map.setGlobalStateProperty('drawn', 0);
	};
	const endOutpaced = (): void => {
		clearTimeout(rest);
		if (outpaced !== 'no') options.onoutpaced(false);
		outpaced = 'no';
		hasNames = true;
	};

	const addMarkImage = (id: string): void => {
		if (map.hasImage(id)) return;
		const palette = paletteOf(theme);
		if (id === RING_IMAGE) {
			const ring = drawRing(IMAGE_RADIUS, palette.selection);
			if (ring) map.addImage(id, ring, { pixelRatio: IMAGE_RATIO });
			return;
		}
		const badge = drawBadge(id, IMAGE_RADIUS, palette.text, palette.halo);
		if (badge) {
			map.addImage(id, badge, { pixelRatio: IMAGE_RATIO });
			return;
		}
		const colourOf = (layer: string): string => hueOf(palette, atlas.layerById.get(layer)?.colour ?? '');
		const hatch = parseHatchImage(id);
		if (hatch) {
			const ink = hatch.look === 'ghost' ? palette.ghost : colourOf(hatch.layer);
			const tile = drawHatch(hatch.look, hatch.direction, ink);
			if (tile) map.addImage(id, tile, { pixelRatio: IMAGE_RATIO });
			return;
		}
		const mark = parseMarkImage(id);
		if (!mark) return;
		const colour = colourOf(mark.layer);
		const image = drawMark(mark.symbol, mark.look, IMAGE_RADIUS, {
			colour,
			paper: palette.halo,
			ghost: palette.ghost
		});
		if (image) map.addImage(id, image, { pixelRatio: IMAGE_RATIO });
	};
	map.setMissingStyleImageResolver(addMarkImage);

	const hasOutlines = new Set(atlas.features.flatMap(({ outline, layer }) => (outline ? [layer] : [])));
	/** Only those of the layers that are on: countries are the largest shapes of all. */
	const setOutlines = (layers: readonly string[]): void => {
		const outlines = outlineFeatures(atlas, basemap, layers);
		map.getSource<GeoJSONSource>('outlines')?.setData(outlines);
		for (const layer of [OUTLINES_TINT, OUTLINES])
			map.setLayoutProperty(layer, 'visibility', outlineVisibility(outlines));
	};

	const cameraNow = (): Camera => {
		const { lng, lat } = map.getCenter();
		return { zoom: map.getZoom(), lng, lat };
	};

	const loadDetail = (): void => {
		if (detailAsked || map.getZoom() < DETAIL_ZOOM) return;
		detailAsked = true;
		options.loadDetail().then(
			(detail) => {
				if (!isStyleReady) return;
				basemap = detail;
				map.getSource<GeoJSONSource>(BASEMAP)?.setData(basemapFeatures(detail));
				setOutlines(view.layers);
			},
			// The coarse basemap stays; the next approach asks again.
			() => (detailAsked = false)
		);
	};

	let loaded = map.style;
	map.on('style.load', () => {
		loaded = map.style;
		isStyleReady = true;
		isLate = false;
		endOutpaced();
		near = '';
		tell(undefined);
		setNear();
		if (hovered) map.setFeatureState({ source: 'phases', id: hovered }, { hover: true });
	});
	map.on('idle', () => {
		// Where nothing answers, the map is at rest, too, and blank
		if (!isStyleReady || !hasAnswered || (crowded && !options.crowd())) return;
		if (isLate) {
			catchUp();
			return;
		}
		if (isUnseen) {
			isUnseen = false;
			// In its words, though not in its types, null stands for the ratio of the screen. It counts as a movement, so that a
			// map that begins close fetches its detail.
			map.setPixelRatio(null as unknown as number);
			return;
		}
		pace.stood(performance.now());
		if (outpaced === 'waiting') return;
		endOutpaced();
		clearTimeout(watchdog);
		container.dataset.map = 'idle';
		options.onready();
	});
	map.on('movestart', () => {
		container.dataset.map = 'moving';
		if (outpaced === 'waiting') catchUp();
	});
	map.on('move', () => options.onmove(cameraNow()));
	map.on('moveend', () => {
		loadDetail();
		setNear();
		options.oncamera(normaliseCamera(cameraNow()));
	});
	map.on('webglcontextlost', () => {
		// The map has dropped its style; once it has the graphics back it loads it anew, and 'style.load' follows.
		isStyleReady = false;
		// MapLibre 6 leaves that style listening to what outlives the map, which would keep all of it for ever
		if (!map.style) loaded?._remove(false);
		container.dataset.map = 'lost';
		endOutpaced();
		options.onlost('context');
	});
	// Reported by the surfaces above; a map error is never fatal to the page.
	map.on('error', () => undefined);

	map.on('render', () => {
		hasDrawn ||= isStyleReady;
		options.onrender();
	});

	/** Gives the map what of the crowd it names or rings. */
	function setNear(): void {
		const crowd = options.crowd();
		if (!crowd || !isStyleReady) return;
		const selected = view.feature === undefined ? undefined : atlas.featureById.get(view.feature);
		const features = new Set(map.getZoom() >= NAMES_ZOOM ? crowd.inSight(NAMED) : []);
		if (selected && isOfCrowd(selected)) features.add(selected);
		const key = [...features].map(({ id }) => id).join();
		if (key === near) return;
		near = key;
		tell(told);
		map.getSource<GeoJSONSource>(NEAR)?.setData(nearFeatures(atlas, [...features]));
	}

	const idsAt = (x: number, y: number, reach: number): string[] => {
		if (!isStyleReady) return [];
		const box: [PointLike, PointLike] = [
			[x - reach, y - reach],
			[x + reach, y + reach]
		];
		const hits = map.queryRenderedFeatures(box, { layers: PICKABLE });
		return [
			...new Set([
				...(options.crowd()?.idsAt({ x, y }, reach) ?? []),
				...hits.map(({ properties }) => String(properties.id))
			])
		];
	};
	/** What the country under the pointer stands for; asked only where nothing else lies. */
	const outlinesAt = (point: PointLike): string[] => {
		if (!isStyleReady) return [];
		const hits = map.queryRenderedFeatures(point, { layers: [OUTLINES] });
		return [...new Set(hits.map(({ properties }) => String(properties.id)))];
	};

	const stateOf = (id: string): { source: string; id: string } => ({
		source: atlas.featureById.get(id)?.outline ? 'outlines' : 'phases',
		id
	});
	const setHover = (id: string | undefined): void => {
		if (id === hovered) return;
		if (isStyleReady && hovered) map.setFeatureState(stateOf(hovered), { hover: false });
		hovered = id;
		if (isStyleReady && id) map.setFeatureState(stateOf(id), { hover: true });
	};

	map.on('mousemove', ({ point }: MapMouseEvent) => {
		if (outpaced !== 'no') return;
		const near = idsAt(point.x, point.y, 3).slice(0, 1);
		const ids = near.length > 0 ? near : outlinesAt(point);
		setHover(ids[0]);
		map.getCanvas().style.cursor = ids.length > 0 ? 'pointer' : '';
		options.onhover(ids, point);
	});
	map.on('mouseout', () => {
		setHover(undefined);
		options.onhover([], { x: 0, y: 0 });
	});
	map.on('click', (event: MapMouseEvent) => {
		if (outpaced === 'waiting') catchUp();
		if (outpaced === 'no') pickAt(event);
		else map.once('idle', () => pickAt(event));
	});
	function pickAt({ point, originalEvent }: MapMouseEvent): void {
		const isTouch = 'pointerType' in originalEvent && originalEvent.pointerType === 'touch';
		const reaches = isTouch ? [5, 16] : [2, 7];
		const found = reaches.map((reach) => idsAt(point.x, point.y, reach)).find((ids) => ids.length > 0);
		options.onpick(found ?? outlinesAt(point), point);
	}

	/** Paints as the style of this view does: opacities are written in another way while two years are compared. */
	function repaint(): void {
		for (const { id, paint = {} } of style().layers as readonly { id: string; paint?: object }[]) {
			for (const [property, value] of Object.entries(paint) as [
				Parameters<typeof map.setPaintProperty>[1],
				unknown
			][])
				if (JSON.stringify(map.getPaintProperty(id, property)) !== JSON.stringify(value))
					map.setPaintProperty(id, property, value as Parameters<typeof map.setPaintProperty>[2]);
		}
	}

	/** Countries that stand for something lie below the waters, where the SVG map cannot reach over the live one. */
	const canSvgDraw = (): boolean =>
		!crowded && !map.isMoving() && !view.layers.some((layer) => hasOutlines.has(layer));

	/** Sends to the map what differs from a former view; all of it where there is none. */
	function tell(former: View | undefined): void {
		const next = view;
		told = next;
		const state = windowState(next);
		const old = former && windowState(former);
		if (state.span !== old?.span) map.setGlobalStateProperty('span', state.span);
		if (state.before !== old?.before) map.setGlobalStateProperty('before', state.before);
		if (old && (state.before === NOT_COMPARED) !== (old.before === NOT_COMPARED)) repaint();
		if (state.contested !== old?.contested) map.setGlobalStateProperty('contested', state.contested);
		if (state.ghosts !== old?.ghosts) map.setGlobalStateProperty('ghosts', state.ghosts);
		if (state.layers.join() !== old?.layers.join()) {
			map.setGlobalStateProperty('layers', [...state.layers]);
			const outlined = (of: WindowState): string => of.layers.filter((id) => hasOutlines.has(id)).join();
			if (old && outlined(state) !== outlined(old)) setOutlines(state.layers);
		}
		if (state.year !== old?.year) {
			// The first year comes with the whole style, whose loading says nothing of the years
			if (old) pace.told(performance.now());
			map.setGlobalStateProperty('year', state.year);
		}
		if (next.feature !== former?.feature || !former) {
			map.setGlobalStateProperty('selected', next.feature ?? '');
			if (former?.feature) map.setFeatureState({ source: 'phases', id: former.feature }, { selected: false });
			if (next.feature) map.setFeatureState({ source: 'phases', id: next.feature }, { selected: true });
		}
	}

	return {
		apply(next) {
			const former = view;
			view = next;
			if (next === former) return;
			if (!isStyleReady) return;
			setNear();
			const isQuiet = onlyCrowd && near === '' && next.feature === former.feature;
			waitsForCrowd = isQuiet && (waitsForCrowd || container.dataset.map === 'idle');
			container.dataset.map = 'drawing';
			if (waitsForCrowd) return;
			const isYear =
				next.feature === former.feature &&
				next.layers === former.layers &&
				next.time.mode === former.time.mode;
			const isNewYear = isYear && next.time !== former.time;
			// Also where nothing of the view concerns the map: what waits for 'idle' gets it.
			if (isNewYear && pace.isSlow(performance.now()) && canSvgDraw()) leaveToSvg();
			else if (isYear && isBusy()) isLate = true;
			else catchUp();
		},
		moveTo(camera, animate) {
			const target = { center: [camera.lng, camera.lat] as [number, number], zoom: camera.zoom };
			if (animate && !options.reduceMotion) map.easeTo({ ...target, duration: 450 });
			else map.jumpTo(target);
		},
		setTheme(next) {
			if (next === theme) return;
			theme = next;
			isStyleReady = false;
			// The new style comes with everything drawn, and until then there is nothing to be told
			endOutpaced();
			map.setStyle(style(), { diff: false });
		},
		hover: setHover,
		resize: () => map.resize(),
		camera: cameraNow,
		crowdDrawn() {
			if (waitsForCrowd && container.dataset.map === 'drawing') container.dataset.map = 'idle';
			waitsForCrowd = false;
		},
		destroy() {
			clearTimeout(watchdog);
			endOutpaced();
			map.remove();
			// Else the page would keep the map and all its data
			Reflect.deleteProperty(container, 'map');
		}
	};
}

function createMap(container: HTMLElement, options: AdapterOptions, style: StyleSpecification): MapLibreMap {
	try {
		const map = new MapLibreMap({
			container,
			style,
			center: [options.camera.lng, options.camera.lat],
			zoom: options.camera.zoom,
			minZoom: MIN_ZOOM,
			maxZoom: MAX_ZOOM,
			maxPitch: 0,
			dragRotate: false,
			pitchWithRotate: false,
			touchPitch: false,
			attributionControl: false,
			fadeDuration: 0,
			pixelRatio: UNSEEN_PIXEL_RATIO,
			reduceMotion: options.reduceMotion,
			cooperativeGestures: options.cooperative,
			locale: { 'Map.Title': `Map of ${options.atlas.title}` }
		});
		map.touchZoomRotate.disableRotation();
		map.keyboard.disableRotation();
		// For the console and for tests that ask the map what it drew.
		Object.defineProperty(container, 'map', { value: map, configurable: true });
		return map;
	} catch (error) {
		if (error instanceof GPUInitializationError) throw new GraphicsUnavailable('no WebGL2');
		throw error;
	}
}
