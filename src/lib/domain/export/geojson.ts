import type { Feature as GeoJsonFeature, FeatureCollection } from 'geojson';
import { datesOf, namedReferences, provenance, type Extract, type ExtractedFeature } from './extract';

/**
 * The features as GeoJSON (RFC 7946). What has no published place has the geometry `null`. Each carries its whole
 * record, its address, the quotations it rests on and the licence, so that it can stand alone.
 */
export function toGeoJson(extract: Extract): FeatureCollection {
	return {
		type: 'FeatureCollection',
		...provenance(extract),
		features: extract.features.map((item) => toGeoJsonFeature(item, extract))
	} as FeatureCollection;
}

function toGeoJsonFeature(item: ExtractedFeature, { atlas, evidence }: Extract): GeoJsonFeature {
	const { feature, detail, route } = item;
	const cite = (ids: readonly string[]) => namedReferences(evidence, ids);
	return {
		type: 'Feature',
		id: feature.id,
		...(feature.bbox ? { bbox: [...feature.bbox] } : {}),
		geometry: feature.geometry as GeoJsonFeature['geometry'],
		properties: {
			name: feature.name,
			names: feature.names,
			address: item.address,
			summary: detail.summary,
			layer: feature.layer,
			layerTitle: atlas.layerById.get(feature.layer)?.title,
			kind: feature.kind,
			kindTitle: atlas.kindById.get(feature.kind)?.title,
			...(route ? { route: route.id, routeTitle: route.title } : {}),
			mode: feature.mode,
			operator: detail.operator,
			countries: feature.countries,
			unconfirmed: detail.unconfirmed,
			precision: feature.precision,
			precisionNote: detail.precisionNote,
			phases: item.phases.map(({ number, compiled, detail: phase }) => ({
				number,
				status: phase.status,
				statusClass: compiled.class,
				...datesOf(phase.when),
				attested: phase.attested,
				claim: phase.claim,
				claimedBy: phase.claimedBy,
				text: phase.text,
				caveat: phase.caveat,
				references: cite(phase.references),
				unreferenced: phase.unreferenced
			})),
			events: item.events.map((event) => ({
				kind: event.kind,
				...datesOf(event.when),
				text: event.text,
				caveat: event.caveat,
				references: cite(event.references),
				unreferenced: event.unreferenced
			})),
			quotations: detail.passages.flatMap((link) => {
				const passage = evidence.passageById.get(link.passage);
				return passage
					? {
							id: passage.id,
							exact: passage.exact,
							source: cite([passage.source])[0],
							relation: link.relation,
							supports: link.supports,
							quotedFor: link.via,
							verdicts: [...new Set(passage.notes.map(({ verdict }) => verdict))]
						}
					: [];
			}),
			references: detail.references.map(({ reference, supports, note }) => ({
				...cite([reference])[0],
				supports,
				note
			})),
			caveats: item.caveats,
			related: detail.related,
			figures: detail.figures,
			licence: atlas.licence.id,
			atlas: atlas.title,
			version: atlas.version
		}
	};
}
