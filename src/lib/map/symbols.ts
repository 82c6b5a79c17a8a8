import type { Symbol } from '../domain/vocabulary';

type Points = readonly (readonly [number, number])[];

const pathOf = (points: Points): string =>
	`M${points.map(([x, y]) => `${+x.toFixed(3)} ${+y.toFixed(3)}`).join('L')}Z`;

const regular = (corners: number, radius: number, turn = -Math.PI / 2): Points =>
	Array.from({ length: corners }, (_, index) => {
		const angle = turn + (index * 2 * Math.PI) / corners;
		return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
	});

const star: Points = Array.from({ length: 10 }, (_, index) => {
	const angle = -Math.PI / 2 + (index * Math.PI) / 5;
	const radius = index % 2 === 0 ? 1.22 : 0.55;
	return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
});

const a = 0.36;
const b = 1;
const cross: Points = [
	[-a, -b],
	[a, -b],
	[a, -a],
	[b, -a],
	[b, a],
	[a, a],
	[a, b],
	[-a, b],
	[-a, a],
	[-b, a],
	[-b, -a],
	[-a, -a]
];

const POLYGONS: Readonly<Record<Exclude<Symbol, 'circle'>, Points>> = {
	square: regular(4, 1.2, -Math.PI / 4),
	diamond: regular(4, 1.22),
	triangle: regular(3, 1.25),
	'triangle-down': regular(3, 1.25, Math.PI / 2),
	pentagon: regular(5, 1.08),
	hexagon: regular(6, 1.14, 0),
	star,
	cross
};

/** Outlines of the symbols as SVG paths of about the same area round the origin, radius 1. */
export const SYMBOL_PATHS: Readonly<Record<Symbol, string>> = {
	circle: 'M-.95 0A.95 .95 0 1 0 .95 0A.95 .95 0 1 0 -.95 0Z',
	...(Object.fromEntries(
		Object.entries(POLYGONS).map(([symbol, points]) => [symbol, pathOf(points)])
	) as Record<keyof typeof POLYGONS, string>)
};

/** The part of a polygon below the origin. */
const lowerPart = (points: Points): Points =>
	points.flatMap(([x, y], index) => {
		const [nextX, nextY] = points[(index + 1) % points.length]!;
		const crossing = y < 0 !== nextY < 0 ? [[x + ((nextX - x) * -y) / (nextY - y), 0] as const] : [];
		return y < 0 ? crossing : [[x, y] as const, ...crossing];
	});

/** The lower half of a symbol, for pictures that go where clipping is not understood. */
export const lowerHalf = (symbol: Symbol): string =>
	symbol === 'circle' ? 'M-.95 0A.95 .95 0 1 0 .95 0Z' : pathOf(lowerPart(POLYGONS[symbol]));

/** Pattern that tells the look of a site's mark; the same words are drawn in SVG and on a canvas. */
export interface MarkPaint {
	readonly fill: 'colour' | 'half' | 'paper' | 'none';
	readonly outline: 'colour' | 'paper';
	/** Dashes of the outline in radii; left out for unbroken. */
	readonly dash?: readonly number[];
	readonly bar?: true;
}

export const MARK_PAINTS = {
	solid: { fill: 'colour', outline: 'paper' },
	claimed: { fill: 'half', outline: 'colour' },
	assumed: { fill: 'paper', outline: 'colour' },
	construction: { fill: 'paper', outline: 'colour', dash: [1.1, 0.5] },
	planned: { fill: 'paper', outline: 'colour', dash: [0.45, 0.4] },
	suspended: { fill: 'paper', outline: 'colour', bar: true },
	ghost: { fill: 'none', outline: 'colour', dash: [0.2, 0.45] }
} as const satisfies Record<string, MarkPaint>;
