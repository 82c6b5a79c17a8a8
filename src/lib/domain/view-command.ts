import type { Atlas } from './atlas';
import { isShown, nearestShownYear } from './shown';
import { windowOf, withoutFeature, type Time, type View } from './view';
import { parseView } from './view-url';
import { MIGRATIONS } from './view-url-migrations';

const TIME_PARAMETERS = ['year', 'mode', 'from', 'to', 'compare'];

/**
 * The view after a word of the article's: `year=2014`, `feature=…`, in the grammar of addresses. What the query
 * names changes and the rest stays as the reader has it; the empty query goes back to the view of the beginning.
 * A feature brings its layer with it and, unless a time is named, the nearest year in which it shows;
 * `feature=` closes the panel. Total and idempotent.
 */
export function commandedView(view: View, query: string, atlas: Atlas, opened: View): View {
	const parameters = MIGRATIONS.reduce(
		(current, migrate) => migrate(current),
		new URLSearchParams(query.split('#', 1)[0])
	);
	if (parameters.size === 0) return opened;
	const asked = parseView(query, atlas);
	const feature = asked.feature === undefined ? undefined : atlas.featureById.get(asked.feature);

	let layers = parameters.has('layers') ? asked.layers : view.layers;
	if (feature && !layers.includes(feature.layer)) {
		layers = atlas.layers.map(({ id }) => id).filter((id) => layers.includes(id) || id === feature.layer);
	}
	let time: Time = view.time;
	if (TIME_PARAMETERS.some((name) => parameters.has(name))) time = asked.time;
	else if (feature && !isShown(feature, windowOf(time))) {
		const year = nearestShownYear(feature, windowOf(time).to);
		if (year !== undefined) {
			time = { mode: 'year', year: Math.min(Math.max(year, atlas.span.min), atlas.span.max) };
		}
	}
	return {
		...(parameters.get('feature') === '' ? withoutFeature(view) : view),
		time,
		layers,
		...(feature ? { feature: feature.id } : {}),
		...(asked.camera ? { camera: asked.camera } : {}),
		...(parameters.has('lang') ? { language: asked.language } : {}),
		...(parameters.has('theme') ? { theme: asked.theme } : {}),
		...(parameters.has('ghosts') ? { ghosts: asked.ghosts } : {})
	};
}
