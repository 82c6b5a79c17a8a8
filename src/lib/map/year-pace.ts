/**
 * Milliseconds that a map may take for a year and still be told each one of a drag, at one each 33 ms; that it stands
 * still it says a frame later.
 */
const SLOW_MS = 50;
/** Longer than a step of the fastest player: a map that it outpaces is told the year at which it stops. */
const REST_MS = 400;
const LONGEST_REST_MS = 2000;

/** How long a map takes to draw a year, learnt while it is used. Times are milliseconds of one clock. */
export class YearPace {
	/** Years told since the map last stood still, and when the first of them was. */
	#years = 0;
	#begun = 0;
	/** What each of those before took. */
	#each = 0;

	/** The map was told a year. */
	told(now: number): void {
		if (this.#years === 0) this.#begun = now;
		this.#years += 1;
	}

	/** The map has drawn all that it was told. */
	stood(now: number): void {
		if (this.#years > 0) this.#each = (now - this.#begun) / this.#years;
		this.#years = 0;
	}

	/** Whether years that follow one another come too fast for it. */
	isSlow(now: number): boolean {
		const waited = this.#years > 0 ? (now - this.#begun) / this.#years : 0;
		return Math.max(this.#each, waited) > SLOW_MS;
	}

	/**
	 * Milliseconds without a new year that count as rest: the slower the map, the more, lest only its own drawing keeps
	 * the years from coming.
	 */
	get rest(): number {
		return Math.min(Math.max(REST_MS, 2 * this.#each), LONGEST_REST_MS);
	}
}
