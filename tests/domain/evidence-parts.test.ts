/** The parts of the evidence: from its part, the panel of each feature says what it says from the whole. */
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { indexEvidence, type Evidence } from '../../src/lib/domain/atlas';
import { evidenceParts, PART_FEATURES, partFile, partWith } from '../../src/lib/domain/evidence-parts';
import { paletteOf } from '../../src/lib/map/palette';
import FeatureSheet from '../../src/lib/ui/FeatureSheet.svelte';
import { siteLinks } from '../../src/lib/ui/links';
import { atlas, evidence } from '../real-atlas';

const parts = evidenceParts(evidence, atlas.features);

describe.each(parts.map((part, position) => [position, part] as const))('part %i', (position, own) => {
	const features = atlas.features.slice(position * PART_FEATURES, (position + 1) * PART_FEATURES);

	it.each(features.map((feature) => [feature.id, feature] as const))(
		'holds all that the panel of %s shows',
		(_, feature) => {
			const sheet = (of: Evidence): string =>
				render(FeatureSheet, {
					props: {
						atlas,
						evidence: of,
						feature,
						palette: paletteOf('light'),
						links: siteLinks('.'),
						root: 'https://atlas.example/'
					}
				}).body;
			const whole = sheet(evidence);
			expect(whole).toContain('<blockquote');
			expect(sheet(indexEvidence(own))).toBe(whole);
		}
	);
	it('holds nothing twice, and no feature of another part', () => {
		for (const list of [own.features, own.routes, own.layers, own.passages, own.sources, own.figures])
			expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
		expect(own.features.map(({ id }) => id)).toEqual(features.map(({ id }) => id));
		expect(own.version).toBe(evidence.version);
	});
});

describe('the part of a feature', () => {
	const named = {
		features: PART_FEATURES,
		sha256: parts.map((_, part) => String(part).padStart(12, '0'))
	};
	it('is the one that it stands in', () => {
		for (const [position, { id }] of atlas.features.entries()) {
			const part = Math.floor(position / PART_FEATURES);
			expect(partWith({ ...atlas, evidenceParts: named }, id)).toEqual({
				file: partFile(part),
				sha256: named.sha256[part]
			});
		}
	});
	it('is none in an atlas without parts, with fewer of them, or for a stranger', () => {
		const last = atlas.features.at(-1)!.id;
		expect(partWith(atlas, last)).toBeUndefined();
		expect(partWith({ ...atlas, evidenceParts: { features: 8, sha256: [] } }, last)).toBeUndefined();
		for (const id of ['nowhere', '__proto__', ''])
			expect(partWith({ ...atlas, evidenceParts: named }, id)).toBeUndefined();
	});
});
