/** Makes text stand for itself in XML. What XML cannot hold at all is left out. */
export const escapeXml = (text: string): string =>
	text
		.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');

/** Numbers to a thousandth: enough for any size, and the same on every machine. */
export const shortNumber = (value: number): string => String(Number(value.toFixed(3)) + 0);

/** An element in words. The content is markup already; attributes are escaped, and left out where undefined. */
export function element(
	name: string,
	attributes: Readonly<Record<string, string | number | undefined>>,
	content?: string
): string {
	const text = Object.entries(attributes)
		.map(([key, value]) =>
			value === undefined
				? ''
				: ` ${key}="${typeof value === 'number' ? shortNumber(value) : escapeXml(value)}"`
		)
		.join('');
	return content === undefined ? `<${name}${text}/>` : `<${name}${text}>${content}</${name}>`;
}
