import { beforeEach, describe, expect, test } from 'vitest';
import { createPlayer, SPEEDS, type Clock, type Player } from '../../src/lib/state/playback';

/** A clock that a test winds by hand. */
class FakeClock implements Clock {
	now = 0;
	#waiting: { at: number; callback: () => void }[] = [];
	after(milliseconds: number, callback: () => void): () => void {
		const entry = { at: this.now + milliseconds, callback };
		this.#waiting.push(entry);
		return () => {
			this.#waiting = this.#waiting.filter((other) => other !== entry);
		};
	}
	get waiting(): number {
		return this.#waiting.length;
	}
	wind(milliseconds: number): void {
		const end = this.now + milliseconds;
		for (;;) {
			const next = this.#waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
			if (!next) break;
			this.#waiting = this.#waiting.filter((other) => other !== next);
			this.now = next.at;
			next.callback();
		}
		this.now = end;
	}
}

let clock: FakeClock;
let step: number;
let interval: number;
let shown: number[];
let changes: boolean[];
let player: Player;
let onshow: (step: number) => void;

beforeEach(() => {
	clock = new FakeClock();
	step = 2010;
	interval = 100;
	shown = [];
	changes = [];
	onshow = () => undefined;
	player = createPlayer({
		clock,
		interval: () => interval,
		first: () => 2010,
		last: () => 2013,
		current: () => step,
		show: (next) => {
			step = next;
			shown.push(next);
			onshow(next);
		},
		onchange: (isPlaying) => changes.push(isPlaying)
	});
});

describe('a player', () => {
	test('stays on each step for its interval and stops at the last', () => {
		player.play();
		expect([player.isPlaying, shown]).toEqual([true, []]);
		clock.wind(99);
		expect(shown).toEqual([]);
		clock.wind(1);
		expect(shown).toEqual([2011]);
		clock.wind(200);
		expect(shown).toEqual([2011, 2012, 2013]);
		expect(player.isPlaying).toBe(false);
		clock.wind(10_000);
		expect(shown).toEqual([2011, 2012, 2013]);
		expect(changes).toEqual([true, false]);
		expect(clock.waiting).toBe(0);
	});
	test('starts from the first step where the last is reached', () => {
		step = 2013;
		player.play();
		expect(shown).toEqual([2010]);
		clock.wind(100);
		expect(shown).toEqual([2010, 2011]);
	});
	test('pauses at once and goes on from where the reader has gone', () => {
		player.play();
		clock.wind(150);
		player.pause();
		clock.wind(10_000);
		expect([player.isPlaying, shown]).toEqual([false, [2011]]);
		step = 2012;
		player.play();
		clock.wind(100);
		expect(shown).toEqual([2011, 2013]);
		expect(changes).toEqual([true, false, true, false]);
	});
	test('plays on from a step that the reader chose while it plays', () => {
		player.play();
		clock.wind(50);
		step = 2012;
		clock.wind(50);
		expect(shown).toEqual([2013]);
	});
	test('stops where the reader has gone to the last step while it plays', () => {
		player.play();
		step = 2013;
		clock.wind(100);
		expect([player.isPlaying, shown]).toEqual([false, []]);
	});
	test('takes a new speed from the next step on', () => {
		player.play();
		interval = 10;
		clock.wind(99);
		expect(shown).toEqual([]);
		clock.wind(1);
		clock.wind(10);
		expect(shown).toEqual([2011, 2012]);
	});
	test('does not play twice as fast when asked twice', () => {
		player.play();
		player.play();
		expect(clock.waiting).toBe(1);
		clock.wind(100);
		expect(shown).toEqual([2011]);
		expect(changes).toEqual([true]);
	});
	test('says nothing when paused while it does not play', () => {
		player.pause();
		expect(changes).toEqual([]);
	});
	test('stays paused where what it shows pauses it', () => {
		onshow = () => player.pause();
		player.play();
		clock.wind(10_000);
		expect([player.isPlaying, shown, changes, clock.waiting]).toEqual([false, [2011], [true, false], 0]);
	});
});

test('the speeds differ, slowest first', () => {
	const intervals = SPEEDS.map(({ milliseconds }) => milliseconds);
	expect([...intervals].sort((a, b) => b - a)).toEqual(intervals);
	expect(new Set(intervals).size).toBe(intervals.length);
});
