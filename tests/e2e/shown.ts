/** What shows, by three accounts that must agree: the domain's, the table's and the live map's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { indexAtlas, type Atlas, type AtlasFile } from '../../src/lib/domain/atlas';
import { marksOf } from '../../src/lib/domain/marks';
import { isDrawn } from '../../src/lib/domain/outline';
import { parseView } from '../../src/lib/domain/view-url';
import { OUTLINES, PICKABLE } from '../../src/lib/map/style';
import { BUILD_FOLDER } from './site';

export const readAtlas = (): Atlas =>
	indexAtlas(JSON.parse(readFileSync(join(BUILD_FOLDER, 'data/atlas.json'), 'utf8')) as AtlasFile);

/** Everything is on the canvas: the whole of Eurasia on a large window, small marks apart. */
export const FITTED = 'map=2.4/50/80';

export interface Shown {
	readonly table: string[];
	readonly map: string[];
}

/** What the page shows in its list and on its live map. */
export function shownOn(page: Page | Frame): Promise<Shown> {
	return page.evaluate(
		(layers) => {
			const canvas = document.querySelector<HTMLElement>('.surface.live') as HTMLElement & {
				map: { queryRenderedFeatures(options: { layers: string[] }): { properties: { id: string } }[] };
			};
			const table = [...document.querySelectorAll<HTMLElement>('tr[data-id]')].map(
				(row) => row.dataset.id ?? ''
			);
			const map = canvas.map.queryRenderedFeatures({ layers }).map(({ properties }) => properties.id);
			return { table, map: [...new Set(map)].sort() };
		},
		[...PICKABLE, OUTLINES]
	);
}

/** What the domain says of a view. */
export function shownBy(query: string): Shown {
	const atlas = readAtlas();
	const marks = marksOf(atlas, parseView(query, atlas));
	return {
		table: marks.map(({ feature }) => feature.id),
		map: marks
			.filter(({ feature }) => isDrawn(feature))
			.map(({ feature }) => feature.id)
			.sort()
	};
}
