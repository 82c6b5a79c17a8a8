/**
 * An atlas whose every text is an attack: the small atlas, with markup, addresses, template signs, style sheets and
 * strange letters in the place of each word that a maintainer may choose. What the checks refuse is not in it.
 */
import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LONGEST_CONTEXT, LONGEST_QUOTATION, lengthOf } from '../geodata/build/check-quotations';
import { SMALL_ATLAS } from './build/small-atlas';

const EVIL = 'https://evil.example';

/** What would call `alert`, load from elsewhere or hide the page if a text were anything but text. */
export const ATTACKS: readonly string[] = [
	'<img src=x onerror=alert(1)>',
	'<script>alert(1)</script>',
	`<script src="${EVIL}/x.js"></script>`,
	'"><svg/onload=alert(1)>',
	"' onfocus='alert(1)' autofocus='",
	'</script><script>alert(1)</script>',
	'</style><script>alert(1)</script>',
	'</title></textarea></noscript><script>alert(1)</script>',
	'<!--<script>alert(1)</script>-->',
	']]><script>alert(1)</script><![CDATA[',
	'</svg></foreignObject><iframe srcdoc="<script>parent.alert(1)</script>">',
	`<base href="${EVIL}/">`,
	`<meta http-equiv="refresh" content="0;url=${EVIL}/">`,
	`<link rel="stylesheet" href="${EVIL}/x.css">`,
	`<a href="javascript:alert(1)" style="position:fixed;inset:0">x</a>`,
	'javascript:alert(1)//',
	'{{constructor.constructor("alert(1)")()}}',
	'${alert(1)} #{alert(1)} <%= alert(1) %> {@html "<b>"} {alert(1)}',
	`}*{display:none!important}@import url(${EVIL}/x.css);`,
	`url(${EVIL}/x.png)`,
	'&lt;script&gt;alert(1)&lt;/script&gt;&#60;b&#62;&amp;',
	'%3Cscript%3Ealert(1)%3C/script%3E',
	`=HYPERLINK("${EVIL}","x")`,
	'@SUM(1+1)*cmd|"/C calc"!A0',
	'__proto__ constructor toString hasOwnProperty',
	'\\"; alert(1); //\\u003cscript\\u003e \\begin{x} \\input{/etc/passwd}',
	'../../../../etc/passwd ?year=1&feature=x#y',
	'שלום עולם مرحبا بالعالم',
	'👍🏽🇺🇦 z̷̢̛͓̟a̶͙͝l̷̘̈́g̶̝͋o̵͇͊ ﷽ 𝕿𝖍𝖊 ｆｕｌｌ',
	'W'.repeat(300)
];

/** Far longer than any name, and without a place to break it. */
export const ENDLESS = `Endless${'ß'.repeat(10_000)}`;

/** Fields that hold words of a maintainer's choice. All others hold ids, dates, numbers and controlled words. */
const FREE = new Set([
	...[
		'title',
		'tagline',
		'description',
		'place',
		'name',
		'summary',
		'text',
		'caveat',
		'note',
		'precisionNote'
	],
	...['operator', 'claimedBy', 'blurb', 'group', 'unit', 'exact', 'prefix', 'suffix', 'publisher', 'genre'],
	...['container-title', 'literal', 'family', 'given', 'creator', 'secondHand', 'unconfirmed']
]);
const FREE_LISTS = new Set(['caveats', 'attribution', 'purpose', 'borders', 'credits']);
const LENGTHS: Readonly<Record<string, number>> = {
	exact: LONGEST_QUOTATION,
	prefix: LONGEST_CONTEXT,
	suffix: LONGEST_CONTEXT
};

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The one id that the model allows and that every object has: of a feature, of a kind and of a source. */
const BUILT_IN = 'constructor';
const FEATURE = 'northern-light';
const RENAMED = [FEATURE, 'lighthouse', 'harbour-register'];

let count = 0;
/** The next attack, told apart by a number, after what stood there before. */
function attack(word: string, longest = Infinity): string {
	count += 1;
	const text = `${word.slice(0, 12)} ${count} ${ATTACKS[count % ATTACKS.length] ?? ''}`;
	return [...text].slice(0, longest).join('').trim();
}

function attacked(value: Json, key: string | undefined, isName: boolean): Json {
	if (typeof value === 'string') {
		if (key === 'URL')
			return `${value}${value.includes('?') ? '&' : '?'}q="><script>alert(1)</script>'#');alert(1)//`;
		// A phase's claim is a controlled word, a note's is a sentence
		const isFree = isName || FREE.has(key ?? '') || (key === 'claim' && value.includes(' '));
		return isFree ? attack(value, LENGTHS[key ?? '']) : value;
	}
	if (Array.isArray(value)) return value.map((item) => attacked(item, undefined, FREE_LISTS.has(key ?? '')));
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([name, item]): [string, Json] => [
		name,
		attacked(item, name, key === 'names' || (key === 'licence' && name === 'title'))
	]);
	return Object.fromEntries(entries);
}

/** Writes the atlas into an empty folder. */
export function writeAttackAtlas(folder: string): void {
	count = 0;
	cpSync(SMALL_ATLAS, folder, { recursive: true });
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	for (const path of files) {
		const isPassages = path.includes('/passages/');
		// A passage is called as the feature is; passages keep their ids
		const renamed = RENAMED.filter((id) => !isPassages || id !== FEATURE);
		const named = readFileSync(path, 'utf8').replace(
			new RegExp(`"(${renamed.join('|')})"`, 'g'),
			`"${BUILT_IN}"`
		);
		const content = attacked(JSON.parse(named) as Json, undefined, false);
		if (isPassages) countAgain(content as unknown as { passages: Quoted[] });
		if (path.endsWith('atlas.json'))
			Object.assign(content as object, {
				creator: ATTACKS[0],
				attribution: [ATTACKS[1], ATTACKS[3]],
				about: { purpose: [...ATTACKS], borders: [ATTACKS[5]], credits: [ATTACKS[9]] }
			});
		if (path.endsWith('heath-park.geojson'))
			Object.assign((content as { properties: object }).properties, {
				name: ENDLESS,
				summary: ATTACKS.join(' ')
			});
		writeFileSync(path, JSON.stringify(content));
	}
	renameSync(
		join(folder, `features/coast/${FEATURE}.geojson`),
		join(folder, `features/coast/${BUILT_IN}.geojson`)
	);
	renameSync(join(folder, 'sources/harbour-register.json'), join(folder, `sources/${BUILT_IN}.json`));
}

interface Quoted {
	exact: string;
	start: number;
	end: number;
}

/** Offsets as long as the words that now stand there. */
function countAgain({ passages }: { passages: Quoted[] }): void {
	for (const passage of passages) passage.end = passage.start + lengthOf(passage.exact);
}
