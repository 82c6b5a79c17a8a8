/** What shows now as a file, made in the browser by the converters that the build uses. */
import type { Atlas, Evidence } from '../domain/atlas';
import { convert } from '../domain/export/convert';
import { BYTE_ORDER_MARK } from '../domain/export/csv';
import { fileStem, type Content, type Download } from '../domain/export/downloads';
import { whatShows } from '../domain/export/extract';
import { timeWords } from '../domain/status-sentence';
import type { View } from '../domain/view';
import { hueOf, paletteOf } from '../map/palette';
import { saveFile } from './save-file';

/** A download that can be made of a part of the atlas: each but the description of all files. */
export type PartDownload = Download & { readonly content: Exclude<Content, 'package'> };
export const isPart = (download: Download): download is PartDownload => download.content !== 'package';

/**
 * Saves what shows in a view and says how many units the file holds. `root` and `address` are the absolute addresses
 * of the site and of the view.
 */
export function saveData(
	{
		atlas,
		evidence,
		view,
		root,
		address
	}: {
		readonly atlas: Atlas;
		readonly evidence: Evidence;
		readonly view: View;
		readonly root: string;
		readonly address: string;
	},
	{ content, file, format, mediaType }: PartDownload
): number {
	const extract = whatShows(atlas, evidence, view, root, address);
	const { text, count } = convert(content, extract, (layer) =>
		hueOf(paletteOf('light'), atlas.layerById.get(layer)?.colour ?? '')
	);
	// Tables saved here are for spreadsheets.
	const parts = format === 'csv' ? [BYTE_ORDER_MARK, text] : [text];
	const stem = fileStem(atlas.title);
	const own = file.replace(/\.[a-z]+$/, '');
	const time = timeWords(view.time).replace(/[^\w]+/g, '-');
	const name = own === stem ? `${stem}-${time}` : `${stem}-${time}-${own}`;
	saveFile(new Blob(parts, { type: `${mediaType};charset=utf-8` }), `${name}.${format}`);
	return count;
}
