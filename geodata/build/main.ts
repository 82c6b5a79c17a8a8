/** `npm run data`: read → check → compile → basemap → write. The only module that prints or exits. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { indexAtlas, indexEvidence } from '../../src/lib/domain/atlas';
import { evidenceParts, PART_FEATURES, partFile } from '../../src/lib/domain/evidence-parts';
import { formatIssue, type Issue } from '../../src/lib/domain/issue';
import type { Manifest } from '../../src/lib/domain/manifest';
import type { AtlasSettings } from '../../src/lib/domain/records';
import type { ThemeName } from '../../src/lib/map/palette';
import { buildBasemap } from './basemap';
import { isTown } from './basemap-places';
import { regionOf } from './basemap-region';
import { checkViews } from './check-views';
import { compileAtlas } from './compile';
import { countryAt, countryBox, distanceToCountryKm } from './country-lookup';
import { writeDownloads } from './downloads';
import { drawPicture, isOnPicture, pictureBox, pictureLevel, pictureZoom } from './picture';
import { readPublished, versionFiles } from './published';
import { sizeIssue } from './report';
import { SCHEMA_FOLDER, writeSchemas } from './schema';
import { hasErrors, runChecks } from './validate';
import { serialise, writeFiles } from './write';

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

/** Hexadecimal digits of a part's hash that the atlas carries: enough to tell a damaged part, and few to load. */
const PART_HASH = 12;

/** Prints what was found; ends the build where any of it is an error. */
function stopAtErrors(issues: readonly Issue[], folder: string): void {
	for (const issue of issues) console.error(`${issue.severity}: ${formatIssue(issue)}`);
	if (!hasErrors(issues)) return;
	const errors = issues.filter(({ severity }) => severity === 'error').length;
	console.error(`\n${errors} ${errors === 1 ? 'problem' : 'problems'} in ${folder}; nothing was written.`);
	process.exit(1);
}

function build(folder: string, out: string): void {
	const started = Date.now();
	const { dataset, issues } = runChecks(folder, { countryAt, distanceToCountryKm, isTown });
	stopAtErrors(issues, folder);
	const version = sha256(serialise(dataset, '')).slice(0, 10);
	const compiled = compileAtlas(dataset, version, countryBox);
	const settings = dataset.atlas?.value as AtlasSettings;
	const basemap = buildBasemap(regionOf(settings));
	const evidence = indexEvidence(compiled.evidence);
	const parts = evidenceParts(evidence, compiled.atlas.features).map(
		(part, position) => [partFile(position), serialise(part, '')] as const
	);
	const atlas = {
		...compiled.atlas,
		// The others come with the live map.
		countryLabels: basemap.countryLabels.filter(
			(label) => label.minZoom <= pictureZoom(compiled.atlas) + 0.2 && isOnPicture(compiled.atlas, label)
		),
		pictureBox: pictureBox(compiled.atlas),
		evidenceParts: {
			features: PART_FEATURES,
			sha256: parts.map(([, part]) => sha256(part).slice(0, PART_HASH))
		}
	};
	stopAtErrors(checkViews(indexAtlas(atlas)), folder);
	const pictureOf = (theme: ThemeName): string =>
		drawPicture(pictureLevel(basemap, compiled.atlas), compiled.atlas, theme);
	const { places, countryLabels, seaLabels } = basemap;
	const downloads = writeDownloads(
		indexAtlas(atlas),
		evidence,
		`${process.env.ORIGIN ?? ''}${process.env.BASE_PATH ?? ''}/`
	);
	const contents: readonly (readonly [string, string])[] = [
		['atlas.json', serialise(atlas, '')],
		['evidence.json', serialise(compiled.evidence, '')],
		['basemap-low.json', serialise(basemap.low, '')],
		['basemap.json', serialise(basemap.overview, '')],
		['basemap-detail.json', serialise(basemap.detail, '')],
		['places.json', serialise({ places, countryLabels, seaLabels }, '')],
		['picture-light.svg', pictureOf('light')],
		['picture-dark.svg', pictureOf('dark')],
		...[...downloads].map(([file, { text }]) => [file, text] as const)
	];
	const { features, layers } = compiled.atlas;
	const { routes, figures, passages, sources } = compiled.evidence;
	const manifest: Manifest = {
		schema: 1,
		version,
		counts: {
			features: features.length,
			layers: layers.length,
			routes: routes.length,
			figures: figures.length,
			passages: passages.length,
			sources: sources.length
		},
		files: Object.fromEntries(
			contents.map(([file, content]) => {
				const count = downloads.get(file)?.count;
				return [
					file,
					{
						sha256: sha256(content),
						bytes: Buffer.byteLength(content),
						...(count === undefined ? {} : { count })
					}
				];
			})
		),
		licence: atlas.licence
	};
	const versions = readPublished(resolve(process.env.PUBLISHED ?? 'published'));
	versions.set(version, versionFiles(manifest, [...contents, ...parts], [...downloads.keys()]));
	writeFiles(
		out,
		new Map([
			...contents,
			...parts,
			['manifest.json', serialise(manifest)],
			['versions.json', serialise({ current: version, versions: [...versions.keys()].sort() })],
			...[...versions].flatMap(([name, files]) =>
				[...files].map(([file, content]) => [`versions/${name}/${file}`, content] as const)
			)
		])
	);
	console.log(
		`Atlas ${version}: ${features.length} features in ${layers.length} layers, ${passages.length} passages, ${sources.length} sources, ` +
			`${figures.length} figures; written to ${out} in ${((Date.now() - started) / 1000).toFixed(1)} s.`
	);
}

if (process.argv.includes('--schema')) writeSchemas(SCHEMA_FOLDER);
else {
	const folder = resolve(process.env.GEODATA ?? 'geodata');
	try {
		build(folder, resolve('static/data'));
	} catch (error) {
		const issue = sizeIssue(error);
		if (!issue) throw error;
		stopAtErrors([issue], folder);
	}
}
