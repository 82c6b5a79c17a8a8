import { topology } from 'topojson-server';
import type { Topology } from 'topojson-specification';
import { provenance, type Extract } from './extract';
import { toGeoJson } from './geojson';

/** The features as TopoJSON, in one object named `features`. Not quantised: no position is moved. */
export const toTopoJson = (extract: Extract): Topology => ({
	...topology({ features: toGeoJson(extract) }),
	...provenance(extract)
});
