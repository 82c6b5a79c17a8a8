/** Geometry by itself: GeoJSON as RFC 7946 has it, and valid in the sense of the OGC's simple features. */
import GeoJSONReader from 'jsts/org/locationtech/jts/io/GeoJSONReader.js';
import IsSimpleOp from 'jsts/org/locationtech/jts/operation/IsSimpleOp.js';
import IsValidOp from 'jsts/org/locationtech/jts/operation/valid/IsValidOp.js';
import type { FeatureRecord } from '../../src/lib/domain/records';
import type { Issue } from '../../src/lib/domain/issue';
import type { Located, LooseDataset } from './loose';
import { andMore, inRange, partsOf, pathOfPosition, showPosition } from './positions';
import type { LngLat, Positions } from './positions';
import { errorAt, quote, warningAt } from './report';
import type { Finding, Place } from './report';

/** Six decimals are a decimetre; more is the noise of a conversion. */
export const MOST_DECIMALS = 6;

const isSame = (a: LngLat | undefined, b: LngLat | undefined): boolean =>
	a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
const isClosed = ({ positions }: Positions): boolean => isSame(positions[0], positions.at(-1));
const rounded = (value: number): number => Number(value.toFixed(MOST_DECIMALS));
const isFine = (value: number): boolean => rounded(value) === value;

/** Twice the signed area by the shoelace formula: positive runs counterclockwise. Only sign and zero are used. */
const doubleArea = (positions: readonly LngLat[]): number => {
	const [origin = [0, 0]] = positions;
	return positions.reduce((sum, [x, y], index) => {
		const [nextX, nextY] = positions[index + 1] ?? origin;
		// From the first position, so that small rings far from [0, 0] keep their digits.
		return sum + (x - origin[0]) * (nextY - origin[1]) - (nextX - origin[0]) * (y - origin[1]);
	}, 0);
};
const SMALLEST_DOUBLE_AREA = 1e-14;
const hasArea = ({ positions }: Positions): boolean => Math.abs(doubleArea(positions)) > SMALLEST_DOUBLE_AREA;

/** One issue for all positions of a list that share a fault: a swapped line of 500 is one mistake. */
function wherever(
	place: Place,
	part: Positions,
	isBad: (position: LngLat, n: number) => boolean,
	find: (position: LngLat, n: number) => Finding
): Issue[] {
	const bad = part.positions.flatMap((position, n) => (isBad(position, n) ? [{ position, n }] : []));
	const first = bad[0];
	if (first === undefined) return [];
	const finding = find(first.position, first.n);
	return [
		errorAt(place, pathOfPosition(part, first.n), {
			...finding,
			found: `${finding.found}${andMore(bad.length)}`
		})
	];
}

function checkPositions(place: Place, part: Positions): Issue[] {
	const { positions, kind } = part;
	const outOfRange = wherever(
		place,
		part,
		(position) => !inRange(position),
		(position) => {
			const swapped: LngLat = [position[1], position[0]];
			return {
				expected: 'a longitude of -180 to 180 and a latitude of -90 to 90',
				found: showPosition(position),
				remedy: inRange(swapped)
					? `longitude and latitude look swapped: write ${showPosition(swapped)}`
					: 'correct the position; a line across the antimeridian is cut there, not continued past 180'
			};
		}
	);
	const tooFine = wherever(
		place,
		part,
		(position) => !position.every(isFine),
		(position) => ({
			expected: `at most ${MOST_DECIMALS} decimals`,
			found: showPosition(position),
			remedy: `round to ${showPosition([rounded(position[0]), rounded(position[1])])}`
		})
	);
	if (kind === 'points') return [...outOfRange, ...tooFine];
	const repeated = wherever(
		place,
		part,
		(position, n) => n > 0 && isSame(position, positions[n - 1]),
		(position) => ({
			expected: 'a position that differs from the one before',
			found: `${showPosition(position)} again`,
			remedy: 'remove one of the two'
		})
	);
	const acrossAntimeridian = wherever(
		place,
		part,
		(position, n) => Math.abs(position[0] - (positions[n - 1] ?? position)[0]) > 180,
		(position, n) => ({
			expected: 'a step of at most 180 degrees of longitude',
			found: `${showPosition(positions[n - 1] ?? position)} to ${showPosition(position)}`,
			remedy:
				'cut the line or area at the antimeridian into parts that end at 180 and begin at -180 (RFC 7946 §3.1.9)'
		})
	);
	return [...outOfRange, ...tooFine, ...repeated, ...acrossAntimeridian];
}

function checkRing(place: Place, part: Positions): Issue[] {
	const { positions, path, ring } = part;
	if (!part.isWhole || positions.length === 0) return [];
	if (!isClosed(part)) {
		return [
			errorAt(place, path, {
				expected: 'a closed ring, whose last position is its first',
				found: `${showPosition(positions.at(-1) ?? [0, 0])} at the end, ${showPosition(positions[0] ?? [0, 0])} at the beginning`,
				remedy: 'repeat the first position at the end'
			})
		];
	}
	if (!hasArea(part)) {
		return [
			errorAt(place, path, {
				expected: 'a ring with an area',
				found: 'one without',
				remedy: 'draw the outline anew, or make it a point or a line'
			})
		];
	}
	const isOuter = ring === 0;
	const isCounterclockwise = doubleArea(positions) > 0;
	if (isOuter === isCounterclockwise) return [];
	return [
		errorAt(place, path, {
			expected: isOuter
				? 'an outer ring that runs counterclockwise (RFC 7946 §3.1.6)'
				: 'a hole that runs clockwise (RFC 7946 §3.1.6)',
			found: isOuter ? 'a clockwise one' : 'a counterclockwise one',
			remedy: 'reverse the order of its positions'
		})
	];
}

const at = (coordinate: { readonly x: number; readonly y: number } | null): string =>
	coordinate === null ? '' : ` at ${showPosition([rounded(coordinate.x), rounded(coordinate.y)])}`;

/** True where the schema has cut nothing out: only then are the rings that are left all that there are. */
const isUncut = (coordinates: unknown): boolean =>
	Array.isArray(coordinates)
		? coordinates.length > 0 && coordinates.every(isUncut)
		: typeof coordinates === 'number' && Number.isFinite(coordinates);

/** jsts throws on shapes that it cannot hold; those were reported before it is asked. */
function checkShape(place: Located<FeatureRecord>, parts: readonly Positions[]): Issue[] {
	const { type, coordinates } = place.record.geometry ?? {};
	const rings = parts.filter(({ kind }) => kind === 'ring');
	const isArea =
		rings.length > 0 &&
		isUncut(coordinates) &&
		rings.every((part) => part.positions.length >= 4 && isClosed(part) && hasArea(part));
	if (type !== undefined && isArea) {
		const problem = new IsValidOp(new GeoJSONReader().read({ type, coordinates })).getValidationError();
		if (problem !== null) {
			return [
				errorAt(place, ['geometry', 'coordinates'], {
					expected: 'an area whose rings do not cross, with holes inside',
					found: `${problem.getMessage().toLowerCase()}${at(problem.getCoordinate())}`,
					remedy: 'redraw the outline there'
				})
			];
		}
	}
	return parts
		.filter(
			({ kind, isWhole, positions }) => kind === 'line' && isWhole && new Set(positions.map(String)).size > 1
		)
		.flatMap((part) => {
			const simple = new IsSimpleOp(
				new GeoJSONReader().read({ type: 'LineString', coordinates: part.positions })
			);
			if (simple.isSimple()) return [];
			// Not an error: railways do wind up mountains in spirals.
			return [
				warningAt(place, part.path, {
					expected: 'a line that does not cross itself',
					found: `a crossing${at(simple.getNonSimpleLocation())}`,
					remedy: 'look whether a position there is out of order'
				})
			];
		});
}

function checkLineLength(place: Place, part: Positions): Issue[] {
	if (part.kind !== 'line' || !part.isWhole || part.positions.length < 2) return [];
	if (new Set(part.positions.map(String)).size > 1) return [];
	return [
		errorAt(place, part.path, {
			expected: 'a line with a length',
			found: 'the same position throughout',
			remedy: 'draw the line, or make it a point'
		})
	];
}

function checkPrecision(place: Located<FeatureRecord>): Issue[] {
	const { geometry, properties } = place.record;
	if (geometry === undefined || properties === undefined) return [];
	const { precision } = properties;
	if (geometry !== null && precision === undefined) {
		return [
			errorAt(place, ['properties', 'precision'], {
				expected: '"precision" where there is a geometry',
				found: 'nothing',
				remedy: 'say how well the place is known'
			})
		];
	}
	if (geometry === null && precision !== undefined) {
		return [
			errorAt(place, ['properties', 'precision'], {
				expected: 'no "precision" where there is no geometry',
				found: quote(precision),
				remedy: 'leave it out, or add the geometry'
			})
		];
	}
	return [];
}

export const checkGeometry = ({ features }: LooseDataset): Issue[] =>
	features.flatMap((place) => {
		const parts = partsOf(place.record.geometry);
		return [
			...checkPrecision(place),
			...parts.flatMap((part) => [
				...checkPositions(place, part),
				...checkLineLength(place, part),
				...(part.kind === 'ring' ? checkRing(place, part) : [])
			]),
			...checkShape(place, parts)
		];
	});
