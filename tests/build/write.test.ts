import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serialise, writeFiles } from '../../geodata/build/write';

describe('serialise', () => {
	test('sorts keys, ends with a newline and takes the same bytes from any order', () => {
		expect(serialise({ b: 1, a: { d: [2, 1], c: 'é' } })).toBe(
			'{\n\t"a": {\n\t\t"c": "é",\n\t\t"d": [\n\t\t\t2,\n\t\t\t1\n\t\t]\n\t},\n\t"b": 1\n}\n'
		);
		expect(serialise({ a: { c: 'é', d: [2, 1] }, b: 1 })).toBe(serialise({ b: 1, a: { d: [2, 1], c: 'é' } }));
	});
	test('rounds coordinates and boxes, and nothing else', () => {
		expect(
			serialise({ coordinates: [[1.123456789, -0.000001]], bbox: [0.1234567], value: 0.1234567 }, '')
		).toBe('{"bbox":[0.12346],"coordinates":[[1.12346,0]],"value":0.1234567}\n');
	});
	test('keeps dangerous keys as data', () => {
		expect(serialise(JSON.parse('{"__proto__": {"a": 1}}'), '')).toBe('{"__proto__":{"a":1}}\n');
	});
	test('refuses numbers that JSON does not have', () => {
		expect(() => serialise({ value: NaN })).toThrow(/not a JSON number/);
	});
});

describe('writeFiles', () => {
	let parent = '';
	beforeEach(() => {
		parent = mkdtempSync(join(tmpdir(), 'write-'));
	});
	afterEach(() => rmSync(parent, { recursive: true, force: true }));

	test('makes the folder hold exactly these files', () => {
		const out = join(parent, 'deep', 'data');
		writeFiles(out, new Map([['old.json', '1']]));
		writeFiles(
			out,
			new Map<string, string | Uint8Array>([
				['a/b.json', '{}\n'],
				['c.bin', new Uint8Array([1, 2])]
			])
		);
		expect(readdirSync(out).sort()).toEqual(['a', 'c.bin']);
		expect(readFileSync(join(out, 'a/b.json'), 'utf8')).toBe('{}\n');
		expect([...readFileSync(join(out, 'c.bin'))]).toEqual([1, 2]);
		expect(readdirSync(join(parent, 'deep'))).toEqual(['data']);
	});

	test.each<[string, Map<string, string>]>([
		[
			'a name that leads out',
			new Map([
				['good.json', ''],
				['../evil.json', '']
			])
		],
		['an absolute name', new Map([['/tmp/evil.json', '']])],
		[
			'a file that is also a folder',
			new Map([
				['a', ''],
				['a/b', '']
			])
		]
	])('leaves the last good output alone on %s', (_, files) => {
		const out = join(parent, 'data');
		mkdirSync(out);
		writeFileSync(join(out, 'last.json'), 'good');
		expect(() => writeFiles(out, files)).toThrow();
		expect(readFileSync(join(out, 'last.json'), 'utf8')).toBe('good');
		expect(readdirSync(parent)).toEqual(['data']);
		expect(existsSync(join(parent, 'evil.json'))).toBe(false);
	});
});
