/**
 * Starts a record in the right shape and leaves open what only its author knows:
 *
 *     npm run data:new -- feature <layer>/<id>
 *     npm run data:new -- source <id>          a work that is cited
 *     npm run data:new -- document <id>        a work that is quoted, and the file of its passages
 *     npm run data:new -- layer <id>
 *
 * What is left open does not pass the checks, so nothing can be forgotten: the command prints what they ask for.
 * `GEODATA=<folder>` selects another atlas.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatIssue } from '../../src/lib/domain/issue';
import { ID_PATTERN, LayerSchema } from '../../src/lib/domain/records';
import { checkRecords } from './check-records';
import { namesOf } from './loose';
import type { LooseDataset } from './loose';
import { readDataset } from './read';
import { listed, quote } from './report';
import { validateDataset } from './validate';

const USAGE = `usage: npm run data:new -- feature <layer>/<id>
       npm run data:new -- source <id>      a work that is cited
       npm run data:new -- document <id>    a work that is quoted
       npm run data:new -- layer <id>`;

/** Not an id of anything, so the checks name the ids that there are. */
const OPEN_ID = 'to-be-filled-in';
const openPassage = { passage: '', supports: ['existence'], relation: '' };

const feature = (layer: string, id: string): object => ({
	type: 'Feature',
	id,
	geometry: { type: 'Point', coordinates: [] },
	properties: {
		layer,
		kind: OPEN_ID,
		name: '',
		summary: '',
		countries: [],
		precision: '',
		precisionNote: '',
		phases: [{ when: '', status: '', attested: '', references: [] }],
		evidence: [openPassage]
	}
});

const source = (id: string): object => ({
	id,
	type: '',
	title: '',
	URL: '',
	language: '',
	custom: { role: 'reference' }
});

const document = (id: string): object => ({
	...source(id),
	custom: { role: 'document', text: { file: `${id}.txt`, sha256: '' } }
});

const passages = (id: string): object => ({
	source: id,
	sha256: '',
	language: '',
	passages: [{ id: '', exact: '', prefix: '', suffix: '', start: 0, end: 1 }]
});

function layer(id: string, { layers }: LooseDataset): object {
	const taken = new Set(layers.map(({ record }) => record.colour));
	const colours = LayerSchema.entries.colour.pipe[0].options;
	return {
		id,
		title: '',
		blurb: '',
		group: '',
		colour: colours.find((colour) => !taken.has(colour)) ?? colours[0],
		onByDefault: false,
		evidence: [openPassage]
	};
}

/** Lists of one word on one line, as the files are written by hand. */
const json = (record: object): string =>
	JSON.stringify(record, null, '\t').replace(/\[\s+("[^"]*")\s+\]/g, '[$1]');

/** The list with one more record at its end; what stands in it stays as its author wrote it. */
function appended(list: string, record: object): string {
	const end = list.lastIndexOf(']');
	const before = list.slice(0, end).trimEnd();
	const entry = json(record).replace(/^/gm, '\t');
	return `${before}${before.endsWith('[') ? '' : ','}\n${entry}\n]\n`;
}

/** What stands for an id in the atlas already, if anything does. */
function userOf(id: string, what: string, dataset: LooseDataset): string | undefined {
	const places =
		what === 'source' || what === 'document'
			? dataset.sources
			: [...dataset.features, ...dataset.routes, ...dataset.figures];
	const layerToo = what === 'source' || what === 'document' ? [] : dataset.layers;
	return (
		places.find((place) => namesOf(place, place.record.id).includes(id))?.file ??
		layerToo.find(({ record }) => record.id === id)?.file
	);
}

/** The command. Returns the exit code; prints what was written and what is left to fill in, or why nothing was. */
export function runScaffold(
	folder: string,
	args: readonly string[],
	print: (line: string) => unknown
): 0 | 1 {
	const refuse = (...lines: string[]): 1 => {
		lines.forEach((line) => print(line));
		return 1;
	};
	const [what = '', name = '', ...rest] = args;
	if (!['feature', 'source', 'document', 'layer'].includes(what) || name === '' || rest.length > 0)
		return refuse(USAGE);
	const [layerId = '', id = ''] = what === 'feature' ? name.split('/', 2) : ['', name];
	if (what === 'feature' && (id === '' || name.split('/').length !== 2))
		return refuse(`${quote(name)}: a layer and an id expected, as <layer>/<id>`, USAGE);
	if (!ID_PATTERN.test(id))
		return refuse(
			`${quote(id)}: an id of lower-case letters, digits and hyphens expected, at most 64 characters`
		);
	if (!existsSync(join(folder, 'layers.json')))
		return refuse(`${folder}: a data folder with layers.json expected; GEODATA=<folder> selects another`);

	const { dataset } = readDataset(folder);
	if (dataset.unreadable.length > 0)
		return refuse(`${listed(dataset.unreadable)}: cannot be read; run npm run data and mend it first`);
	const { loose } = checkRecords(dataset);
	const user = userOf(id, what, loose);
	if (user !== undefined) return refuse(`${quote(id)} is in use already: ${user}. Nothing was written.`);
	const layers = loose.layers.flatMap(({ record }) => record.id ?? []);
	if (what === 'feature' && !layers.includes(layerId)) {
		return refuse(
			`${quote(layerId)}: a layer of layers.json expected, which has ${listed(layers)}. ` +
				`npm run data:new -- layer ${layerId} adds one.`
		);
	}

	const created: Readonly<Record<string, readonly (readonly [file: string, text: string])[]>> = {
		feature: [[`features/${layerId}/${id}.geojson`, json(feature(layerId, id))]],
		source: [[`sources/${id}.json`, json(source(id))]],
		document: [
			[`sources/${id}.json`, json(document(id))],
			[`passages/${id}.json`, json(passages(id))]
		],
		layer: []
	};
	const files = created[what] ?? [];
	const standing = files.find(([file]) => existsSync(join(folder, file)));
	if (standing) return refuse(`${standing[0]} is there already. Nothing was written.`);
	for (const [file, text] of files) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), `${text}\n`, { flag: 'wx' });
		print(`${file}: written`);
	}
	if (what === 'layer') {
		const path = join(folder, 'layers.json');
		writeFileSync(path, appended(readFileSync(path, 'utf8'), layer(id, loose)));
		print('layers.json: an entry added at its end; layers are listed in the order of the file');
	}

	print('\nTo be filled in, as the checks see it now (fields that do not apply may be taken out):');
	const mine = (file: string, field: string): boolean =>
		what === 'layer'
			? file === 'layers.json' && field.startsWith(`[${loose.layers.length}]`)
			: files.some(([own]) => own === file);
	const { dataset: after } = readDataset(folder);
	const told = new Set<string>();
	for (const issue of validateDataset(after)) {
		const place = `${issue.file} ${issue.field}`;
		// Once for each field: later checks say the same in other words
		if (!mine(issue.file, issue.field) || told.has(place)) continue;
		told.add(place);
		print(`  ${formatIssue(issue)}`);
	}
	print(`\n${NEXT[what] ?? ''}`);
	return 0;
}

const NEXT: Readonly<Record<string, string>> = {
	feature: 'Then: npm run data, which checks it with all the rest.',
	source: 'Then cite it where it is used, and: npm run data. A source that nothing names is an error.',
	document:
		'Then: npm run data:verify -- <folder of texts>, which names the hash of the text and the right start and end;\n' +
		'name each passage where something rests on it; and: npm run data.',
	layer: 'Then: npm run data:new -- feature <layer>/<id>, for each layer has one at least; and: npm run data.'
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const folder = resolve(process.env['GEODATA'] ?? fileURLToPath(new URL('..', import.meta.url)));
	process.exitCode = runScaffold(folder, process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
}
