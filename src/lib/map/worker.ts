// Without this a bundled map stays blank: MapLibre 6 asks for the address of its worker once, before the first map.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { setWorkerUrl } from 'maplibre-gl';

let isSet = false;

/** Tells MapLibre where its worker is. May be called any number of times. */
export function setWorker(): void {
	if (isSet) return;
	setWorkerUrl(new URL(workerUrl, document.baseURI).href);
	isSet = true;
}
