/** Dates for programs that know no EDTF: whole days, both ends included. */

const UNIT = /^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[~?%]?$/;

export interface PlainDates {
	/** First day, `YYYY-MM-DD`; left out where it is not known. */
	readonly start?: string;
	/** Last day, `YYYY-MM-DD`; left out where the end is open. */
	readonly end?: string;
}

function daysOf(unit: string): { readonly first: string; readonly last: string } | undefined {
	const match = UNIT.exec(unit);
	if (!match) return undefined;
	const [, year = '', month, day] = match;
	const lastOfMonth = (of: string): string => {
		const date = new Date(0);
		date.setUTCFullYear(Number(year), Number(of), 0);
		return String(date.getUTCDate()).padStart(2, '0');
	};
	const lastMonth = month ?? '12';
	return {
		first: `${year}-${month ?? '01'}-${day ?? '01'}`,
		last: `${year}-${lastMonth}-${day ?? lastOfMonth(lastMonth)}`
	};
}

/**
 * `2013-05~/..` → from 2013-05-01, end open. What is approximate is taken at its word: the EDTF text, which says so,
 * stands beside these dates in every export. Text that is not EDTF has no dates.
 */
export function plainDates(when: string): PlainDates {
	const [from = '', to = from] = when.split('/');
	const start = daysOf(from)?.first;
	const end = daysOf(to)?.last;
	return { ...(start ? { start } : {}), ...(end ? { end } : {}) };
}
