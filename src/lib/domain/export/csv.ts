/** Tables as CSV (RFC 4180) that a spreadsheet opens without harm. */

export type Cell = string | number | boolean | undefined;

/**
 * A spreadsheet takes text that begins with one of these for a formula and runs it. The wide forms are read alike in
 * East Asian versions; tab and line breaks hide a sign behind them.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Text as it may stand in a cell: an apostrophe in front keeps what looks like a formula from being one. */
export const guardText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

function writeCell(cell: Cell): string {
	if (cell === undefined) return '';
	// Numbers are numbers, negative ones too.
	if (typeof cell !== 'string') return String(cell);
	const text = guardText(cell);
	return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Commas and CRLF; every row has as many cells as the head. Without a byte-order mark, which readers of data packages
 * take for a part of the first name; what is saved for a spreadsheet gets one on its way (`BYTE_ORDER_MARK`).
 */
export const toCsv = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
	[head, ...rows].map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');

/** A spreadsheet that opens a file by double click takes it for UTF-8 only with this sign in front. */
export const BYTE_ORDER_MARK = '\uFEFF';
