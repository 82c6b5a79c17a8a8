/** A rectangle in pixels. */
export interface Area {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** The square that reaches so far round a spot. */
export const areaAround = (x: number, y: number, far: number): Area => ({
	left: x - far,
	top: y - far,
	right: x + far,
	bottom: y + far
});

const CELL = 128;

/** What of a plane is taken. It looks only at boxes near by, so that it stays quick with thousands of them. */
export class Room {
	#cells = new Map<string, Area[]>();

	/** Whether a box meets none that is taken; boxes that touch do not meet. */
	isFree(box: Area): boolean {
		return cellsOf(box).every((cell) =>
			(this.#cells.get(cell) ?? []).every(
				(other) =>
					other.right <= box.left ||
					box.right <= other.left ||
					other.bottom <= box.top ||
					box.bottom <= other.top
			)
		);
	}

	take(box: Area): void {
		for (const cell of cellsOf(box)) {
			const boxes = this.#cells.get(cell);
			if (boxes) boxes.push(box);
			else this.#cells.set(cell, [box]);
		}
	}
}

function cellsOf({ left, top, right, bottom }: Area): string[] {
	const cells: string[] = [];
	for (let x = Math.floor(left / CELL); x * CELL <= right; x += 1) {
		for (let y = Math.floor(top / CELL); y * CELL <= bottom; y += 1) cells.push(`${x},${y}`);
	}
	return cells;
}
