/** What an embed's address says besides its view. */
export interface EmbedOptions {
	/** `min` leaves out title, layers and modes: map, slider and source line stay. */
	readonly ui: 'full' | 'min';
	/** Title over the map; left out for the atlas's own. */
	readonly title?: string;
	/** Dataset version that a frozen embed keeps showing. */
	readonly version?: string;
}

const MAX_TITLE = 140;

/** Reads the options from a query. Total, like `parseView`. */
export function parseEmbedOptions(query: string): EmbedOptions {
	const parameters = new URLSearchParams(query.slice(0, 4096));
	// Control and direction characters could make a title say something else than it is.
	const title = (parameters.get('title') ?? '')
		.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
		.trim()
		.slice(0, MAX_TITLE);
	const version = parameters.get('version') ?? '';
	return {
		ui: parameters.get('ui') === 'min' ? 'min' : 'full',
		...(title === '' ? {} : { title }),
		...(/^[0-9a-f]{10}$/.test(version) ? { version } : {})
	};
}

/** Writes the options as query parts; what is the default is left out. */
export function formatEmbedOptions({ ui, title, version }: EmbedOptions): string {
	const parts: string[] = [];
	if (ui === 'min') parts.push('ui=min');
	if (title) parts.push(`title=${encodeURIComponent(title)}`);
	if (version) parts.push(`version=${version}`);
	return parts.join('&');
}
