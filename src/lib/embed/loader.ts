/**
 * `/embed/v1.js`, a classic script for the pages of others: it makes frames fit what they show, makes frames of
 * `<faultlines-map>` elements, and lets links of an article move a map. Small, without dependencies, and a guest:
 * it touches nothing but its own elements, never scrolls, navigates or takes the focus, and works under a strict
 * policy (no inline styles as text, no markup from text). What it cannot do leaves links and pictures as they are.
 */
import { NAMESPACE, parseFrameMessage, PROTOCOL_VERSION } from './frame-messages';

/** Attributes of `<faultlines-map>` that become parameters of the same name. */
const PARAMETERS =
	'year mode from to compare layers feature map ghosts contested lang theme ui title version'.split(' ');
const TAG = 'faultlines-map';
const DEFAULT_HEIGHT = 560;

// A host that copies the script elsewhere has no /embed/ beside it: then nothing happens, and links stay links
const [, home] =
	/^(.+\/)embed\/v1[\w.-]*\.js/.exec((document.currentScript as HTMLScriptElement | null)?.src ?? '') ?? [];
if (home) start(home);

function start(home: string): void {
	const base = `${home}embed/`;
	const { origin } = new URL(home);
	const mark = Symbol.for(base);
	// Included twice: once is enough
	if (mark in window) return;
	Object.assign(window, { [mark]: 1 });

	/** Frames that have spoken: only these can be told to move. */
	const alive = new WeakSet<HTMLIFrameElement>();
	const frames = (): HTMLIFrameElement[] =>
		[...document.querySelectorAll('iframe')].filter(({ src }) => src.startsWith(base));

	/** To any origin, for in a sandboxed frame ours is none; it says only what a link of ours says. */
	const post = (frame: HTMLIFrameElement, type: string, query?: string): void =>
		frame.contentWindow?.postMessage({ ns: NAMESPACE, v: PROTOCOL_VERSION, type, query }, '*');

	addEventListener('message', ({ origin: from, source, data }) => {
		if (from !== origin && from !== 'null') return;
		const frame = source && frames().find(({ contentWindow }) => contentWindow === source);
		const message = frame && parseFrameMessage(data);
		if (!message) return;
		const { parentElement } = frame;
		const box = parentElement?.localName === TAG ? parentElement : frame;
		if (message.type === 'height') {
			alive.add(frame);
			const { boxSizing } = getComputedStyle(frame);
			const border = boxSizing === 'border-box' ? frame.offsetHeight - frame.clientHeight : 0;
			// Many a host's style sheet has a rule for the height of every frame
			frame.style.setProperty('height', `${message.height + border}px`, 'important');
			if (box !== frame) show(box, frame);
		} else {
			box.dispatchEvent(
				new CustomEvent('faultlines:view', { detail: { query: message.query }, bubbles: true })
			);
		}
	});

	addEventListener('click', (event) => {
		const { target, button } = event;
		if (event.defaultPrevented || button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
			return;
		const link = target instanceof Element && target.closest<HTMLAnchorElement>('a[data-faultlines-for]');
		if (!link) return;
		const query = queryOf(link.href);
		const box = document.getElementById(link.dataset.faultlinesFor ?? '');
		const frame = frames().find((one) => one === box || one.parentNode === box);
		// A frame that is not there yet, or has no script, would leave the reader with a dead link
		if (query === undefined || !frame || !alive.has(frame)) return;
		event.preventDefault();
		post(frame, 'view', query);
	});

	/** The view that a page of ours shows: a feature, or a view of the whole. */
	function queryOf(href: string): string | undefined {
		// An SVG link's address is no string
		if (!href.startsWith?.(home)) return undefined;
		const page = /^(?:feature\/([\w-]+)\/?|embed\/)?(?:\?([^#]*))?(?:#|$)/.exec(href.slice(home.length));
		if (!page) return undefined;
		const [, id, query = ''] = page;
		return id ? `feature=${id}&${query}` : query;
	}

	/** Puts the frame in the place of the element's content. */
	function show(box: HTMLElement, frame: HTMLIFrameElement): void {
		for (const node of [...box.childNodes]) {
			let content: Node = node;
			if (node instanceof Text && node.data.trim()) {
				content = document.createElement('span');
				node.replaceWith(content);
				content.appendChild(node);
			}
			if (content !== frame && content instanceof HTMLElement) {
				content.hidden = true;
				// The host's own style may show what is hidden
				content.style.display = 'none';
			}
		}
		box.style.minHeight = '';
		frame.style.position = frame.style.visibility = '';
	}

	function upgrade(box: HTMLElement): void {
		// Moved, or saved with its frame by an editor
		if (box.querySelector('iframe')) return;
		const query = new URLSearchParams(box.getAttribute('view') ?? '');
		for (const name of PARAMETERS) {
			const value = box.getAttribute(name);
			if (value !== null) query.set(name, value);
		}
		if (box.id) query.set('id', box.id);
		const height = `${parseInt(box.getAttribute('height') ?? '', 10) || DEFAULT_HEIGHT}px`;
		const present = getComputedStyle(box);
		if (present.display === 'inline') box.style.display = 'block';
		if (present.position === 'static') box.style.position = 'relative';
		box.style.minHeight = height;

		const hasContent = box.children.length || box.textContent?.trim();
		const frame = document.createElement('iframe');
		frame.title = box.title || 'Map';
		frame.loading = 'lazy';
		frame.width = '100%';
		frame.allow = 'fullscreen; clipboard-write; web-share';
		frame.referrerPolicy = 'strict-origin-when-cross-origin';
		// Over the content and unseen until it works: whatever fails, the content stands
		Object.assign(frame.style, {
			border: '0',
			display: 'block',
			height,
			left: '0',
			position: 'absolute',
			top: '0',
			visibility: 'hidden',
			width: '100%'
		});
		frame.src = `${base}?${query}`;
		box.append(frame);
		if (!hasContent) show(box, frame);
	}

	// Two sites on one page: the first one's loader has the element
	if (!customElements.get(TAG)) {
		customElements.define(
			TAG,
			class extends HTMLElement {
				connectedCallback(): void {
					// While the page is parsed, the content is still to come
					if (document.readyState === 'loading') {
						addEventListener('DOMContentLoaded', () => upgrade(this), { once: true });
					} else upgrade(this);
				}
			}
		);
	}

	// Frames that spoke before there was anyone to listen
	for (const frame of frames()) post(frame, 'ping');
}
