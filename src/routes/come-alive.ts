import { flushSync, hydrate, type Component } from 'svelte';
import type { AtlasData } from '$lib/data/load-atlas';
import type { Atlas } from '$lib/domain/atlas';
import { loadAtlasPatiently } from '$lib/ui/load-notice';
import { showNotice } from '$lib/ui/notice';
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
	if (isStill()) {
		sayStill();
		return;
	}
	const base = new URL(target.dataset.live ?? '.', location.href).pathname.replace(/\/$/, '');
	const data = await loadAtlasPatiently(base, version);
	target.dataset.fonts = '';
	await endStandingYears();
	try {
		hydrate(page, { target, props: { atlas: data.atlas, base, data } });
		flushSync();
	} catch (fault) {
		reportError(fault);
		standStill();
	}
}

/** What the browser keeps with this page in its history, also when it loads it again: that it is not to come alive. */
const STILL = 'still';
const isStill = (): boolean => (history.state as unknown) === STILL;

/**
 * What an old browser lacks shows only when the page is on its way to life, and no longer what it was: it is loaded
 * again, and then stands.
 */
function standStill(): void {
	try {
		history.replaceState(STILL, '');
		location.reload();
	} catch {
		sayStill();
	}
}

function sayStill(): void {
	showNotice(
		'This browser lacks something that the interactive map needs. The map and the list on this page can be read; every name leads to its page.',
		'alert',
		[
			{
				words: 'Try again',
				onpress: () => {
					history.replaceState(null, '');
					location.reload();
				}
			},
			{ words: 'Close', onpress: () => undefined }
		]
	);
}
