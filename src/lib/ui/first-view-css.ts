import type { Atlas } from '../domain/atlas';
import { firstCamera, WIDTH_STEPS } from '../domain/picture';
import { svgPoint, svgScale } from '../map/svg';

/** Style rules that put the prerendered map at its first camera, by the width of the page. No script needed. */
export function firstViewCss(atlas: Pick<Atlas, 'bbox'>, isFrame: boolean): string {
	return WIDTH_STEPS.map((width) => {
		const camera = firstCamera(atlas, width, isFrame);
		const { x, y } = svgPoint(camera.lng, camera.lat);
		return `@media (min-width:${width}px){.svg-map{--k:${svgScale(camera.zoom).toFixed(6)};--x:${-x};--y:${-y}}}`;
	}).join('');
}
