import { base } from '$app/paths';
import { indexAtlas, type Atlas, type AtlasFile } from '$lib/domain/atlas';
import { parseEmbedOptions } from '$lib/domain/embed-url';
import type { AtlasData } from '$lib/data/load-atlas';
import type { PageLoad } from './$types';

/** As on the front page; a frozen embed loads the version that it names, and the present one where that is gone. */
export const load: PageLoad = async (): Promise<{
	atlas: Atlas;
	data?: AtlasData;
	current?: string;
	missing?: true;
}> => {
	if (import.meta.env.SSR) {
		const { readFileSync } = await import('node:fs');
		return {
			atlas: indexAtlas(JSON.parse(readFileSync('static/data/atlas.json', 'utf8')) as AtlasFile)
		};
	}
	const { loadAtlasPatiently } = await import('$lib/ui/load-notice');
	const { version } = parseEmbedOptions(location.search);
	const data = await loadAtlasPatiently(base, version);
	return {
		atlas: data.atlas,
		data,
		current: data.currentVersion,
		...(version !== undefined && data.atlas.version !== version ? { missing: true as const } : {})
	};
};
