/**
 * EDTF dates in words. The build has proved every date with a full EDTF parser;
 * here only the forms that the data uses are put into words, for any language.
 */

const UNIT = /^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%])?$/;

const PARTS = [{}, { month: 'long' }, { month: 'long', day: 'numeric' }] as const;
/** By language and how fine the date is: making one takes longer than a hundred dates. */
const formats = new Map<string, Intl.DateTimeFormat>();
function formatFor(language: string, parts: 0 | 1 | 2): Intl.DateTimeFormat {
	const key = `${language} ${parts}`;
	const format =
		formats.get(key) ??
		new Intl.DateTimeFormat(language, {
			timeZone: 'UTC',
			calendar: 'gregory',
			year: 'numeric',
			...PARTS[parts]
		});
	formats.set(key, format);
	return format;
}

function formatUnit(unit: string, language: string): string {
	const match = UNIT.exec(unit);
	if (!match) return unit;
	const [, year, month, day, qualifier] = match;
	const date = new Date(0);
	date.setUTCFullYear(Number(year), month ? Number(month) - 1 : 0, day ? Number(day) : 1);
	const words = formatFor(language, day ? 2 : month ? 1 : 0).format(date);
	return qualifier ? `c. ${words}` : words;
}

/** `2003-10-01/..` → “since 1 October 2003”, `2013~` → “c. 2013”. Text that is not EDTF comes back as it is. */
export function formatWhen(when: string, language = 'en-GB'): string {
	const [from = '', to] = when.split('/');
	if (to === undefined) return formatUnit(from, language);
	if (to === '..') return `since ${formatUnit(from, language)}`;
	if (from === '..') return `until ${formatUnit(to, language)}`;
	const start = formatUnit(from, language);
	const end = formatUnit(to, language);
	return start === end ? start : `${start} – ${end}`;
}

/** The year that an EDTF date begins with, for sorting and for short labels. */
export const yearOf = (when: string): number => Number(/^-?\d{4}/.exec(when)?.[0] ?? NaN);
