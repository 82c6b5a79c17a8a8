/** One line of the table of faults (docs/faults.md): what goes wrong, what the reader sees, what recovers, and the proof. */
import { expect } from 'vitest';
import type { Frame, Page } from 'playwright-core';
import type { PageOptions } from '../browser';
import { shownBy } from '../shown';
import type { SiteInTests } from '../site';

export interface Opening extends Omit<PageOptions, 'url'> {
	/** Run before any script of the page. */
	readonly first?: () => void;
	/** The test can turn the time of the page forward. */
	readonly hasClock?: true;
}

export interface Setting {
	readonly site: SiteInTests;
	/** Opens an address of the site in a browser of its own. */
	open(path?: string, opening?: Opening): Promise<Page>;
}

export interface FaultRow {
	/** What goes wrong, in plain words: the name of the test. */
	readonly fault: string;
	readonly sees: string;
	readonly recovers: string;
	/** What the browser itself reports because of the fault, besides requests that failed. */
	readonly reports?: readonly RegExp[];
	/** Whether the map engine has to draw; without it everything is faster. */
	readonly draws?: true;
	run(setting: Setting): Promise<Page>;
}

export interface FaultGroup {
	readonly title: string;
	readonly rows: readonly FaultRow[];
}

/**
 * What stood on the page stays: all that the domain says of the view is in the list and, where it has a place, on the
 * map, each with its link.
 *
 * @param query Of the view; that of the address where nothing else is said. A page without its script shows the default.
 */
export async function expectReadable(page: Page | Frame, query = new URL(page.url()).search): Promise<void> {
	const shown = await page.evaluate(() => {
		const ids = (selector: string): string[] =>
			[...document.querySelectorAll<HTMLElement | SVGElement>(selector)]
				.filter((element) => !element.closest('[data-off]'))
				.map((element) => element.closest<HTMLElement | SVGElement>('[data-id]')?.dataset.id ?? '');
		return {
			table: ids('tr[data-id] a[href]'), // An area may have a name or a sign of its own
			map: [...new Set(ids('.svg-map a[data-id][href]'))].sort()
		};
	});
	expect(shown).toEqual(shownBy(query));
}

export const yearSlider = (page: Page) => page.getByRole('slider', { name: 'Year', exact: true });

/** The timeline works: another year, another list. */
export async function expectScrubbing(page: Page): Promise<void> {
	const rows = (): Promise<number> => page.locator('tr[data-id]').count();
	await yearSlider(page).fill('1995');
	await page.waitForFunction(() => document.querySelector('caption')?.textContent?.startsWith('1995'));
	const few = await rows();
	await yearSlider(page).fill('2023');
	await page.waitForFunction(() => document.querySelector('caption')?.textContent?.startsWith('2023'));
	expect(await rows()).toBeGreaterThan(few);
}

/** Turns the clock of the page until it has tried often enough by itself and says what is wrong. */
export async function expectGivenUp(page: Page, words: string): Promise<void> {
	const alert = page.getByRole('alert').getByText(words);
	await expect
		.poll(
			async () => {
				await page.clock.runFor(700);
				return alert.count();
			},
			{ timeout: 30_000, interval: 100 }
		)
		.toBe(1);
}

export const press = (page: Page, name: string): Promise<void> =>
	page.getByRole('button', { name, exact: true }).click();

export const alertOf = (page: Page, words: string): Promise<void> =>
	page.getByRole('alert').getByText(words).waitFor();

/** The table as a page of the documentation. */
export function faultsPage(groups: readonly FaultGroup[]): string {
	const cell = (text: string): string => text.replaceAll('|', '\\|');
	const table = ({ title, rows }: FaultGroup): string =>
		[
			`## ${title}`,
			'',
			'| What goes wrong | What the reader sees | What recovers |',
			'| --- | --- | --- |',
			...rows.map((row) => `| ${[row.fault, row.sees, row.recovers].map(cell).join(' | ')} |`)
		].join('\n');
	const count = groups.reduce((sum, { rows }) => sum + rows.length, 0);
	return `# What can go wrong

${count} faults. Each is brought about on the built site by a test of its own in \`tests/e2e/faults/\`, from whose table this page is made (\`npx vitest run --project=unit tests/faults-page.test.ts -u\`). Whatever fails, what stood on the page stays: the map, the list and the links to every page.

${groups.map(table).join('\n\n')}
`;
}
