/**
 * Colours of the map in light and dark. The hues follow Okabe–Ito and Tol, moved until each has a contrast of
 * 3:1 with the land and keeps its distance from the others under simulated colour-vision deficiency (tested).
 */
export type ThemeName = 'light' | 'dark';

export interface Palette {
	readonly land: string;
	readonly water: string;
	readonly border: string;
	readonly disputed: string;
	readonly coast: string;
	readonly river: string;
	readonly label: string;
	readonly countryLabel: string;
	readonly seaLabel: string;
	readonly halo: string;
	readonly text: string;
	readonly selection: string;
	readonly ghost: string;
	readonly hues: Readonly<Record<string, string>>;
}

const LIGHT: Palette = {
	land: '#f5f2ea',
	water: '#d9e4ea',
	border: '#b9b3a0',
	disputed: '#8d8672',
	coast: '#b4c6d0',
	river: '#c3d5de',
	label: '#3a4047',
	countryLabel: '#6d685a',
	seaLabel: '#4d6674',
	halo: '#f8f6f0',
	text: '#1d2327',
	selection: '#1d2327',
	ghost: '#827d70',
	hues: {
		vermilion: '#b10023',
		orange: '#ab650b',
		teal: '#0c797a',
		blue: '#3b4cab',
		purple: '#7f5197',
		green: '#3c7b29',
		sky: '#1f7cb0',
		brown: '#86552a',
		pink: '#c2417c',
		olive: '#6c6c00',
		slate: '#59646f',
		navy: '#1f2f66',
		wine: '#7a1f4d',
		gold: '#8f6c00',
		moss: '#4d663a',
		plum: '#5b2a6e'
	}
};

const DARK: Palette = {
	land: '#23292e',
	water: '#161b20',
	border: '#4c555c',
	disputed: '#7d868d',
	coast: '#39434a',
	river: '#2c363d',
	label: '#d3d7da',
	countryLabel: '#98a0a6',
	seaLabel: '#7e97a6',
	halo: '#1b2024',
	text: '#f1efe9',
	selection: '#ffffff',
	ghost: '#8b9298',
	hues: {
		vermilion: '#fa5954',
		orange: '#f2a93e',
		teal: '#35c4b8',
		blue: '#98a9ff',
		purple: '#cca6e4',
		green: '#7fcb66',
		sky: '#6cc0ee',
		brown: '#cf9a66',
		pink: '#ff8dbc',
		olive: '#c3c34b',
		slate: '#a9b4bf',
		navy: '#718bd7',
		wine: '#cd77a5',
		gold: '#ddb840',
		moss: '#a6c38f',
		plum: '#c180db'
	}
};

export const paletteOf = (theme: ThemeName): Palette => (theme === 'dark' ? DARK : LIGHT);

/** The colour of a layer's hue; an unknown hue is drawn in the text colour, so nothing disappears. */
export const hueOf = (palette: Palette, hue: string): string =>
	(Object.hasOwn(palette.hues, hue) ? palette.hues[hue] : undefined) ?? palette.text;
