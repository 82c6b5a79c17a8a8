/**
 * Widths of text without a browser, to break and to shorten lines of a picture, and names on the SVG map. Source Sans and Source Serif give the
 * numbers (advance of U+0020 to U+007E in hundredths of the size); other fonts come near enough for the margin left.
 */
const SANS =
	'20 29 43 50 50 82 61 25 30 30 42 50 25 31 25 35 50 50 50 50 50 50 50 50 50 50 25 25 50 50 50 43 85 54 59 57 62 53 49 62 65 26 48 58 49 73 65 66 57 66 57 53 54 65 52 79 51 48 54 30 35 30 50 50 54 50 55 46 56 50 29 50 54 25 25 50 26 83 55 54 56 56 35 42 34 54 47 72 45 47 43 30 24 30 50';
const SERIF_BOLD =
	'23 31 42 54 54 95 74 21 38 38 46 55 31 34 31 36 55 55 55 55 55 55 55 55 55 55 31 31 55 55 55 43 87 71 67 66 74 63 61 73 81 39 39 73 62 93 76 74 64 74 71 56 65 76 71 102 68 67 59 36 36 36 55 53 40 55 63 53 62 54 37 57 65 34 31 62 34 96 65 59 63 61 48 48 37 64 58 85 59 59 50 37 30 37 55';

export type Face = 'sans' | 'sans-bold' | 'serif-bold';

const tableOf = (widths: string): readonly number[] => widths.split(' ').map((width) => Number(width) / 100);
const TABLES = { sans: tableOf(SANS), serif: tableOf(SERIF_BOLD) };

/** Scripts whose signs fill a square. */
const WIDE =
	/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]|[\u{1f300}-\u{1faff}\u{20000}-\u{3ffff}]/u;

function widthOf(sign: string, table: readonly number[]): number {
	const known = table[(sign.codePointAt(0) ?? 0) - 32];
	if (known !== undefined) return known;
	if (/\p{M}/u.test(sign)) return 0;
	if (WIDE.test(sign)) return 1;
	if (/[’‘·]/.test(sign)) return 0.28;
	return /[—…\p{Lu}]/u.test(sign) ? 0.8 : 0.64;
}

/** The width of a line of text at this size. */
export function textWidth(text: string, size: number, face: Face): number {
	const table = face === 'serif-bold' ? TABLES.serif : TABLES.sans;
	const ems = [...text.normalize('NFD')].reduce((sum, sign) => sum + widthOf(sign, table), 0);
	return ems * size * (face === 'sans-bold' ? 1.05 : 1);
}

/** The text if it fits, else as much of it as does, with an ellipsis; whole words where a word ends near enough. */
export function fitText(text: string, width: number, size: number, face: Face): string {
	if (textWidth(text, size, face) <= width) return text;
	const signs = [...text];
	while (signs.length > 0 && textWidth(`${signs.join('')}…`, size, face) > width) signs.pop();
	const cut = signs.join('');
	const wordEnd = cut.lastIndexOf(' ');
	const kept = text[cut.length] !== ' ' && wordEnd > cut.length * 0.6 ? cut.slice(0, wordEnd) : cut;
	return `${kept.replace(/[\s,;:.–—-]+$/u, '')}…`;
}

/** The text in lines no wider than this; what does not fit into that many lines is cut with an ellipsis. */
export function wrapText(text: string, width: number, size: number, face: Face, most: number): string[] {
	const lines: string[] = [];
	let line = '';
	const words = text.split(/\s+/).filter((word) => word !== '');
	for (const [index, word] of words.entries()) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line === '' || textWidth(longer, size, face) <= width) {
			line = longer;
			continue;
		}
		if (lines.length === most - 1) {
			return [...lines, fitText([line, ...words.slice(index)].join(' '), width, size, face)];
		}
		lines.push(line);
		line = word;
	}
	return (line === '' ? lines : [...lines, line]).map((each) => fitText(each, width, size, face));
}
