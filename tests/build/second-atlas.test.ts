/** The small real atlas in `tests/fixtures`: the same checks as the first one, and what its settings leave out. */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInBox, type Box } from '../../geodata/build/basemap-borders';
import { isTown } from '../../geodata/build/basemap-places';
import { grown, regionOf } from '../../geodata/build/basemap-region';
import { compileAtlas } from '../../geodata/build/compile';
import { countryAt, distanceToCountryKm } from '../../geodata/build/country-lookup';
import { isOnPicture, pictureBox, pictureZoom } from '../../geodata/build/picture';
import { runChecks } from '../../geodata/build/validate';
import { verifyDataset } from '../../geodata/build/verify';
import { formatIssue } from '../../src/lib/domain/issue';
import type { AtlasSettings } from '../../src/lib/domain/records';

const FOLDER = fileURLToPath(new URL('../fixtures/atlantic-cables/geodata', import.meta.url));
const TEXTS = fileURLToPath(new URL('../fixtures/atlantic-cables/texts', import.meta.url));

const { dataset, issues } = runChecks(FOLDER, { countryAt, distanceToCountryKm, isTown });
const settings = dataset.atlas?.value as AtlasSettings;
const { atlas, evidence } = compileAtlas(dataset, 'test-version');

test('the second atlas passes every check of the data, without a warning', () => {
	expect(issues.map(formatIssue)).toEqual([]);
});

test('every quotation of it stands in its text', () => {
	const { verified, issues: ofReading } = verifyDataset(FOLDER, TEXTS);
	expect([...ofReading, ...verified.flatMap((each) => each.issues)].map(formatIssue)).toEqual([]);
	expect(verified.map(({ passages }) => passages)).toEqual([18]);
});

test('what only the page about it says is not in the file that loads first', () => {
	const { purpose, borders, credits } = evidence.about;
	const paragraphs = [...purpose, ...borders, ...credits];
	expect(paragraphs).toHaveLength(3);
	for (const text of paragraphs) expect(JSON.stringify(atlas)).not.toContain(text);
	expect(atlas).not.toHaveProperty('basemap');
	expect(atlas.features.filter(({ geometry }) => geometry === null).map(({ id }) => id)).toEqual([
		'trinity-bay-telegraph-house'
	]);
});

test('basemap and picture follow its first view where the settings say nothing', () => {
	expect(settings.basemap).toBeUndefined();
	const region = regionOf(settings);
	expect(region.focus).toEqual([settings.bbox]);
	const [valentia, newfoundland, minsk] = [
		[-10.3, 51.9],
		[-53.4, 47.9],
		[27.6, 53.9]
	];
	for (const place of [valentia, newfoundland])
		expect(region.near.some((box) => isInBox(place!, box))).toBe(true);
	expect(region.near.some((box) => isInBox(minsk!, box))).toBe(false);
	expect(isOnPicture(atlas, { lng: -10.3, lat: 51.9 })).toBe(true);
	expect(isOnPicture(atlas, { lng: 135, lat: 36 })).toBe(false);
	expect(pictureZoom(atlas)).toBeGreaterThan(3);
	expect(pictureBox(atlas).every((side) => Number.isFinite(side) && side > 0)).toBe(true);
});

test('a grown box holds what it held, lies on the map, and is cut at 180 degrees', () => {
	const longitude = fc.double({ min: -180, max: 180, noNaN: true });
	const latitude = fc.double({ min: -85, max: 84, noNaN: true });
	fc.assert(
		fc.property(
			longitude,
			longitude,
			latitude,
			fc.double({ min: 0, max: 2, noNaN: true }),
			(west, east, south, share) => {
				const width = (east - west + 360) % 360;
				// Narrower than this, its middle cannot be reckoned apart from its edges.
				fc.pre(width > 1e-6);
				const box: Box = [west, south, east, south + 1];
				const boxes = grown(box, share);
				for (const [w, s, e, n] of boxes) {
					expect(w).toBeGreaterThanOrEqual(-180);
					expect(e).toBeLessThanOrEqual(180);
					expect(w).toBeLessThanOrEqual(e);
					expect(s).toBeGreaterThanOrEqual(-90);
					expect(n).toBeLessThanOrEqual(90);
				}
				const middle = west + width / 2;
				const place = [middle > 180 ? middle - 360 : middle, south + 0.5];
				expect(boxes.some((each) => isInBox(place, each))).toBe(true);
			}
		)
	);
});
