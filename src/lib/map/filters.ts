import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import { windowOf, type View } from '../domain/view';
import { UNCHANGED_OPACITY } from './look';
import { NO_STATUS } from './phase-features';

/**
 * The rules of `domain/shown.ts` and `domain/marks.ts` as map expressions. Both read the same compiled years;
 * a test holds the two against each other for every feature and year.
 *
 * The window travels as global state: `year` is its last year and `span` how many years it reaches back, so that
 * scrubbing changes one property. `layers` is the list of layers that are on, `ghosts` whether ended things leave a mark.
 * Where two years are compared, `before` is the first of them and `year` the second.
 */
const year: ExpressionSpecification = ['global-state', 'year'];
const from: ExpressionSpecification = ['-', ['global-state', 'year'], ['global-state', 'span']];
const number = (property: string, otherwise: number): ExpressionSpecification => [
	'coalesce',
	['get', property],
	otherwise
];
const NEVER = 1_000_000;
/** What `before` says where no years are compared. */
export const NOT_COMPARED = -NEVER;
const before: ExpressionSpecification = ['global-state', 'before'];
export const IS_COMPARED: ExpressionSpecification = ['!=', before, NOT_COMPARED];

/** The letter of a feature's status in a year, by `life` and `born` of `phase-features.ts`. */
const statusIn = (at: ExpressionSpecification): ExpressionSpecification => [
	'let',
	'index',
	['min', ['-', at, ['get', 'born']], ['-', ['length', ['get', 'life']], 1]],
	[
		'case',
		['<', ['var', 'index'], 0],
		NO_STATUS,
		['slice', ['get', 'life'], ['var', 'index'], ['+', ['var', 'index'], 1]]
	]
];

/** How a feature differs between the two years, as in `domain/compare.ts`; `none` where it shows in neither. */
export const CHANGE: ExpressionSpecification = [
	'let',
	'was',
	statusIn(before),
	'is',
	statusIn(year),
	[
		'case',
		['==', ['var', 'was'], ['var', 'is']],
		['case', ['==', ['var', 'is'], NO_STATUS], 'none', 'unchanged'],
		['==', ['var', 'was'], NO_STATUS],
		'added',
		['==', ['var', 'is'], NO_STATUS],
		'ended',
		'changed'
	]
];

/** The opacity of a mark while two years are compared: what they leave unchanged steps back. */
export const fading = (opacity: number | ExpressionSpecification): ExpressionSpecification => [
	'*',
	opacity,
	['case', ['==', CHANGE, 'unchanged'], UNCHANGED_OPACITY, 1]
];

export const IS_ON: ExpressionSpecification = ['in', ['get', 'layer'], ['global-state', 'layers']];

/** The phase is the last one of its feature that meets the window. */
const isLast: ExpressionSpecification = [
	'all',
	['<=', ['get', 'first'], year],
	['>=', number('last', NEVER), from],
	['>', number('until', NEVER), year]
];

/** The phase is the one that shows in a year. */
const showsIn = (at: ExpressionSpecification): ExpressionSpecification => [
	'all',
	['!=', ['get', 'class'], 'ended'],
	['<=', ['get', 'first'], at],
	['>=', number('last', NEVER), at],
	['>', number('until', NEVER), at]
];

/** The phase shows, as itself or as the ghost of something that has ended. */
export const SHOWN: ExpressionSpecification = [
	'all',
	IS_ON,
	['any', ['!', ['global-state', 'contested']], ['has', 'contested']],
	[
		'case',
		IS_COMPARED,
		['any', showsIn(year), ['all', showsIn(before), ['==', CHANGE, 'ended']]],
		[
			'all',
			isLast,
			[
				'any',
				['!=', ['get', 'class'], 'ended'],
				['all', ['global-state', 'ghosts'], ['<', number('after', -NEVER), from]]
			]
		]
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
	['case', ['all', IS_COMPARED, ['==', CHANGE, 'ended']], 'ended', ['get', 'class']],
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
	/** Whether only what is contested is to show. */
	readonly contested: boolean;
	/** The first of two years compared, or `NOT_COMPARED`. */
	readonly before: number;
}

/** What the map is told of a view. */
export function windowState({
	time,
	layers,
	ghosts,
	contested: isAsked
}: Pick<View, 'time' | 'layers' | 'ghosts' | 'contested'>): WindowState {
	const contested = isAsked === true;
	if (time.mode === 'compare')
		return { year: time.to, span: 0, layers, ghosts, contested, before: time.from };
	const { from, to } = windowOf(time);
	return { year: to, span: to - from, layers, ghosts, contested, before: NOT_COMPARED };
}
