/** deck.gl with its DataFilterExtension, from binary columns and without a map under it: its quickest way. */
import { Deck, MapView } from '@deck.gl/core';
import { DataFilterExtension, type DataFilterExtensionProps } from '@deck.gl/extensions';
import { ScatterplotLayer } from '@deck.gl/layers';
import { CAMERA, HEIGHT, RADIUS, siteRecords, WIDTH, type Technique } from './technique';

export const technique: Technique = {
	async prepare(atlas) {
		const sites = siteRecords(atlas);
		const position = new Float32Array(sites.flatMap(({ lng, lat }) => [lng, lat]));
		const years = new Float32Array(sites.flatMap(({ from, to }) => [from, to]));
		const data = {
			length: sites.length,
			attributes: { getPosition: { value: position, size: 2 }, getFilterValue: { value: years, size: 2 } }
		};
		const extensions = [new DataFilterExtension({ filterSize: 2, countItems: true })];
		return (host, first) => {
			let counted: ((count: number) => void) | undefined;
			let count = Number.NaN;
			const layers = (year: number) => [
				new ScatterplotLayer<unknown, DataFilterExtensionProps>({
					id: 'sites',
					data,
					radiusUnits: 'pixels',
					getRadius: RADIUS,
					getFillColor: [177, 0, 35],
					extensions,
					filterRange: [
						[0, year],
						[year, 3000]
					],
					onFilteredItemsChange: (event: { count: number }) => {
						count = event.count;
						counted?.(count);
					}
				})
			];
			const deck = new Deck({
				parent: host as HTMLDivElement,
				width: WIDTH,
				height: HEIGHT,
				useDevicePixels: false,
				views: new MapView({ repeat: true }),
				initialViewState: { longitude: CAMERA.lng, latitude: CAMERA.lat, zoom: CAMERA.zoom },
				controller: false,
				layers: layers(first)
			});
			return {
				canvas: () => host.querySelector('canvas') ?? undefined,
				setYear(year) {
					count = Number.NaN;
					deck.setProps({ layers: layers(year) });
				},
				shown: () => (Number.isNaN(count) ? new Promise((done) => (counted = done)) : Promise.resolve(count))
			};
		};
	}
};
