import type { Atlas } from '../domain/atlas';
import type { View } from '../domain/view';
import { formatView, parseView } from '../domain/view-url';

/** What the address bar needs from the router; passed in, so that this can be tested without one. */
export interface History {
	readonly query: () => string;
	readonly push: (query: string) => void;
	readonly replace: (query: string) => void;
}

/** Browsers limit how often an address may change; the last change of a movement is what counts. */
const DELAY_MS = 250;

/** Sends what the address still waits for. A page has one explorer. */
let settle: (() => void) | undefined;

/** Brings the address up to the view at once: for a page that is about to be loaded again. */
export const settleAddress = (): void => settle?.();

/**
 * Mirrors a view to the address. Opening or closing a feature makes a step for the back button; everything else
 * replaces the present one. Parameters that are not ours are kept.
 */
export class UrlSync {
	readonly #atlas: Atlas;
	readonly #history: History;
	readonly #canPush: boolean;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#feature: string | undefined;

	constructor(atlas: Atlas, history: History, canPush: boolean) {
		this.#atlas = atlas;
		this.#history = history;
		this.#canPush = canPush;
	}

	/** The view that the address asks for. */
	read(): View {
		const view = parseView(this.#history.query(), this.#atlas);
		this.#feature = view.feature;
		return view;
	}

	/** Call with every change of the view. */
	write(view: View): void {
		this.stop();
		if (view.feature !== this.#feature && this.#canPush) {
			this.#feature = view.feature;
			this.#send(view, this.#history.push);
			return;
		}
		this.#feature = view.feature;
		settle = () => {
			this.stop();
			this.#send(view, this.#history.replace);
		};
		this.#timer = setTimeout(settle, DELAY_MS);
	}

	stop(): void {
		clearTimeout(this.#timer);
		settle = undefined;
	}

	#send(view: View, send: (query: string) => void): void {
		const ours = formatView(view, this.#atlas);
		const query = [ours, foreignParameters(this.#history.query())].filter((part) => part !== '').join('&');
		if (query === this.#history.query().replace(/^\?/, '')) return;
		try {
			send(query);
		} catch {
			// Some frames forbid it; the address then stays as it was and nothing else is lost.
		}
	}
}

const OURS: ReadonlySet<string> = new Set([
	'year',
	'mode',
	'from',
	'to',
	'compare',
	'layers',
	'feature',
	'map',
	'lang',
	'theme',
	'ghosts',
	'contested'
]);

function foreignParameters(query: string): string {
	const foreign = new URLSearchParams([...new URLSearchParams(query)].filter(([name]) => !OURS.has(name)));
	return foreign.toString();
}
