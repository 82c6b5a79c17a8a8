import type { Feature, FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import type { BasemapCollections } from './style';
import { svgPath } from './svg';

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
	return {
		land: decode(topology, 'land'),
		coast: decode(topology, 'coast'),
		borders: decode(topology, 'borders'),
		lakes: decode(topology, 'lakes'),
		rivers: decode(topology, 'rivers')
	};
}

/** The basemap as paths of the SVG map. */
export function svgBasemap(file: unknown): {
	land: string;
	coast: string;
	lakes: string;
	borders: string;
	disputed: string;
} {
	const { land, coast, borders, lakes } = decodeBasemap(file);
	const path = (collection: FeatureCollection, keep: (kind: unknown) => boolean = () => true): string =>
		collection.features
			.filter(({ properties }) => keep(properties?.kind))
			.map(({ geometry }) => svgPath(geometry, 2))
			.join('');
	return {
		land: path(land),
		coast: path(coast),
		lakes: path(lakes),
		borders: path(borders, (kind) => kind !== 'disputed'),
		disputed: path(borders, (kind) => kind === 'disputed')
	};
}
