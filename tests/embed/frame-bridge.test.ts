import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startFrameBridge, type FrameBridge } from '../../src/lib/embed/frame-bridge';

/** A frame with a page around it: windows that post, and a root whose height the test sets. */
function makeFrame(): {
	sent: unknown[];
	commands: string[];
	bridge: FrameBridge;
	hear(data: unknown, source?: unknown): void;
	resize(height: number): void;
	/** The host gives the frame this height. */
	give(height: number): void;
	/** Whether the frame offers a scroll bar where its content is higher than it. */
	scrolls(): boolean;
	heights(): number[];
} {
	const sent: unknown[] = [];
	const commands: string[] = [];
	const host = { postMessage: (message: unknown) => void sent.push(structuredClone(message)) };
	const frame = Object.assign(new EventTarget(), { parent: host, innerHeight: 560 });
	const style = { overflowY: '' };
	let height = 420;
	let notice: (() => void) | undefined;
	vi.stubGlobal('window', frame);
	vi.stubGlobal('document', { documentElement: { style } });
	class Observer {
		constructor(callback: () => void) {
			notice = callback;
		}
		observe(): void {}
		disconnect(): void {
			notice = undefined;
		}
	}
	vi.stubGlobal('ResizeObserver', Observer);
	vi.stubGlobal('MutationObserver', Observer);
	const root = { getBoundingClientRect: () => ({ height }) } as HTMLElement;
	const bridge = startFrameBridge({
		root,
		query: '?id=map1',
		hash: '',
		oncommand: (query) => commands.push(query)
	});
	return {
		sent,
		commands,
		bridge,
		hear: (data, source = host) =>
			void frame.dispatchEvent(Object.assign(new Event('message'), { data, source })),
		resize: (next) => {
			height = next;
			notice?.();
		},
		give: (innerHeight) => {
			frame.innerHeight = innerHeight;
			frame.dispatchEvent(new Event('resize'));
		},
		scrolls: () => style.overflowY === '',
		heights: () =>
			sent.flatMap((message) => {
				const { ns, height } = message as { ns?: string; height?: number };
				return ns === 'faultlines' && height !== undefined ? [height] : [];
			})
	};
}

const ping = { ns: 'faultlines', v: 1, type: 'ping' };
const view = (query: string): unknown => ({ ns: 'faultlines', v: 1, type: 'view', query });

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('the bridge of a frame', () => {
	it('says that it is ready, then how high it is, once', () => {
		const { sent, heights, resize } = makeFrame();
		vi.runAllTimers();
		expect(sent[0]).toStrictEqual({ sentinel: 'amp', type: 'embed-ready' });
		expect(heights()).toEqual([420]);
		resize(420.2);
		vi.runAllTimers();
		expect(heights()).toEqual([420, 421]);
		resize(420.6);
		vi.runAllTimers();
		expect(heights()).toEqual([420, 421]);
	});

	it('sends one height for many changes, within 100 ms', () => {
		const { heights, resize } = makeFrame();
		vi.runAllTimers();
		for (let height = 430; height < 480; height += 1) resize(height);
		vi.advanceTimersByTime(100);
		expect(heights()).toEqual([420, 479]);
	});

	it('says nothing while it is not laid out', () => {
		const { heights, resize } = makeFrame();
		vi.runAllTimers();
		resize(0);
		vi.runAllTimers();
		expect(heights()).toEqual([420]);
	});

	it('shows no scroll bar where the host follows, and one where it does not or no further', () => {
		const { give, resize, scrolls } = makeFrame();
		vi.runAllTimers();
		expect(scrolls(), 'a host that gives another height').toBe(true);
		give(420);
		expect(scrolls()).toBe(false);
		resize(900);
		vi.advanceTimersByTime(200);
		expect(scrolls(), 'until the host has answered').toBe(false);
		give(900);
		vi.runAllTimers();
		expect(scrolls()).toBe(false);
		resize(1400);
		vi.advanceTimersByTime(200);
		give(1000);
		vi.runAllTimers();
		expect(scrolls(), 'a host that has a limit').toBe(true);
		resize(700);
		vi.advanceTimersByTime(200);
		give(700);
		expect(scrolls()).toBe(false);
	});

	it.each([
		[ping],
		[{ sentinel: 'amp', type: 'frames-init' }],
		[{ message: 'ready', secret: 'abc' }],
		['pymxPYMxaxPYMxwidthxPYMx3']
	])('answers %j with its height, changed or not', (question) => {
		const { heights, hear } = makeFrame();
		vi.runAllTimers();
		hear(question);
		expect(heights()).toEqual([420, 420]);
	});

	it('learns the secret of WordPress from its greeting', () => {
		const { sent, hear } = makeFrame();
		hear({ message: 'ready', secret: 'a1B2' });
		expect(sent).toContainEqual({ message: 'height', value: 420, secret: 'a1B2' });
	});

	it('obeys the window around it and no other', () => {
		const { commands, hear, heights } = makeFrame();
		vi.runAllTimers();
		for (const source of [null, undefined, {}, globalThis]) hear(view('year=2014'), source ?? null);
		hear(ping, {});
		expect(commands).toEqual([]);
		expect(heights()).toEqual([420]);
		hear(view('year=2014'));
		expect(commands).toEqual(['year=2014']);
	});

	it('takes at most 20 commands a second, and the last one counts', () => {
		const { commands, hear } = makeFrame();
		for (let year = 1000; year < 3000; year += 1) hear(view(`year=${year}`));
		expect(commands).toHaveLength(20);
		vi.advanceTimersByTime(1000);
		expect(commands).toHaveLength(21);
		expect(commands.at(-1)).toBe('year=2999');
		hear(view('year=1'));
		expect(commands.at(-1)).toBe('year=1');
	});

	it('tells the view that the reader comes to, not every step, and none twice', () => {
		const { bridge, sent } = makeFrame();
		vi.runAllTimers();
		sent.length = 0;
		for (let year = 2000; year < 2030; year += 1) bridge.view(`year=${year}`);
		vi.runAllTimers();
		bridge.view('year=2029');
		vi.runAllTimers();
		expect(sent).toStrictEqual([{ ns: 'faultlines', v: 1, type: 'view', query: 'year=2029' }]);
	});

	it('is not moved by any other message', () => {
		const { commands, hear, heights } = makeFrame();
		vi.runAllTimers();
		fc.assert(fc.property(fc.oneof(fc.anything(), fc.string()), (data) => hear(data)));
		expect(commands).toEqual([]);
		expect(heights()).toEqual([420]);
	});

	it('is silent and deaf once stopped', () => {
		const { bridge, commands, hear, resize, sent } = makeFrame();
		vi.runAllTimers();
		resize(500);
		bridge.view('year=2014');
		bridge.stop();
		const before = sent.length;
		hear(view('year=2014'));
		hear(ping);
		resize(600);
		vi.runAllTimers();
		expect(sent).toHaveLength(before);
		expect(commands).toEqual([]);
	});

	it('survives a host that is gone', () => {
		const { hear } = makeFrame();
		const { parent } = window;
		parent.postMessage = () => {
			throw new Error('gone');
		};
		vi.runAllTimers();
		expect(() => hear(ping)).not.toThrow();
	});

	it('does nothing outside of a frame', () => {
		const alone = Object.assign(new EventTarget(), { postMessage: vi.fn() });
		vi.stubGlobal('window', Object.assign(alone, { parent: alone }));
		const bridge = startFrameBridge({
			root: {} as HTMLElement,
			query: '',
			hash: '',
			oncommand: () => expect.fail('no host')
		});
		bridge.view('year=2014');
		bridge.stop();
		vi.runAllTimers();
		expect(alone.postMessage).not.toHaveBeenCalled();
	});
});
