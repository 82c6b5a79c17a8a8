/** The plainest way to put dated things into an article: Leaflet, leaflet.timeline and its slider, and no basemap. */
import type { FeatureCollection } from 'geojson';
import L from 'leaflet';
import 'leaflet.timeline';
import 'leaflet/dist/leaflet.css';

type WithTimeline = typeof L & {
	timeline(data: FeatureCollection, options: Record<string, unknown>): L.GeoJSON;
	timelineSliderControl(
		options: Record<string, unknown>
	): L.Control & { addTimelines(...timelines: L.GeoJSON[]): void };
};
const { timeline, timelineSliderControl } = L as WithTimeline;

const map = L.map('map', { center: [50, 70], zoom: 3 });
const data = (await (await fetch('./data.json')).json()) as FeatureCollection;
const things = timeline(data, {
	getInterval: ({ properties }: { properties: { from: number; to: number } }) => ({
		start: Date.UTC(properties.from, 0, 1),
		end: Date.UTC(properties.to, 11, 31)
	}),
	pointToLayer: (_: unknown, at: L.LatLng) => L.circleMarker(at, { radius: 5 }),
	style: { color: '#b10023' },
	onEachFeature: ({ properties }: { properties: { name: string } }, layer: L.Layer) =>
		layer.bindPopup(properties.name)
});
const control = timelineSliderControl({
	formatOutput: (time: number) => String(new Date(time).getUTCFullYear())
});
control.addTo(map);
control.addTimelines(things);
things.addTo(map);
