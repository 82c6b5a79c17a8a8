/** `npm run serve`: shows the built site at this machine, with the headers that a host would send. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serveFolder, type StaticSite } from './static-server';

const FIRST_PORT = 4173;
const PORTS_TRIED = 20;

const folder = resolve(import.meta.dirname, '../build');
const basePath = process.env.BASE_PATH ?? '';

/** A port that another program holds is no reason to stop: the next free one does as well. */
async function serveOnFreePort(): Promise<StaticSite> {
	const asked = process.env.PORT ? Number(process.env.PORT) : FIRST_PORT;
	if (!Number.isInteger(asked) || asked < 0 || asked > 65_535) {
		throw new Error(`PORT: a number from 0 to 65535 expected, "${process.env.PORT}" found`);
	}
	for (let port = asked; ; port += 1) {
		try {
			return await serveFolder(folder, { port, basePath });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
			if (port + 1 >= asked + PORTS_TRIED || port === 65_535) {
				throw new Error(`No free port from ${asked} to ${port}. Set PORT to another.`, { cause: error });
			}
		}
	}
}

if (!existsSync(join(folder, 'index.html'))) {
	console.error(
		'Nothing to serve: build/ has no index.html. Run `npm run build` first, or `npm start` for both.'
	);
	process.exit(1);
}
try {
	const site = await serveOnFreePort();
	console.log(`Faultlines is at ${site.url.replace('127.0.0.1', 'localhost')}`);
	console.log('Stop it with Ctrl+C.');
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void site.close().then(() => process.exit(0)));
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
