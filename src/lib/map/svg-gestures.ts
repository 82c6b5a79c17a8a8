/** Moving the SVG map by mouse, fingers and wheel; the live map has gestures of its own. */
import { panned, zoomedAt, type Pixel, type Size } from '../domain/mercator';
import type { Camera } from '../domain/view';

export interface GestureTarget {
	/** Where the SVG map stands; undefined while it cannot be moved, as under the live map. */
	camera(): Camera | undefined;
	size(): Size;
	/** In a frame one finger and the wheel alone scroll the page. */
	readonly isFrame: boolean;
	/** Called for every step of a gesture. */
	onmove(camera: Camera): void;
	/** The gesture has ended. */
	onend(): void;
}

/** A finger or the mouse moves less than this, in pixels, without meaning to move the map. */
const STILL = 2;
/** Of a wheel, pixels or lines for a doubling of the scale. */
const WHEEL_PIXELS = 240;
const WHEEL_LINES = 6;
const WHEEL_REST_MS = 250;

/** Listens on the stage that the SVG map lies in, until what it returns is called. */
export function listenForGestures(stage: HTMLElement, target: GestureTarget): () => void {
	let grip: { readonly pointers: Map<number, Pixel>; moved: boolean } | undefined;
	let wheelEnd: ReturnType<typeof setTimeout> | undefined;

	const pixel = ({ clientX, clientY }: MouseEvent): Pixel => {
		const box = stage.getBoundingClientRect();
		return { x: clientX - box.left, y: clientY - box.top };
	};
	const begin = (event: PointerEvent): void => {
		const isOnMap = event.target instanceof Element && event.target.closest('.svg-map') !== null;
		if (!isOnMap || event.button !== 0 || !target.camera()) return;
		grip ??= { pointers: new Map(), moved: false };
		grip.pointers.set(event.pointerId, pixel(event));
	};
	const move = (event: PointerEvent): void => {
		const camera = target.camera();
		if (!grip?.pointers.has(event.pointerId) || !camera) return;
		const before = [...grip.pointers.values()];
		grip.pointers.set(event.pointerId, pixel(event));
		const after = [...grip.pointers.values()];
		if (target.isFrame && event.pointerType === 'touch' && after.length < 2) return;
		const [from, to] = [middleOf(before), middleOf(after)];
		const [dx, dy] = [to.x - from.x, to.y - from.y];
		if (!grip.moved && Math.hypot(dx, dy) < STILL && after.length < 2) return;
		if (!grip.moved) {
			grip.moved = true;
			stage.setPointerCapture(event.pointerId);
		}
		const size = target.size();
		const steps = Math.log2(spreadOf(after) / spreadOf(before));
		target.onmove(zoomedAt(panned(camera, dx, dy, size), to, steps, size));
	};
	const end = (event: PointerEvent): void => {
		if (!grip?.pointers.delete(event.pointerId) || grip.pointers.size > 0) return;
		const { moved } = grip;
		grip = undefined;
		if (!moved) return;
		swallowClick(stage);
		target.onend();
	};
	const turn = (event: WheelEvent): void => {
		const camera = target.camera();
		if (!camera || (target.isFrame && !event.ctrlKey && !event.metaKey)) return;
		event.preventDefault();
		const isInLines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
		const steps = -event.deltaY / (isInLines ? WHEEL_LINES : WHEEL_PIXELS);
		target.onmove(zoomedAt(camera, pixel(event), steps, target.size()));
		clearTimeout(wheelEnd);
		wheelEnd = setTimeout(() => target.onend(), WHEEL_REST_MS);
	};

	const listening = new AbortController();
	const { signal } = listening;
	stage.addEventListener('pointerdown', begin, { signal });
	stage.addEventListener('pointermove', move, { signal });
	stage.addEventListener('pointerup', end, { signal });
	stage.addEventListener('pointercancel', end, { signal });
	// It must be able to keep the page from scrolling
	stage.addEventListener('wheel', turn, { passive: false, signal });
	return () => {
		listening.abort();
		clearTimeout(wheelEnd);
	};
}

function middleOf(points: readonly Pixel[]): Pixel {
	const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }));
	return { x: sum.x / points.length, y: sum.y / points.length };
}

/** How far the first two fingers are apart; 1 where there is one. */
function spreadOf([a, b]: readonly Pixel[]): number {
	return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 1;
}

/** The click that ends a drag is no pick. After that of a finger there is none, and the next one counts. */
function swallowClick(stage: HTMLElement): void {
	const swallow = (click: Event): void => {
		click.preventDefault();
		click.stopPropagation();
	};
	const heed = (): void => stage.removeEventListener('click', swallow, { capture: true });
	stage.addEventListener('click', swallow, { capture: true });
	// Where the machine is busy the next press may come before the timer
	stage.addEventListener('pointerdown', heed, { capture: true, once: true });
	setTimeout(heed, 0);
}
