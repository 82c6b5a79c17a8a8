/**
 * Keeps the explorer for when the network is off, and tells the reader of a newer version of it. Fetched when the page
 * has time, and only by a page of its own: a frame keeps nothing.
 */
import { version } from '$app/environment';
import { loadAgain, showNotice } from '$lib/ui/notice';

/** So often at most is asked whether there is a newer version. */
const PAUSE_MS = 60_000;
const ANSWER_MS = 2000;

/** The explorer is the page at the root of the site. */
const root = new URL('.', location.href).pathname;

export function keepAndTell(): void {
	addEventListener('vite:preloadError', () => void tellWhatIsMissing());
	if (canKeep()) void keep().catch(() => undefined);
}

/** Browsers keep sites only where the connection is safe; who saves data has not asked for a copy. */
function canKeep(): boolean {
	const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
	return isSecureContext && 'serviceWorker' in navigator && !connection?.saveData;
}

async function keep(): Promise<void> {
	const { serviceWorker } = navigator;
	const registration = await serviceWorker.register(scriptAddress(`${root}service-worker.js`), {
		scope: root,
		updateViaCache: 'none'
	});
	const judge = async (worker: ServiceWorker | null): Promise<void> => {
		if (!worker) return;
		const found = await versionOf(worker);
		if (found === undefined) return;
		// The page itself came fresh from the network: what keeps it may follow at once
		if (found === version) worker.postMessage('take over');
		else
			offer(() => {
				// Another tab may have let it take over in the meantime
				if (registration.waiting === worker) worker.postMessage('take over');
				else loadAgain();
			});
	};
	const watch = (worker: ServiceWorker | null): void =>
		worker?.addEventListener('statechange', () => {
			if (worker.state === 'installed' && serviceWorker.controller) void judge(worker);
		});
	registration.addEventListener('updatefound', () => watch(registration.installing));
	serviceWorker.addEventListener('controllerchange', () => {
		const { controller } = serviceWorker;
		if (isLeaving) loadAgain();
		else if (controller)
			void versionOf(controller).then((found) => {
				if (found !== undefined && found !== version) offer(loadAgain);
			});
	});
	// The browser may have found it while the page was loading
	watch(registration.installing);
	void judge(registration.waiting);

	let asked = 0;
	const ask = (): void => {
		if (document.visibilityState !== 'visible' || Date.now() - asked < PAUSE_MS) return;
		asked = Date.now();
		registration.update().catch(() => undefined);
	};
	addEventListener('online', ask);
	document.addEventListener('visibilitychange', ask);
	// A page opened anew may be newer than what keeps it; browsers look for that by themselves, but not always soon
	if (serviceWorker.controller) ask();
}

let isLeaving = false;

function offer(load: () => void): void {
	showNotice('A newer version is ready. What you see stays as it is until you load it.', 'status', [
		{
			words: 'Load it',
			onpress: () => {
				isLeaving = true;
				load();
			}
		},
		{ words: 'Not now', onpress: () => undefined }
	]);
}

/** A part of the page that is fetched on demand did not come: because the site has changed, or the network is off. */
async function tellWhatIsMissing(): Promise<void> {
	if (await isOutdated()) offer(loadAgain);
	else
		showNotice(
			'A part of this page could not be loaded. Is the network off? What you see stays. If trying again does not help, loading the page again will; the view is kept.',
			'status',
			[
				// Some browsers never ask again for a part that did not come once
				{ words: 'Load the page again', onpress: loadAgain },
				{ words: 'Close', onpress: () => undefined }
			]
		);
}

async function isOutdated(): Promise<boolean> {
	try {
		const response = await fetch(`${root}_app/version.json`, { cache: 'no-store' });
		const deployed = (await response.json()) as { version?: unknown };
		return deployed.version !== version;
	} catch {
		return false;
	}
}

function versionOf(worker: ServiceWorker): Promise<unknown> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = ({ data }) => resolve(data);
		setTimeout(() => resolve(undefined), ANSWER_MS);
		worker.postMessage('version', [port2]);
	});
}

/** The policy of the page takes no text for the address of a script (svelte.config.js, `trusted-types`). */
function scriptAddress(address: string): string {
	const { trustedTypes } = globalThis as {
		trustedTypes?: {
			createPolicy(
				name: string,
				rules: { createScriptURL(text: string): string }
			): { createScriptURL(text: string): unknown };
		};
	};
	const policy = trustedTypes?.createPolicy('offline', { createScriptURL: (text) => text });
	return (policy?.createScriptURL(address) ?? address) as string;
}
