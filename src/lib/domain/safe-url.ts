/** The address if a link may lead there (web, without credentials), else undefined. Checked again where links are drawn. */
export function safeUrl(address: string | undefined): string | undefined {
	if (address === undefined) return undefined;
	try {
		const url = new URL(address);
		const web = url.protocol === 'https:' || url.protocol === 'http:';
		return web && url.username === '' && url.password === '' ? url.href : undefined;
	} catch {
		return undefined;
	}
}
