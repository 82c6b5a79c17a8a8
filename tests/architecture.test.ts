/**
 * Who may import whom, and a few things that no file may do. The rule (README, "Layout"): in the order
 * domain · data · state · map · ui · embed · routes a file imports from its own folder or from folders to the
 * left, and `map` from `domain` alone. So the core stays plain functions, and MapLibre stays replaceable.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve } from 'node:path';
import { parse } from 'svelte/compiler';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const LAYERS = ['domain', 'data', 'state', 'map', 'ui', 'embed', 'routes'] as const;
type Layer = (typeof LAYERS)[number];

/** Packages a layer may import as values; a layer not named here may use any. Types cost nothing and may come from anywhere, except in `domain`. */
const PACKAGES: Partial<Record<Layer, RegExp>> = {
	domain: /^(valibot|minisearch|topojson-server)$/,
	map: /^(maplibre-gl|d3-geo|topojson-client|svelte)(\/|$)/
};
const DOMAIN_TYPES = /^(geojson|topojson-specification|valibot)$/;
const MAPLIBRE_CALLERS = ['src/lib/map/map-adapter.ts', 'src/lib/map/worker.ts'];

interface Import {
	specifier: string;
	/** `import type`, `export type … from` or `import('…').T`: gone after compiling. */
	typeOnly: boolean;
}

interface Script {
	source: ts.SourceFile;
	/** Where a script block starts in its .svelte file, for line numbers. */
	line: number;
}

/** The scripts of a file: itself, or the script blocks of a component and the expressions of its markup. */
function scriptsOf(path: string, text: string): Script[] {
	const script = (code: string, line: number): Script => ({
		source: ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS),
		line
	});
	if (!path.endsWith('.svelte')) return [script(text, 1)];
	const { instance, module, fragment } = parse(text, { modern: true });
	const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
	const blocks = [instance, module]
		.filter((block) => block !== null && block !== undefined)
		.map((block) => {
			const begin = text.indexOf('>', block.start) + 1;
			return script(text.slice(begin, text.lastIndexOf('</script', block.end)), lineAt(begin));
		});
	const expressions = expressionsIn(fragment).map(([from, to]) =>
		script(`(${text.slice(from, to)})`, lineAt(from))
	);
	return [...blocks, ...expressions];
}

/** Positions of the outermost JavaScript expressions in the markup of a component. */
function expressionsIn(node: unknown): [number, number][] {
	if (Array.isArray(node)) return node.flatMap(expressionsIn);
	if (typeof node !== 'object' || node === null) return [];
	const { type, start, end } = node as { type?: string; start?: number; end?: number };
	const isExpression = type !== undefined && /(Expression|Literal|Identifier)$/.test(type);
	if (isExpression && start !== undefined && end !== undefined) return [[start, end]];
	return Object.values(node).flatMap(expressionsIn);
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
	look(node);
	ts.forEachChild(node, (child) => visit(child, look));
}

function importsIn(scripts: Script[]): Import[] {
	const found: Import[] = [];
	const add = (literal: ts.Node | undefined, typeOnly: boolean): void => {
		if (literal && ts.isStringLiteralLike(literal)) found.push({ specifier: literal.text, typeOnly });
	};
	for (const { source } of scripts) {
		visit(source, (node) => {
			// `import { type T }` is a value import under verbatimModuleSyntax: the module is still loaded
			if (ts.isImportDeclaration(node)) {
				add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
			} else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
			else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
				add(node.argument.literal, true);
			else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
				add(node.arguments[0], false);
			}
		});
	}
	return found;
}

/** The path, from the root of the project, that a specifier means; undefined for a package. */
function pathMeant(from: string, specifier: string): string | undefined {
	const [plain = ''] = specifier.split('?');
	if (plain === '$lib' || plain.startsWith('$lib/')) return posix.join('src/lib', plain.slice('$lib'.length));
	if (plain.startsWith('.')) return posix.join(posix.dirname(from), plain);
	return undefined;
}

function layerOf(path: string): Layer | undefined {
	const [, folder = ''] = /^src\/lib\/([^/]+)\//.exec(path) ?? [];
	if (folder) return LAYERS.find((layer) => layer === folder);
	// Hooks and the service worker are entry points, like routes
	return path.startsWith('src/') && !path.startsWith('src/lib/') ? 'routes' : undefined;
}

/** The first picture is drawn at build time from the very style data that the live map has. */
const STYLE_FOR_THE_BUILD = ['src/lib/map/palette', 'src/lib/map/svg'];

/** What is wrong with the imports of one file, in sentences. */
function importProblems(path: string, text: string): string[] {
	const problems: string[] = [];
	const layer = layerOf(path);
	const isBuild = path.startsWith('geodata/build/');
	if (!layer && !isBuild) return [`${path}: a file in one of ${LAYERS.join(', ')} expected`];
	for (const { specifier, typeOnly } of importsIn(scriptsOf(path, text))) {
		const complain = (reason: string): number =>
			problems.push(`${path}: imports ${specifier}, but ${reason}`);
		const target = pathMeant(path, specifier);
		if (target === undefined) {
			if (isBuild || !layer) continue;
			const allowed = PACKAGES[layer];
			const isKit = specifier.startsWith('$');
			if (layer === 'domain' && typeOnly && !DOMAIN_TYPES.test(specifier))
				complain('domain knows only geojson types');
			else if (allowed && !typeOnly && !allowed.test(specifier))
				complain(`${layer} may not use this package`);
			else if (allowed && isKit) complain(`${layer} may not know SvelteKit`);
			if (/^maplibre-gl(\/|$)/.test(specifier) && !typeOnly && !MAPLIBRE_CALLERS.includes(path)) {
				complain(`only ${MAPLIBRE_CALLERS.join(' and ')} may load MapLibre`);
			}
			continue;
		}
		if (layer && target.startsWith('geodata/build')) {
			complain('nothing in src may import the build');
			continue;
		}
		const targetLayer = target.startsWith('src/') ? layerOf(target) : undefined;
		if (isBuild) {
			if (target.startsWith('src/') && targetLayer !== 'domain' && !STYLE_FOR_THE_BUILD.includes(target))
				complain('the build may import only src/lib/domain');
			continue;
		}
		if (!layer) continue;
		if (layer === 'domain' && specifier.startsWith('$lib'))
			complain('domain uses relative imports, to run in the build');
		if (layer === 'domain' && !target.startsWith('src/lib/domain/'))
			complain('domain imports from domain alone');
		else if (target.startsWith('src/')) {
			if (!targetLayer) complain('that is in no layer');
			else if (targetLayer === layer) continue;
			else if (layer === 'map' && targetLayer !== 'domain') complain('map imports from domain alone');
			else if (LAYERS.indexOf(targetLayer) > LAYERS.indexOf(layer)) {
				complain(`${targetLayer} is to the right of ${layer}`);
			}
		}
	}
	return problems;
}

const HTML_SINKS = new Set(['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'createContextualFragment']);
const STORAGES = new Set(['localStorage', 'sessionStorage', 'indexedDB', 'caches']);

/** What it takes for markup Svelte has just rendered from our own components. */
const RENDERS = 'src/routes/LivePage.svelte';

/** Things that no file of the site may do, whoever imports it. */
function forbiddenIn(path: string, text: string): string[] {
	const problems: string[] = [];
	if (
		path !== RENDERS &&
		path.endsWith('.svelte') &&
		containsType(parse(text, { modern: true }).fragment, 'HtmlTag')
	) {
		problems.push(`${path}: {@html} turns data into markup; write elements`);
	}
	for (const { source, line } of scriptsOf(path, text)) {
		visit(source, (node) => {
			const at = `${path}:${line + source.getLineAndCharacterOfPosition(node.getStart(source)).line}`;
			const named = ts.isIdentifier(node) || ts.isStringLiteralLike(node) ? node.text : '';
			if (HTML_SINKS.has(named) && !ts.isImportSpecifier(node.parent))
				problems.push(`${at}: ${named} turns data into markup`);
			if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'eval') {
				problems.push(`${at}: eval is blocked by the page's policy`);
			}
			if (
				(ts.isNewExpression(node) || ts.isCallExpression(node)) &&
				ts.isIdentifier(node.expression) &&
				node.expression.text === 'Function'
			) {
				problems.push(`${at}: new Function is blocked by the page's policy`);
			}
			// A service worker always has caches; a page in a sandboxed frame has none of these, and asking throws
			const isUse = ts.isIdentifier(node) && STORAGES.has(node.text) && !ts.isTypeQueryNode(node.parent);
			if (isUse && !path.endsWith('service-worker.ts') && !insideTry(node)) {
				problems.push(`${at}: ${node.text} outside try: in a sandboxed frame it throws`);
			}
		});
	}
	return problems;
}

function insideTry(node: ts.Node): boolean {
	for (let at = node; at.parent; at = at.parent) {
		if (ts.isTryStatement(at.parent) && at.parent.tryBlock === at) return true;
	}
	return false;
}

function containsType(node: unknown, type: string): boolean {
	if (Array.isArray(node)) return node.some((child) => containsType(child, type));
	if (typeof node !== 'object' || node === null) return false;
	return (
		(node as { type?: string }).type === type ||
		Object.values(node).some((child) => containsType(child, type))
	);
}

/** Every script and component under a folder, as paths from the root of the project. */
function filesUnder(folder: string): string[] {
	if (!existsSync(join(root, folder))) return [];
	return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.(ts|js|mjs|svelte)$/.test(entry.name))
		.map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
		.sort();
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the layers', () => {
	const files = [...filesUnder('src'), ...filesUnder('geodata/build')].filter(
		(path) => !path.endsWith('.d.ts')
	);

	it('finds files to check', () => {
		expect(files.length).toBeGreaterThan(10);
	});

	it('import only from their own folder or from folders to the left', () => {
		expect(files.flatMap((path) => importProblems(path, read(path)))).toEqual([]);
	});

	it('make no markup from text, evaluate no text, and ask for storage only in a try', () => {
		const inSite = files.filter((path) => path.startsWith('src/'));
		expect(inSite.flatMap((path) => forbiddenIn(path, read(path)))).toEqual([]);
	});
});

describe('the check itself', () => {
	const component = (script: string, markup = ''): string =>
		`<script lang="ts">\n${script}\n</script>\n${markup}`;

	it.each([
		['src/lib/domain/view.ts', "import { x } from '../map/style';"],
		['src/lib/domain/view.ts', "import { x } from '$lib/domain/when';"],
		['src/lib/domain/view.ts', "import type { Map } from 'maplibre-gl';"],
		['src/lib/domain/view.ts', "import { geoMercator } from 'd3-geo';"],
		['src/lib/map/style.ts', "import { load } from '../data/load-atlas';"],
		['src/lib/map/style.ts', "import { base } from '$app/paths';"],
		['src/lib/map/style.ts', "import { type Map } from 'maplibre-gl';"],
		['src/lib/map/MapView.svelte', component("const m = await import('maplibre-gl');")],
		[
			'src/lib/map/MapView.svelte',
			component('', "{#await import('$lib/ui/Legend.svelte') then Legend}<Legend />{/await}")
		],
		['src/lib/state/playback.ts', "export * from '$lib/ui/clock';"],
		['src/lib/ui/Legend.svelte', component("import Page from '../../routes/+page.svelte';")],
		['src/lib/utils/pad.ts', 'export const pad = 1;'],
		['src/routes/+page.server.ts', "import { compile } from '../../geodata/build/compile';"],
		['geodata/build/compile.ts', "import { style } from '../../src/lib/map/style';"]
	])('objects to %s with %j', (path, text) => {
		expect(importProblems(path, text)).toHaveLength(1);
	});

	it.each([
		['src/lib/domain/view.ts', "import * as v from 'valibot';\nimport type { Feature } from 'geojson';"],
		[
			'src/lib/map/map-adapter.ts',
			"import { Map } from 'maplibre-gl';\nimport { view } from '../domain/view';"
		],
		['src/lib/map/style.ts', "import type { StyleSpecification } from 'maplibre-gl';"],
		['src/lib/map/worker.ts', "import url from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';"],
		[
			'src/routes/+page.svelte',
			component("import E from '$lib/ui/Explorer.svelte';\nimport { base } from '$app/paths';")
		],
		[
			'geodata/build/compile.ts',
			"import { view } from '../../src/lib/domain/view';\nimport edtf from 'edtf';"
		]
	])('lets %s pass with %j', (path, text) => {
		expect(importProblems(path, text)).toEqual([]);
	});

	it.each([
		['a.svelte', component('', '<p>{@html text}</p>')],
		['a.svelte', component('', '<button onclick={() => (node.innerHTML = text)}>x</button>')],
		['a.ts', "node['innerHTML'] = text;"],
		['a.ts', 'eval(text);'],
		['a.ts', 'new Function(text);'],
		['a.ts', "localStorage.getItem('theme');"],
		['a.svelte', component("window.localStorage.setItem('theme', 'dark');")]
	])('objects to what %s does with %j', (path, text) => {
		expect(forbiddenIn(path, text)).toHaveLength(1);
	});

	it('says in which line', () => {
		expect(forbiddenIn('a.svelte', component('const a = 1;\neval(text);'))[0]).toMatch(/^a\.svelte:3: eval/);
	});

	it('lets storage in a try pass', () => {
		expect(forbiddenIn('a.ts', "try { localStorage.getItem('theme'); } catch { /* none */ }")).toEqual([]);
	});
});
