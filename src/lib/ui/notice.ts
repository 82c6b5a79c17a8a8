/** A notice over the page, made by hand, outside of its components: these may not be alive, or may have failed. */
import { settleAddress } from '../state/url-sync.svelte';

export interface NoticeButton {
	readonly words: string;
	readonly onpress: () => void;
}

/** Shows a notice in the place of the one before. Every button closes it. */
export function showNotice(
	text: string,
	role: 'alert' | 'status',
	buttons: readonly NoticeButton[] = []
): void {
	closeNotice();
	const notice = document.createElement('div');
	notice.className = 'load-notice';
	notice.setAttribute('role', role);
	const words = document.createElement('p');
	words.textContent = text;
	const row = document.createElement('p');
	for (const { words: label, onpress } of buttons) {
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'button';
		button.textContent = label;
		button.addEventListener('click', () => {
			notice.remove();
			onpress();
		});
		row.append(button, ' ');
	}
	notice.append(words);
	if (buttons.length > 0) notice.append(row);
	document.body.append(notice);
}

/** Loads the page again. Its address follows the view with a short delay, and says all that is to be kept of it. */
export function loadAgain(): void {
	settleAddress();
	location.reload();
}

export const closeNotice = (): void => document.querySelector('.load-notice')?.remove();
