import { isPerson, issuedParts, oneLine, type Work } from './work';

const TYPES: Readonly<Record<string, string>> = {
	article: 'GEN',
	'article-journal': 'JOUR',
	'article-magazine': 'MGZN',
	'article-newspaper': 'NEWS',
	book: 'BOOK',
	dataset: 'DATA',
	motion_picture: 'VIDEO',
	post: 'BLOG',
	report: 'RPRT',
	treaty: 'GEN',
	webpage: 'ELEC'
};

const pad = (part: number | undefined): string => (part === undefined ? '' : String(part).padStart(2, '0'));

/** One work as RIS: a line for each field, whatever its length, ended as the format asks. */
export function toRis(work: Work): string {
	const [year, month, day] = issuedParts(work);
	const digits = year === undefined ? '' : String(year).padStart(4, '0');
	const fields: readonly (readonly [tag: string, value: string | undefined])[] = [
		['TY', TYPES[work.type] ?? 'GEN'],
		['ID', work.id],
		...(work.author ?? []).map(
			(name) =>
				['AU', isPerson(name) ? [name.family, name.given].filter(Boolean).join(', ') : name.literal] as const
		),
		['TI', work.title],
		['T2', work['container-title']],
		['PB', work.publisher],
		['PY', digits],
		['DA', month === undefined ? undefined : `${digits}/${pad(month)}/${pad(day)}/`],
		['ET', work.version],
		['UR', work.URL],
		['LA', work.language],
		['N1', work.note]
	];
	const lines = fields.flatMap(([tag, value]) => {
		const text = oneLine(value ?? '');
		return text === '' ? [] : [`${tag}  - ${text}`];
	});
	return [...lines, 'ER  - ', ''].join('\r\n');
}
