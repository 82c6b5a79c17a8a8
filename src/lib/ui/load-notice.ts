import { DataFault, faultWords } from '../data/fault';
import { loadAtlas, type AtlasData } from '../data/load-atlas';
import { closeNotice, loadAgain, showNotice } from './notice';

/** Waits between tries that the page makes by itself, in milliseconds. */
const BACK_OFF = [600, 2000];
const SLOW_MS = 6000;

const wait = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Loads the atlas; after faults the copy that an earlier visit has left, where there is one. Else the reader is told in plain
 * words and asked, and what stands on the page stays.
 */
export async function loadAtlasPatiently(base: string, version?: string): Promise<AtlasData> {
	for (let attempt = 0; ; attempt += 1) {
		const slow = setTimeout(
			() =>
				showNotice(
					'The interactive map is taking long to load. What you see can be read meanwhile.',
					'alert'
				),
			SLOW_MS
		);
		try {
			const data = await loadAtlas(base, version);
			closeNotice();
			return data;
		} catch (fault) {
			clearTimeout(slow);
			const pause = BACK_OFF[attempt];
			const isSlow = fault instanceof DataFault && fault.kind === 'slow';
			const kept = pause === undefined || isSlow ? await keptAtlas(base, version) : undefined;
			if (kept) {
				tellOfKept(fault);
				return kept;
			}
			if (pause === undefined) await askForRetry(fault);
			else await wait(pause);
		} finally {
			clearTimeout(slow);
		}
	}
}

async function keptAtlas(base: string, version: string | undefined): Promise<AtlasData | undefined> {
	if (version !== undefined) return undefined;
	const module = await import('../data/kept-atlas').catch(() => undefined);
	return module?.loadKeptAtlas(base);
}

function tellOfKept(fault: unknown): void {
	showNotice(
		`${faultWords(fault)} What you see is the copy that this device has kept from an earlier visit.`,
		'status',
		[
			{ words: 'Load the page again', onpress: loadAgain },
			{ words: 'Close', onpress: () => undefined }
		]
	);
}

function askForRetry(fault: unknown): Promise<void> {
	const text = `${faultWords(fault)} The map and the list on this page can still be read; every name leads to its page.`;
	const isOld = fault instanceof DataFault && fault.kind === 'version';
	return new Promise((resolve) => {
		showNotice(text, 'alert', [
			isOld ? { words: 'Load the page again', onpress: loadAgain } : { words: 'Try again', onpress: resolve }
		]);
	});
}
