import type { Feature, FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { unproject, type Size } from '../domain/mercator';
import type { Camera } from '../domain/view';
import { clipCollection } from '../domain/clip';
import { countriesShape } from './outlines';
import type { BasemapCollections } from './style';
import { svgPath, svgScale } from './svg';

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };

function decode(topology: Topology, name: string): FeatureCollection {
	const object = topology.objects[name] as GeometryObject | undefined;
	if (!object) return EMPTY;
	const decoded = feature(topology, object) as Feature | FeatureCollection;
	return decoded.type === 'FeatureCollection' ? decoded : { type: 'FeatureCollection', features: [decoded] };
}

/** The basemap as GeoJSON; what a file lacks is empty. The hash of the file has been checked when it was loaded. */
export function decodeBasemap(file: unknown): BasemapCollections {
	const topology = file as Topology;
	let countries: FeatureCollection | undefined;
	return {
		land: decode(topology, 'land'),
		coast: decode(topology, 'coast'),
		borders: decode(topology, 'borders'),
		lakes: decode(topology, 'lakes'),
		rivers: decode(topology, 'rivers'),
		// Decoded when first asked for: most views draw no country as a whole.
		get countries() {
			return (countries ??= decode(topology, 'countries'));
		}
	};
}

/** Paths of the basemap in units of the SVG map. */
export interface SvgBasemap {
	readonly land: string;
	readonly coast: string;
	readonly lakes: string;
	readonly borders: string;
	readonly disputed: string;
	/** The path of countries, by ISO code; what the basemap lacks is left out. */
	readonly countries: (codes: readonly string[]) => string;
}

/** The basemap as paths of the SVG map. */
export const svgBasemap = (file: unknown): SvgBasemap => basemapPaths(decodeBasemap(file), 2);

/** What a picture shows of the basemap, as fine as the picture can show it. */
export function svgBasemapIn(basemap: BasemapCollections, camera: Camera, size: Size): SvgBasemap {
	const margin = 24;
	const a = unproject({ x: -margin, y: -margin }, camera, size);
	const b = unproject({ x: size.width + margin, y: size.height + margin }, camera, size);
	const cut = (collection: FeatureCollection): FeatureCollection =>
		clipCollection(collection, [a.lng, b.lat, b.lng, a.lat]);
	const { land, coast, borders, lakes, rivers } = basemap;
	const near = {
		land: cut(land),
		coast: cut(coast),
		borders: cut(borders),
		lakes: cut(lakes),
		rivers,
		get countries() {
			return cut(basemap.countries);
		}
	};
	const halfPixel = 0.5 / svgScale(camera.zoom);
	return basemapPaths(near, halfPixel);
}

function basemapPaths(basemap: BasemapCollections, grain: number): SvgBasemap {
	const { land, coast, borders, lakes } = basemap;
	/** Countries keep their shape while the years are scrubbed. */
	const shapes = new Map<string, string>();
	const path = (collection: FeatureCollection, keep: (kind: unknown) => boolean = () => true): string =>
		collection.features
			.filter(({ properties }) => keep(properties?.kind))
			.map(({ geometry }) => svgPath(geometry, grain))
			.join('');
	return {
		land: path(land),
		coast: path(coast),
		lakes: path(lakes),
		borders: path(borders, (kind) => kind !== 'disputed'),
		disputed: path(borders, (kind) => kind === 'disputed'),
		countries: (codes) => {
			const key = codes.join();
			const path = shapes.get(key) ?? svgPath(countriesShape(basemap, codes), grain);
			shapes.set(key, path);
			return path;
		}
	};
}
