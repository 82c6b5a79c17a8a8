// Without this a bundled map stays blank: MapLibre 6 asks for the address of its worker once, before the first map.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { setWorkerUrl } from 'maplibre-gl';

/** In a sandboxed frame MapLibre reads the worker from the same address and starts it from its text. */
const WORKER_AS_TEXT = 'data:text/javascript;charset=utf-8,';

let isSet = false;
let renewals = 0;
const workerAddress = (): string => new URL(workerUrl, document.baseURI).href;

/**
 * Tells MapLibre where its worker is. May be called any number of times. Throws where no worker can be made: the map
 * would find out only when it is drawn already, of nothing.
 */
export function setWorker(): void {
	if (!isSet) {
		allowWorker(workerAddress());
		setWorkerUrl(workerAddress());
		isSet = true;
	}
	new Worker(WORKER_AS_TEXT).terminate();
}

/**
 * After a worker that did not answer: the next one is asked for under an address of its own. A browser lets a second
 * request for the same one wait for the first, and hands out what it has kept of it, be that damaged.
 */
export function renewWorker(): void {
	renewals += 1;
	setWorkerUrl(`${workerAddress()}?${renewals}`);
}

/** The part of the Trusted Types of browsers that is used here. */
interface PolicyFactory {
	createPolicy(name: string, rules: { createScriptURL(address: string): string | null }): unknown;
}

/**
 * The policy of the pages lets no text become script. MapLibre starts its worker from a text all the same: that one
 * file is let through, and nothing else.
 */
function allowWorker(address: string): void {
	const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
	trustedTypes?.createPolicy('default', {
		createScriptURL: (asked) =>
			asked.split('?', 1)[0] === address || asked.startsWith(WORKER_AS_TEXT) ? asked : null
	});
}
