/** Why data could not be had. Each has words of its own for the reader. */
export type FaultKind = 'offline' | 'missing' | 'server' | 'not-data' | 'damaged' | 'slow' | 'version';

export class DataFault extends Error {
	readonly kind: FaultKind;
	readonly file: string;
	constructor(kind: FaultKind, file: string) {
		super(`${file}: ${kind}`);
		this.kind = kind;
		this.file = file;
	}
}

const WORDS: Readonly<Record<FaultKind, string>> = {
	offline: 'The data could not be reached. Is the network off?',
	missing: 'The data is not where it should be.',
	server: 'The server could not send the data.',
	'not-data': 'Something else came in place of the data; a sign-in page of the network may stand in between.',
	damaged: 'The data arrived damaged or incomplete, so it is not shown.',
	slow: 'The data is taking too long to arrive.',
	version: 'The page is older than the data. Reloading it will help.'
};

/** What the reader is told; what the reader had stays on the page. */
export const faultWords = (fault: unknown): string =>
	fault instanceof DataFault ? WORDS[fault.kind] : 'The data could not be loaded.';
