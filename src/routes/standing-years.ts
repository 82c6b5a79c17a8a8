/**
 * Lets a reader move through the years of a prerendered page while what brings it to life is still on its way. All of
 * them stand in the page (see `merge-years.ts`); this only shows the one and hides the others.
 */

/** What an address may say while the page can follow it; of anything else it shows nothing until it is alive. */
const FOLLOWED = new Set(['year', 'title', 'theme', 'ui']);

const page = document.querySelector<HTMLElement>('[data-live]');
const years = page?.dataset.years?.split(',') ?? [];
const slider = page?.querySelector<HTMLInputElement>('input[type="range"][data-by-year]');
const asked = new URLSearchParams(location.search);

const parts = [...(page?.querySelectorAll<HTMLElement | SVGElement>('[data-in]') ?? [])].map((element) => ({
	element,
	isIn: indexesOf(element.dataset.in ?? '')
}));
const inputs = [...(page?.querySelectorAll<HTMLInputElement>('input[data-by-year]') ?? [])].map(
	(element) => ({
		element,
		values: JSON.parse(element.dataset.byYear ?? '{}') as Readonly<Record<string, readonly (string | null)[]>>
	})
);
const standing = Number(page?.dataset.standing);
const ending = new AbortController();
let isMoved = false;
let isHeld = false;
let released: (() => void) | undefined;

/** Reads `0-3 7`. */
function indexesOf(spans: string): ReadonlySet<number> {
	return new Set(
		spans.split(' ').flatMap((span) => {
			const [from = 0, to = from] = span.split('-').map(Number);
			return Array.from({ length: to - from + 1 }, (_, index) => from + index);
		})
	);
}

function show(index: number): void {
	for (const { element, isIn } of parts) element.toggleAttribute('data-off', !isIn.has(index));
	for (const { element, values } of inputs) {
		for (const [name, each] of Object.entries(values)) {
			const value = each[index] ?? '';
			if (name === 'value') element.value = value;
			else element.setAttribute(name, value);
		}
	}
}

function onmove(): void {
	if (!slider) return;
	isMoved = true;
	show(slider.valueAsNumber - Number(slider.min));
}
/** Says the chosen year, as the live page would, so that it outlasts also a page that has to be loaded again. */
function onchosen(): void {
	if (!slider || !isMoved) return;
	asked.set('year', years[slider.valueAsNumber - Number(slider.min)] ?? '');
	history.replaceState(history.state, '', `?${asked}${location.hash}`);
}
const onhold = (): void => void (isHeld = true);
function onrelease(): void {
	isHeld = false;
	released?.();
}

function begin(): void {
	if (!page || !slider || ![...asked.keys()].every((name) => FOLLOWED.has(name))) return;
	const asks = asked.get('year');
	const index = asks === null ? standing : years.indexOf(asks);
	if (index < 0) return;
	// In any case, for a browser may have put back the slider of the page it loads again
	show(index);
	slider.disabled = false;
	page.dataset.moves = '';
	const { signal } = ending;
	slider.addEventListener('input', onmove, { signal });
	slider.addEventListener('change', onchosen, { signal });
	slider.addEventListener('pointerdown', onhold, { signal });
	// After a menu no pointer need come up
	for (const event of ['pointerup', 'pointercancel', 'contextmenu', 'blur'] as const)
		addEventListener(event, onrelease, { signal });
}

/**
 * Leaves the page as it was rendered for its standing year, so that it can be hydrated in this very moment; while the
 * slider is held it waits. A year that the reader has chosen goes into the address, where the live page finds it.
 */
export async function endStandingYears(): Promise<void> {
	if (isHeld) await new Promise<void>((done) => (released = done));
	onchosen();
	ending.abort();
	show(standing);
	if (slider) slider.disabled = true;
	for (const { element } of inputs) element.removeAttribute('data-by-year');
	for (const { element, isIn } of parts) {
		if (!isIn.has(standing)) element.remove();
		else element.removeAttribute('data-in');
	}
}

begin();
