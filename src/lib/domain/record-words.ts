import type { Tally } from './tally';

/** How the record stands: “7 attested, 3 assumed, 2 planned; thin: 4 rest on one reference or none”. */
export function recordWords({ attested, assumed, planned, thin }: Tally): string {
	const parts = [
		[attested, 'attested'],
		[assumed, 'assumed'],
		[planned, 'planned or being built']
	] as const;
	const standing = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
	return (
		standing.join(', ') +
		(thin > 0 ? `; thin: ${thin} ${thin === 1 ? 'rests' : 'rest'} on one reference or none` : '')
	);
}
