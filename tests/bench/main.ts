/**
 * `npm run bench`: measures, prints tables, writes bench-result.json, and ends with 1 when a budget of the design is
 * passed. Not part of `npm test`: a time measured on a busy machine proves nothing.
 *
 *     npm run bench                     everything, more than a quarter of an hour
 *     npm run bench -- --only=scrub     a scrub of the built site at the atlas's own size, and moving its map
 *     npm run bench -- --only=sizes     the same with made-up atlases of up to 100,000 sites
 *     npm run bench -- --only=many      our way and the usual ways of drawing sites by year, side by side
 *     npm run bench -- --only=drag      a minute of dragging: whether what shows keeps up with the thumb
 *     npm run bench -- --only=first     what a first visit on a slow line shows, and when; with pictures in bench-pictures/
 *     npm run bench -- --only=embed     the frame beside a plain page of Leaflet, on a slow line
 *     npm run bench -- build-folder     another build than build/
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { serveFolder } from '../static-server';
import { measureEmbed, printEmbed } from './embed';
import { measureFirstView, printFirstView } from './first-view';
import { measureLongDrag, printLongDrags, type LongDrag } from './long-drag';
import { withLargeAtlas } from './large-site';
import { measureMany, printRatios } from './many';
import { BUDGETS, measureScrub, printScrubs, VIEWPORT, type Result } from './scrub';

const root = resolve(import.meta.dirname, '../..');
const folder = process.argv.slice(2).find((text) => !text.startsWith('--'));
const build = folder ? resolve(folder) : join(root, 'build');
const only = process.argv.find((text) => text.startsWith('--only='))?.slice('--only='.length);
const wants = (part: string): boolean => only === undefined || only.split(',').includes(part);

const OWN_SIZE = 250;
const report: Record<string, unknown> = {
	node: process.version,
	cpu: cpus()[0]?.model,
	cores: cpus().length,
	viewport: VIEWPORT,
	budgets: BUDGETS
};
let over = 0;

if (wants('scrub')) {
	const site = await serveFolder(build);
	try {
		const results: Result[] = [];
		for (const surface of ['svg', 'maplibre'] as const) {
			console.log(`Measuring ${surface} …`);
			results.push(await measureScrub(surface, site.url));
		}
		over += printScrubs(['svg', 'maplibre'], results);
		report.scrub = results;
	} finally {
		await site.close();
	}
}

if (wants('drag')) {
	const site = await serveFolder(build);
	try {
		const results: LongDrag[] = [];
		for (const surface of ['svg', 'maplibre'] as const) {
			console.log(`Dragging for a minute on ${surface} …`);
			results.push(await measureLongDrag(surface, site.url, build));
		}
		printLongDrags(results);
		report.drag = results;
	} finally {
		await site.close();
	}
}

if (wants('first')) {
	console.log('Opening the explorer and the frame on a slow line …');
	const result = await measureFirstView(build, join(root, 'bench-pictures'));
	over += printFirstView(result);
	report.first = result;
}

if (wants('embed')) {
	console.log('Measuring the frame and Leaflet on a slow line …');
	const result = await measureEmbed(build);
	printEmbed(result);
	report.embed = result;
}

if (wants('sizes')) {
	const results: Result[] = [];
	const titles: string[] = [];
	for (const [sites, lines] of [
		[1000, 0],
		[10_000, 0],
		[100_000, 0],
		[100_000, 10_000]
	] as const) {
		const title = `${sites / 1000}k${lines ? ` + ${lines / 1000}k lines` : ''}`;
		console.log(`Measuring the explorer with ${title} …`);
		const site = await serveFolder(build, { faults: withLargeAtlas(build, { sites, lines }) });
		try {
			results.push(await measureScrub('maplibre', site.url));
			titles.push(title);
		} finally {
			await site.close();
		}
	}
	// Of these the budgets are told, not enforced: they are drawn up for the atlas's own size
	printScrubs(titles, results);
	report.sizes = results.map((result, index) => ({ size: titles[index], ...result }));
}

if (wants('many')) {
	const results = await measureMany([
		{ sites: OWN_SIZE, rounds: 2 },
		{ sites: 10_000, rounds: 2 },
		{ sites: 100_000, rounds: 2 },
		{ sites: 1_000_000, rounds: 1, of: ['explorer-map', 'bare'] }
	]);
	printRatios(results);
	report.many = results;
}

const file = join(root, 'bench-result.json');
writeFileSync(file, `${JSON.stringify(report, null, '\t')}\n`);
console.log(`\nWritten to ${file}`);
if (over > 0) console.error(`${over} value(s) over budget`);
process.exitCode = over > 0 ? 1 : 0;
