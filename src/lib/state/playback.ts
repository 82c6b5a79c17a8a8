/** Plays a timeline. Headless: time is passed in, so a test can step it without sleeping. */
export interface Clock {
	/** Calls back after so many milliseconds; the returned function takes it back. */
	after(milliseconds: number, callback: () => void): () => void;
}

export const SPEEDS = [
	{ label: 'slow', milliseconds: 1600 },
	{ label: 'normal', milliseconds: 800 },
	{ label: 'fast', milliseconds: 300 }
] as const;
export type SpeedLabel = (typeof SPEEDS)[number]['label'];

export interface Player {
	/** Starts from the current step, or from the first one where the last is reached. */
	play(): void;
	pause(): void;
	readonly isPlaying: boolean;
}

export interface PlayerOptions {
	readonly clock: Clock;
	/** Milliseconds that each step stays; asked anew for each, so the speed can change while it plays. */
	readonly interval: () => number;
	readonly first: () => number;
	readonly last: () => number;
	readonly current: () => number;
	readonly show: (step: number) => void;
	readonly onchange: (isPlaying: boolean) => void;
}

/** A player that stops at the last step. */
export function createPlayer({
	clock,
	interval,
	first,
	last,
	current,
	show,
	onchange
}: PlayerOptions): Player {
	let cancel: (() => void) | undefined;
	const stop = (): void => {
		cancel?.();
		cancel = undefined;
		onchange(false);
	};
	const schedule = (): void => {
		const waiting = clock.after(interval(), () => {
			if (current() >= last()) return stop();
			show(current() + 1);
			// What is shown may have paused the player, or started it anew.
			if (cancel !== waiting) return;
			if (current() >= last()) return stop();
			schedule();
		});
		cancel = waiting;
	};
	return {
		get isPlaying() {
			return cancel !== undefined;
		},
		play() {
			if (cancel) return;
			if (current() >= last()) show(first());
			onchange(true);
			schedule();
		},
		pause() {
			if (cancel) stop();
		}
	};
}

/** The clock of the browser. */
export const browserClock: Clock = {
	after(milliseconds, callback) {
		const timer = setTimeout(callback, milliseconds);
		return () => clearTimeout(timer);
	}
};
