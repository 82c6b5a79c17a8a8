/**
 * How to cite a work: APA (7th edition), Chicago (17th edition, notes and bibliography) and a footnote. The forms are
 * written for the few kinds of work that an atlas holds.
 */
import type { CslName, Passage } from '../atlas';
import { toBibtex } from './bibtex';
import { toRis } from './ris';
import { isPerson, issuedParts, type Work } from './work';

const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
] as const;

const initials = (given: string): string =>
	given
		.split(/\s+/)
		.map((name) =>
			name
				.split('-')
				.map((part) => `${[...part][0] ?? ''}.`)
				.join('-')
		)
		.join(' ');

/** “A, B, & C”, with the word or sign that the style puts before the last. */
function series(names: readonly string[], last: string): string {
	if (names.length < 2) return names.join('');
	return `${names.slice(0, -1).join(', ')}${names.length > 2 || last === '&' ? ',' : ''} ${last} ${names.at(-1)}`;
}

const given = (name: CslName): string =>
	isPerson(name) ? [name.given, name.family].filter(Boolean).join(' ') : name.literal;
const inverted = (name: CslName): string =>
	isPerson(name) ? [name.family, name.given].filter(Boolean).join(', ') : name.literal;

/** Ends a part of a reference; one full stop is enough. */
const stop = (text: string): string => (/[.!?…]["”’]?$/.test(text) ? text : `${text}.`);
const titleOf = ({ title, isDescribed }: Work): string => (isDescribed ? `[${title}]` : title);
const about = ({ issued }: Work): string => (issued?.circa ? 'ca. ' : '');

/** Who published it, unless that is said already. */
const publisherOf = (work: Work): string | undefined =>
	work.publisher && work.author?.map(given).includes(work.publisher) ? undefined : work.publisher;

const KINDS_APA: Readonly<Record<string, string>> = { dataset: ' [Data set]', motion_picture: ' [Video]' };

/** A reference in the style of the American Psychological Association. */
export function citeApa(work: Work): string {
	const [year, month, day] = issuedParts(work);
	const date =
		year === undefined
			? 'n.d.'
			: `${about(work)}${year}${month === undefined ? '' : `, ${MONTHS[month - 1]}`}${day === undefined ? '' : ` ${day}`}`;
	const authors = series(
		(work.author ?? []).map((name) =>
			isPerson(name)
				? [name.family, name.given && initials(name.given)].filter(Boolean).join(', ')
				: name.literal
		),
		'&'
	);
	const inWork = work['container-title'];
	const version = work.version ? ` (Version ${work.version})` : '';
	const title = `${titleOf(work)}${inWork ? '' : version}${KINDS_APA[work.type] ?? ''}`;
	const container = inWork && (work.type === 'dataset' ? `In ${inWork}${version}` : inWork);
	// Without an author the publisher stands in the author's place, else the title.
	const first = authors || work.publisher;
	const rest = [container, authors ? publisherOf(work) : undefined].filter((part) => part !== undefined);
	return [
		...(first ? [stop(first), `(${date}).`, stop(title)] : [stop(title), `(${date}).`]),
		...rest.map(stop),
		...(work.URL ? [work.URL] : [])
	].join(' ');
}

function chicagoDate(work: Work): string {
	const [year, month, day] = issuedParts(work);
	if (year === undefined) return 'n.d.';
	if (month === undefined) return `${about(work)}${year}`;
	return `${about(work)}${MONTHS[month - 1]} ${day === undefined ? '' : `${day}, `}${year}`;
}

/** Works that stand for themselves have their titles in italics, which plain text lacks; parts have quotation marks. */
const standsAlone = ({ type, ...work }: Work): boolean =>
	type === 'book' || type === 'report' || (type === 'dataset' && !work['container-title']);

/** American style: a comma or full stop stands inside the quotation marks, but never after a mark of its own. */
function titled(work: Work, end: string): string {
	if (work.isDescribed) return `${titleOf(work)}${end}`;
	const title = `${work.title}${/[.!?…]$/.test(work.title) ? '' : end}`;
	return standsAlone(work) ? title : `“${title}”`;
}

/** An entry for a bibliography in the style of the Chicago Manual. */
export function citeChicago(work: Work): string {
	const [first, ...others] = work.author ?? [];
	const authors = first ? series([inverted(first), ...others.map(given)], 'and') : '';
	const parts = [
		authors && stop(authors),
		titled(work, '.'),
		work['container-title'] && stop(`${work.type === 'dataset' ? 'In ' : ''}${work['container-title']}`),
		publisherOf(work) && stop(publisherOf(work) ?? ''),
		work.version && `Version ${work.version}.`,
		stop(chicagoDate(work)),
		work.URL && `${work.URL}.`
	];
	return parts.filter(Boolean).join(' ');
}

/** The same as a footnote, without its full stop. */
function note(work: Work): string {
	const authors = series((work.author ?? []).map(given), 'and');
	const container = work['container-title'];
	const parts = [
		authors && `${authors},`,
		titled(work, ','),
		[
			container && (work.type === 'dataset' ? `in ${container}` : container),
			publisherOf(work),
			work.version && `version ${work.version}`,
			chicagoDate(work),
			work.URL
		]
			.filter(Boolean)
			.join(', ')
	];
	return parts.filter(Boolean).join(' ');
}

export const citeFootnote = (work: Work): string => stop(note(work));

/** A citation in every form that is offered. */
export interface Citations {
	readonly apa: string;
	readonly chicago: string;
	readonly footnote: string;
	readonly bibtex: string;
	readonly ris: string;
}

export const citationsOf = (work: Work): Citations => ({
	apa: citeApa(work),
	chicago: citeChicago(work),
	footnote: citeFootnote(work),
	bibtex: toBibtex(work),
	ris: toRis(work)
});

/**
 * A passage is cited as its source, with the words themselves where the form has room for them and with the atlas,
 * at the address of the passage, as the place where they were found.
 */
export function passageCitations(passage: Passage, source: Work, atlas: Work): Citations {
	const found = `quoted in ${note(atlas)}`;
	const words = `“${passage.exact}”`;
	const annotated: Work = {
		...source,
		note: [source.note, `Passage: ${words}, ${found}.`].filter(Boolean).join(' ')
	};
	return {
		apa: `${citeApa(source)} (as cited in ${citeApa(atlas)})`,
		chicago: `${citeChicago(source)} ${found.charAt(0).toUpperCase()}${found.slice(1)}.`,
		footnote: `${note(source)}: ${words}; ${found}.`,
		bibtex: toBibtex(annotated),
		ris: toRis(annotated)
	};
}
