import type { Mark } from '../domain/marks';
import type { Camera } from '../domain/view';
import { PRECISION_ZOOM } from '../map/look';

/** Whether the map is closer than the record of something near its middle allows. */
export function isTooClose(camera: Camera | undefined, marks: readonly Mark[]): boolean {
	if (!camera) return false;
	const reach = 360 / 2 ** camera.zoom;
	return marks.some(({ feature: { precision, bbox } }) => {
		if (!precision || !bbox || camera.zoom <= PRECISION_ZOOM[precision]) return false;
		const [west, south, east, north] = bbox;
		return (
			west < camera.lng + reach &&
			east > camera.lng - reach &&
			south < camera.lat + reach &&
			north > camera.lat - reach
		);
	});
}
