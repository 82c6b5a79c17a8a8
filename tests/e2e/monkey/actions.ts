/** What a restless reader does, as a function that runs inside the page: no round trip for each action. */

export interface Romp {
	readonly seed: number;
	readonly actions: number;
	/** In a frame also messages come from the page around it. */
	readonly isFrame: boolean;
	/** Ids of features and layers, for addresses and messages. */
	readonly features: readonly string[];
	readonly layers: readonly string[];
}

/**
 * Does so many actions, the same ones for the same seed, and says how many there were of each. It may refer to
 * nothing outside of itself, for it is sent into the page as text.
 */
export async function romp({
	seed,
	actions,
	isFrame,
	features,
	layers
}: Romp): Promise<Record<string, number>> {
	let state = seed >>> 0;
	/** Mulberry32 by Tommy Ettinger: small, and good enough to choose by. */
	const random = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const upTo = (count: number): number => Math.floor(random() * count);
	function pick<Item>(items: readonly Item[] | ArrayLike<Item>): Item | undefined {
		return items[upTo(items.length)];
	}
	const all = <Kind extends Element = HTMLElement>(selector: string): readonly Kind[] =>
		[...document.querySelectorAll<Kind>(selector)].filter((element) => element.getClientRects().length > 0);

	const page = window as typeof window & { isRomping?: true };
	if (!page.isRomping) {
		page.isRomping = true;
		// The page must stay: links that lead elsewhere do nothing, nor does paper
		addEventListener('click', (event) => {
			if (event.target instanceof Element && event.target.closest('a[href]')) event.preventDefault();
		});
		window.open = () => null;
		window.print = () => undefined;
	}

	const word = (): string =>
		pick(['2014', '-1', '99999', 'x', '', '  ', '2020.7', '1e9', '中国', '%', '<b>', '__proto__', 'Мінск']) ??
		'';
	const year = (): number => 1850 + upTo(200);
	function query(): string {
		const parts: string[] = [];
		const time = [
			`year=${year()}`,
			`from=${year()}&to=${year()}`,
			`compare=${year()}..${year()}`,
			'mode=all',
			`year=${encodeURIComponent(word())}`
		];
		parts.push(pick(time) ?? '');
		if (random() < 0.4) parts.push(`feature=${pick(features) ?? ''}`);
		if (random() < 0.4)
			parts.push(
				`layers=${[pick(layers), pick(layers), word()].map((id) => encodeURIComponent(id ?? '')).join()}`
			);
		if (random() < 0.4)
			parts.push(
				`map=${(random() * 14).toFixed(2)}/${(random() * 180 - 90).toFixed(2)}/${(random() * 400 - 200).toFixed(2)}`
			);
		if (random() < 0.2) parts.push('ghosts=1');
		if (random() < 0.2) parts.push('contested=1');
		if (random() < 0.2) parts.push(`theme=${pick(['dark', 'light', 'auto', word()]) ?? ''}`);
		if (random() < 0.2) parts.push(`lang=${pick(['uk', 'be', 'en', 'xx', word()]) ?? ''}`);
		if (random() < 0.1) parts.push(`${encodeURIComponent(word())}=%zz`);
		return parts.join('&');
	}
	const setValue = (input: HTMLInputElement | HTMLSelectElement, value: string, event: string): void => {
		input.value = value;
		input.dispatchEvent(new Event(event, { bubbles: true }));
	};
	const key = (target: Element | Document, name: string): void =>
		void target.dispatchEvent(
			new KeyboardEvent('keydown', { key: name, code: name, bubbles: true, cancelable: true })
		);
	const surface = (): Element | null =>
		document.querySelector('.surface.live:not(.hidden) canvas') ?? document.querySelector('.svg-map');
	function pointer(type: string, x: number, y: number, target: Element): void {
		const options = { bubbles: true, cancelable: true, clientX: x, clientY: y, button: 0, buttons: 1 };
		target.dispatchEvent(
			type.startsWith('pointer')
				? new PointerEvent(type, { ...options, pointerId: 1, pointerType: 'mouse', isPrimary: true })
				: new MouseEvent(type, options)
		);
	}
	let isVisible = true;
	let lost: { restoreContext(): void } | null | undefined;

	const kinds: Readonly<Record<string, () => void>> = {
		slider() {
			const slider = pick(all<HTMLInputElement>('input[type=range]'));
			if (slider)
				setValue(
					slider,
					String(Number(slider.min) + upTo(Number(slider.max) - Number(slider.min) + 1)),
					'input'
				);
		},
		typed() {
			const input = pick(all<HTMLInputElement>('input.big'));
			if (input) setValue(input, random() < 0.5 ? String(year()) : word(), 'change');
		},
		mode: () => pick(all('.modes input'))?.click(),
		step: () => pick(all('.timeline .button, .controls .button'))?.click(),
		layer: () => pick(all('#layers input[type=checkbox], .list input[type=checkbox]'))?.click(),
		list: () => pick(all('.tools a.button, .list .button, .bar .button'))?.click(),
		row: () => pick(all('tr[data-id] a'))?.click(),
		panel: () => pick(all('.panel button, .panel summary, .notice .button, .chooser button'))?.click(),
		search() {
			const input = pick(all<HTMLInputElement>('input[type=search]'));
			if (input) setValue(input, word(), 'input');
		},
		choice() {
			const select = pick(all<HTMLSelectElement>('select'));
			const option = select && pick([...select.options]);
			if (select && option) setValue(select, option.value, 'change');
		},
		key() {
			const target = pick([document.activeElement, document.querySelector('.stage'), surface()]) ?? document;
			key(
				target,
				pick(['Escape', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', '+', '-', 'Enter', 'Home']) ?? ''
			);
		},
		wheel() {
			const target = surface();
			const { x = 0, y = 0, width = 0, height = 0 } = target?.getBoundingClientRect() ?? {};
			target?.dispatchEvent(
				new WheelEvent('wheel', {
					deltaY: (random() - 0.5) * 800,
					ctrlKey: isFrame,
					clientX: x + random() * width,
					clientY: y + random() * height,
					bubbles: true,
					cancelable: true
				})
			);
		},
		drag() {
			const target = surface();
			if (!target) return;
			const { x, y, width, height } = target.getBoundingClientRect();
			const from = [x + random() * width, y + random() * height] as const;
			const to = [x + random() * width, y + random() * height] as const;
			for (const kind of ['pointer', 'mouse']) {
				pointer(`${kind}down`, ...from, target);
				for (const share of [0.3, 0.7, 1])
					pointer(
						`${kind}move`,
						from[0] + (to[0] - from[0]) * share,
						from[1] + (to[1] - from[1]) * share,
						target
					);
				pointer(`${kind}up`, ...to, target);
			}
		},
		press() {
			const target = pick(all<SVGElement>('.svg-map a[data-id] .hit')) ?? surface();
			if (!target) return;
			const { x, y, width, height } = target.getBoundingClientRect();
			for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
				pointer(type, x + random() * width, y + random() * height, target);
		},
		address() {
			history.replaceState(history.state, '', `${location.pathname}?${query()}`);
			dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
		},
		message() {
			const data = pick<unknown>([
				{ ns: 'faultlines', v: 1, type: 'view', query: query() },
				{ ns: 'faultlines', v: 1, type: 'view', query: word() },
				{ ns: 'faultlines', v: 1, type: 'measure' },
				{ ns: 'faultlines', v: 9, type: 'view', query: 7 },
				{ sentinel: 'amp', type: 'frames-init' },
				`pymxPYMx${word()}xPYMxwidthxPYMx${upTo(2000)}`,
				null,
				word(),
				[query()],
				{ message: 'ready', secret: word() }
			]);
			dispatchEvent(new MessageEvent('message', { data, source: window.parent, origin: location.origin }));
		},
		visibility() {
			isVisible = !isVisible;
			const now = isVisible ? 'visible' : 'hidden';
			Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
			document.dispatchEvent(new Event('visibilitychange'));
		},
		context() {
			if (lost) {
				lost.restoreContext();
				lost = undefined;
				return;
			}
			const gl = document.querySelector<HTMLCanvasElement>('.live canvas')?.getContext('webgl2');
			if (!gl || gl.isContextLost()) return;
			lost = gl.getExtension('WEBGL_lose_context') as { restoreContext(): void; loseContext(): void } | null;
			(lost as { loseContext(): void } | null)?.loseContext();
		},
		network: () => void dispatchEvent(new Event(pick(['online', 'offline']) ?? 'online'))
	};
	const weights: Readonly<Record<string, number>> = {
		...{ slider: 20, typed: 5, mode: 5, step: 12, layer: 8, list: 5, row: 6, panel: 6, search: 3, choice: 3 },
		...{
			key: 8,
			wheel: 6,
			drag: 4,
			press: 5,
			address: 5,
			message: 4,
			visibility: 2,
			context: 0.3,
			network: 1
		}
	};
	const names = Object.keys(kinds);
	const sum = names.reduce((total, name) => total + (weights[name] ?? 0), 0);
	const done: Record<string, number> = {};
	for (let action = 0; action < actions; action += 1) {
		let at = random() * sum;
		const name = names.find((candidate) => (at -= weights[candidate] ?? 0) < 0) ?? 'slider';
		kinds[name]?.();
		done[name] = (done[name] ?? 0) + 1;
		// Some come thick and fast, some after a picture has been drawn
		if (random() < 0.15) await new Promise((drawn) => requestAnimationFrame(drawn));
		else if (random() < 0.5) await new Promise((next) => setTimeout(next));
	}
	// Left as a reader would leave it
	if (!isVisible) kinds.visibility?.();
	if (lost) kinds.context?.();
	document.querySelector<HTMLElement>('button[aria-label="Pause"]')?.click();
	for (const input of document.querySelectorAll<HTMLInputElement>('input[type=search]'))
		setValue(input, '', 'input');
	return done;
}
