import type { Geometry, Position } from 'geojson';

/** west, south, east, north in degrees. West may be greater than east where a box crosses 180° (RFC 7946 §5.2). */
export type Bbox = readonly [number, number, number, number];

/** Every position of a geometry. */
export function positionsOf(geometry: Geometry): readonly Position[] {
	switch (geometry.type) {
		case 'Point':
			return [geometry.coordinates];
		case 'MultiPoint':
		case 'LineString':
			return geometry.coordinates;
		case 'MultiLineString':
		case 'Polygon':
			return geometry.coordinates.flat();
		case 'MultiPolygon':
			return geometry.coordinates.flat(2);
		case 'GeometryCollection':
			return geometry.geometries.flatMap(positionsOf);
	}
}

/** The box round a geometry. The data holds no geometry that crosses 180°; the build checks that. */
export function bboxOf(geometry: Geometry): Bbox {
	const positions = positionsOf(geometry);
	const lngs = positions.map(([lng = 0]) => lng);
	const lats = positions.map(([, lat = 0]) => lat);
	return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

/** The box round boxes, or undefined for none. */
export function unionOf(boxes: readonly Bbox[]): Bbox | undefined {
	if (boxes.length === 0) return undefined;
	return [
		Math.min(...boxes.map(([west]) => west)),
		Math.min(...boxes.map(([, south]) => south)),
		Math.max(...boxes.map(([, , east]) => east)),
		Math.max(...boxes.map(([, , , north]) => north))
	];
}
