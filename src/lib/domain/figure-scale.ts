/** What a chart of a figure is drawn from: its axes, and which values may be joined by a line. */
import type { Figure, FigureValue } from './atlas';

type Series = Figure['series'][number];

export interface FigureScale {
	/** First year of the axis, and the year after its last. */
	readonly from: number;
	readonly to: number;
	/** Ends of the axis of values; zero always lies between them. */
	readonly bottom: number;
	readonly top: number;
	/** Values with a line across the chart, ascending. */
	readonly values: readonly number[];
	/** Years that are named, ascending. */
	readonly years: readonly number[];
}

const STEPS = [1, 2, 2.5, 5, 10];
/** Below this, powers of ten lose their digits or are zero: an axis of such values is drawn as one of zeros. */
const LEAST_STEP = 1e-300;
/** The smallest of 1, 2, 2.5, 5 or 10 × 10ⁿ that is not less; where things are counted, the smallest whole one. */
function niceStep(least: number, isWhole: boolean): number {
	if (!(least > LEAST_STEP) || (isWhole && least < 1)) return 1;
	const power = 10 ** Math.floor(Math.log10(least));
	const isFit = (step: number): boolean =>
		step * power >= least * (1 - 1e-9) && (!isWhole || Number.isInteger(step * power));
	return (STEPS.find(isFit) ?? 10) * power;
}

/** Axes that hold every value of these series; `most` is how many years there is room to name. */
export function figureScale(series: readonly Series[], most = 6): FigureScale {
	const values = series.flatMap(({ values: own }) => own);
	const heights = values.flatMap(({ value, high }) => [value, high ?? value]);
	const from = Math.floor(Math.min(...values.map(({ start }) => start)));
	const to = Math.max(Math.ceil(Math.max(...values.map(({ end }) => end)) - 1e-6), from + 2);
	const [least, greatest] = [Math.min(0, ...heights), Math.max(0, ...heights)];
	const step = niceStep((greatest - least || 1) / 4, heights.every(Number.isInteger));
	const [low, high] = [Math.floor(least / step + 1e-9), Math.ceil(greatest / step - 1e-9)];
	const every = [1, 2, 5, 10, 20, 50].find((years) => (to - from) / years <= most) ?? 100;
	const first = every === 1 ? from : Math.ceil(from / every) * every;
	return {
		from,
		to,
		bottom: low * step,
		top: Math.max(high, low + 1) * step,
		values: Array.from({ length: Math.max(high, low + 1) - low + 1 }, (_, index) =>
			Number(((low + index) * step).toPrecision(12))
		),
		years: Array.from(
			{ length: Math.max(0, Math.floor((to - 1 - first) / every) + 1) },
			(_, index) => first + index * every
		)
	};
}

const isWholeYear = ({ start, end }: FigureValue): boolean =>
	Math.abs(end - start - 1) < 0.01 && Math.abs(start - Math.round(start)) < 0.01;
const isCount = ({ kind }: FigureValue): boolean => kind === 'measured' || kind === 'estimate';

/**
 * The stretches of a series that a line may join: counts of whole years that follow one another. A year without a
 * value, part of a year, a plan, or a change of definition between two values ends a stretch.
 */
export function joinedRuns(
	{ values }: Series,
	breaks: readonly { readonly start: number }[]
): readonly (readonly FigureValue[])[] {
	const runs: FigureValue[][] = [];
	for (const value of values.filter((each) => isWholeYear(each) && isCount(each))) {
		const run = runs.at(-1);
		const last = run?.at(-1);
		const follows = last !== undefined && Math.abs(value.start - last.end) < 0.01;
		const isBroken =
			last !== undefined && breaks.some(({ start }) => start > last.start && start <= value.start + 0.01);
		if (run && follows && !isBroken) run.push(value);
		else runs.push([value]);
	}
	return runs.filter((run) => run.length > 1);
}
