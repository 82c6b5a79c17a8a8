import type { CDPSession, Page } from 'playwright-core';

/** 400 kbit/s with 100 ms to the server: a poor mobile network. */
const LINE = { latency: 100, downloadThroughput: 50_000, uploadThroughput: 50_000, offline: false };
/** How much slower than this machine the reader's is. */
const CPU_SLOWER = 4;

/** Has a page come over a slow line to a slow machine that keeps nothing. Gives the session that sees its network. */
export async function slowDown(page: Page): Promise<CDPSession> {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	await session.send('Network.emulateNetworkConditions', LINE);
	await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER });
	return session;
}

/** Counts what comes over the line from now on, as it came: the sum of it whenever it is asked for. */
export function bytesReceived(session: CDPSession): () => number {
	const received = new Map<string, number>();
	session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
		received.set(requestId, (received.get(requestId) ?? 0) + encodedDataLength);
	});
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		received.set(requestId, encodedDataLength);
	});
	return () => [...received.values()].reduce((sum, bytes) => sum + bytes, 0);
}
