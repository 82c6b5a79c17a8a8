/** Processor time and memory of a browser's processes, from the kernel's own books. Linux only; elsewhere they are not known. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const TICK_MS = 10;

/** A file of /proc; a process or thread may end while it is looked at. */
function read(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}

function list(path: string): string[] {
	try {
		return readdirSync(path);
	} catch {
		return [];
	}
}

/** Fields of a stat line after the name, which may hold anything: state, parent, … */
const fields = (stat: string): string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

/** All processes that this one has started, and those that they have. */
function descendants(): string[] {
	const parents = new Map(
		list('/proc')
			.filter((name) => /^\d+$/.test(name))
			.map((pid) => [pid, fields(read(`/proc/${pid}/stat`))[1]])
	);
	const isOurs = (pid: string | undefined): boolean =>
		pid !== undefined && (pid === String(process.pid) || (parents.has(pid) && isOurs(parents.get(pid))));
	return [...parents.keys()].filter((pid) => isOurs(parents.get(pid)));
}

/** Milliseconds of processor time that workers of web pages have had so far; NaN where nobody counts. */
export function workerTime(): number {
	if (!existsSync('/proc/self/stat')) return Number.NaN;
	let ticks = 0;
	for (const pid of descendants())
		for (const thread of list(`/proc/${pid}/task`)) {
			const folder = `/proc/${pid}/task/${thread}`;
			if (!read(`${folder}/comm`).startsWith('DedicatedWorker')) continue;
			const stat = fields(read(`${folder}/stat`));
			ticks += Number(stat[11] ?? 0) + Number(stat[12] ?? 0);
		}
	return ticks * TICK_MS;
}

/**
 * Bytes that the processes of the browser take, graphics and workers included, what they share counted once (PSS); NaN where
 * nobody counts.
 */
export function processMemory(): number {
	const sizes = descendants().map((pid) => /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1]);
	const known = sizes.filter((size) => size !== undefined);
	return known.length === 0 ? Number.NaN : known.reduce((sum, size) => sum + Number(size) * 1024, 0);
}
