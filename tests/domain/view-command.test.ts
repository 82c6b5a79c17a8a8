import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isShown } from '../../src/lib/domain/shown';
import { defaultView, windowOf, type View } from '../../src/lib/domain/view';
import { commandedView } from '../../src/lib/domain/view-command';
import { formatView, parseView } from '../../src/lib/domain/view-url';
import { atlas } from '../real-atlas';

const opened: View = { ...defaultView(atlas), theme: 'dark', language: 'uk' };
const command = (query: string, view = opened): View => commandedView(view, query, atlas, opened);
const hidden = atlas.features.find(
	(feature) => !isShown(feature, windowOf(opened.time)) && feature.phases.length > 0
);
const [first] = atlas.layers;

describe('a command', () => {
	it('changes what it names and nothing else', () => {
		const camera = { zoom: 4, lng: 30, lat: 50 };
		const there: View = { ...opened, camera, ghosts: true };
		expect(command('year=2010', there)).toStrictEqual({ ...there, time: { mode: 'year', year: 2010 } });
		expect(command(`layers=${first?.id}`, there)).toStrictEqual({ ...there, layers: [first?.id] });
		expect(command('compare=2024..2014', there)).toStrictEqual({
			...there,
			time: { mode: 'compare', from: 2024, to: 2014 }
		});
		expect(command('theme=light', there)).toStrictEqual({ ...there, theme: 'light' });
		expect(command('utm_source=x', there)).toStrictEqual(there);
	});

	it('that is empty goes back to the beginning', () => {
		expect(command('', command('year=2010&ghosts=1'))).toBe(opened);
	});

	it('opens a feature where it shows, with its layer', () => {
		expect(hidden).toBeDefined();
		const view = command(`feature=${hidden?.id}`, { ...opened, layers: [] });
		expect(view.feature).toBe(hidden?.id);
		expect(view.layers).toEqual([hidden?.layer]);
		expect(hidden && isShown(hidden, windowOf(view.time))).toBe(true);
	});

	it('keeps a comparison in which the feature stands', () => {
		const compared = command('compare=2014..2024');
		const either = atlas.features.filter((feature) => feature.phases.length > 0);
		for (const { id } of either.slice(0, 40)) {
			const view = command(`feature=${id}`, compared);
			const feature = atlas.featureById.get(id)!;
			expect(view.time.mode).toBe(isShown(feature, windowOf(compared.time)) ? 'compare' : 'year');
		}
	});

	it('closes the panel by an empty feature, and leaves it for an unknown one', () => {
		const view = command(`feature=${hidden?.id}`);
		expect(command('feature=', view).feature).toBeUndefined();
		expect(command('feature=no-such-thing', view).feature).toBe(hidden?.id);
	});

	it('is total and idempotent, and leads to a view that can be written', () => {
		const parameter = fc.tuple(
			fc.constantFrom(
				'year',
				'mode',
				'from',
				'to',
				'compare',
				'layers',
				'feature',
				'map',
				'lang',
				'theme',
				'ghosts'
			),
			fc.oneof(
				fc.string(),
				fc.integer({ min: 1800, max: 2060 }).map(String),
				fc.constantFrom(...atlas.features.map(({ id }) => id)),
				fc.constantFrom('all', 'dark', 'be', '1', '4/50/30', '2014..2024', first?.id ?? '')
			)
		);
		const query = fc.oneof(
			fc.string(),
			fc.array(parameter, { maxLength: 5 }).map((pairs) => new URLSearchParams(pairs).toString())
		);
		fc.assert(
			fc.property(query, query, (before, wish) => {
				const once = command(wish, parseView(before, atlas));
				expect(command(wish, once)).toStrictEqual(once);
				expect(parseView(formatView(once, atlas), atlas)).toStrictEqual(once);
			}),
			{ numRuns: 500 }
		);
	});
});
