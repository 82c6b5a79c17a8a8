/** The atlas of this repository, compiled in memory as the build compiles it. */
import { fileURLToPath } from 'node:url';
import { compileAtlas } from '../geodata/build/compile';
import { readDataset } from '../geodata/build/read';
import { indexAtlas, indexEvidence, type Atlas, type Evidence, type Feature } from '../src/lib/domain/atlas';

const GEODATA = fileURLToPath(new URL('../geodata', import.meta.url));

const { dataset, issues } = readDataset(GEODATA);
if (issues.length > 0) throw new Error(`the data cannot be read: ${JSON.stringify(issues)}`);
const compiled = compileAtlas(dataset, 'test-version');

export const atlas: Atlas = indexAtlas({ ...compiled.atlas, countryLabels: [], pictureBox: [0, 0, 1, 1] });
export const evidence: Evidence = indexEvidence(compiled.evidence);

/** A feature that the atlas is known to hold. */
export function featureOf(id: string): Feature {
	const feature = atlas.featureById.get(id);
	if (!feature) throw new Error(`no feature ${id} in the atlas`);
	return feature;
}
