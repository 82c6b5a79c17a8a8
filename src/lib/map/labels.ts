import type { FeatureCollection } from 'geojson';
import type { AtlasFile } from '../domain/atlas';
import { Room, type Area } from './room';
import { svgPoint, svgScale } from './svg';
import type { BasemapLabels } from './basemap-style';

/** A name on the SVG map, in SVG units. */
export interface MapLabel {
	readonly kind: 'country' | 'place' | 'sea';
	readonly text: string;
	readonly x: number;
	readonly y: number;
	readonly minZoom: number;
}

/** What `/data/places.json` holds. */
export interface PlacesFile {
	readonly places: readonly {
		name: string;
		lng: number;
		lat: number;
		population: number;
		capital?: true;
		minZoom: number;
	}[];
	readonly countryLabels: readonly { a2: string; lng: number; lat: number; minZoom: number }[];
	readonly seaLabels: readonly { name: string; lng: number; lat: number; minZoom: number }[];
}

/** Names of countries in the reader's language, as the platform knows them. */
export function countryNames(language: string): (a2: string) => string {
	const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });
	return (a2) => names.of(a2) ?? a2;
}

/** Labels of countries that the first picture shows. */
export function firstLabels(atlas: Pick<AtlasFile, 'countryLabels'>, language: string): readonly MapLabel[] {
	const nameOf = countryNames(language);
	return atlas.countryLabels.map(({ a2, lng, lat, minZoom }) => ({
		kind: 'country',
		text: nameOf(a2),
		...svgPoint(lng, lat),
		minZoom
	}));
}

/** Pixels that a name takes: for each letter, above its place and below; a place's name stands over its dot. */
const ROOM: Readonly<Record<MapLabel['kind'], readonly [letter: number, top: number, bottom: number]>> = {
	country: [9.2, -9, 9],
	place: [6.6, -19, 4],
	sea: [6.4, -10, 9]
};

/** Labels for the SVG map at a zoom, most important first, without any that would lie on another. */
export function svgLabels(file: PlacesFile, language: string, zoom: number): readonly MapLabel[] {
	const nameOf = countryNames(language);
	const all: MapLabel[] = [
		...file.countryLabels.map(({ a2, lng, lat, minZoom }) => ({
			kind: 'country' as const,
			text: nameOf(a2),
			...svgPoint(lng, lat),
			minZoom
		})),
		...file.places.map(({ name, lng, lat, minZoom }) => ({
			kind: 'place' as const,
			text: name,
			...svgPoint(lng, lat),
			minZoom
		})),
		...file.seaLabels.map(({ name, lng, lat, minZoom }) => ({
			kind: 'sea' as const,
			text: name,
			...svgPoint(lng, lat),
			minZoom
		}))
	];
	return thinned(all, zoom);
}

/** Further out, as on a phone's first view, the largest names stay as far as there is room. */
const FIRST_NAMES = 2.5;

/** The room that a label takes, in pixels from the corner of the world. */
export function labelBox({ kind, text, x, y }: MapLabel, scale: number): Area {
	const [letter, top, bottom] = ROOM[kind];
	const half = (text.length * letter) / 2;
	return {
		left: x * scale - half,
		top: y * scale + top,
		right: x * scale + half,
		bottom: y * scale + bottom
	};
}

/** The labels that find room at a zoom; of two that would lie on one another the first stays. */
export function thinned(labels: readonly MapLabel[], zoom: number): readonly MapLabel[] {
	const scale = svgScale(zoom);
	const room = new Room();
	return labels.filter((label) => {
		if (label.minZoom > Math.max(zoom, FIRST_NAMES)) return false;
		const box = labelBox(label, scale);
		if (!room.isFree(box)) return false;
		room.take(box);
		return true;
	});
}

const collection = (
	items: readonly { lng: number; lat: number; label: string; minZoom: number; rank: number }[]
): FeatureCollection => ({
	type: 'FeatureCollection',
	features: items.map(({ lng, lat, ...properties }) => ({
		type: 'Feature',
		geometry: { type: 'Point', coordinates: [lng, lat] },
		properties
	}))
});

/** Labels for the live map. */
export function mapLabels(file: PlacesFile, language: string): BasemapLabels {
	const nameOf = countryNames(language);
	return {
		places: collection(
			file.places.map(({ name, population, minZoom, ...spot }) => ({
				...spot,
				label: name,
				minZoom,
				rank: -population
			}))
		),
		countries: collection(
			file.countryLabels.map(({ a2, lng, lat, minZoom }) => ({
				lng,
				lat,
				label: nameOf(a2),
				minZoom,
				rank: 0
			}))
		),
		seas: collection(
			file.seaLabels.map(({ name, lng, lat, minZoom }) => ({ lng, lat, label: name, minZoom, rank: 0 }))
		)
	};
}
