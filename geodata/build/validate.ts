/**
 * All checks of the authored data. Pure: it reports every problem in one run, prints nothing and throws nothing.
 *
 * A value of the wrong type is reported by the schema and then hidden from the other checks, so that one mistake is
 * told once and does not hide others.
 */
import type { Issue } from '../../src/lib/domain/issue';
import { checkAtlas } from './check-atlas';
import type { TownContext } from './check-atlas';
import { checkDates } from './check-dates';
import { checkFigures } from './check-figures';
import { checkFormats } from './check-formats';
import { checkGeometry } from './check-geometry';
import { checkLinks } from './check-links';
import { checkOutlines } from './check-outlines';
import { checkPlaces } from './check-places';
import type { CountryContext } from './check-places';
import { checkQuotations } from './check-quotations';
import { checkRecords, recordsOf } from './check-records';
import type { Records } from './check-records';
import { checkText } from './check-text';
import { checkUnused } from './check-unused';
import type { Dataset } from './dataset';
import { readDataset } from './read';

/** What the checks need to know beside the data. */
export type CheckContext = CountryContext & TownContext;

/** In code-unit order of files; within a file in the order in which the checks run. */
const inOrder = (issues: readonly Issue[]): Issue[] =>
	[...issues].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));

export function validateDataset(dataset: Dataset, context: CheckContext = {}): Issue[] {
	const { loose, issues } = checkRecords(dataset);
	return inOrder([
		...issues,
		...checkText(dataset),
		...checkAtlas(loose, context),
		...checkLinks(loose),
		...checkUnused(loose),
		...checkDates(loose),
		...checkFigures(loose),
		...checkQuotations(loose),
		...checkFormats(loose),
		...checkGeometry(loose),
		...checkOutlines(loose, context),
		...checkPlaces(loose, context)
	]);
}

export const hasErrors = (issues: readonly Issue[]): boolean =>
	issues.some(({ severity }) => severity === 'error');

export interface CheckedDataset {
	readonly dataset: Dataset;
	/** What stood wrong when reading and when checking, by file. */
	readonly issues: readonly Issue[];
	/** The records, typed; absent where there is any error. */
	readonly records: Records | undefined;
}

/** Reads and checks a data folder: the one step before compiling. */
export function runChecks(folder: string, context: CheckContext = {}): CheckedDataset {
	const { dataset, issues: ofReading } = readDataset(folder);
	const issues = inOrder([...ofReading, ...validateDataset(dataset, context)]);
	return { dataset, issues, records: hasErrors(issues) ? undefined : recordsOf(dataset) };
}
