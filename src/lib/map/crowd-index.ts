import KDBush from 'kdbush';
import type { Feature } from '../domain/atlas';
import { placeOf } from './crowd-columns';

/** A box in the unit square of the Mercator map; x may reach into the next copy of the world. */
export interface UnitBox {
	readonly west: number;
	readonly north: number;
	readonly east: number;
	readonly south: number;
}

/**
 * Finds sites by place, whenever they show: positions in the list of all in a box, the most important first.
 * The index is made when it is first asked for.
 */
export function crowdIndex(sites: readonly Feature[]): (box: UnitBox) => readonly number[] {
	let index: KDBush | undefined;
	const build = (): KDBush => {
		const made = new KDBush(sites.length, 64, Float32Array);
		for (const site of sites) {
			const { x, y } = placeOf(site);
			made.add(x, y);
		}
		return made.finish();
	};
	return ({ west, north, east, south }) => {
		if (sites.length === 0) return [];
		index ??= build();
		const found = new Set<number>();
		for (let copy = Math.floor(west); copy <= Math.floor(east); copy += 1)
			for (const site of index.range(west - copy, north, east - copy, south)) found.add(site);
		// Drawn last is drawn on top, and means most
		return [...found].sort((a, b) => b - a);
	};
}
