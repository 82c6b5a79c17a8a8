/** Signs of the series of a figure, in their order, as SVG paths round the origin: no two series go by colour alone. */
export const SERIES_SIGNS = [
	'M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z',
	'M-2.7-2.7h5.4v5.4h-5.4z',
	'M0-3.8L3.8 0 0 3.8-3.8 0z',
	'M0-3.6L3.5 2.6H-3.5z',
	'M0 3.6L3.5-2.6H-3.5z'
] as const;
