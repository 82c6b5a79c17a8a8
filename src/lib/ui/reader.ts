/** Starts the map of a document's page. The page is complete without it, and stays as it is if this fails. */
import { mount } from 'svelte';
import type { ReadingStop } from '../domain/reading';
import { siteLinks } from './links';
import { loadAtlasPatiently } from './load-notice';
import ReaderLive from './ReaderLive.svelte';

async function start(root: HTMLElement): Promise<void> {
	const target = root.querySelector<HTMLElement>('[data-map-place]');
	const text = root.querySelector('script[type="application/json"]')?.textContent;
	if (!target || !text) return;
	const base = root.dataset.reader ?? '';
	const stops = JSON.parse(text) as readonly ReadingStop[];
	const steps = [...root.querySelectorAll<HTMLElement>('[data-step]')].map((element) => ({
		element,
		stop: Number(element.dataset.step)
	}));
	const data = await loadAtlasPatiently(base);
	target.replaceChildren();
	mount(ReaderLive, { target, props: { data, stops, links: siteLinks(base), steps } });
	root.dataset.ready = '';
}

const root = document.querySelector<HTMLElement>('[data-reader]');
if (root) void start(root);
