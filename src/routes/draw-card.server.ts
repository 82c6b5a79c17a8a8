/** The picture that stands for a page where a link to it is shared: drawn once, at build. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';
import type { Atlas } from '$lib/domain/atlas';
import { unionOf } from '$lib/domain/bbox';
import { creditOf } from '$lib/domain/citation';
import { marksOf, type Mark } from '$lib/domain/marks';
import { fitCamera } from '$lib/domain/mercator';
import { CARD_SIZE } from '$lib/domain/oembed';
import type { PageSubject } from '$lib/domain/page-subject';
import { decodeBasemap, svgBasemapIn } from '$lib/map/basemap-decode';
import { firstLabels, svgLabels, type MapLabel, type PlacesFile } from '$lib/map/labels';
import { drawMapPicture, pictureMapBox } from '$lib/map/picture';
import type { PictureWords } from '$lib/map/picture-layout';

/** A card is seen at half its size, or smaller: it is set at that size, with two pixels for one. */
const SIZE = { width: CARD_SIZE.width / 2, height: CARD_SIZE.height / 2 };
/** Far enough out that the countries round a site are known. */
const CLOSEST = 4;
/** A card names a little more than a screen at its zoom, because it cannot be zoomed in; most of all where its marks are. */
const MORE_LABELS = 0.7;
const MORE_OWN_LABELS = 2;
const MARGIN = { top: 18, right: 18, bottom: 18, left: 18 };

const read = (file: string): unknown => JSON.parse(readFileSync(`static/data/${file}`, 'utf8'));
/** The fine one only where the card comes near enough to show it. */
const FINE_ZOOM = 3;
const basemaps = {
	coarse: decodeBasemap(read('basemap-low.json')),
	fine: decodeBasemap(read('basemap.json'))
};
const places = read('places.json') as PlacesFile;

// The page's own fonts are WOFF2, which the renderer cannot read; these are the same faces as TrueType.
const { resolve } = createRequire(import.meta.url);
const FONT_FILES = [
	'source-sans-3/400Regular/SourceSans3_400Regular.ttf',
	'source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
	'source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
	'source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf'
].map((file) => resolve(`@expo-google-fonts/${file}`));
const FONTS = { sans: 'Source Sans 3', serif: 'Source Serif 4' };

/** The card as SVG. */
export function cardSvg(atlas: Atlas, subject: PageSubject, address: string): string {
	const { title, sentence, view, features, drawn, documents } = subject;
	const words: PictureWords = {
		atlas: { ...atlas, features: drawn },
		view,
		size: SIZE,
		arrangement: 'column',
		title,
		subtitle: sentence,
		legend: true,
		sources: documents.map(creditOf),
		address
	};
	const framed =
		subject.id === 'home' ? atlas.bbox : unionOf(features.flatMap(({ bbox }) => (bbox ? [bbox] : [])));
	const box = pictureMapBox(words);
	const camera = fitCamera(framed ?? atlas.bbox, box, MARGIN, CLOSEST);
	return drawMapPicture({
		...words,
		camera,
		theme: 'light',
		basemap: svgBasemapIn(camera.zoom < FINE_ZOOM ? basemaps.coarse : basemaps.fine, camera, box),
		labels: cardLabels(marksOf({ ...atlas, features }, view), camera.zoom),
		fonts: FONTS
	});
}

/** Names of countries, those in which the marks lie first, then of seas and places. */
function cardLabels(marks: readonly Mark[], zoom: number): readonly MapLabel[] {
	const own = new Set(marks.flatMap(({ feature }) => feature.countries));
	const countryLabels = places.countryLabels
		.filter(({ a2, minZoom }) => minZoom <= zoom + (own.has(a2) ? MORE_OWN_LABELS : MORE_LABELS))
		.toSorted((a, b) => Number(own.has(b.a2)) - Number(own.has(a.a2)) || a.minZoom - b.minZoom);
	return [
		...firstLabels({ countryLabels }, 'en'),
		...svgLabels({ ...places, countryLabels: [] }, 'en', zoom + MORE_LABELS)
	];
}

/**
 * The card as PNG. Only the fonts above are used, so every machine draws the same. It is drawn in a thread of its
 * own, while the build goes on with other pages.
 */
export async function drawCard(atlas: Atlas, subject: PageSubject, address: string): Promise<Uint8Array> {
	const image = await renderAsync(cardSvg(atlas, subject, address), {
		fitTo: { mode: 'width', value: CARD_SIZE.width },
		font: { fontFiles: FONT_FILES, loadSystemFonts: false, defaultFontFamily: FONTS.sans }
	});
	return image.asPng();
}
