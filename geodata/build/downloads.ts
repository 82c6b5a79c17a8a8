/** The files that readers take away, made of the whole atlas. */
import { createHash } from 'node:crypto';
import type { Atlas, Evidence } from '../../src/lib/domain/atlas';
import { convert, type Converted } from '../../src/lib/domain/export/convert';
import { toDataPackage, type PackagedFile } from '../../src/lib/domain/export/datapackage';
import { downloadsOf, fileStem } from '../../src/lib/domain/export/downloads';
import { wholeAtlas } from '../../src/lib/domain/export/extract';
import { hueOf, paletteOf } from '../../src/lib/map/palette';

/** All downloads by file name. `root` is the address of the site with its slash, as far as it is known. */
export function writeDownloads(
	atlas: Atlas,
	evidence: Evidence,
	root: string
): ReadonlyMap<string, Converted> {
	const extract = wholeAtlas(atlas, evidence, root);
	const layerHue = (layer: string): string =>
		hueOf(paletteOf('light'), atlas.layerById.get(layer)?.colour ?? '');
	const files = new Map<string, Converted>();
	const packaged: PackagedFile[] = [];
	for (const download of downloadsOf(atlas)) {
		if (download.content === 'package') {
			const descriptor = toDataPackage(extract, packaged, fileStem(atlas.title));
			files.set(download.file, {
				text: `${JSON.stringify(descriptor, null, '\t')}\n`,
				count: packaged.length
			});
			continue;
		}
		const converted = convert(download.content, extract, layerHue);
		files.set(download.file, converted);
		packaged.push({
			download,
			bytes: Buffer.byteLength(converted.text),
			sha256: createHash('sha256').update(converted.text).digest('hex'),
			...(converted.table ? { table: converted.table } : {})
		});
	}
	return files;
}
