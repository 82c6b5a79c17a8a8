/**
 * Atlases of any size for the benchmark and for tests of large atlases: made up, the same for the same seed, and of the
 * very shape that the build writes. Nothing here reads a file, so it runs in a browser too.
 */
import type { AtlasFile, Feature, Phase } from '../../src/lib/domain/atlas';
import { ALL_YEARS } from '../../src/lib/domain/shown';
import { classOf } from '../../src/lib/domain/status';
import type { Status, Symbol } from '../../src/lib/domain/vocabulary';

export interface SyntheticOptions {
	readonly sites: number;
	readonly lines?: number;
	readonly seed?: number;
	/**
	 * `clusters`: round a few dozen places, as real sites lie. `grid`: evenly over the box, so that every mark can be
	 * told from its neighbours on a picture.
	 */
	readonly layout?: 'clusters' | 'grid';
	/**
	 * A row of sites along this parallel, one for each year from 1990 to 2035 and shown in that year alone: which of
	 * them stands in a picture tells its year. Nothing else lies within two degrees of them.
	 */
	readonly sentinels?: { readonly lat: number; readonly west: number; readonly step: number };
}

export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2035;
export const HORIZON_YEAR = 2026;

const BOX = [21, 32, 128, 68] as const;
const COLOURS = ['vermilion', 'orange', 'teal', 'blue', 'purple', 'green', 'sky', 'brown'];
const SYMBOLS: readonly Symbol[] = ['circle', 'square', 'diamond', 'triangle', 'pentagon', 'star'];
const PASSAGES = 40;
const SOURCES = 300;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32, public domain). */
export function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A phase as it is drawn up: from the first day of a year to the last day of another, or open. */
type Draft = readonly [status: Status, first: number, last: number | undefined, attested?: number];

/** Compiles drafts in order of time, as the build compiles what is authored. */
export function phasesOf(drafts: readonly Draft[]): readonly Phase[] {
	return drafts.map(([status, first, last, attested], index): Phase => {
		const statusClass = classOf(status);
		const next = drafts
			.slice(index + 1)
			.find(([later]) => statusClass === 'ended' || classOf(later) !== 'ended');
		const former = drafts.slice(0, index).findLast(([earlier]) => classOf(earlier) !== 'ended');
		return {
			status,
			class: statusClass,
			start: first,
			...(last === undefined ? {} : { end: last + 1 }),
			first,
			...(last === undefined ? {} : { last }),
			...(next ? { until: next[1] } : {}),
			...(statusClass === 'ended' && former?.[2] !== undefined ? { after: former[2] } : {}),
			...(attested === undefined ? {} : { attested }),
			when: last === undefined ? `${first}/..` : first === last ? String(first) : `${first}/${last}`
		};
	});
}

function drawUp(random: () => number): readonly Phase[] {
	const first = FIRST_YEAR + Math.floor(random() * (LAST_YEAR - FIRST_YEAR + 1));
	const last = first + Math.floor(random() * 19);
	const fate = random();
	if (fate < 0.55) return phasesOf([[random() < 0.5 ? 'operating' : 'deployed', first, last]]);
	if (fate < 0.65) return phasesOf([['suspended', first, last]]);
	const later = first + 1 + Math.floor(random() * 3);
	if (fate < 0.8)
		return phasesOf([
			['announced', first, later - 1],
			['construction', later, later + 1],
			['operating', later + 2, later + 2 + Math.floor(random() * 12)]
		]);
	if (fate < 0.9)
		return phasesOf([
			['operating', first, last],
			['retired', last + 1, undefined, last + 1]
		]);
	return phasesOf([['operating', first, undefined, first + Math.floor(random() * 10)]]);
}

/** Makes an atlas file. It passes the run-time guard and indexes like any other. */
export function syntheticAtlas({
	sites,
	lines = 0,
	seed = 1,
	layout = 'clusters',
	sentinels
}: SyntheticOptions): AtlasFile {
	const random = seededRandom(seed);
	const [west, south, east, north] = BOX;
	const free = ([, lat]: readonly [number, number]): boolean =>
		!sentinels || Math.abs(lat - sentinels.lat) > 2;
	const inBox = (): readonly [number, number] => [
		west + random() * (east - west),
		south + random() * (north - south)
	];
	const centres = Array.from({ length: 40 }, inBox);
	const columns = Math.ceil(Math.sqrt((sites * (east - west)) / (north - south)));
	const place = (index: number): readonly [number, number] => {
		if (layout === 'grid') {
			const rows = Math.ceil(sites / columns);
			return [
				west + ((index % columns) + 0.5) * ((east - west) / columns),
				south + (Math.floor(index / columns) + 0.5) * ((north - south) / rows)
			];
		}
		for (;;) {
			const [lng, lat] = centres[Math.floor(random() * centres.length)]!;
			const spread = (): number => (random() + random() + random() - 1.5) * 6;
			const at = [
				Math.min(Math.max(lng + spread(), west), east),
				Math.min(Math.max(lat + spread() / 2, south), north)
			] as const;
			if (free(at)) return at;
		}
	};
	const round = (degrees: number): number => Number(degrees.toFixed(5));
	const more = (index: number) => ({
		layer: `layer-${index % COLOURS.length}`,
		names: {},
		countries: ['KZ'],
		eventYears: [],
		passages: [index % PASSAGES],
		references: [index % SOURCES, (index * 7) % SOURCES],
		...(random() < 0.03 ? { contested: true as const } : {})
	});
	const site = (
		id: string,
		name: string,
		at: readonly [number, number],
		phases: readonly Phase[],
		index: number
	): Feature => {
		const coordinates = [round(at[0]), round(at[1])] as [number, number];
		return {
			id,
			name,
			...more(index),
			kind: `kind-${index % SYMBOLS.length}`,
			precision: 'within-1-km',
			phases,
			geometry: { type: 'Point', coordinates },
			bbox: [...coordinates, ...coordinates]
		};
	};
	const line = (index: number): Feature => {
		let [lng, lat] = inBox();
		const coordinates = Array.from({ length: 20 }, () => {
			lng = Math.min(Math.max(lng + (random() - 0.4) * 0.8, west), east);
			lat = Math.min(Math.max(lat + (random() - 0.5) * 0.6, south), north);
			return [round(lng), round(lat)];
		});
		const [lngs, lats] = [coordinates.map(([x = 0]) => x), coordinates.map(([, y = 0]) => y)];
		return {
			id: `line-${index}`,
			name: `Line ${index}`,
			...more(index),
			kind: 'kind-0',
			mode: 'rail',
			precision: 'traced',
			phases: drawUp(random),
			geometry: { type: 'LineString', coordinates },
			bbox: [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)]
		};
	};
	const features = [
		...Array.from({ length: lines }, (_, index) => line(index)),
		...(sentinels
			? Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => {
					const year = FIRST_YEAR + index;
					const at = [sentinels.west + index * sentinels.step, sentinels.lat] as const;
					return site(`year-${year}`, `Year ${year}`, at, phasesOf([['operating', year, year]]), 0);
				})
			: []),
		...Array.from({ length: sites }, (_, index) =>
			site(`site-${index}`, `Site ${index}`, place(index), drawUp(random), index)
		)
	];
	// The build sorts by layer; a site's place in the list is its importance
	const layers = COLOURS.map((_, index) => `layer-${index}`);
	features.sort((a, b) => layers.indexOf(a.layer) - layers.indexOf(b.layer));
	return {
		schema: 1,
		version: `synthetic-${sites}-${lines}-${seed}`,
		title: 'A large atlas',
		tagline: 'Made up, to see how much the map can carry.',
		description: 'Made up, to see how much the map can carry.',
		place: 'Eurasia',
		attribution: [],
		horizon: `${HORIZON_YEAR}-06`,
		defaultYear: 2015,
		axis: { linearFrom: FIRST_YEAR, to: LAST_YEAR },
		bbox: BOX,
		licence: { id: 'CC0-1.0', title: 'CC0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
		documents: [],
		layers: COLOURS.map((colour, index) => ({
			id: `layer-${index}`,
			title: `Layer ${index + 1}`,
			blurb: 'Made up.',
			group: 'Made up',
			colour,
			onByDefault: true
		})),
		kinds: SYMBOLS.map((symbol, index) => ({ id: `kind-${index}`, title: `Kind ${index + 1}`, symbol })),
		features,
		countryLabels: [],
		pictureBox: [0, 0, 1, 1]
	};
}

/** First and last year in which a feature shows; its phases leave no year out between them. */
export function yearsShown({ phases }: Feature): readonly [number, number] {
	const shown = phases.filter((phase) => phase.class !== 'ended');
	return [shown[0]?.first ?? ALL_YEARS.to, shown.at(-1)?.last ?? ALL_YEARS.to];
}
