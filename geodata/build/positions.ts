/** Geometries as lists of positions, whatever their type, with the path of every list. */
import type { GeometryRecord } from '../../src/lib/domain/records';
import { itemsOf } from './loose';
import type { Loose } from './loose';
import type { Path } from './report';

export type LngLat = readonly [longitude: number, latitude: number];

export interface Positions {
	readonly kind: 'points' | 'line' | 'ring';
	/** From the record; the path of position i is `[...path, i]`, of a single point `path` itself. */
	readonly path: Path;
	readonly isSingle: boolean;
	readonly positions: readonly LngLat[];
	/** The place of each position in its list: broken ones are left out. */
	readonly indexes: readonly number[];
	/** True where no position was left out; rules on whole lines hold only then. */
	readonly isWhole: boolean;
	/** 0 is the outer ring of a polygon, others are holes. */
	readonly ring: number;
}

type LoosePosition = readonly (number | undefined)[] | undefined;

function toLngLat(position: LoosePosition): LngLat | undefined {
	const [longitude, latitude] = position ?? [];
	return longitude !== undefined &&
		latitude !== undefined &&
		Number.isFinite(longitude) &&
		Number.isFinite(latitude)
		? [longitude, latitude]
		: undefined;
}

function positionsOf(
	kind: Positions['kind'],
	path: Path,
	list: readonly LoosePosition[] | undefined,
	ring = 0
): Positions {
	const kept = itemsOf((list ?? []).map(toLngLat));
	return {
		kind,
		path,
		isSingle: false,
		positions: kept.map(({ item }) => item),
		indexes: kept.map(({ index }) => index),
		isWhole: kept.length === (list ?? []).length,
		ring
	};
}

const COORDINATES: Path = ['geometry', 'coordinates'];

/** Every list of positions of a geometry, in the order of the file. */
export function partsOf(geometry: Loose<GeometryRecord> | undefined): Positions[] {
	if (geometry === null || geometry === undefined) return [];
	switch (geometry.type) {
		case 'Point': {
			const point = toLngLat(geometry.coordinates);
			return point === undefined
				? []
				: [
						{
							kind: 'points',
							path: COORDINATES,
							isSingle: true,
							positions: [point],
							indexes: [0],
							isWhole: true,
							ring: 0
						}
					];
		}
		case 'MultiPoint':
			return [positionsOf('points', COORDINATES, geometry.coordinates)];
		case 'LineString':
			return [positionsOf('line', COORDINATES, geometry.coordinates)];
		case 'MultiLineString':
			return itemsOf(geometry.coordinates).map(({ item, index }) =>
				positionsOf('line', [...COORDINATES, index], item)
			);
		case 'Polygon':
			return itemsOf(geometry.coordinates).map(({ item, index }) =>
				positionsOf('ring', [...COORDINATES, index], item, index)
			);
		case 'MultiPolygon':
			return itemsOf(geometry.coordinates).flatMap(({ item: polygon, index: of }) =>
				itemsOf(polygon).map(({ item, index }) =>
					positionsOf('ring', [...COORDINATES, of, index], item, index)
				)
			);
		case undefined:
			return [];
	}
}

/** The path of the nth position kept of a part. */
export const pathOfPosition = ({ path, isSingle, indexes }: Positions, n: number): Path =>
	isSingle ? path : [...path, indexes[n] ?? n];

export const inRange = ([longitude, latitude]: LngLat): boolean =>
	Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
export const showPosition = ([longitude, latitude]: LngLat): string => `[${longitude}, ${latitude}]`;
/** For findings that many positions of one list share: the first is shown, the others counted. */
export const andMore = (count: number): string => (count > 1 ? ` and ${count - 1} more of this list` : '');
