import type { Geometry, Position } from 'geojson';
import { formatWhen } from '../when';
import { statusWords } from '../status';
import { element, escapeXml } from '../xml';
import {
	attributionOf,
	namedReferences,
	provenance,
	type Extract,
	type ExtractedFeature,
	type ExtractedPhase
} from './extract';
import { plainDates } from './plain-dates';

/** `#rrggbb` as KML writes it: opacity, blue, green, red. */
const kmlColour = (hue: string, opacity: string): string =>
	`${opacity}${hue.slice(5, 7)}${hue.slice(3, 5)}${hue.slice(1, 3)}`;

const tag = (name: string, text: string | undefined): string =>
	text === undefined || text === '' ? '' : element(name, {}, escapeXml(text));

const positions = (line: readonly Position[]): string =>
	tag('coordinates', line.map(([lng = 0, lat = 0]) => `${lng},${lat}`).join(' '));
const polygon = (rings: readonly (readonly Position[])[]): string =>
	element(
		'Polygon',
		{},
		rings
			.map((ring, index) =>
				element(
					index === 0 ? 'outerBoundaryIs' : 'innerBoundaryIs',
					{},
					element('LinearRing', {}, positions(ring))
				)
			)
			.join('')
	);
const point = (position: Position): string => element('Point', {}, positions([position]));
// Tessellated lines lie on the ground instead of cutting through it.
const line = (course: readonly Position[]): string =>
	element('LineString', {}, `<tessellate>1</tessellate>${positions(course)}`);

function shape(geometry: Geometry): string {
	const several = (parts: readonly string[]): string => element('MultiGeometry', {}, parts.join(''));
	switch (geometry.type) {
		case 'Point':
			return point(geometry.coordinates);
		case 'LineString':
			return line(geometry.coordinates);
		case 'Polygon':
			return polygon(geometry.coordinates);
		case 'MultiPoint':
			return several(geometry.coordinates.map(point));
		case 'MultiLineString':
			return several(geometry.coordinates.map(line));
		case 'MultiPolygon':
			return several(geometry.coordinates.map(polygon));
		case 'GeometryCollection':
			return several(geometry.geometries.map(shape));
	}
}

const link = (address: string, words: string): string => element('a', { href: address }, escapeXml(words));
const paragraph = (content: string): string => element('p', {}, content);

/** What the balloon of a place says, as HTML. */
function balloon(item: ExtractedFeature, { detail: phase }: ExtractedPhase, extract: Extract): string {
	const { evidence } = extract;
	const attested = phase.attested ? `, last attested ${formatWhen(phase.attested)}` : '';
	const claim = phase.claim ? ` (${phase.claim}${phase.claimedBy ? `: ${phase.claimedBy}` : ''})` : '';
	const quotations = item.detail.passages.flatMap((passageLink) => {
		const passage = evidence.passageById.get(passageLink.passage);
		const source = passage && evidence.sourceById.get(passage.source);
		if (!passage || !source) return [];
		const said = source.URL ? link(source.URL, source.title) : escapeXml(source.title);
		return element('blockquote', {}, `“${escapeXml(passage.exact)}” (${said})`);
	});
	const references = namedReferences(evidence, [
		...new Set([...phase.references, ...item.detail.references.map(({ reference }) => reference)])
	]).map(({ title, url }) => element('li', {}, url ? link(url, title) : escapeXml(title)));
	return [
		paragraph(escapeXml(item.detail.summary)),
		paragraph(
			escapeXml(
				`${statusWords(phase.status)}, ${formatWhen(phase.when)}${attested}${claim}. ${phase.text ?? ''}`
			)
		),
		...quotations,
		...[phase.caveat, item.detail.unconfirmed, ...item.caveats]
			.filter((text) => text !== undefined)
			.map((text) => paragraph(element('i', {}, escapeXml(text)))),
		references.length > 0 ? element('ul', {}, references.join('')) : '',
		paragraph(link(item.address, `Its page in ${extract.atlas.title}`)),
		paragraph(escapeXml(attributionOf(extract.atlas)))
	].join('');
}

function placemark(item: ExtractedFeature, phase: ExtractedPhase, extract: Extract): string {
	const { feature, detail } = item;
	const { start, end } = plainDates(phase.detail.when);
	const data: readonly (readonly [string, string | undefined])[] = [
		['feature', feature.id],
		['address', item.address],
		['layer', extract.atlas.layerById.get(feature.layer)?.title],
		['kind', extract.atlas.kindById.get(feature.kind)?.title],
		['status', phase.detail.status],
		['statusClass', phase.compiled.class],
		['when', phase.detail.when],
		['attested', phase.detail.attested],
		['claim', phase.detail.claim],
		['claimedBy', phase.detail.claimedBy],
		['precision', feature.precision],
		['precisionNote', detail.precisionNote],
		['unconfirmed', detail.unconfirmed],
		['caveat', phase.detail.caveat],
		['caveats', item.caveats.join(' | ')],
		['references', phase.detail.references.join('; ')],
		['passages', detail.passages.map(({ passage }) => passage).join('; ')],
		['licence', extract.atlas.licence.id],
		['version', extract.atlas.version]
	];
	return element(
		'Placemark',
		{ id: `feature-${feature.id}.${phase.number}` },
		[
			tag('name', feature.name),
			// What has ended is there to be switched on; it leaves no mark of itself.
			phase.compiled.class === 'ended' ? '<visibility>0</visibility>' : '',
			tag('Snippet', `${statusWords(phase.detail.status)}, ${formatWhen(phase.detail.when)}`),
			tag('description', balloon(item, phase, extract)),
			start || end ? element('TimeSpan', {}, tag('begin', start) + tag('end', end)) : '',
			tag('styleUrl', `#layer-${feature.layer}`),
			element(
				'ExtendedData',
				{},
				data
					.filter(([, value]) => value)
					.map(([name, value]) => element('Data', { name }, tag('value', value)))
					.join('')
			),
			feature.geometry ? shape(feature.geometry) : ''
		].join('')
	);
}

/** Number of placemarks that `toKml` writes. */
export const placemarksIn = ({ features }: Extract): number =>
	features.reduce((sum, { phases }) => sum + phases.length, 0);

/**
 * KML 2.2 for Google Earth and its like: a folder for each layer, a placemark for each phase with the time in which it
 * holds, so that the time slider shows the state of each year. `hueOf` gives the colour (`#rrggbb`) of a layer.
 */
export function toKml(extract: Extract, hueOf: (layer: string) => string): string {
	const { atlas, features } = extract;
	const said = provenance(extract);
	const about = [
		said.part ? `What shows: ${said.part} (${said.partAddress}).` : said.description,
		`Dataset version ${said.version}, evidence up to ${formatWhen(said.horizon)}. ${said.homepage}`,
		`Licence: ${said.licence.title}, ${said.licence.url}. ${said.rightsOfOthers}`,
		...said.credits
	];
	const layers = atlas.layers.filter(({ id }) => features.some(({ feature }) => feature.layer === id));
	const styles = layers.map(({ id }) => {
		const colour = kmlColour(hueOf(id), 'ff');
		return element(
			'Style',
			{ id: `layer-${id}` },
			element('IconStyle', {}, tag('color', colour)) +
				element('LineStyle', {}, tag('color', colour) + tag('width', '3')) +
				element('PolyStyle', {}, tag('color', kmlColour(hueOf(id), '55')))
		);
	});
	const folders = layers.map(({ id, title, blurb }) =>
		element(
			'Folder',
			{},
			tag('name', title) +
				tag('description', blurb) +
				features
					.filter(({ feature }) => feature.layer === id)
					.map((item) => item.phases.map((phase) => `\n${placemark(item, phase, extract)}`).join(''))
					.join('')
		)
	);
	const document = element(
		'Document',
		{},
		tag('name', atlas.title) + tag('description', about.join('\n')) + styles.join('') + folders.join('\n')
	);
	return `<?xml version="1.0" encoding="UTF-8"?>\n${element('kml', { xmlns: 'http://www.opengis.net/kml/2.2' }, document)}\n`;
}
