import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { countryAt, distanceToCountryKm } from '../../geodata/build/country-lookup';
import { runChecks } from '../../geodata/build/validate';
import { formatIssue } from '../../src/lib/domain/issue';

const GEODATA = process.env['GEODATA'] ?? fileURLToPath(new URL('../../geodata', import.meta.url));

test('the data of the atlas has no errors', () => {
	const { issues } = runChecks(GEODATA, { countryAt, distanceToCountryKm });
	expect(issues.filter(({ severity }) => severity === 'error').map(formatIssue)).toEqual([]);
}, 60_000);
