/** A box in the unit square of the Mercator map; x may reach into the next copy of the world. */
export interface UnitBox {
	readonly west: number;
	readonly north: number;
	readonly east: number;
	readonly south: number;
}

/** So many sites are in a cell of the grid, were they spread evenly. */
const IN_CELL = 4;

/**
 * Finds sites by place, whenever they show: positions in the list of all in a box, the most important first. The index, a
 * grid in two lists of numbers, is made when it is first asked for, which is under the pointer: for 100,000 sites a tree takes
 * longer than a frame, and a library's is more code than this whole module.
 *
 * @param places x and y of each site in the unit square.
 */
export function crowdIndex(places: Float32Array): (box: UnitBox) => readonly number[] {
	let grid: Grid | undefined;
	return (box) => {
		grid ??= gridOf(places);
		const found = new Set<number>();
		for (let copy = Math.floor(box.west); copy <= Math.floor(box.east); copy += 1)
			findIn(grid, places, { ...box, west: box.west - copy, east: box.east - copy }, found);
		// Drawn last is drawn on top, and means most
		return [...found].sort((a, b) => b - a);
	};
}

interface Grid {
	readonly across: number;
	/** Where the sites of each cell begin in `sites`, row after row; and where those of the last end. */
	readonly starts: Uint32Array;
	readonly sites: Uint32Array;
	readonly columnAt: (x: number) => number;
	readonly rowAt: (y: number) => number;
}

function gridOf(places: Float32Array): Grid {
	const count = places.length / 2;
	let [west, north, east, south] = [1, 1, 0, 0];
	for (let site = 0; site < count; site += 1) {
		const [x, y] = [places[2 * site]!, places[2 * site + 1]!];
		if (x < west) west = x;
		if (x > east) east = x;
		if (y < north) north = y;
		if (y > south) south = y;
	}
	const across = Math.max(Math.ceil(Math.sqrt(count / IN_CELL)), 1);
	// What lies outside counts to the cell at the edge
	const along = (value: number, from: number, to: number): number =>
		Math.min(Math.max(Math.floor(((value - from) / (to - from || 1)) * across), 0), across - 1);
	const columnAt = (x: number): number => along(x, west, east);
	const rowAt = (y: number): number => along(y, north, south);
	const cellOf = (site: number): number =>
		rowAt(places[2 * site + 1]!) * across + columnAt(places[2 * site]!);

	const starts = new Uint32Array(across * across + 1);
	for (let site = 0; site < count; site += 1) starts[cellOf(site)]! += 1;
	for (let cell = 1; cell < starts.length; cell += 1) starts[cell]! += starts[cell - 1]!;
	const sites = new Uint32Array(count);
	// Each cell is filled from its end, which so becomes its beginning
	for (let site = 0; site < count; site += 1) sites[(starts[cellOf(site)]! -= 1)] = site;
	return { across, starts, sites, columnAt, rowAt };
}

function findIn(
	{ across, starts, sites, columnAt, rowAt }: Grid,
	places: Float32Array,
	{ west, north, east, south }: UnitBox,
	found: Set<number>
): void {
	for (let row = rowAt(north); row <= rowAt(south); row += 1) {
		// The cells of a row follow one another
		const first = starts[row * across + columnAt(west)]!;
		const end = starts[row * across + columnAt(east) + 1]!;
		for (let at = first; at < end; at += 1) {
			const site = sites[at]!;
			const [x, y] = [places[2 * site]!, places[2 * site + 1]!];
			if (x >= west && x <= east && y >= north && y <= south) found.add(site);
		}
	}
}
