import { faultWords } from '../data/fault';
import { loadAtlas, type AtlasData } from '../data/load-atlas';

/** Waits between tries that the page makes by itself, in milliseconds. */
const BACK_OFF = [600, 2000];
const SLOW_MS = 6000;

const wait = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Loads the atlas; on a fault the reader is told in plain words and asked, and what stands on the page stays. */
export async function loadAtlasPatiently(base: string, version?: string): Promise<AtlasData> {
	for (let attempt = 0; ; attempt += 1) {
		const slow = setTimeout(
			() => showNotice('The interactive map is taking long to load. What you see can be read meanwhile.'),
			SLOW_MS
		);
		try {
			const data = await loadAtlas(base, version);
			document.querySelector('.load-notice')?.remove();
			return data;
		} catch (fault) {
			const pause = BACK_OFF[attempt];
			if (pause === undefined) await askForRetry(faultWords(fault));
			else await wait(pause);
		} finally {
			clearTimeout(slow);
		}
	}
}

/** Made by hand, outside of the page's components, because those are not alive yet. */
function showNotice(text: string): HTMLElement {
	document.querySelector('.load-notice')?.remove();
	const notice = document.createElement('div');
	notice.className = 'load-notice';
	notice.setAttribute('role', 'alert');
	const words = document.createElement('p');
	words.textContent = text;
	notice.append(words);
	document.body.append(notice);
	return notice;
}

function askForRetry(text: string): Promise<void> {
	const notice = showNotice(
		`${text} The map and the list on this page can still be read; every name leads to its page.`
	);
	const retry = document.createElement('button');
	retry.type = 'button';
	retry.className = 'button';
	retry.textContent = 'Try again';
	notice.append(retry);
	return new Promise((resolve) => {
		retry.addEventListener('click', () => {
			notice.remove();
			resolve();
		});
	});
}
