// Without this a bundled map stays blank: MapLibre 6 asks for the address of its worker once, before the first map.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { setWorkerUrl } from 'maplibre-gl';

let isSet = false;

/** Tells MapLibre where its worker is. May be called any number of times. */
export function setWorker(): void {
	if (isSet) return;
	const address = new URL(workerUrl, document.baseURI).href;
	allowWorker(address);
	setWorkerUrl(address);
	isSet = true;
}

/** The part of the Trusted Types of browsers that is used here. */
interface PolicyFactory {
	createPolicy(name: string, rules: { createScriptURL(address: string): string | null }): unknown;
}

/** In a sandboxed frame MapLibre reads the worker from the same address and starts it from its text. */
const WORKER_AS_TEXT = 'data:text/javascript;charset=utf-8,';

/**
 * The policy of the pages lets no text become script. MapLibre starts its worker from a text all the same: that one
 * address is let through, and nothing else.
 */
function allowWorker(address: string): void {
	const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
	trustedTypes?.createPolicy('default', {
		createScriptURL: (asked) => (asked === address || asked.startsWith(WORKER_AS_TEXT) ? asked : null)
	});
}
