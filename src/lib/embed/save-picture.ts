/** Saves a picture of a view as SVG or PNG: drawn anew from the view, never read from the screen. */
import type { Atlas } from '../domain/atlas';
import { fileStem } from '../domain/export/downloads';
import { firstCamera } from '../domain/picture';
import { compareSentence } from '../domain/compare-words';
import { marksOf } from '../domain/marks';
import { timeWords } from '../domain/status-sentence';
import type { View } from '../domain/view';
import { decodeBasemap, svgBasemapIn } from '../map/basemap-decode';
import { svgLabels, type PlacesFile } from '../map/labels';
import { drawMapPicture, pictureMapBox } from '../map/picture';
import type { PictureWords } from '../map/picture-layout';
import { saveFile } from './save-file';

export interface PictureSource {
	readonly atlas: Atlas;
	readonly view: View;
	readonly dark: boolean;
	/** Where the view is to be found. */
	readonly address: string;
	/** Folder of the fonts. */
	readonly fonts: string;
	readonly load: (file: 'basemap-low.json' | 'basemap.json' | 'places.json') => Promise<unknown>;
}

const SIZE = { width: 1200, height: 760 };
/** Pixels of the PNG for each pixel of the picture. */
const PNG_SCALE = 2;

const FACES = [
	{ family: 'Faultlines Sans', weight: 400, file: 'sans-latin-400' },
	{ family: 'Faultlines Sans', weight: 600, file: 'sans-latin-600' },
	{ family: 'Faultlines Serif', weight: 600, file: 'serif-latin-600-normal' }
];

/** A picture loads nothing, so it carries its fonts; without them it falls back to the reader's. */
async function fontCss(folder: string): Promise<string> {
	const rules = await Promise.all(
		FACES.map(async ({ family, weight, file }) => {
			const bytes = new Uint8Array(await (await fetch(`${folder}/${file}.woff2`)).arrayBuffer());
			const text = [...bytes].map((byte) => String.fromCharCode(byte)).join('');
			return `@font-face{font-family:'${family}';font-weight:${weight};src:url(data:font/woff2;base64,${btoa(text)}) format('woff2')}`;
		})
	);
	return rules.join('');
}

/** The years shown, or what differs between two. */
const shownWords = (atlas: Atlas, view: View): string =>
	view.time.mode === 'compare'
		? compareSentence(marksOf(atlas, view), view.time).replace(/\.$/, '')
		: timeWords(view.time);

async function draw({ atlas, view, dark, address, fonts, load }: PictureSource): Promise<string> {
	const feature = view.feature === undefined ? undefined : atlas.featureById.get(view.feature);
	const words: PictureWords = {
		atlas,
		view,
		size: SIZE,
		arrangement: 'bands',
		title: feature?.name ?? atlas.title,
		subtitle: `${view.layers.map((id) => atlas.layerById.get(id)?.title).join(', ')}: ${shownWords(atlas, view)}`,
		legend: true,
		sources: atlas.documents,
		address
	};
	const camera = view.camera ?? firstCamera(atlas, SIZE.width, true);
	const [topology, places, css] = await Promise.all([
		load(camera.zoom < 3 ? 'basemap-low.json' : 'basemap.json'),
		load('places.json'),
		fontCss(fonts)
	]);
	return drawMapPicture({
		...words,
		camera,
		theme: dark ? 'dark' : 'light',
		basemap: svgBasemapIn(decodeBasemap(topology), camera, pictureMapBox(words)),
		labels: svgLabels(places as PlacesFile, view.language, camera.zoom),
		fonts: { sans: 'Faultlines Sans, sans-serif', serif: 'Faultlines Serif, serif', css }
	});
}

async function toPng(svg: string): Promise<Blob> {
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
	await image.decode();
	const canvas = document.createElement('canvas');
	canvas.width = image.naturalWidth * PNG_SCALE;
	canvas.height = image.naturalHeight * PNG_SCALE;
	canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((resolve, reject) => {
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
	});
}

/** Draws the picture and hands it to the browser as a download. Rejects where that cannot be done. */
export async function savePicture(source: PictureSource, format: 'png' | 'svg'): Promise<void> {
	const svg = await draw(source);
	const blob = format === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await toPng(svg);
	saveFile(blob, `${fileStem(source.atlas.title)}-${fileStem(timeWords(source.view.time))}.${format}`);
}
