/**
 * Controlled words of the model. Every list here is closed: a word that is not listed stops the build.
 * Infrastructure statuses are those of Global Energy Monitor where it has one.
 */

/** The five classes that decide how a thing is drawn, in the order of a life. */
export const STATUS_CLASSES = ['planned', 'construction', 'active', 'suspended', 'ended'] as const;
export type StatusClass = (typeof STATUS_CLASSES)[number];

export const STATUSES = [
	'proposed',
	'announced',
	'agreed',
	'construction',
	'operating',
	'deployed',
	'in-force',
	'exercise',
	'suspended',
	'idle',
	'withdrawn',
	'retired',
	'cancelled'
] as const;
export type Status = (typeof STATUSES)[number];

/** What a happening was. An event is a dot on the timeline and a line in the history, never a change of status. */
export const EVENT_KINDS = [
	'agreement',
	'announcement',
	'attack',
	'count',
	'decision',
	'exercise',
	'incident',
	'opening',
	'report',
	'sanction',
	'ultimatum',
	'visit'
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** How well the drawn place is known, best first. */
export const PRECISIONS = [
	'surveyed',
	'traced',
	'within-1-km',
	'settlement',
	'approximate',
	'schematic'
] as const;
export type Precision = (typeof PRECISIONS)[number];

/** What a passage or a reference is evidence of. */
export const SUPPORTS = ['existence', 'name', 'status', 'dates', 'geometry', 'figure'] as const;
export type Supports = (typeof SUPPORTS)[number];

/**
 * How a passage bears on a thing: it names it, it speaks in general terms of which the thing is an instance,
 * or it is the context in which the thing stands.
 */
export const RELATIONS = ['named', 'general', 'context'] as const;
export type Relation = (typeof RELATIONS)[number];

/** A claim that is not simply stated by a party with knowledge of it. */
export const CLAIMS = ['assessed', 'one-sided'] as const;
export type Claim = (typeof CLAIMS)[number];

/** What other evidence says of a claim in a passage. */
export const VERDICTS = ['supported', 'partly-supported', 'contradicted', 'not-verified'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What carries goods along a line; sea legs are drawn dotted. */
export const MODES = ['rail', 'sea', 'road', 'gas-pipeline', 'oil-pipeline'] as const;
export type Mode = (typeof MODES)[number];

/** Shapes that stand for the kind of a site. */
export const SYMBOLS = [
	'circle',
	'square',
	'diamond',
	'triangle',
	'triangle-down',
	'pentagon',
	'hexagon',
	'star',
	'cross'
] as const;
export type Symbol = (typeof SYMBOLS)[number];

/** What kind of number a figure's value is. */
export const VALUE_KINDS = ['measured', 'estimate', 'projection', 'target'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];
