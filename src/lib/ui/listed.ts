import type { Mark } from '../domain/marks';

/** How many things a list writes out; of a longer one it writes the first of each group and counts the rest. */
export const LISTED = 400;
/** The least that it writes of a group. */
const OF_EACH = 10;

export interface Listed<T> {
	readonly rows: readonly T[];
	/** How many are left out. */
	readonly more: number;
}

/** What a list of so many things in so many groups writes of one group; the selected thing is never left out. */
export function listedOf<T extends Pick<Mark, 'feature'>>(
	members: readonly T[],
	total: number,
	groups: number,
	selected?: string
): Listed<T> {
	const room = total <= LISTED ? members.length : Math.max(OF_EACH, Math.floor(LISTED / groups));
	if (members.length <= room) return { rows: members, more: 0 };
	const chosen = members.slice(room).filter(({ feature }) => feature.id === selected);
	return { rows: [...members.slice(0, room), ...chosen], more: members.length - room - chosen.length };
}
