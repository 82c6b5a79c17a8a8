import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';

/**
 * The rules of `domain/shown.ts` and `domain/marks.ts` as map expressions. Both read the same compiled years;
 * a test holds the two against each other for every feature and year.
 *
 * The window travels as global state: `year` is its last year and `span` how many years it reaches back, so that
 * scrubbing changes one property. `layers` is the list of layers that are on, `ghosts` whether ended things leave a mark.
 */
const year: ExpressionSpecification = ['global-state', 'year'];
const from: ExpressionSpecification = ['-', ['global-state', 'year'], ['global-state', 'span']];
const number = (property: string, otherwise: number): ExpressionSpecification => [
	'coalesce',
	['get', property],
	otherwise
];
const NEVER = 1_000_000;

const isOn: ExpressionSpecification = ['in', ['get', 'layer'], ['global-state', 'layers']];

/** The phase is the last one of its feature that meets the window. */
const isLast: ExpressionSpecification = [
	'all',
	['<=', ['get', 'first'], year],
	['>=', number('last', NEVER), from],
	['>', number('until', NEVER), year]
];

/** The phase shows, as itself or as the ghost of something that has ended. */
export const SHOWN: ExpressionSpecification = [
	'all',
	isOn,
	isLast,
	[
		'any',
		['!=', ['get', 'class'], 'ended'],
		['all', ['global-state', 'ghosts'], ['<', number('after', -NEVER), from]]
	]
];

const isAssumed: ExpressionSpecification = [
	'all',
	['!', ['has', 'last']],
	['>', year, number('attested', NEVER)],
	['<', year, 100_000]
];

/** The look of a phase in the window, as in `domain/marks.ts`. */
export const LOOK: ExpressionSpecification = [
	'match',
	['get', 'class'],
	'ended',
	'ghost',
	'suspended',
	'suspended',
	'planned',
	'planned',
	'construction',
	'construction',
	['case', isAssumed, 'assumed', ['has', 'claim'], 'claimed', 'solid']
];

/** The global state that a window, the layers and the wish for ghosts make. */
export interface WindowState {
	readonly year: number;
	readonly span: number;
	readonly layers: readonly string[];
	readonly ghosts: boolean;
}
