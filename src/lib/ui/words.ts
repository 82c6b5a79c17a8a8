import type {
	Claim,
	EventKind,
	Precision,
	Relation,
	Supports,
	ValueKind,
	Verdict
} from '../domain/vocabulary';

/** What readers are told for the controlled words of the model. One place, so that every page says the same. */
export const PRECISION_WORDS: Readonly<Record<Precision, string>> = {
	surveyed: 'surveyed',
	traced: 'traced from a published outline or trace',
	'within-1-km': 'within about 1 km',
	settlement: 'the settlement; the site itself is not placed',
	approximate: 'approximate, within some 10 km',
	schematic: 'schematic: a sketch, not a course on the ground'
};

export const RELATION_WORDS: Readonly<Record<Relation, string>> = {
	named: 'The passage names it.',
	general: 'The passage speaks in general terms; this is an instance of what it says.',
	context: 'The passage is context: it does not speak of this itself.'
};

export const VIA_WORDS = {
	feature: '',
	route: ' It is quoted for the whole route.',
	layer: ' It is quoted for the whole layer.'
} as const;

export const SUPPORTS_WORDS: Readonly<Record<Supports, string>> = {
	existence: 'existence',
	name: 'name',
	status: 'status',
	dates: 'dates',
	geometry: 'place',
	figure: 'figure'
};

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
	supported: 'Other evidence agrees',
	'partly-supported': 'Other evidence agrees in part',
	contradicted: 'Other evidence disagrees',
	'not-verified': 'Could not be verified'
};

export const EVENT_WORDS: Readonly<Record<EventKind, string>> = {
	agreement: 'agreement',
	announcement: 'announcement',
	attack: 'attack',
	count: 'count',
	decision: 'decision',
	exercise: 'exercise',
	incident: 'incident',
	opening: 'opening',
	report: 'report',
	sanction: 'sanction',
	ultimatum: 'ultimatum',
	visit: 'visit'
};

export const CLAIM_WORDS: Readonly<Record<Claim, string>> = {
	assessed: 'an assessment',
	'one-sided': 'one side’s account'
};

export const VALUE_WORDS: Readonly<Record<ValueKind, string>> = {
	measured: '',
	estimate: 'Estimate',
	projection: 'Projection',
	target: 'Target'
};

export const plural = (count: number, one: string, many = `${one}s`): string =>
	`${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** What stands under the part of a list that is written out. */
export const moreWords = (count: number): string =>
	`and ${count.toLocaleString('en')} more: narrow by layer or search`;
