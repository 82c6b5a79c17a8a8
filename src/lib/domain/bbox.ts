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
export const unionOf = (boxes: readonly Bbox[]): Bbox | undefined =>
	boxes.reduce<Bbox | undefined>(
		(union, box) =>
			union
				? [
						Math.min(union[0], box[0]),
						Math.min(union[1], box[1]),
						Math.max(union[2], box[2]),
						Math.max(union[3], box[3])
					]
				: box,
		undefined
	);
