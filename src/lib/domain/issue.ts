/**
 * A problem in the data, as a value: checks return them, only `geodata/build/main.ts` prints and exits.
 *
 * - `error`: the atlas would say something wrong or could not be built; nothing is written.
 * - `warning`: the atlas can be built, but hardly as its author meant it.
 */
export interface Issue {
	readonly severity: 'error' | 'warning';
	/** Path inside the data folder, with forward slashes: what an editor can open. */
	readonly file: string;
	/** Place in the file, e.g. `properties.phases[0].when`; `line 3, column 7` for bad JSON; empty for the whole file. */
	readonly field: string;
	/** What the rule asks for, as a noun phrase that can stand before the word "expected". */
	readonly expected: string;
	/** What stands there. */
	readonly found: string;
	/** What the author can do about it, in the imperative. */
	readonly remedy: string;
}

/** One line for a terminal: `file: field: … expected, found … — remedy`. */
export function formatIssue({ file, field, expected, found, remedy }: Issue): string {
	const place = field === '' ? file : `${file}: ${field}`;
	return `${place}: ${expected} expected, found ${found} — ${remedy}`;
}
