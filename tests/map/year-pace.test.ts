import { describe, expect, test } from 'vitest';
import { YearPace } from '../../src/lib/map/year-pace';

describe('the pace of a map', () => {
	test('is taken to be quick until a year shows otherwise', () => {
		const pace = new YearPace();
		expect(pace.isSlow(5000)).toBe(false);
		pace.stood(5000);
		expect(pace.isSlow(9000)).toBe(false);
		pace.told(10_000);
		expect(pace.isSlow(10_050)).toBe(false);
		expect(pace.isSlow(10_250), 'the year is not there yet').toBe(true);
	});
	test('is that of each year, not of a whole drag', () => {
		const pace = new YearPace();
		for (let year = 0; year < 50; year += 1) pace.told(20 * year);
		expect(pace.isSlow(1000)).toBe(false);
		pace.stood(1100);
		expect(pace.isSlow(2000)).toBe(false);
	});
	test('is learnt anew, so that one busy moment does not count for ever', () => {
		const pace = new YearPace();
		pace.told(0);
		pace.stood(900);
		expect(pace.isSlow(1000)).toBe(true);
		pace.told(2000);
		pace.stood(2030);
		expect(pace.isSlow(3000)).toBe(false);
	});
	test('asks for a longer rest of a slower map, within bounds', () => {
		const rests = [10, 300, 5000].map((milliseconds) => {
			const pace = new YearPace();
			pace.told(0);
			pace.stood(milliseconds);
			return pace.rest;
		});
		expect(rests).toEqual([400, 600, 2000]);
	});
});
