/** The small valid atlas in `tests/fixtures`, and copies of it with one thing changed. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChecks } from '../../geodata/build/validate';
import type { CheckContext, CheckedDataset } from '../../geodata/build/validate';
import type { LngLat } from '../../geodata/build/positions';

export const SMALL_ATLAS = fileURLToPath(new URL('../fixtures/small-atlas/geodata', import.meta.url));
export const SMALL_ATLAS_TEXTS = fileURLToPath(new URL('../fixtures/small-atlas/texts', import.meta.url));

/** JSON of any shape, so that a test can break what it likes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a record that is to be broken has no type
export type Anything = any;

/** The files of an atlas in memory, by path. */
export class Draft {
	readonly files: Map<string, string>;

	constructor() {
		this.files = new Map(
			readdirSync(SMALL_ATLAS, { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) => join(entry.parentPath, entry.name))
				.map((path) => [path.slice(SMALL_ATLAS.length + 1), readFileSync(path, 'utf8')])
		);
	}

	text(file: string, change: (text: string) => string): void {
		const before = this.files.get(file);
		if (before === undefined) throw new Error(`no file ${file} in the small atlas`);
		const after = change(before);
		if (after === before) throw new Error(`nothing changed in ${file}`);
		this.files.set(file, after);
	}

	json(file: string, change: (record: Anything) => void): void {
		this.text(file, (text) => {
			const record: unknown = JSON.parse(text);
			change(record);
			return JSON.stringify(record);
		});
	}

	add(file: string, content: unknown): void {
		this.files.set(file, typeof content === 'string' ? content : JSON.stringify(content));
	}

	/** A copy of a record under another id. */
	copy(from: string, to: string, change: (record: Anything) => void): void {
		const record: unknown = JSON.parse(this.files.get(from) ?? '');
		change(record);
		this.add(to, record);
	}

	remove(file: string): void {
		if (!this.files.delete(file)) throw new Error(`no file ${file} in the small atlas`);
	}
}

type Box = readonly [west: number, south: number, east: number, north: number];
/** Two countries made of boxes, about where the small atlas is. */
const COUNTRIES: Readonly<Record<string, readonly Box[]>> = {
	SE: [
		[12.66, 55.3, 15, 57],
		[12.44, 56.2, 12.66, 56.4]
	],
	DK: [[10, 54.5, 12.64, 56.15]]
};
const KM_PER_DEGREE = 111;
const distanceToBox = ([x, y]: LngLat, [west, south, east, north]: Box): number =>
	KM_PER_DEGREE *
	Math.hypot(
		Math.max(west - x, 0, x - east) * Math.cos((y * Math.PI) / 180),
		Math.max(south - y, 0, y - north)
	);
const distanceToCountryKm = (position: LngLat, country: string): number =>
	Math.min(...(COUNTRIES[country] ?? []).map((box) => distanceToBox(position, box)));

export const CONTEXT: CheckContext = {
	distanceToCountryKm,
	isTown: (named) => named !== 'SE Atlantis',
	countryAt: (position) =>
		Object.keys(COUNTRIES).find((country) => distanceToCountryKm(position, country) === 0)
};

/** Writes a changed copy of the small atlas to disk, and takes it away again. */
export function withDraft<Result>(change: (draft: Draft) => void, use: (folder: string) => Result): Result {
	const draft = new Draft();
	change(draft);
	const folder = mkdtempSync(join(tmpdir(), 'small-atlas-'));
	try {
		for (const [file, text] of draft.files) {
			const path = join(folder, file);
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, text);
		}
		return use(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

export const checkDraft = (change: (draft: Draft) => void): CheckedDataset =>
	withDraft(change, (folder) => runChecks(folder, CONTEXT));
