/** The first picture of the basemap: an SVG file that stands under the prerendered marks until the live map takes over. */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { toUnit } from '../../src/lib/domain/mercator';
import { paletteOf, type ThemeName } from '../../src/lib/map/palette';
import { svgPath, WORLD } from '../../src/lib/map/svg';

/** west, south, east, north of the picture: what the widest first view shows, and some more. */
const CROP = [-42, -18, 179.99, 83] as const;

/** x, y, width, height in SVG units. */
export function pictureBox(): readonly [number, number, number, number] {
	const a = toUnit(CROP[0], CROP[3]);
	const b = toUnit(CROP[2], CROP[1]);
	const units = (value: number): number => Math.round(value * WORLD);
	return [units(a.x), units(a.y), units(b.x - a.x), units(b.y - a.y)];
}

/** Steps finer than this many units (about a pixel at the first zoom) are not drawn. */
const GRAIN = 7;

/** Whether any of a geometry lies in the crop; what lies outside would only be bytes. */
function isInCrop(geometry: Geometry): boolean {
	const text =
		geometry.type === 'Polygon'
			? geometry.coordinates[0]
			: geometry.type === 'LineString'
				? geometry.coordinates
				: undefined;
	return (text ?? []).some(
		([lng = 0, lat = 0]) => lng > CROP[0] - 5 && lng < CROP[2] && lat > CROP[1] - 5 && lat < CROP[3] + 5
	);
}

function partsOf(geometry: Geometry): readonly Geometry[] {
	switch (geometry.type) {
		case 'MultiPolygon':
			return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
		case 'MultiLineString':
			return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }));
		default:
			return [geometry];
	}
}

function pathOf(
	collection: FeatureCollection,
	keep: (properties: Record<string, unknown>) => boolean = () => true
): string {
	return collection.features
		.filter(({ properties }) => keep(properties ?? {}))
		.flatMap(({ geometry }) => partsOf(geometry))
		.filter(isInCrop)
		.map((part) => svgPath(part, GRAIN))
		.join('');
}

/** The picture in one theme. Lines are as wide as they look at the first zoom, where one pixel is about nine units. */
export function drawPicture(topology: Topology, theme: ThemeName): string {
	const palette = paletteOf(theme);
	const decode = (name: string): FeatureCollection => {
		const object = topology.objects[name];
		if (!object) return { type: 'FeatureCollection', features: [] };
		const decoded = feature(topology, object as GeometryObject) as Feature | FeatureCollection;
		return decoded.type === 'FeatureCollection'
			? decoded
			: { type: 'FeatureCollection', features: [decoded] };
	};
	const borders = decode('borders');
	const isDisputed = ({ kind }: Record<string, unknown>): boolean => kind === 'disputed';
	const [x, y, width, height] = pictureBox();
	const path = (d: string, attributes: string): string => (d === '' ? '' : `<path d="${d}" ${attributes}/>`);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}">`,
		`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${palette.water}"/>`,
		path(
			pathOf(decode('land')),
			`fill="${palette.land}" stroke="${palette.coast}" stroke-width="7" stroke-linejoin="round"`
		),
		path(pathOf(decode('lakes')), `fill="${palette.water}"`),
		path(
			pathOf(borders, (properties) => !isDisputed(properties)),
			`fill="none" stroke="${palette.border}" stroke-width="7" stroke-linejoin="round"`
		),
		path(
			pathOf(borders, isDisputed),
			`fill="none" stroke="${palette.disputed}" stroke-width="8" stroke-dasharray="20 16"`
		),
		'</svg>\n'
	].join('');
}
