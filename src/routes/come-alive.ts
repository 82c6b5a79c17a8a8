import { hydrate, type Component } from 'svelte';
import type { AtlasData } from '$lib/data/load-atlas';
import type { Atlas } from '$lib/domain/atlas';
import { loadAtlasPatiently } from '$lib/ui/load-notice';
import { endStandingYears } from './standing-years';

/** What a page that comes alive is given. */
export interface LiveProps {
	readonly atlas: Atlas;
	/** Path of the site's root without the last slash: relative while prerendering. */
	readonly base: string;
	/** Left out while prerendering. */
	readonly data?: AtlasData;
	/** While prerendering: the year to show, where it is not the atlas's own. */
	readonly year?: number;
}

/**
 * Brings the prerendered page to life once its data is there; until then, and whatever goes wrong, it stands as it is.
 *
 * @param version Of the data, where an older one is asked for.
 */
export async function comeAlive(page: Component<LiveProps>, version?: string): Promise<void> {
	const target = document.querySelector<HTMLElement>('[data-live]');
	if (!target) return;
	// What the page would say of a script that does not come is untrue from here on
	target.dataset.begun = '';
	const base = new URL(target.dataset.live ?? '.', location.href).pathname.replace(/\/$/, '');
	const data = await loadAtlasPatiently(base, version);
	target.dataset.fonts = '';
	await endStandingYears();
	hydrate(page, { target, props: { atlas: data.atlas, base, data } });
}
