/** The value below which this share of the values lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** A median with the least and the greatest value. */
export interface Spread {
	readonly median: number;
	readonly least: number;
	readonly greatest: number;
	readonly count: number;
}

/** The spread of those values that are numbers. */
export function spreadOf(values: readonly number[]): Spread {
	const known = values.filter((value) => !Number.isNaN(value));
	return {
		median: quantile(known, 0.5),
		least: quantile(known, 0),
		greatest: quantile(known, 1),
		count: known.length
	};
}

const digits = (value: number): string =>
	Number.isNaN(value)
		? '–'
		: value < 10
			? value.toFixed(2)
			: value < 100
				? value.toFixed(1)
				: value.toFixed(0);

/** “17.1 [16.8–19.2]” */
export const spreadWords = ({ median, least, greatest, count }: Spread): string =>
	count === 0 ? '–' : `${digits(median)} [${digits(least)}–${digits(greatest)}]`;
