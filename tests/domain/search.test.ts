import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { featureSearch } from '../../src/lib/domain/search';
import { atlas } from '../real-atlas';
import { makeAtlas, writtenFeature } from './made-features';

const search = await featureSearch(atlas);

describe('a search in the atlas', () => {
	test.each([
		['radar', 'hantsavichy-radar'],
		['RADAR', 'hantsavichy-radar'],
		['Hantsavichy', 'hantsavichy-radar'],
		['hants', 'hantsavichy-radar'],
		['hantsevichi', 'hantsavichy-radar'],
		['early warning', 'hantsavichy-radar'],
		['Ганцевичи', 'hantsavichy-radar'],
		['Ганцавічы', 'hantsavichy-radar'],
		['ганц', 'hantsavichy-radar'],
		['БАРАНАВІЧЫ', 'baranavichy-air-base'],
		['Паўлаўка', 'paulauka-site'],
		['паулаука', 'paulauka-site'],
		['Вілейка', 'vileyka-transmitter'],
		['great stone', 'great-stone-park'],
		['Вялікі камень', 'great-stone-park'],
		['巨石', 'great-stone-park'],
		['中白工业园', 'great-stone-park'],
		['工业园', 'great-stone-park'],
		['Baku–Tbilisi–Kars', 'baku-tbilisi-kars-railway'],
		['kars tbilisi', 'baku-tbilisi-kars-railway'],
		['field camp', 'tsel-camp'],
		['military bridge', 'prypiat-pontoon-bridge'],
		['siberia 2 russia', 'power-of-siberia-2-russia'],
		['  port,  baku!  ', 'port-of-baku-alat']
	])('for “%s” finds %s first', (query, expected) => {
		expect(search(query)[0]).toBe(expected);
	});
	test('by kind finds every feature of the kind', () => {
		const found = search('training ground');
		const ofKind = atlas.features.filter(({ kind }) => kind === 'training-ground').map(({ id }) => id);
		expect(ofKind.length).toBeGreaterThan(5);
		expect(ofKind.filter((id) => !found.includes(id))).toEqual([]);
	});
	test('by layer finds every feature of the layer', () => {
		const found = search('power of siberia');
		expect(found.filter((id) => atlas.featureById.get(id)?.layer !== 'power-of-siberia-2')).toEqual([]);
		expect(found).toHaveLength(atlas.features.filter(({ layer }) => layer === 'power-of-siberia-2').length);
	});
	test('asks for every word', () => {
		expect(search('radar kars')).toEqual([]);
	});
	test.each(['', '   ', '!!!', 'xyzzy', 'constructor', '__proto__'])('for %j finds nothing', (query) => {
		expect(search(query)).toEqual([]);
	});
	test('finds every feature by its whole name, in every language', () => {
		for (const { id, name, names } of atlas.features) {
			for (const word of [name, ...Object.values(names)]) expect(search(word), word).toContain(id);
		}
	});
	test('never throws, and finds only features of the atlas, each once', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ unit: 'binary' }),
					fc.string({ maxLength: 3 }),
					fc.constant('a '.repeat(50_000))
				),
				(query) => {
					const found = search(query);
					expect(new Set(found).size).toBe(found.length);
					expect(found.filter((id) => !atlas.featureById.has(id))).toEqual([]);
				}
			),
			{ numRuns: 300 }
		);
	});
});

const made = await featureSearch(
	makeAtlas([
		writtenFeature([], { id: 'lodz', name: 'Łódź terminal' }),
		writtenFeature([], { id: 'malaszewicze', name: 'Małaszewicze' }),
		writtenFeature([], { id: 'kirikkale', name: 'Kırıkkale depot', names: { az: 'Bakı limanı' } }),
		writtenFeature([], { id: 'istanbul', name: 'İstanbul' }),
		writtenFeature([], { id: 'mogilev', name: 'Mahilioŭ', names: { be: 'Магілёў', ru: 'Могилёв' } })
	])
);

describe('a search takes marks off letters', () => {
	test.each([
		['lodz', 'lodz'],
		['Łódź', 'lodz'],
		['LÓDŹ', 'lodz'],
		['malaszewicze', 'malaszewicze'],
		['kirikkale', 'kirikkale'],
		['baki', 'kirikkale'],
		['istanbul', 'istanbul'],
		['mahiliou', 'mogilev'],
		['магілеу', 'mogilev'],
		['могилев', 'mogilev']
	])('“%s” finds %s', (query, expected) => {
		expect(made(query)).toEqual([expected]);
	});
});
