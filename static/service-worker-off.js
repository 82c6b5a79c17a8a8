/*
 * To take back what browsers keep of this site for use without the network: publish this file in the place of
 * service-worker.js. Each browser that comes back then throws away what it has kept and asks the server again.
 */
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => {
	event.waitUntil(
		caches
			.keys()
			.then((names) =>
				Promise.all(
					names
						.filter((name) => name.startsWith(`kept ${registration.scope} `))
						.map((name) => caches.delete(name))
				)
			)
			.then(() => registration.unregister())
	);
});
