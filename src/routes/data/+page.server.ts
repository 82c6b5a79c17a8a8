import { readFileSync } from 'node:fs';
import type { Manifest } from '$lib/domain/manifest';
import { atlasHead } from '../page-head.server';
import { siteAtlas } from '../site-data.server';
import type { PageServerLoad } from './$types';

const read = (file: string): unknown => JSON.parse(readFileSync(`static/data/${file}`, 'utf8'));

export const load: PageServerLoad = ({ url }) => ({
	head: atlasHead(url, {
		path: 'data/',
		title: 'Data and downloads',
		description: `All of ${siteAtlas.title} to take away: GeoJSON, tables, KML, quotations as Web Annotations, sources for citation software.`
	}),
	manifest: read('manifest.json') as Manifest,
	versions: (read('versions.json') as { versions: string[] }).versions
});
