/** Where the words of a picture stand, and what they leave for the map. Plain numbers; `picture.ts` draws them. */
import type { Atlas } from '../domain/atlas';
import type { Change } from '../domain/compare';
import { CHANGE_WORDS } from '../domain/compare-words';
import { legendOf, LOOK_WORDS } from '../domain/legend';
import { mapDataOf } from '../domain/map-data';
import type { Look, Mark } from '../domain/marks';
import type { Size } from '../domain/mercator';
import { timeWords } from '../domain/status-sentence';
import type { View } from '../domain/view';
import type { Symbol } from '../domain/vocabulary';
import { fitText, textWidth, wrapText, type Face } from './text-width';

/** What a picture says, and how large it is. */
export interface PictureWords {
	readonly atlas: Atlas;
	readonly view: View;
	/** In CSS pixels; who makes pixels of it chooses how many for each. */
	readonly size: Size;
	/**
	 * Where the words stand. `bands`: over and under the map, and the size is that of the map, so the picture is higher.
	 * `column`: beside the map, and the size is that of the whole picture, for cards of a given shape.
	 */
	readonly arrangement: 'bands' | 'column';
	readonly title: string;
	readonly subtitle: string;
	readonly legend: boolean;
	/** Names of the documents that the view rests on. */
	readonly sources: readonly string[];
	/** Where the view is to be found. */
	readonly address: string;
}

export interface Box extends Size {
	readonly x: number;
	readonly y: number;
}

const PAD = 16;
const YEAR_SIZE = 34;
const TITLE_SIZES = [30, 27, 24, 21] as const;
const TITLE_LEADING = 1.12;
const SUBTITLE = { size: 14.5, leading: 19, most: 3 } as const;
const SOURCES = { size: 12, leading: 16, most: 4 } as const;
const SMALL = { size: 10, leading: 14 } as const;
const LEGEND = { size: 12.5, leading: 19, gap: 15 } as const;

/** The same in a column, where height is short. */
const COLUMN = {
	share: 0.385,
	year: { size: 25, leading: 29 },
	titles: [27, 25, 23, 21, 19, 17],
	titleShare: 0.36,
	subtitle: { size: 13.5, leading: 17, least: 2, most: 6 },
	legend: { size: 12, leading: 17.5, most: 5 },
	attribution: 9.5
} as const;

export interface Line {
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly size: number;
	readonly face: Face;
	readonly tone: 'ink' | 'soft' | 'faint';
	readonly anchor?: 'end';
}

export interface Key {
	readonly x: number;
	/** Height of its middle. */
	readonly y: number;
	readonly entry: Entry;
}

export interface Entry {
	readonly words: string;
	/** Hue of the layer that it stands for; left out for a pattern, which stands for every layer. */
	readonly hue?: string;
	readonly line?: Look | 'sea';
	/** The sign of a change, where two years are compared. */
	readonly change?: Change;
	readonly site?: { readonly symbol: Symbol; readonly look: Look };
	/** Hatching of a whole country. */
	readonly country?: Look;
}

export interface Layout {
	readonly size: Size;
	readonly map: Box;
	/** Thin lines between paper and map. */
	readonly rules: readonly Box[];
	readonly lines: readonly Line[];
	readonly keys: readonly Key[];
}

/**
 * Everything but the map: where the words and the keys of the legend stand, and what they leave for the map.
 * The legend is of the marks given; the map's box does not depend on them.
 */
export const layOut = (words: PictureWords, marks: readonly Mark[]): Layout => {
	const entries = words.legend ? entriesOf(words.atlas, marks) : [];
	return words.arrangement === 'column' ? inColumn(words, entries) : inBands(words, entries);
};

function inBands(words: PictureWords, entries: readonly Entry[]): Layout {
	const { width, height } = words.size;
	const wide = width - 2 * PAD;
	const lines: Line[] = [];
	const keys: Key[] = [];

	const year = yearWords(words);
	const column = wide - textWidth(year, YEAR_SIZE, 'serif-bold') - 22;
	const size = titleSize(words.title, column, TITLE_SIZES, TITLE_SIZES[0] * 1.65);
	const titles = wrapText(words.title, column, size, 'serif-bold', 2);
	const top = 13;
	let y = top;
	const face = 'serif-bold';
	lines.push({
		x: width - PAD,
		y: y + YEAR_SIZE * 0.82,
		text: year,
		size: YEAR_SIZE,
		face,
		tone: 'ink',
		anchor: 'end'
	});
	for (const text of titles) {
		lines.push({ x: PAD, y: y + size * 0.86, text, size, face, tone: 'ink' });
		y += size * TITLE_LEADING;
	}
	y = Math.max(y, top + YEAR_SIZE) + 1;
	for (const text of wrapText(words.subtitle, wide, SUBTITLE.size, 'sans', SUBTITLE.most)) {
		lines.push({
			x: PAD,
			y: y + SUBTITLE.leading * 0.75,
			text,
			size: SUBTITLE.size,
			face: 'sans',
			tone: 'soft'
		});
		y += SUBTITLE.leading;
	}
	const map: Box = { x: 0, y: Math.round(y + 9), width, height };

	y = map.y + height + 9;
	for (const row of legendRows(entries, wide, LEGEND.size)) {
		placeRow(row, PAD, y, LEGEND, lines, keys);
		y += LEGEND.leading;
	}
	if (entries.length > 0) y += 3;
	for (const line of footLines(words, wide, SMALL.size, SOURCES.most)) {
		lines.push(...placeFoot(line, width, y));
		y += line.leading;
	}
	const rules = [map.y, map.y + height].map((at) => ({ x: 0, y: at - 0.5, width, height: 1 }));
	return { size: { width, height: Math.round(y + 7) }, map, rules, lines, keys };
}

function inColumn(words: PictureWords, entries: readonly Entry[]): Layout {
	const { width, height } = words.size;
	const lines: Line[] = [];
	const keys: Key[] = [];
	const foot = footLines(words, width - 2 * PAD, COLUMN.attribution, 1);
	const bottom = Math.round(height - foot.reduce((sum, { leading }) => sum + leading, 0) - 12);
	let y = bottom + 6;
	for (const line of foot) {
		lines.push(...placeFoot(line, width, y));
		y += line.leading;
	}

	const side = Math.round(width * COLUMN.share);
	const wide = side - PAD - 13;
	const face = 'serif-bold';
	const { year, titles: sizes, subtitle, legend } = COLUMN;
	y = 12;
	const text = yearWords(words);
	lines.push({ x: PAD, y: y + year.size * 0.8, text, size: year.size, face, tone: 'faint' });
	y += year.leading;
	const size = titleSize(words.title, wide, sizes, bottom * COLUMN.titleShare);
	for (const title of wrapText(
		words.title,
		wide,
		size,
		face,
		Math.floor((bottom * COLUMN.titleShare) / size)
	)) {
		lines.push({ x: PAD, y: y + size * 0.86, text: title, size, face, tone: 'ink' });
		y += size * TITLE_LEADING;
	}
	y += 4;

	const rows = legendRows(entries, wide, legend.size);
	const linesFor = (legendLines: number): number =>
		Math.floor((bottom - 10 - y - legendLines * legend.leading) / subtitle.leading);
	const most = Math.min(
		Math.max(linesFor(Math.min(rows.length, legend.most)), subtitle.least),
		subtitle.most
	);
	for (const sentence of wrapText(words.subtitle, wide, subtitle.size, 'sans', most)) {
		lines.push({
			x: PAD,
			y: y + subtitle.leading * 0.75,
			text: sentence,
			size: subtitle.size,
			face: 'sans',
			tone: 'soft'
		});
		y += subtitle.leading;
	}
	const shown = shortened(rows, Math.floor((bottom - 6 - y - 5) / legend.leading));
	y = bottom - 6 - shown.length * legend.leading;
	for (const row of shown) {
		placeRow(row, PAD, y, legend, lines, keys);
		y += legend.leading;
	}
	const map: Box = { x: side, y: 0, width: width - side, height: bottom };
	const rules = [
		{ x: side - 0.5, y: 0, width: 1, height: bottom },
		{ x: 0, y: bottom - 0.5, width, height: 1 }
	];
	return { size: words.size, map, rules, lines, keys };
}

const yearWords = ({ view: { time } }: PictureWords): string =>
	time.mode === 'all' ? 'All years' : time.mode === 'compare' ? `${time.from} → ${time.to}` : timeWords(time);

/** The largest size at which a title stands whole in a column, no higher than this; else the smallest. */
function titleSize(title: string, wide: number, sizes: readonly number[], high: number): number {
	const fits = (size: number): boolean => {
		const lines = wrapText(title, wide, size, 'serif-bold', Math.max(Math.floor(high / size), 1));
		return !lines.some((line) => line.endsWith('…'));
	};
	return sizes.find(fits) ?? sizes.at(-1)!;
}

type LegendRow = readonly { readonly entry: Entry; readonly x: number }[];

/** As many rows as there is room for; where some are left out, the last says how many entries that are. */
function shortened(rows: readonly LegendRow[], most: number): readonly LegendRow[] {
	if (rows.length <= most || most < 1) return most < 1 ? [] : rows;
	const kept = rows.slice(0, most - 1);
	const left = rows.slice(most - 1).flat().length;
	return [...kept, [{ entry: { words: `and ${left} more ${left === 1 ? 'sign' : 'signs'}` }, x: 0 }]];
}

function placeRow(
	row: LegendRow,
	left: number,
	y: number,
	{ size, leading }: { readonly size: number; readonly leading: number },
	lines: Line[],
	keys: Key[]
): void {
	const middle = y + leading / 2;
	for (const { entry, x } of row) {
		keys.push({ entry, x: left + x, y: middle });
		lines.push({
			x: left + x + keyWidth(entry),
			y: middle + size * 0.34,
			text: entry.words,
			size,
			face: keyFace(entry),
			tone: entry.hue === undefined ? 'soft' : 'ink'
		});
	}
}

function placeFoot({ left, right, leading, size, tone }: FootLine, width: number, y: number): Line[] {
	const baseline = y + leading * 0.72;
	const lines: Line[] = [];
	if (left) lines.push({ x: PAD, y: baseline, text: left, size, face: 'sans', tone });
	if (right)
		lines.push({
			x: width - PAD,
			y: baseline,
			text: right,
			size: SMALL.size,
			face: 'sans',
			tone: 'soft',
			anchor: 'end'
		});
	return lines;
}

interface FootLine {
	left: string;
	right?: string;
	readonly leading: number;
	readonly size: number;
	readonly tone: 'soft' | 'faint';
}

/** Sources, attribution and address, in as few lines as they need. */
function footLines(
	{ atlas, sources, address }: PictureWords,
	wide: number,
	small: number,
	most: number
): FootLine[] {
	const { size, leading } = SOURCES;
	const words: FootLine[] =
		sources.length === 0
			? []
			: wrapText(`Sources: ${sources.join('; ')}`, wide, size, 'sans', most).map((left) => ({
					left,
					leading,
					size,
					tone: 'soft'
				}));
	for (const left of wrapText(attribution(atlas), wide, small, 'sans', 3))
		words.push({ left, leading: SMALL.leading, size: small, tone: 'faint' });
	const short = fitText(address.replace(/^https?:\/\//, ''), wide, SMALL.size, 'sans');
	if (short === '') return words;
	const room = wide - textWidth(short, SMALL.size, 'sans') - 18;
	const beside = words.findLast((line) => textWidth(line.left, line.size, 'sans') <= room);
	if (beside) beside.right = short;
	else words.push({ left: '', right: short, leading: SMALL.leading, size: SMALL.size, tone: 'soft' });
	return words;
}

/** Whose work the picture is made of; their licences ask for it. */
export const attribution = ({
	title,
	version,
	licence,
	attribution: others
}: Pick<Atlas, 'title' | 'version' | 'licence' | 'attribution'>): string =>
	`${title}, data ${version}, ${licence.id.replace(/-(?=\d)/g, ' ').replace('CC-BY', 'CC BY')}. ` +
	`${mapDataOf({ attribution: others }).join(', ')}.`;

function entriesOf(atlas: Atlas, marks: readonly Mark[]): Entry[] {
	const { changes, layers, looks, sea, symbols } = legendOf(atlas, marks);
	return [
		...layers.map(({ layer, sites, lines, countries }): Entry => ({
			words: layer.title,
			hue: layer.colour,
			...(lines ? { line: 'solid' } : {}),
			...(countries ? { country: 'solid' } : {}),
			...(sites ? { site: { symbol: 'circle', look: 'solid' } } : {})
		})),
		...changes.map((change): Entry => ({ words: CHANGE_WORDS[change], change })),
		...looks.map(({ look, site, line, country }): Entry => ({
			words: LOOK_WORDS[look],
			...(line ? { line: look } : {}),
			...(country ? { country: look } : {}),
			...(site ? { site: { symbol: 'circle', look } } : {})
		})),
		...(sea ? [{ words: 'sea leg', line: 'sea' } as const] : []),
		...symbols
			.filter(({ symbol }) => symbol !== 'circle' || symbols.length > 1)
			.map(({ symbol, titles }): Entry => ({
				words: titles.join(', '),
				site: { symbol, look: 'solid' }
			}))
	];
}

export const KEY_LINE = 26;
export const KEY_SITE = 11;
const keyWidth = ({ line, site, country, change }: Entry): number =>
	(line ? KEY_LINE + 5 : 0) + (country ? KEY_SITE + 7 : 0) + (site || change ? KEY_SITE + 6 : 0);
const keyFace = ({ hue }: Entry): Face => (hue !== undefined ? 'sans-bold' : 'sans');

/** The entries in rows. */
function legendRows(entries: readonly Entry[], wide: number, size: number): readonly LegendRow[] {
	const rows: { entry: Entry; x: number }[][] = [];
	let x = 0;
	for (const entry of entries) {
		const words = fitText(entry.words, wide - keyWidth(entry), size, keyFace(entry));
		const width = keyWidth(entry) + textWidth(words, size, keyFace(entry));
		const row = rows.at(-1);
		if (row && x + width <= wide) row.push({ entry: { ...entry, words }, x });
		else {
			x = 0;
			rows.push([{ entry: { ...entry, words }, x }]);
		}
		x += width + LEGEND.gap;
	}
	return rows;
}
