/** docs/faults.md says what the tests of the faults prove. `-u` writes it anew. */
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { FAULT_GROUPS } from './e2e/faults/fault-groups';
import { faultsPage } from './e2e/faults/fault-row';

const PAGE = join(resolve(import.meta.dirname, '..'), 'docs/faults.md');

it('the page of the faults is that of the table, with names that are told apart', async () => {
	const rows = FAULT_GROUPS.flatMap((group) => group.rows);
	expect(rows.length).toBeGreaterThanOrEqual(25);
	expect(new Set(rows.map(({ fault }) => fault)).size).toBe(rows.length);
	await expect(faultsPage(FAULT_GROUPS)).toMatchFileSnapshot(PAGE);
});
