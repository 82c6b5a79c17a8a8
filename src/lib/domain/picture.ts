import type { Atlas } from './atlas';
import { fitCamera, type Size } from './mercator';
import { normaliseCamera, type Camera } from './view';

/**
 * The first view stands at one of a few zooms, chosen by the width of the page in the style sheet, so that the
 * prerendered picture and the live map agree before any script has measured anything.
 * Cards lie over the map from the third step on; the picture leaves room for them.
 */
export const WIDTH_STEPS = [0, 480, 768, 1024, 1280, 1600, 1920] as const;
/** Page for whose zoom the prerendered picture is drawn. */
export const MIDDLING_WIDTH = 1280;

const TYPICAL: Readonly<Record<number, Size & { readonly left: number }>> = {
	0: { width: 375, height: 640, left: 0 },
	480: { width: 560, height: 680, left: 0 },
	768: { width: 820, height: 760, left: 0 },
	1024: { width: 1100, height: 700, left: 345 },
	1280: { width: 1400, height: 860, left: 345 },
	1600: { width: 1720, height: 960, left: 345 },
	1920: { width: 2000, height: 1020, left: 345 }
};

/** Height of a map in a page of this step. */
export const typicalHeight = (step: number): number => TYPICAL[step]?.height ?? 0;

/** The first camera for a page of this width; the same for every width of a step. */
export function firstCamera(atlas: Pick<Atlas, 'bbox'>, width: number, isFrame = false): Camera {
	const step = WIDTH_STEPS.findLast((start) => width >= start) ?? 0;
	const { left, ...size } = TYPICAL[step]!;
	return normaliseCamera(
		fitCamera(atlas.bbox, size, {
			top: 20,
			right: 20,
			bottom: isFrame ? 20 : 150,
			left: (isFrame ? 0 : left) + 20
		})
	);
}
