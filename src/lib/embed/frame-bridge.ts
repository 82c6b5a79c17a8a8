import { frameContext, heightMessages, parseHostMessage, readyMessages, viewMessage } from './frame-messages';

/** A growing panel changes its height many times in a row; a host needs to hear of it once in a while. */
const HEIGHT_DELAY_MS = 60;
/** A slider sends a view with every year that it passes. */
const VIEW_DELAY_MS = 100;
/** A host that follows has given the frame its new height long before; a busy machine may need a while. */
const FOLLOW_MS = 1500;
const MAX_COMMANDS = 20;
const COMMAND_WINDOW_MS = 1000;

export interface FrameBridgeOptions {
	/** Holds all that the frame shows. Its height must come from its content, never from the height of the window. */
	readonly root: HTMLElement;
	/** `location.search` and `location.hash` as they were on arrival: hosts leave their marks in them. */
	readonly query: string;
	readonly hash: string;
	/** The host asks for a view. The query names what changes; the empty one asks for the view of the beginning. */
	readonly oncommand: (query: string) => void;
}

export interface FrameBridge {
	/** Tells the host that the reader has come to another view. */
	view(query: string): void;
	stop(): void;
}

const INERT: FrameBridge = { view: () => {}, stop: () => {} };

/**
 * The only place where an embedded map talks to the page around it. It says how high it is and which view it
 * shows, and takes commands from the window around it alone. Outside of a frame it does nothing.
 */
export function startFrameBridge({ root, query, hash, oncommand }: FrameBridgeOptions): FrameBridge {
	const host = window.parent;
	if (host === window) return INERT;
	let context = frameContext(query, hash);

	/** To any origin, for it carries a height, an id or a query: nothing that a stranger may not know. */
	function post(message: unknown): void {
		if (message === undefined) return;
		try {
			host.postMessage(message, '*');
		} catch {
			// The page around is going away.
		}
	}

	let sent: number | undefined;
	let measuring: ReturnType<typeof setTimeout> | undefined;
	/** Sends the height if it has changed; where the host asks for it, also if it has not. */
	function measure(asked: boolean): void {
		clearTimeout(measuring);
		measuring = undefined;
		const height = Math.ceil(root.getBoundingClientRect().height);
		// Not laid out: the host hides the frame, and will show it again
		if (height < 1 || (height === sent && !asked)) return;
		sent = height;
		heightMessages(height, context).forEach(post);
		look();
	}

	/** Whether the host has given the frame the height that it was told: not a bit more, or it may be chance. */
	const isGiven = (): boolean => sent !== undefined && Math.abs(window.innerHeight - sent) <= 1;
	let doubting: ReturnType<typeof setTimeout> | undefined;
	/**
	 * In a frame that follows its content no scroll bar may flash up between a growth and the host's answer: it
	 * would take its width from the content, which then has another height. Where the host does not follow, or
	 * no further, the frame scrolls.
	 */
	function look(): void {
		clearTimeout(doubting);
		const { style } = document.documentElement;
		if (isGiven()) style.overflowY = 'hidden';
		else doubting = setTimeout(() => isGiven() || (style.overflowY = ''), FOLLOW_MS);
	}
	const measureSoon = (): void => {
		measuring ??= setTimeout(() => measure(false), HEIGHT_DELAY_MS);
	};
	const sizes = new ResizeObserver(measureSoon);
	// A frame out of sight is not drawn, and what is not drawn has no new size; the article can change it all the same
	const changes = new MutationObserver(measureSoon);

	// The last command counts: one too many waits, and gives way to a newer one
	const times: number[] = [];
	let pendingQuery: string | undefined;
	let pendingMeasure = false;
	let waiting: ReturnType<typeof setTimeout> | undefined;
	function obey(): void {
		const now = Date.now();
		while (times[0] !== undefined && now - times[0] >= COMMAND_WINDOW_MS) times.shift();
		if (times.length >= MAX_COMMANDS) {
			waiting ??= setTimeout(
				() => {
					waiting = undefined;
					obey();
				},
				COMMAND_WINDOW_MS - (now - (times[0] ?? now))
			);
			return;
		}
		times.push(now);
		if (pendingMeasure) measure(true);
		pendingMeasure = false;
		const wish = pendingQuery;
		pendingQuery = undefined;
		if (wish === undefined) return;
		try {
			oncommand(wish);
		} catch (fault) {
			// A fault of ours must not become a fault of the message loop; it is still reported.
			reportError(fault);
		}
	}
	function onmessage(event: MessageEvent): void {
		if (event.source !== host) return;
		const command = parseHostMessage(event.data);
		if (!command) return;
		if (command.type === 'view') pendingQuery = command.query;
		else {
			pendingMeasure = true;
			if (command.wordpressSecret !== undefined) {
				context = { ...context, wordpressSecret: command.wordpressSecret };
			}
		}
		if (waiting === undefined) obey();
	}

	let told: string | undefined;
	let next: string | undefined;
	let telling: ReturnType<typeof setTimeout> | undefined;
	function tell(): void {
		telling = undefined;
		if (next === undefined || next === told) return;
		told = next;
		post(viewMessage(next));
	}

	window.addEventListener('message', onmessage);
	window.addEventListener('resize', look);
	readyMessages().forEach(post);
	// A timer, for the page may still be taking over what was prerendered: that is another height
	measuring = setTimeout(() => measure(false));
	sizes.observe(root);
	changes.observe(root, { childList: true, characterData: true, subtree: true });

	return {
		view(query) {
			next = query;
			telling ??= setTimeout(tell, VIEW_DELAY_MS);
		},
		stop() {
			window.removeEventListener('message', onmessage);
			window.removeEventListener('resize', look);
			sizes.disconnect();
			changes.disconnect();
			for (const timer of [measuring, doubting, waiting, telling]) clearTimeout(timer);
		}
	};
}
