import { base } from '$app/paths';
import { siteAtlas } from '../site-data.server';

/**
 * What hosts answer for an address without a page. It may stand at any depth, so it needs no file beside it, and its
 * links start at the site's root (`BASE_PATH`).
 */
export const prerender = true;
export const trailingSlash = 'never';

const escapeHtml = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const GET = (): Response => {
	const title = escapeHtml(siteAtlas.title);
	const layers = siteAtlas.layers.map(
		(layer) => `<li><a href="${base}/layer/${layer.id}/">${escapeHtml(layer.title)}</a></li>`
	);
	return new Response(
		`<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<meta name="color-scheme" content="light dark">
		<meta name="robots" content="noindex">
		<title>No such page · ${title}</title>
		<style>
			body { max-width: 38rem; margin: 12vh auto; padding: 0 1.2rem; font: 1.05rem/1.55 system-ui, sans-serif; }
			h1 { font: 600 1.7rem/1.25 Georgia, serif; }
			li { padding: 0.15rem 0; }
			:any-link { color: inherit; }
		</style>
	</head>
	<body>
		<main>
			<h1>There is no page at this address</h1>
			<p>It may have been mistyped. Addresses of this site are kept for good, so it has not merely moved.</p>
			<p><a href="${base}/">Open the map</a> · <a href="${base}/about/">About ${title}</a></p>
			<h2>Layers</h2>
			<ul>
				${layers.join('\n\t\t\t\t')}
			</ul>
		</main>
	</body>
</html>
`,
		{ headers: { 'Content-Type': 'text/html; charset=utf-8' } }
	);
};
