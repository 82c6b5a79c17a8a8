/**
 * `npm test`: everything, one step after another on purpose: two cores are few, and a browser that shares them
 * with a build is slow enough to fail. A failing step does not stop those that can still say something. The
 * last line is `N passed, N failed`: every test of vitest counts, every text checked, and every other step.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'faultlines-test-'));

/** Full texts of the sources are not ours to publish: they lie beside the project, where there are any. */
const TEXTS = resolve(root, '../shared/sources');

/**
 * A step that hangs must not hang the whole run. The slowest, end-to-end, takes some forty minutes on two cores that draw
 * the maps without a graphics card.
 */
const STEP_LIMIT_MS = 90 * 60_000;

interface Count {
	passed: number;
	failed: number;
	/** What failed, a line each: logs are cut at their start more often than at their end. */
	failures?: string[];
}

interface Step {
	name: string;
	/** Steps without whose success this one cannot say anything. */
	needs?: string[];
	run(): Promise<Count>;
}

interface Ended {
	ok: boolean;
	output: string;
}

/** Runs a program of node_modules. Its output goes to the terminal; with `capture` it is also handed back. */
async function program(name: string, args: string[], options: { capture?: boolean } = {}): Promise<Ended> {
	const colours = process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {};
	const child = spawn(join(root, 'node_modules/.bin', name), args, {
		cwd: root,
		stdio: options.capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, ...colours },
		shell: process.platform === 'win32'
	});
	let output = '';
	for (const [stream, terminal] of [
		[child.stdout, process.stdout],
		[child.stderr, process.stderr]
	] as const) {
		stream?.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			terminal.write(chunk);
		});
	}
	const timer = setTimeout(() => {
		console.error(`${name}: stopped after ${STEP_LIMIT_MS / 60_000} minutes`);
		child.kill('SIGKILL');
	}, STEP_LIMIT_MS);
	const ok = await new Promise<boolean>((done) => {
		child.once('error', (error) => {
			console.error(error.message);
			done(false);
		});
		child.once('close', (code) => done(code === 0));
	});
	clearTimeout(timer);
	return { ok, output };
}

const one = ({ ok }: Ended): Count => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	testResults: {
		name: string;
		status: string;
		message: string;
		assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
	}[];
}

const firstLine = (text: string): string => text.split('\n', 1)[0]!.slice(0, 400);

async function vitest(project: 'unit' | 'e2e'): Promise<Count> {
	const file = join(scratch, `${project}.json`);
	const { ok } = await program('vitest', [
		'run',
		`--project=${project}`,
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`
	]);
	if (!existsSync(file)) return { passed: 0, failed: 1 };
	const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
	// A file that does not even load, or whose hooks fail, has no failed test to count
	const broken = report.testResults.filter(
		({ status, assertionResults }) =>
			status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
	).length;
	const failed = report.numFailedTests + broken;
	const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
		const at = relative(root, name);
		const tests = assertionResults.filter((test) => test.status === 'failed');
		if (status === 'failed' && tests.length === 0) return [`${at}: ${firstLine(message)}`];
		return tests.map(
			({ fullName, failureMessages }) => `${at}: ${fullName}: ${firstLine(failureMessages[0] ?? '')}`
		);
	});
	// Errors outside of tests, such as an unhandled rejection, show only in the exit code
	return { passed: report.numPassedTests, failed: ok ? failed : Math.max(failed, 1), failures };
}

/** Proves the quotations against the texts, where these are at hand. Each source counts. */
async function verifyTexts(): Promise<Count> {
	if (!existsSync(TEXTS)) {
		console.log('texts not at hand');
		return { passed: 0, failed: 0 };
	}
	const { ok, output } = await program('tsx', ['geodata/build/verify.ts', TEXTS], { capture: true });
	const folder = join(root, 'geodata/passages');
	const sources = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
	if (ok) return { passed: sources.length, failed: 0 };
	// Findings name the file they are about
	const failed = Math.max(1, sources.filter((name) => output.includes(`passages/${name}`)).length);
	return { passed: Math.max(0, sources.length - failed), failed };
}

async function buildSite(): Promise<Count> {
	// What is left of an earlier build must not pass for this one
	rmSync(join(root, 'build'), { recursive: true, force: true });
	return one(await program('vite', ['build', '--logLevel=warn']));
}

const steps: Step[] = [
	{ name: 'svelte-kit sync', run: async () => one(await program('svelte-kit', ['sync'])) },
	{ name: 'prettier', run: async () => one(await program('prettier', ['--check', '--log-level=warn', '.'])) },
	{ name: 'eslint', run: async () => one(await program('eslint', ['.', '--max-warnings=0'])) },
	{
		name: 'types',
		run: async () =>
			one(
				await program('svelte-check', [
					'--tsconfig',
					'./tsconfig.json',
					'--fail-on-warnings',
					'--output',
					'human'
				])
			)
	},
	{ name: 'data', run: async () => one(await program('tsx', ['geodata/build/main.ts'])) },
	{ name: 'build', needs: ['data'], run: buildSite },
	{ name: 'unit tests', run: () => vitest('unit') },
	{ name: 'quotations in their texts', run: verifyTexts },
	{
		name: 'sizes',
		needs: ['build'],
		// Printed here for every run; `npm run size` is what fails when a budget is passed.
		run: async () => {
			await program('tsx', ['tests/size.ts']);
			return { passed: 0, failed: 0 };
		}
	},
	{
		name: 'the same build twice',
		needs: ['build'],
		run: async () => one(await program('tsx', ['tests/build-twice.ts']))
	},
	{ name: 'end-to-end tests', needs: ['build'], run: () => vitest('e2e') }
];

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

async function runAll(): Promise<Count> {
	const start = performance.now();
	const total: Count = { passed: 0, failed: 0 };
	const failedSteps = new Set<string>();
	const summary: string[] = [];
	const failures: string[] = [];
	for (const [index, step] of steps.entries()) {
		const title = `[${index + 1}/${steps.length}] ${step.name}`;
		const missing = step.needs?.find((name) => failedSteps.has(name));
		const since = performance.now();
		let count: Count;
		if (missing) {
			// Not run is not passed
			count = { passed: 0, failed: 1 };
			console.log(`\n${title}: not run, for ${missing} failed`);
		} else {
			console.log(`\n${title} …`);
			count = await step.run();
		}
		total.passed += count.passed;
		total.failed += count.failed;
		if (count.failed > 0) failedSteps.add(step.name);
		failures.push(...(count.failures ?? []));
		const outcome = missing ? 'not run' : count.failed > 0 ? 'FAILED' : 'ok';
		const counted =
			count.passed + count.failed === 1 ? '' : `  ${count.passed} passed, ${count.failed} failed`;
		summary.push(`${outcome.padEnd(8)} ${step.name}  ${seconds(since)}${counted}`);
		console.log(`${title}: ${outcome}, ${seconds(since)} (${seconds(start)} in all)`);
	}
	console.log(`\n${summary.join('\n')}\n${seconds(start)} in all`);
	for (const failure of failures) console.log(`FAILED   ${failure}`);
	return total;
}

try {
	const { passed, failed } = await runAll();
	console.log(`${passed} passed, ${failed} failed`);
	process.exitCode = failed > 0 ? 1 : 0;
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
