import { error } from '@sveltejs/kit';
import { loaderFiles } from '$lib/embed/loader-files.server';
import type { EntryGenerator, RequestHandler } from './$types';

const LIST = 'loader.json';

export const prerender = true;
export const entries: EntryGenerator = async () => {
	const { latest, pinned } = await loaderFiles();
	return [latest, pinned, LIST].map((file) => ({ file }));
};

/** The loader under both its names, and the list of them. */
export const GET: RequestHandler = async ({ params }) => {
	const { code, latest, pinned, integrity, gzip } = await loaderFiles();
	if (params.file === LIST) {
		const list = { version: 1, latest, pinned, integrity, gzip };
		return new Response(`${JSON.stringify(list, undefined, '\t')}\n`, {
			headers: { 'Content-Type': 'application/json' }
		});
	}
	if (params.file !== latest && params.file !== pinned) error(404);
	return new Response(code, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
};
