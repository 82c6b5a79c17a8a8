/** Main-thread work read from a trace of the browser: the only place where the cost of one step can be seen whole. */
import type { Browser, CDPSession } from 'playwright-core';

interface TraceEvent {
	name: string;
	cat: string;
	ph: string;
	pid: number;
	tid: number;
	/** Microseconds. */
	ts: number;
	dur?: number;
	/** Processor time of the thread, which a busy machine does not stretch. */
	tdur?: number;
}

export interface Task {
	/** Milliseconds since the trace's own beginning of time. */
	start: number;
	wall: number;
	cpu: number;
}

export interface Trace {
	/** Tasks of the page's main thread, in order. */
	tasks: Task[];
	/** `performance.mark`s whose name starts with the prefix asked for. */
	marks: { name: string; at: number }[];
}

/** Records while `work` runs. The page must set marks with this prefix: they also tell which thread is its own. */
export async function record(
	browser: Browser,
	markPrefix: string,
	work: () => Promise<void>
): Promise<Trace> {
	const session: CDPSession = await browser.newBrowserCDPSession();
	const events: TraceEvent[] = [];
	session.on('Tracing.dataCollected', ({ value }) => {
		events.push(...(value as unknown as TraceEvent[]));
	});
	await session.send('Tracing.start', {
		transferMode: 'ReportEvents',
		traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', 'blink.user_timing'] }
	});
	try {
		await work();
	} finally {
		const complete = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()));
		await session.send('Tracing.end');
		await complete;
		await session.detach();
	}
	const marked = events.filter(
		({ cat, name }) => cat.includes('blink.user_timing') && name.startsWith(markPrefix)
	);
	const [one] = marked;
	if (!one) throw new Error(`The trace has no marks "${markPrefix}…": nothing was measured`);
	const tasks = events
		.filter(
			({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === one.pid && tid === one.tid
		)
		.map(({ ts, dur = 0, tdur = dur }) => ({ start: ts / 1000, wall: dur / 1000, cpu: tdur / 1000 }))
		.sort((a, b) => a.start - b.start);
	const marks = marked.map(({ name, ts }) => ({ name, at: ts / 1000 })).sort((a, b) => a.at - b.at);
	return { tasks, marks };
}

/**
 * Work per step: the tasks that begin between the task holding one mark and the task holding the next. What a
 * step leaves for later frames is so counted with the next step; over a scrub nothing is lost.
 */
export function workPerStep({ tasks, marks }: Trace): { wall: number; cpu: number }[] {
	const begins = marks.map(
		({ at }) => tasks.findLast(({ start, wall }) => start <= at && at <= start + wall)?.start ?? at
	);
	return begins.slice(0, -1).map((begin, index) => {
		const end = begins[index + 1] ?? Infinity;
		const own = tasks.filter(({ start }) => start >= begin && start < end);
		return {
			wall: own.reduce((sum, task) => sum + task.wall, 0),
			cpu: own.reduce((sum, task) => sum + task.cpu, 0)
		};
	});
}
