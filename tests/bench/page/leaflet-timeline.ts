/** Leaflet with leaflet.timeline, its markers on a canvas. */
import L from 'leaflet';
import 'leaflet.timeline';
import { geoJson } from './maplibre';
import { CAMERA, RADIUS, type Technique } from './technique';

const middle = (year: number): number => Date.UTC(year, 6, 1);

interface Timeline extends L.GeoJSON {
	setTime(time: number): void;
}
type WithTimeline = typeof L & {
	timeline(data: unknown, options: Record<string, unknown>): Timeline;
};

export const technique: Technique = {
	async prepare(atlas) {
		const data = geoJson(atlas);
		return (host, first) => {
			const map = L.map(host, {
				// A world of Leaflet is 256 pixels wide at zoom 0
				center: [CAMERA.lat, CAMERA.lng],
				zoom: CAMERA.zoom + 1,
				zoomControl: false,
				attributionControl: false,
				fadeAnimation: false,
				zoomAnimation: false
			});
			const renderer = L.canvas({ padding: 0 });
			const timeline = (L as WithTimeline).timeline(data, {
				getInterval: ({ properties }: { properties: { from: number; to: number } }) => ({
					start: Date.UTC(properties.from, 0, 1),
					end: Date.UTC(properties.to, 11, 31)
				}),
				pointToLayer: (_: unknown, at: L.LatLng) =>
					L.circleMarker(at, {
						renderer,
						radius: RADIUS,
						stroke: false,
						fillOpacity: 1,
						fillColor: '#b10023'
					}),
				drawOnSetTime: true
			});
			timeline.addTo(map);
			timeline.setTime(middle(first));
			return {
				canvas() {
					const canvas = host.querySelector('canvas') ?? undefined;
					if (canvas) Object.assign(canvas, { bench2d: canvas.getContext('2d') });
					return canvas;
				},
				setYear: (year) => timeline.setTime(middle(year)),
				shown: async () =>
					new Set(
						(timeline.getLayers() as { feature?: { properties: { id: string } } }[]).map(
							({ feature }) => feature?.properties.id ?? ''
						)
					).size
			};
		};
	}
};
