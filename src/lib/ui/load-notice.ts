import { DataFault, faultWords } from '../data/fault';
import { loadAtlas, type AtlasData } from '../data/load-atlas';
import { closeNotice, showNotice } from './notice';

/** Waits between tries that the page makes by itself, in milliseconds. */
const BACK_OFF = [600, 2000];
const SLOW_MS = 6000;

const wait = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Loads the atlas; on a fault the reader is told in plain words and asked, and what stands on the page stays. */
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
			const pause = BACK_OFF[attempt];
			if (pause === undefined) await askForRetry(fault);
			else await wait(pause);
		} finally {
			clearTimeout(slow);
		}
	}
}

function askForRetry(fault: unknown): Promise<void> {
	const text = `${faultWords(fault)} The map and the list on this page can still be read; every name leads to its page.`;
	const isOld = fault instanceof DataFault && fault.kind === 'version';
	return new Promise((resolve) => {
		showNotice(text, 'alert', [
			isOld
				? { words: 'Load the page again', onpress: () => location.reload() }
				: { words: 'Try again', onpress: resolve }
		]);
	});
}
