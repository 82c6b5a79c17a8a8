import type { Atlas } from '../domain/atlas';
import type { Bbox } from '../domain/bbox';
import { fitCamera } from '../domain/mercator';
import { firstCamera, WIDTH_STEPS } from '../domain/picture';
import type { Camera } from '../domain/view';
import { svgPoint, svgScale } from '../map/svg';

/** Style rules that put the prerendered map at its first camera, by the width of the page. No script needed. */
export const firstViewCss = (atlas: Pick<Atlas, 'bbox'>, isFrame: boolean): string =>
	WIDTH_STEPS.map((width) => cameraRule(width, firstCamera(atlas, width, isFrame))).join('');

/** The map beside a document for pages of some widths: on narrow ones above the text, else beside it. */
const READER_SIZES = [
	{ from: 0, width: 350, height: 230 },
	{ from: 500, width: 500, height: 260 },
	{ from: 900, width: 500, height: 500 },
	{ from: 1200, width: 660, height: 560 },
	{ from: 1600, width: 900, height: 680 }
];

/** The same for the map beside a document, which shows this box whole. */
export const readerCss = (box: Bbox): string =>
	READER_SIZES.map(({ from, ...size }) =>
		cameraRule(from, fitCamera(box, size, { top: 20, right: 20, bottom: 20, left: 20 }, 6))
	).join('');

function cameraRule(width: number, camera: Camera): string {
	const { x, y } = svgPoint(camera.lng, camera.lat);
	return `@media (min-width:${width}px){.svg-map{--k:${svgScale(camera.zoom).toFixed(6)};--x:${-x};--y:${-y}}}`;
}
