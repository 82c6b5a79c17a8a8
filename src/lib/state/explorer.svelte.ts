import type { Atlas, Evidence } from '../domain/atlas';
import { axisOf, valueOf, yearAt } from '../domain/axis';
import { isCrowd } from '../domain/crowd';
import { markOf, marksOf } from '../domain/marks';
import { isShown, nearestShownYear } from '../domain/shown';
import { timeWords } from '../domain/status-sentence';
import {
	defaultView,
	toggleLayer,
	windowOf,
	withoutFeature,
	type Camera,
	type Time,
	type View
} from '../domain/view';
import { formatView } from '../domain/view-url';
import { faultWords } from '../data/fault';
import { browserClock, createPlayer, SPEEDS, type Player, type SpeedLabel } from './playback';
import { UrlSync, type History } from './url-sync.svelte';

/** Screen readers hear of a change once things have settled. */
const SETTLED_MS = 600;
/** In a large atlas, what is counted and listed follows once the years have rested this long. */
const REST_MS = 150;

/**
 * The one writable truth of an explorer, on the page and in a frame: the view, what is derived from it, and what may
 * change it. Map, timeline, list, panel and address are mirrors of it.
 */
export class ExplorerState {
	readonly atlas: Atlas;
	/** Whether there is so much to count and list that both follow when the years rest. */
	readonly isLarge: boolean;
	readonly #loadEvidence: (feature: string) => Promise<Evidence>;
	readonly #onview: (view: View) => void;
	#sync: UrlSync | undefined;
	#player: Player | undefined;
	#saying: ReturnType<typeof setTimeout> | undefined;
	#resting: ReturnType<typeof setTimeout> | undefined;
	#rested: View = $state.raw() as View;

	view: View = $state.raw() as View;
	/** Whether the page is alive: until then its controls are off. */
	ready = $state(false);
	hovered: string | undefined = $state();
	playing = $state(false);
	speed: SpeedLabel = $state('normal');
	/** What is said to screen readers. */
	announcement = $state('');
	#loaded: { readonly feature: string; readonly evidence: Evidence } | undefined = $state.raw();
	/** Why the evidence could not be had, in words. */
	evidenceFault = $state('');

	/**
	 * The view that counts and lists speak of: the view itself, but while the years of a large atlas are dragged the one
	 * before; so that a step costs the same however much there is to count.
	 */
	readonly settled = $derived.by(() => (this.isLarge ? this.#rested : this.view));
	/** Of the view; apart from it, so that a year does not have all made anew that hangs on these alone. */
	readonly layers = $derived.by(() => this.view.layers);
	readonly camera = $derived.by(() => this.view.camera);
	readonly marks = $derived.by(() => marksOf(this.atlas, this.settled));
	readonly selected = $derived.by(() =>
		this.view.feature === undefined ? undefined : this.atlas.featureById.get(this.view.feature)
	);
	/** What stands behind the selected thing, once it is there. */
	readonly evidence = $derived.by(() =>
		this.#loaded?.feature === this.view.feature ? this.#loaded?.evidence : undefined
	);
	readonly query = $derived.by(() => formatView(this.view, this.atlas));

	/** @param year Shown until an address is read. */
	constructor(
		atlas: Atlas,
		loadEvidence: (feature: string) => Promise<Evidence>,
		onview: (view: View) => void = () => undefined,
		year = atlas.defaultYear
	) {
		this.atlas = atlas;
		this.#loadEvidence = loadEvidence;
		this.#onview = onview;
		this.isLarge = isCrowd(atlas);
		this.view = { ...defaultView(atlas), time: { mode: 'year', year } };
		this.#rested = this.view;
	}

	/** Begins to mirror the address. `canPush`: opening a feature makes a step for the back button. */
	start(history: History, canPush: boolean): void {
		this.#sync = new UrlSync(this.atlas, history, canPush);
		this.readAddress();
		this.ready = true;
	}

	stop(): void {
		this.#sync?.stop();
		this.#player?.pause();
		clearTimeout(this.#saying);
		clearTimeout(this.#resting);
	}

	/** Takes the view from the address, as after the back button. */
	readAddress(): void {
		if (!this.#sync) return;
		this.view = this.#sync.read();
		this.#rested = this.view;
		void this.ensureEvidence();
	}

	change(next: View): void {
		if (next === this.view) return;
		this.#settle(next);
		this.view = next;
		this.#sync?.write(next);
		this.#onview(next);
		this.#say();
	}

	/** Time chosen by hand; it stops the player. */
	setTime(time: Time): void {
		this.#player?.pause();
		this.change({ ...this.view, time });
	}

	setCamera(camera: Camera | undefined): void {
		const { camera: _, ...rest } = this.view;
		this.change(camera ? { ...rest, camera } : rest);
	}

	toggle(layer: string): void {
		this.change(toggleLayer(this.view, this.atlas, layer));
	}

	/** Shows only what is contested, on the map and in the list, or everything again. */
	toggleContested(): void {
		const { contested, ...rest } = this.view;
		this.change(contested ? rest : { ...rest, contested: true });
	}

	/** Opens a feature. If it does not show at the chosen time, or its layer is off, both move to where it does. */
	select(id: string): void {
		const feature = this.atlas.featureById.get(id);
		if (!feature) return;
		const layers = this.view.layers.includes(feature.layer)
			? this.view.layers
			: toggleLayer(this.view, this.atlas, feature.layer).layers;
		let { time } = this.view;
		if (time.mode !== 'all' && !isShown(feature, windowOf(time))) {
			const year = nearestShownYear(feature, time.mode === 'year' ? time.year : time.to);
			if (year !== undefined) {
				time = { mode: 'year', year: Math.min(Math.max(year, this.atlas.span.min), this.atlas.span.max) };
			}
		}
		const next = { ...this.view, feature: id, layers, time };
		const { contested: _, ...whole } = next;
		this.change(markOf(feature, next) ? next : whole);
		void this.ensureEvidence();
	}

	close(): void {
		if (this.view.feature !== undefined) this.change(withoutFeature(this.view));
	}

	/** Loads what the panel shows; after a fault it can be called again. */
	async ensureEvidence(): Promise<void> {
		const { feature } = this.view;
		if (feature === undefined || this.evidence) return;
		this.evidenceFault = '';
		try {
			const evidence = await this.#loadEvidence(feature);
			if (feature === this.view.feature) this.#loaded = { feature, evidence };
		} catch (fault) {
			if (feature === this.view.feature) this.evidenceFault = faultWords(fault);
		}
	}

	/** Plays the years, or pauses. */
	play(): void {
		const axis = (): ReturnType<typeof axisOf> => axisOf(this.atlas, this.view.layers);
		const step = (): number => {
			const { time } = this.view;
			return time.mode === 'all' ? axis().max : valueOf(axis(), time.mode === 'year' ? time.year : time.to);
		};
		this.#player ??= createPlayer({
			clock: browserClock,
			interval: () => SPEEDS.find(({ label }) => label === this.speed)?.milliseconds ?? 800,
			first: () => axis().min,
			last: () => axis().max,
			current: step,
			show: (value) => {
				const year = yearAt(axis(), value);
				const { time } = this.view;
				this.change({
					...this.view,
					time:
						time.mode === 'compare'
							? { ...time, to: year }
							: time.mode === 'between'
								? { mode: 'between', from: Math.min(time.from, year), to: year }
								: { mode: 'year', year }
				});
			},
			onchange: (isPlaying) => {
				this.playing = isPlaying;
				if (!isPlaying) this.#say();
			}
		});
		if (this.#player.isPlaying) this.#player.pause();
		else this.#player.play();
	}

	/** Lets counts and lists follow, at once unless only the years have moved. */
	#settle(next: View): void {
		clearTimeout(this.#resting);
		const { time, layers, ghosts, contested } = this.#rested;
		if (layers !== next.layers || ghosts !== next.ghosts || contested !== next.contested) this.#rested = next;
		else if (time !== next.time) this.#resting = setTimeout(() => (this.#rested = this.view), REST_MS);
	}

	/** One short message after things have settled; none while playing. */
	#say(): void {
		clearTimeout(this.#saying);
		if (this.playing) return;
		this.#saying = setTimeout(() => void this.#announce(), SETTLED_MS);
	}

	async #announce(): Promise<void> {
		const isCompared = this.view.time.mode === 'compare';
		const words = isCompared ? await import('../domain/compare-words').catch(() => undefined) : undefined;
		const { marks, view } = this;
		this.announcement =
			words && view.time.mode === 'compare'
				? words.compareSentence(marks, view.time)
				: `${timeWords(view.time)}: ${marks.length} ${marks.length === 1 ? 'thing' : 'things'} shown.`;
	}
}
