/**
 * `npm run check:deployed -- https://example.org/sub/path`: asks a deployed site for what an embedding page asks
 * for, and says of each answer whether it will do: `ok`, or `problem` with the remedy (exit code 1), or `note`.
 * What is expected is what static/_headers says. A host that lets you set no headers (GitHub Pages) cannot send
 * it all; `--plain-host` makes what such a host cannot send, and embedding can do without, a note.
 */
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { isManifest, type Manifest } from '../src/lib/domain/manifest';

const TIMEOUT_MS = 20_000;
const YEAR_SECONDS = 31_536_000;
const SCRIPT_TYPES = ['text/javascript', 'application/javascript'];

const USAGE = 'usage: npm run check:deployed -- [--plain-host] https://example.org/sub/path';

export interface Finding {
	outcome: 'ok' | 'problem' | 'note';
	/** Path below the front page; `/` for the front page itself. */
	where: string;
	/** What was looked at and, if it is not as expected, what to do. */
	text: string;
}

export interface CheckOptions {
	/** The host sends headers of its own choosing. */
	plainHost?: boolean;
}

interface Answer {
	where: string;
	/** Where the answer came from in the end, after redirects. */
	url: URL;
	status: number;
	headers: Headers;
	body: Buffer;
}

/** Collects findings; headers that a plain host cannot send are weighed here. */
class Report {
	readonly findings: Finding[] = [];
	readonly #plainHost: boolean;
	constructor(plainHost: boolean) {
		this.#plainHost = plainHost;
	}
	ok(where: string, text: string): void {
		this.findings.push({ outcome: 'ok', where, text });
	}
	note(where: string, text: string): void {
		this.findings.push({ outcome: 'note', where, text });
	}
	problem(where: string, text: string): void {
		this.findings.push({ outcome: 'problem', where, text });
	}
	/** Something that embedding can do without: a problem only where the host could send it. */
	lesser(where: string, text: string): void {
		if (this.#plainHost) this.note(where, `${text} (or leave it: this host sends its own headers)`);
		else this.problem(where, text);
	}
}

const shown = (value: string | null): string => (value === null ? 'nothing' : `"${value}"`);

/** `application/json; charset=utf-8` → `application/json`. */
const essence = (type: string | null): string => (type ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** The address of the front page, or a sentence on what is wrong with the one given. */
export function frontAddress(text: string | undefined): URL | string {
	if (text === undefined) return `an address expected, nothing found. ${USAGE}`;
	if (!URL.canParse(text) || !/^https?:\/\//i.test(text)) {
		return `a web address expected, "${text}" found. ${USAGE}`;
	}
	const url = new URL(text);
	url.search = '';
	url.hash = '';
	url.pathname = url.pathname.replace(/(\/index\.html)?\/*$/, '/');
	return url;
}

async function ask(report: Report, where: string, url: URL): Promise<Answer | undefined> {
	try {
		// Origin: some hosts send their cross-origin headers only to those who name one
		const response = await fetch(url, {
			signal: AbortSignal.timeout(TIMEOUT_MS),
			headers: { Origin: 'https://article.example', 'User-Agent': 'faultlines-check-deployed' }
		});
		const body = Buffer.from(await response.arrayBuffer());
		return { where, url: new URL(response.url), status: response.status, headers: response.headers, body };
	} catch (error) {
		const cause = error instanceof Error ? (error.cause ?? error) : error;
		const reason = cause instanceof Error ? cause.message : String(cause);
		report.problem(where, `an answer expected, none came (${reason}): look at the address and the host`);
		return undefined;
	}
}

/** Whether the file is there and is what its name says; without that no other check of it means anything. */
function checkBody(report: Report, answer: Answer, types: readonly string[]): boolean {
	const { where, status, headers } = answer;
	if (status !== 200) {
		report.problem(where, `status 200 expected, ${status} found: publish the whole folder build/`);
		return false;
	}
	const type = essence(headers.get('content-type'));
	if (!types.includes(type)) {
		report.problem(
			where,
			`Content-Type ${types[0]} expected, ${shown(headers.get('content-type'))} found: ` +
				(type === 'text/html'
					? 'the host sends a page in place of the file; publish the whole folder build/ and switch off any fallback to index.html'
					: `tell the host the type of ${where.replace(/^.*(\.\w+)$/, '$1')} files`)
		);
		return false;
	}
	report.ok(where, `status 200, ${type}`);
	return true;
}

/** What every file must say so that pages of other origins, sandboxed frames among them, may use it. */
function checkSharing(report: Report, { where, headers }: Answer): void {
	const allowed = headers.get('access-control-allow-origin');
	if (allowed === '*') report.ok(where, 'Access-Control-Allow-Origin: *');
	else {
		report.problem(
			where,
			`Access-Control-Allow-Origin: * expected, ${shown(allowed)} found: ` +
				(allowed?.includes(',') ? 'send it once, not twice' : 'send it with every file') +
				'; without it a sandboxed frame cannot load scripts, data and fonts'
		);
	}
	const policy = headers.get('cross-origin-resource-policy');
	if (policy === 'cross-origin') report.ok(where, 'Cross-Origin-Resource-Policy: cross-origin');
	else {
		const text =
			`Cross-Origin-Resource-Policy: cross-origin expected, ${shown(policy)} found: ` +
			'send it with every file, for articles on cross-origin isolated pages';
		if (policy === null) report.lesser(where, text);
		else report.problem(where, text);
	}
	const sniffing = headers.get('x-content-type-options');
	// The first of several values is the one that counts
	if (sniffing?.split(',')[0]?.trim().toLowerCase() === 'nosniff')
		report.ok(where, 'X-Content-Type-Options: nosniff');
	else {
		report.lesser(
			where,
			`X-Content-Type-Options: nosniff expected, ${shown(sniffing)} found: send it with every file`
		);
	}
}

/** The sources of every frame-ancestors in the policies sent; one header may carry several policies. */
function frameAncestors(policies: string | null): string[][] {
	return (policies ?? '').split(',').flatMap((policy) =>
		policy
			.split(';')
			.map((directive) => directive.trim().split(/\s+/))
			.filter(([name]) => name?.toLowerCase() === 'frame-ancestors')
			// Of two in one policy the browser takes the first
			.slice(0, 1)
			.map(([, ...sources]) => sources)
	);
}

/** Who may show the page in a frame. */
function checkFraming(report: Report, { where, headers }: Answer): void {
	const forbidden = headers.get('x-frame-options');
	if (forbidden === null) report.ok(where, 'no X-Frame-Options');
	else {
		report.problem(
			where,
			`no X-Frame-Options expected, ${shown(forbidden)} found: take it out; it keeps the page out of articles`
		);
	}
	const policies = headers.get('content-security-policy');
	const ancestors = frameAncestors(policies);
	if (ancestors.length === 0) {
		report.lesser(
			where,
			`Content-Security-Policy: frame-ancestors * expected, ${shown(policies)} found: send it, to say that any page may show this one`
		);
	} else if (ancestors.every((sources) => sources.includes('*'))) report.ok(where, 'frame-ancestors *');
	else {
		const strict = ancestors.filter((sources) => !sources.includes('*'));
		report.problem(
			where,
			`frame-ancestors * expected, "${strict.map((sources) => sources.join(' ')).join('", "')}" found: ` +
				'allow *, or only the sites listed can show the map'
		);
	}
}

const directivesOf = (cacheControl: string | null): string[] =>
	(cacheControl ?? '').split(',').map((directive) => directive.trim().toLowerCase());

function maxAgeOf(directives: readonly string[]): number {
	const written = directives.find((directive) => directive.startsWith('max-age='));
	return written === undefined ? NaN : Number(written.slice('max-age='.length).replaceAll('"', ''));
}

/** Files with a hash in their name never change. */
function checkKept(report: Report, { where, headers }: Answer): void {
	const found = headers.get('cache-control');
	const directives = directivesOf(found);
	const isKept =
		directives.includes('immutable') &&
		maxAgeOf(directives) >= YEAR_SECONDS &&
		!directives.some((directive) => directive === 'no-store' || directive === 'no-cache');
	if (isKept) report.ok(where, `Cache-Control: ${found}`);
	else {
		report.lesser(
			where,
			`Cache-Control: public, max-age=${YEAR_SECONDS}, immutable expected, ${shown(found)} found: ` +
				'send it with all of _app/immutable/, whose names change with their content'
		);
	}
}

/** Pages and data change under the same name. */
function checkAskedAgain(report: Report, { where, headers }: Answer): void {
	const found = headers.get('cache-control');
	const directives = directivesOf(found);
	const isFresh =
		directives.includes('no-cache') || directives.includes('no-store') || maxAgeOf(directives) === 0;
	if (isFresh) report.ok(where, `Cache-Control: ${found}`);
	else {
		report.lesser(
			where,
			`Cache-Control: no-cache expected, ${shown(found)} found: send it with pages and data, or a new edition reaches readers late and in parts`
		);
	}
}

/** WebKit does not match 'self' in a sandboxed frame, so the policy in the page should name the origin as well. */
function checkOwnOrigin(report: Report, { where, url, body }: Answer): void {
	const meta = /<meta[^>]*http-equiv="content-security-policy"[^>]*>/i.exec(body.toString('utf8'))?.[0];
	if (meta === undefined) {
		report.problem(
			where,
			'a Content-Security-Policy in the page expected, none found: publish what npm run build made, unchanged'
		);
		return;
	}
	const scripts = /script-src ([^;"]*)/.exec(meta)?.[1]?.split(/\s+/) ?? [];
	if (scripts.some((source) => source.toLowerCase() === url.origin)) {
		report.ok(where, `its policy names ${url.origin}`);
	} else {
		report.note(
			where,
			`its policy does not name ${url.origin}: build with ORIGIN=${url.origin}, or sandboxed frames in Safari run no script`
		);
	}
}

const linkedScript = (html: string): string | undefined =>
	/["']([^"']*\/_app\/immutable\/[^"']+\.js)["']/.exec(html)?.[1];
const linkedStyles = (html: string): string[] =>
	[...html.matchAll(/["']([^"']*\/_app\/immutable\/[^"']+\.css)["']/g)].map((match) => match[1] ?? '');
const linkedFont = (text: string): string | undefined => /["'(]([^"'()]+\.woff2)["')]/.exec(text)?.[1];

/** A font of the front page: named by the page, or by one of its style sheets. */
async function findFont(report: Report, html: string, page: URL): Promise<URL | undefined> {
	const preloaded = linkedFont(html);
	if (preloaded !== undefined) return new URL(preloaded, page);
	for (const style of new Set(linkedStyles(html))) {
		const url = new URL(style, page);
		const answer = await ask(report, pathBelow(url, page), url);
		const font = answer?.status === 200 ? linkedFont(answer.body.toString('utf8')) : undefined;
		if (font !== undefined) return new URL(font, url);
	}
	return undefined;
}

/** How the report calls a file: by its path below the front page, or in full if it lies elsewhere. */
const pathBelow = (url: URL, front: URL): string =>
	url.href.startsWith(front.href) ? url.pathname.slice(front.pathname.length) || '/' : url.href;

function readManifest(report: Report, { where, body }: Answer): Manifest | undefined {
	let value: unknown;
	try {
		value = JSON.parse(body.toString('utf8'));
	} catch {
		value = undefined;
	}
	if (isManifest(value)) return value;
	report.problem(where, 'a manifest of an atlas expected, something else found: publish build/data/ anew');
	return undefined;
}

/** Each file of the data under the very address that the page uses, so that a stale copy in between is seen. */
async function checkDataFiles(report: Report, manifest: Manifest, front: URL): Promise<void> {
	for (const [file, { sha256 }] of Object.entries(manifest.files)) {
		const where = `data/${file}`;
		const answer = await ask(report, where, new URL(`${where}?v=${sha256.slice(0, 12)}`, front));
		if (!answer) continue;
		if (answer.status !== 200) {
			report.problem(where, `status 200 expected, ${answer.status} found: publish all of build/data/`);
			continue;
		}
		const found = createHash('sha256').update(answer.body).digest('hex');
		if (found === sha256) report.ok(where, 'sha-256 as in the manifest');
		else {
			report.problem(
				where,
				`sha-256 ${sha256.slice(0, 12)}… of the manifest expected, ${found.slice(0, 12)}… found: ` +
					'publish build/ in one piece, empty the caches in between, and let nothing rewrite files'
			);
		}
	}
}

/** Asks for everything once, in order. Never throws: what cannot be had is a finding. */
export async function checkDeployed(front: URL, options: CheckOptions = {}): Promise<Finding[]> {
	const report = new Report(options.plainHost ?? false);
	const home = await ask(report, '/', front);
	if (!home) return report.findings;
	if (home.url.href !== front.href)
		report.note('/', `leads to ${home.url.href}: give that address in articles`);
	const base = new URL('.', home.url);
	const isLocal = /^(localhost|127\.|\[::1\])/.test(base.hostname);
	if (base.protocol !== 'https:' && !isLocal) {
		report.problem('/', 'https expected, http found: articles on https show no frame from http');
	}
	if (!checkBody(report, home, ['text/html'])) return report.findings;
	checkSharing(report, home);
	checkFraming(report, home);
	checkAskedAgain(report, home);
	checkOwnOrigin(report, home);

	const embed = await ask(report, 'embed/', new URL('embed/', base));
	if (embed?.status === 404) report.note('embed/', 'not there: this build has no page for embedding');
	else if (embed && checkBody(report, embed, ['text/html'])) {
		checkSharing(report, embed);
		checkFraming(report, embed);
		checkAskedAgain(report, embed);
		// Articles load it with `crossorigin`, for its `integrity`
		const loader = await ask(report, 'embed/v1.js', new URL('embed/v1.js', base));
		if (loader?.status === 404) report.note('embed/v1.js', 'not there: this build has no loader');
		else if (loader && checkBody(report, loader, SCRIPT_TYPES)) {
			checkSharing(report, loader);
			checkAskedAgain(report, loader);
		}
	}

	const manifestFile = await ask(report, 'data/manifest.json', new URL('data/manifest.json', base));
	let manifest: Manifest | undefined;
	if (manifestFile && checkBody(report, manifestFile, ['application/json'])) {
		checkSharing(report, manifestFile);
		checkAskedAgain(report, manifestFile);
		manifest = readManifest(report, manifestFile);
	}

	const html = home.body.toString('utf8');
	const script = linkedScript(html);
	if (script === undefined) {
		report.problem('/', 'a script of _app/immutable/ expected, none linked: is this the front page?');
	} else {
		const url = new URL(script, base);
		const answer = await ask(report, pathBelow(url, base), url);
		if (answer && checkBody(report, answer, SCRIPT_TYPES)) {
			checkSharing(report, answer);
			checkKept(report, answer);
		}
	}

	const font = await findFont(report, html, base);
	if (font === undefined) {
		report.problem(
			'/',
			'a font of the page expected, none linked by it or its style sheets: publish all of build/'
		);
	} else {
		const answer = await ask(report, pathBelow(font, base), font);
		if (answer && checkBody(report, answer, ['font/woff2', 'application/font-woff2'])) {
			checkSharing(report, answer);
		}
	}

	if (manifest) await checkDataFiles(report, manifest, base);
	return report.findings;
}

export const formatFinding = ({ outcome, where, text }: Finding): string =>
	`${outcome.padEnd(7)}  ${where}  ${text}`;

/** The command: a line for every finding and a last one that counts. Returns the exit code. */
export async function runCheck(
	parameters: readonly string[],
	print: (line: string) => unknown
): Promise<0 | 1> {
	const unknown = parameters.find((word) => word.startsWith('-') && word !== '--plain-host');
	const addresses = parameters.filter((word) => !word.startsWith('-'));
	if (unknown !== undefined || addresses.length > 1) {
		print(`one address expected, "${unknown ?? addresses[1]}" found. ${USAGE}`);
		return 1;
	}
	const front = frontAddress(addresses[0]);
	if (typeof front === 'string') {
		print(front);
		return 1;
	}
	const findings = await checkDeployed(front, { plainHost: parameters.includes('--plain-host') });
	for (const finding of findings) print(formatFinding(finding));
	const count = (outcome: Finding['outcome']): number =>
		findings.filter((finding) => finding.outcome === outcome).length;
	const problems = count('problem');
	print(`${front.href}: ${count('ok')} ok, ${problems} problem${problems === 1 ? '' : 's'}`);
	return problems === 0 ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	process.exitCode = await runCheck(process.argv.slice(2), (line) => console.log(line));
}
