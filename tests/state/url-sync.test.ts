import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { View } from '../../src/lib/domain/view';
import { parseView } from '../../src/lib/domain/view-url';
import { settleAddress, UrlSync } from '../../src/lib/state/url-sync.svelte';
import { atlas } from '../real-atlas';

let address: string;
let sync: UrlSync;
const view = (query: string): View => parseView(query, atlas);

beforeEach(() => {
	vi.useFakeTimers();
	address = '';
	const send = (query: string): void => void (address = query);
	sync = new UrlSync(atlas, { query: () => address, push: send, replace: send }, true);
});
afterEach(() => {
	vi.useRealTimers();
});

test('the address follows the last of several changes, after a moment', () => {
	sync.write(view('year=2001'));
	sync.write(view('year=2002'));
	expect(address).toBe('');
	vi.runAllTimers();
	expect(address).toBe('year=2002');
});

test('it can be brought up to the view at once, which is sent no second time', () => {
	sync.write(view('year=2001'));
	sync.write(view('year=2002'));
	settleAddress();
	expect(address).toBe('year=2002');
	address = 'year=1990';
	settleAddress();
	vi.runAllTimers();
	expect(address).toBe('year=1990');
});

test('what is stopped sends nothing more', () => {
	sync.write(view('year=2001'));
	sync.stop();
	settleAddress();
	vi.runAllTimers();
	expect(address).toBe('');
});
