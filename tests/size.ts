/**
 * `npm run size`: what a first visit costs in bytes, against the budgets of the design. It reads the built
 * site as a browser would: the front page, what that page links, and what those scripts import before the map
 * engine. Fails when a budget is passed, and also when a part is not found: an unmeasured part is no pass.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = resolve(import.meta.dirname, '..');
// Another project folder may be named, to try the check itself; `--files` lists what each part is made of
const project = resolve(process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? root);
const build = join(project, 'build');
const clientManifest = join(project, '.svelte-kit/output/client/.vite/manifest.json');

/** As the networks count: 1 KB is 1000 bytes. */
const KB = 1000;

/** Detail for a closer look is fetched when the reader zooms in, not on a first visit. */
const LATER_BASEMAP = /detail/;
/** What only stands in where there is no live map: the first visit with one never asks for it. */
const STAND_IN_BASEMAP = /low/;
/** Only quotations are set in it, and they come when a panel opens. */
const LATER_FONT = /serif-latin-400/;

/** A class that MapLibre gives its canvas: in a chunk's text it says "the engine is in here", whatever its name. */
const ENGINE_MARK = 'maplibregl-canvas';

interface ManifestEntry {
	file: string;
	imports?: string[];
	css?: string[];
}

interface Row {
	part: string;
	bytes: number;
	gzip: number;
	brotli: number;
	budget?: { of: 'gzip' | 'brotli'; kb: number };
	/** Why there is nothing to measure. */
	missing?: string;
	files: string[];
}

const problems: string[] = [];

function readBuilt(file: string): Buffer {
	const path = join(build, file);
	if (existsSync(path)) return readFileSync(path);
	problems.push(`${file}: linked by a page, but not in the built site`);
	return Buffer.alloc(0);
}

/** Text is compressed by the host with the best settings; fonts and pictures are compressed already. */
function sizes(file: string, content: Buffer): { bytes: number; gzip: number; brotli: number } {
	const bytes = content.length;
	if (/\.(woff2|png|jpg)$/.test(file)) return { bytes, gzip: bytes, brotli: bytes };
	const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes };
	return {
		bytes,
		gzip: gzipSync(content, { level: 9 }).length,
		brotli: brotliCompressSync(content, { params }).length
	};
}

type Part = { file: string; content: Buffer };

const partOf = (file: string): Part => ({ file, content: readBuilt(file) });

function row(part: string, parts: Part[], budget?: Row['budget'], missing?: string): Row {
	const total = { bytes: 0, gzip: 0, brotli: 0 };
	// Each file travels by itself, so each is compressed by itself
	for (const { file, content } of parts) {
		const size = sizes(file, content);
		total.bytes += size.bytes;
		total.gzip += size.gzip;
		total.brotli += size.brotli;
	}
	return {
		part,
		...total,
		files: parts.map(({ file }) => file),
		...(budget ? { budget } : {}),
		...(missing && parts.length === 0 ? { missing } : {})
	};
}

const attribute = (tag: string, name: string): string | undefined =>
	new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`)
		.exec(tag)
		?.slice(1)
		.find((value) => value !== undefined);

/** Reads what a prerendered page consists of before any script runs. */
function readPage(page: string) {
	/** A file of the site that an address on the page means; undefined for other sites and data: addresses. */
	function linked(address: string | undefined): string | undefined {
		const [plain = ''] = (address ?? '').split(/[?#]/);
		if (plain === '' || /^[a-z]+:|^\/\//i.test(plain)) return undefined;
		return posix.join(plain.startsWith('/') ? '/' : `/${posix.dirname(page)}`, plain).slice(1);
	}
	const html = readBuilt(page).toString('utf8');
	const links = html.match(/<link\b[^>]*>/g) ?? [];
	const hrefs = (test: (rel: string, as: string) => boolean): string[] =>
		links
			.filter((tag) => test(attribute(tag, 'rel') ?? '', attribute(tag, 'as') ?? ''))
			.map((tag) => linked(attribute(tag, 'href')))
			.filter((file) => file !== undefined);
	const started = [
		...html.matchAll(/import\(\s*["']([^"']+\.js)["']\s*\)|<script\b[^>]*\ssrc=["']([^"']+)["']/g)
	]
		.map((match) => linked(match[1] ?? match[2]))
		.filter((file) => file !== undefined);
	const pictures = [...html.matchAll(/<(?:img|object|source|image|use|embed)\b[^>]*>/g)]
		.flatMap(([tag]) => [
			attribute(tag, 'src'),
			attribute(tag, 'data'),
			attribute(tag, 'srcset'),
			attribute(tag, 'href')
		])
		.map((address) => linked(address?.split(/\s/)[0]))
		.filter((file) => file !== undefined && /\.svg$/.test(file) && existsSync(join(build, file)));
	return {
		html,
		styles: [...new Set(hrefs((rel) => rel === 'stylesheet'))],
		scripts: [...new Set([...hrefs((rel) => rel === 'modulepreload'), ...started])],
		fonts: [...new Set(hrefs((rel, as) => rel === 'preload' && as === 'font'))],
		pictures: [...new Set(pictures as string[])]
	};
}

/** The markup split into the map drawn in it (its largest drawing, if large) and the rest. */
function splitDrawing(html: string): { rest: string; drawing: string | undefined } {
	const drawings = html.match(/<svg\b[\s\S]*?<\/svg>/g) ?? [];
	const largest = drawings.toSorted((a, b) => b.length - a.length)[0];
	if (!largest || largest.length < 4 * KB) return { rest: html, drawing: undefined };
	return { rest: html.replace(largest, () => ''), drawing: largest };
}

/** The scripts that run for these before anything is imported on demand. */
function withStaticImports(manifest: Record<string, ManifestEntry>, scripts: string[]): Set<string> {
	const byFile = new Map(Object.values(manifest).map((entry) => [entry.file, entry]));
	const found = new Set<string>();
	const follow = (file: string): void => {
		if (found.has(file)) return;
		found.add(file);
		const entry = byFile.get(file);
		if (!entry) problems.push(`${file}: a first script that the Vite manifest does not know`);
		for (const key of entry?.imports ?? []) {
			const next = manifest[key]?.file;
			if (next) follow(next);
		}
	};
	scripts.forEach(follow);
	return found;
}

function filesUnder(folder: string, pattern: RegExp): string[] {
	const path = join(build, folder);
	if (!existsSync(path)) return [];
	return readdirSync(path, { recursive: true })
		.map((name) => posix.join(folder, String(name).replaceAll('\\', '/')))
		.filter((name) => pattern.test(name))
		.sort();
}

/** Fonts that an English page may ask for: upright faces with the letter A. More than it does, so on the safe side. */
function latinFonts(styles: string[]): string[] {
	const fonts = styles.flatMap((file) => {
		const faces =
			readBuilt(file)
				.toString('utf8')
				.match(/@font-face\s*{[^}]*}/g) ?? [];
		return faces
			.filter((face) => !/font-style:\s*(italic|oblique)/.test(face))
			.filter((face) => !/unicode-range/.test(face) || /U\+0{0,4}-|U\+0000-|U\+\?\?/i.test(face))
			.map((face) => /url\((["']?)([^"')]+\.woff2)\1\)/.exec(face)?.[2])
			.filter((address) => address !== undefined)
			.map((address) => posix.join(posix.dirname(file), address));
	});
	return [...new Set(fonts)];
}

function measure(): Row[] {
	const page = readPage('index.html');
	const { rest, drawing } = splitDrawing(page.html);
	const picture = drawing
		? [{ file: 'index.html (its drawing)', content: Buffer.from(drawing) }]
		: page.pictures
				.map(partOf)
				.toSorted((a, b) => b.content.length - a.content.length)
				.slice(0, 1);

	const manifest = JSON.parse(readFileSync(clientManifest, 'utf8')) as Record<string, ManifestEntry>;
	const first = withStaticImports(manifest, page.scripts);
	const immutable = filesUnder('_app/immutable', /\.(m?js|css)$/);
	const hasEngine = (file: string): boolean =>
		/maplibre/i.test(file) || readBuilt(file).includes(ENGINE_MARK);
	const engine = immutable.filter((file) => hasEngine(file) && !page.styles.includes(file));
	const early = engine.filter((file) => first.has(file));
	if (early.length > 0) problems.push(`${early.join(', ')}: the map engine is among the first scripts`);
	const onDemand = engine.filter((file) => !first.has(file));
	// What the engine's chunks import beside the engine is fetched with them
	const withEngine = [
		...withStaticImports(
			manifest,
			onDemand.filter((file) => manifestKnows(manifest, file))
		)
	];
	const engineFiles = [...new Set([...onDemand, ...withEngine.filter((file) => !first.has(file))])];

	const basemaps = filesUnder('data', /^data\/basemap[^/]*\.json$/);
	const overview = basemaps.filter((file) => !LATER_BASEMAP.test(file) && !STAND_IN_BASEMAP.test(file));
	const places = filesUnder('data', /^data\/places\.json$/);
	const fonts =
		page.fonts.length > 0 ? page.fonts : latinFonts(page.styles).filter((file) => !LATER_FONT.test(file));
	const atlas = existsSync(join(build, 'data/atlas.json')) ? ['data/atlas.json'] : [];

	const rows = [
		row(
			'HTML and CSS of the front page',
			[{ file: 'index.html', content: Buffer.from(rest) }, ...page.styles.map(partOf)],
			{ of: 'gzip', kb: 60 }
		),
		row(
			'static map picture',
			picture,
			{ of: 'gzip', kb: 35 },
			'no drawing in index.html and no .svg linked by it'
		),
		row(
			'scripts before the map engine',
			[...first].map(partOf),
			{ of: 'brotli', kb: 60 },
			'index.html starts no script'
		),
		row(
			'map engine, its worker and CSS',
			engineFiles.map(partOf),
			undefined,
			'no chunk of _app/immutable holds MapLibre'
		),
		row('data/atlas.json', atlas.map(partOf), undefined, 'no such file'),
		row(
			'basemap and names for the overview',
			[...overview, ...places].map(partOf),
			undefined,
			'no data/basemap*.json for the overview'
		),
		row(page.fonts.length > 0 ? 'fonts preloaded' : 'Latin fonts (at most)', fonts.map(partOf))
	];
	const sum = (of: 'bytes' | 'gzip' | 'brotli'): number => rows.reduce((total, part) => total + part[of], 0);
	const whole: Row = {
		part: 'the whole first visit',
		bytes: sum('bytes'),
		gzip: sum('gzip'),
		brotli: sum('brotli'),
		budget: { of: 'brotli', kb: 650 },
		files: []
	};
	const later = basemaps.filter((file) => LATER_BASEMAP.test(file));

	const embed = readPage('embed/index.html');
	const embedScripts = [...withStaticImports(manifest, embed.scripts)];
	const loader = filesUnder('embed', /^embed\/v1\.js$/);
	return [
		...rows,
		whole,
		...(later.length > 0 ? [row('later: basemap for a closer look', later.map(partOf))] : []),
		row('embed: HTML and CSS', ['embed/index.html', ...embed.styles].map(partOf)),
		row(
			'embed: scripts before the map engine',
			embedScripts.map(partOf),
			{ of: 'gzip', kb: 60 },
			'embed/index.html starts no script'
		),
		row('embed: the loader', loader.map(partOf), { of: 'gzip', kb: 2 }, 'no embed/v1.js')
	];
}

const manifestKnows = (manifest: Record<string, ManifestEntry>, file: string): boolean =>
	Object.values(manifest).some((entry) => entry.file === file);

const kb = (bytes: number): string => (bytes / KB).toFixed(1);

function print(rows: Row[]): void {
	const cells = [
		['KB', 'raw', 'gzip', 'brotli', 'budget', ''],
		...rows.map(({ part, bytes, gzip, brotli, budget, missing }) => [
			part,
			kb(bytes),
			kb(gzip),
			kb(brotli),
			budget ? `${budget.kb} ${budget.of}` : '',
			missing ?? (budget ? (isOver({ gzip, brotli, budget }) ? 'OVER' : 'ok') : '')
		])
	];
	const widths =
		cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
	for (const line of cells) {
		const [name = '', ...numbers] = line;
		const right = numbers.slice(0, 4).map((text, column) => text.padStart(widths[column + 1] ?? 0));
		console.log([name.padEnd(widths[0] ?? 0), ...right, numbers[4]].join('  ').trimEnd());
	}
}

const isOver = ({ gzip, brotli, budget }: Pick<Row, 'gzip' | 'brotli' | 'budget'>): boolean =>
	budget !== undefined && (budget.of === 'gzip' ? gzip : brotli) > budget.kb * KB;

for (const [path, remedy] of [
	[join(build, 'index.html'), 'run `npm run build` first'],
	[clientManifest, 'run `npm run build` first; the scripts are followed through it']
] as const) {
	if (existsSync(path)) continue;
	console.error(`${path}: nothing there; ${remedy}`);
	process.exit(1);
}

const rows = measure();
print(rows);
if (process.argv.includes('--files'))
	for (const { part, files } of rows) console.log(`\n${part}\n  ${files.join('\n  ')}`);
for (const { part, missing } of rows) if (missing) problems.push(`${part}: ${missing}`);
for (const over of rows.filter(isOver)) {
	const size = over.budget?.of === 'gzip' ? over.gzip : over.brotli;
	problems.push(
		`${over.part}: at most ${over.budget?.kb} KB ${over.budget?.of} expected, ${kb(size)} KB found`
	);
}
for (const problem of new Set(problems)) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
