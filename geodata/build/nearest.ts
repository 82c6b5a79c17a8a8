/** Levenshtein distance: how many letters must be put in, taken out or changed. */
function editDistance(from: string, to: string): number {
	let row = Array.from({ length: to.length + 1 }, (_, column) => column);
	for (let i = 1; i <= from.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= to.length; j += 1) {
			const changed = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
			next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[to.length] ?? 0;
}

/** The allowed word that the author most likely meant; none where all are far off. */
export function nearest(word: string, allowed: Iterable<string>): string | undefined {
	if (word.length > 100) return undefined;
	const ranked = [...allowed]
		.map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
		.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
	const best = ranked[0];
	return best !== undefined && best.distance <= Math.max(2, Math.floor(word.length / 3))
		? best.candidate
		: undefined;
}

/** `did you mean "x"? ` or nothing, to stand at the head of a remedy. */
export function suggestion(word: string, allowed: Iterable<string>): string {
	const candidate = nearest(word, allowed);
	return candidate === undefined ? '' : `did you mean "${candidate}"? `;
}
