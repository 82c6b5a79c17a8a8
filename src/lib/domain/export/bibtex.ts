import { isPerson, issuedParts, oneLine, type Work } from './work';

/** Entry types that classic BibTeX and biblatex share; what they have none for is `misc`. */
const TYPES: Readonly<Record<string, string>> = {
	article: 'article',
	'article-journal': 'article',
	'article-magazine': 'article',
	'article-newspaper': 'article',
	book: 'book',
	report: 'techreport'
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

const SIGNS: Readonly<Record<string, string>> = {
	'\\': '\\textbackslash{}',
	'{': '\\{',
	'}': '\\}',
	'~': '\\textasciitilde{}',
	'^': '\\textasciicircum{}',
	// These three are other signs in the fonts that TeX takes by itself.
	'<': '\\textless{}',
	'>': '\\textgreater{}',
	'|': '\\textbar{}'
};
/** Signs that mean something to TeX; all other characters stand for themselves in UTF-8. */
export const escapeTex = (text: string): string =>
	oneLine(text)
		.replace(/[\\{}~^<>|&%$#_]/g, (sign) => SIGNS[sign] ?? `\\${sign}`)
		// TeX joins these to dashes and quotation marks.
		.replace(/([-'`,])(?=\1)|[?!](?=`)/g, '$&{}');

/** Addresses are read as they stand; only what would end or unbalance the field is encoded. */
const escapeUrl = (url: string): string =>
	oneLine(url).replace(/[\s{}\\]/g, (sign) => encodeURIComponent(sign));

/** Braces twice: the title keeps its capitals, and a name with commas stays one name. */
const whole = (text: string): string => `{${escapeTex(text)}}`;

/** One work as BibTeX; its key is its id. */
export function toBibtex(work: Work): string {
	const type = TYPES[work.type] ?? 'misc';
	const [year, month, day] = issuedParts(work);
	const inText = work['container-title'];
	const fields: readonly (readonly [name: string, value: string | undefined])[] = [
		[
			'author',
			work.author
				?.map((name) =>
					isPerson(name)
						? [name.family, name.given]
								.filter((part) => part !== undefined)
								.map(escapeTex)
								.join(', ')
						: whole(name.literal)
				)
				.join(' and ')
		],
		['title', whole(work.title)],
		[type === 'article' ? 'journal' : 'howpublished', inText && escapeTex(inText)],
		[type === 'techreport' ? 'institution' : 'publisher', work.publisher && escapeTex(work.publisher)],
		['year', year === undefined ? undefined : String(year)],
		['month', month === undefined ? undefined : MONTHS[month - 1]],
		['day', day === undefined ? undefined : String(day)],
		['version', work.version && escapeTex(work.version)],
		['url', work.URL && escapeUrl(work.URL)],
		['language', work.language && escapeTex(work.language)],
		['note', work.note && escapeTex(work.note)]
	];
	const lines = fields
		.filter(([, value]) => value !== undefined && value !== '')
		.map(([name, value]) => `\t${name} = ${name === 'month' ? value : `{${value}}`}`);
	return `@${type}{${work.id},\n${lines.join(',\n')}\n}\n`;
}
