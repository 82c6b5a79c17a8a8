import { comeAlive } from './come-alive';
import ExplorerPage from './ExplorerPage.svelte';

/** What the reader waits for comes first. */
const KEEP_AFTER_MS = 3000;

void comeAlive(ExplorerPage).then(() => {
	// A frame of another page keeps nothing and is renewed by that page
	if (window.parent !== window) return;
	setTimeout(() => {
		import('./newer-version').then(
			({ keepAndTell }) => keepAndTell(),
			() => undefined
		);
	}, KEEP_AFTER_MS);
});
