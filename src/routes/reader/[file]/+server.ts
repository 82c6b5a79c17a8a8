import { error } from '@sveltejs/kit';
import { readerFile } from '$lib/ui/reader-file.server';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;
export const entries: EntryGenerator = async () => [{ file: (await readerFile()).name }];

/** The script that lets a document's page move its map. */
export const GET: RequestHandler = async ({ params }) => {
	const { code, name } = await readerFile();
	if (params.file !== name) error(404);
	return new Response(code, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
};
