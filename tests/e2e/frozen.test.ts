/** A frame that names a version of the data keeps it; one that names none follows the data. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { AtlasFile } from '../../src/lib/domain/atlas';
import type { Manifest } from '../../src/lib/domain/manifest';
import { expectClean, waitForReady } from './browser';
import { BUILD_FOLDER, useBrowser, useSite } from './site';

const NEWER = 'ffffffffff';
const GONE = 'hantsavichy-radar';
const QUOTED = 'vileyka-transmitter';

/** The data as the next release might have them: one thing gone, one renamed. */
function nextRelease(): { version: string; files: Map<string, string> } {
	const read = (file: string): string => readFileSync(join(BUILD_FOLDER, 'data', file), 'utf8');
	const manifest = JSON.parse(read('manifest.json')) as Manifest;
	const atlas = JSON.parse(read('atlas.json')) as AtlasFile;
	const changed = JSON.stringify({
		...atlas,
		version: NEWER,
		features: atlas.features
			.filter(({ id }) => id !== GONE)
			.map((feature) => (feature.id === QUOTED ? { ...feature, name: 'Renamed station' } : feature))
	});
	const evidence = JSON.stringify({ ...(JSON.parse(read('evidence.json')) as object), version: NEWER });
	const entry = (text: string): { sha256: string; bytes: number } => ({
		sha256: createHash('sha256').update(text).digest('hex'),
		bytes: Buffer.byteLength(text)
	});
	const newer = {
		...manifest,
		version: NEWER,
		counts: { ...manifest.counts, features: manifest.counts.features - 1 },
		files: { ...manifest.files, 'atlas.json': entry(changed), 'evidence.json': entry(evidence) }
	};
	return {
		version: manifest.version,
		files: new Map([
			['/data/atlas.json', changed],
			['/data/evidence.json', evidence],
			['/data/manifest.json', JSON.stringify(newer)]
		])
	};
}

describe('after the data has changed', () => {
	const { version, files } = nextRelease();
	const site = useSite({
		faults: (path) => {
			const body = files.get(path);
			return body === undefined ? undefined : { body };
		}
	});
	const browser = useBrowser({ webgl: false });
	const VIEW = `layers=russian-bases-belarus&year=2014&feature=${QUOTED}`;

	async function open(query: string): Promise<Page> {
		const page = await browser.newPage({
			url: site.at(`embed/?${query}`),
			viewport: { width: 720, height: 560 }
		});
		await waitForReady(page);
		await page.locator('blockquote mark').first().waitFor();
		return page;
	}
	const ids = (page: Page): Promise<string[]> =>
		page
			.locator('.svg-map a[data-id]')
			.evaluateAll((marks) => marks.map((mark) => mark.getAttribute('data-id') ?? '').sort());
	const quotation = (page: Page): Promise<string | null> =>
		page.locator('blockquote mark').first().textContent();

	it('a frozen frame shows what it showed and says that there is newer data; a live one shows the change', async () => {
		const frozen = await open(`${VIEW}&version=${version}`);
		const live = await open(VIEW);
		const [before, after] = [await ids(frozen), await ids(live)];
		expect(before).toContain(GONE);
		expect(after).toEqual(before.filter((id) => id !== GONE));
		await frozen.getByRole('heading', { name: /Vileyka/ }).waitFor();
		await live.getByRole('heading', { name: 'Renamed station' }).waitFor();
		expect(await quotation(frozen)).toBe(await quotation(live));
		await frozen.getByText(/newer data/i).waitFor();
		expect(await live.getByText(/newer data/i).count()).toBe(0);
		await expectClean(frozen, { allow: [/WebGL/i, /GPU/i] });
		await expectClean(live, { allow: [/WebGL/i, /GPU/i] });
	});

	it('a version that is not kept is said to be gone, and the present data stands in', async () => {
		const page = await open(`${VIEW}&version=0000000000`);
		await page.getByText('is no longer kept').waitFor();
		expect(await ids(page)).not.toContain(GONE);
		await expectClean(page, { allow: [/WebGL/i, /GPU/i, /404/] });
	});
});
