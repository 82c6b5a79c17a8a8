import { hueOf, paletteOf, type Palette } from './palette';

const light = paletteOf('light');
const dark = paletteOf('dark');
const themed = (ofLight: string, ofDark: string): string => `light-dark(${ofLight}, ${ofDark})`;

/** The palette as CSS that follows the theme of the page by itself: for what no script colours. */
export const THEMED_PALETTE: Palette = {
	...light,
	halo: themed(light.halo, dark.halo),
	text: themed(light.text, dark.text),
	ghost: themed(light.ghost, dark.ghost),
	hues: Object.fromEntries(
		Object.keys(light.hues).map((hue) => [hue, themed(hueOf(light, hue), hueOf(dark, hue))])
	)
};
