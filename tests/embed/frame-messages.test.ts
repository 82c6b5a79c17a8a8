import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	clampHeight,
	frameContext,
	heightMessages,
	MAX_HEIGHT,
	MAX_QUERY,
	MIN_HEIGHT,
	parseFrameMessage,
	parseHostMessage,
	readyMessages,
	viewMessage
} from '../../src/lib/embed/frame-messages';

const throwing = new Proxy(
	{},
	{
		get: () => {
			throw new Error('no');
		}
	}
);
const HOSTILE: unknown[] = [
	null,
	undefined,
	0,
	NaN,
	'',
	'pym',
	'x'.repeat(5_000_000),
	`pymxPYMx${'xPYMx'.repeat(100_000)}`,
	[],
	{},
	() => 0,
	Symbol('faultlines'),
	10n,
	new Date(),
	new Map([['ns', 'faultlines']]),
	Object.create(null),
	throwing,
	{
		ns: 'faultlines',
		v: 1,
		get type() {
			throw new Error('no');
		}
	},
	{
		ns: 'faultlines',
		v: 1,
		type: 'view',
		query: {
			toString() {
				throw new Error('no');
			}
		}
	},
	{ ns: 'faultlines', v: 1, type: 'view', query: 'year=2014&'.repeat(100_000) },
	{ ns: 'faultlines', v: 1, type: 'view', query: ['year=2014'] },
	{ ns: 'faultlines', v: 1, type: 'height', height: '400' },
	{ ns: 'faultlines', v: 1, type: 'height', height: NaN },
	{ ns: 'faultlines', v: 1, type: 'height', height: Infinity },
	{ ns: 'faultlines', v: 2, type: 'ping' },
	{ ns: 'faultlines', v: '1', type: 'ping' },
	{ ns: ['faultlines'], v: 1, type: 'ping' },
	{ ns: 'faultlines', v: 1, type: 'navigate', url: 'https://example.org' },
	{ sentinel: 'amp', type: 'embed-size', height: 300 },
	{ sentinel: 'amp', type: 'navigate-to', url: 'https://example.org' },
	{ message: 'link', value: 'https://example.org', secret: 'abc' },
	'pymxPYMxmap-1xPYMxnavigateToxPYMxhttps://example.org',
	'pymxPYMxmap-1xPYMxheightxPYMx400',
	'pymxPYMxmap-1xPYMxwidthxPYMxjavascript:alert(1)',
	'pymxPYMxmap-1xPYMxwidthxPYMx300xPYMxmore',
	'[iFrameSizer]message'
];

describe('a message to the frame', () => {
	it.each([
		[{ ns: 'faultlines', v: 1, type: 'ping' }, { type: 'measure' }],
		[
			{ ns: 'faultlines', v: 1, type: 'view', query: 'feature=x&year=2014' },
			{ type: 'view', query: 'feature=x&year=2014' }
		],
		[
			{ ns: 'faultlines', v: 1, type: 'view', query: '?year=2014' },
			{ type: 'view', query: 'year=2014' }
		],
		[
			{ ns: 'faultlines', v: 1, type: 'view', query: '' },
			{ type: 'view', query: '' }
		],
		[{ sentinel: 'amp', type: 'frames-init' }, { type: 'measure' }],
		[
			{ message: 'ready', secret: 'a1B2' },
			{ type: 'measure', wordpressSecret: 'a1B2' }
		],
		[{ message: 'ready', secret: '"]<script>' }, { type: 'measure' }],
		[{ message: 'ready' }, { type: 'measure' }],
		['pymxPYMxmap-1xPYMxwidthxPYMx300', { type: 'measure' }],
		['pymxPYMxmap.1xPYMxwidthxPYMx300.5', { type: 'measure' }]
	])('is understood: %j', (data, command) => {
		expect(parseHostMessage(data)).toStrictEqual(command);
	});

	it('may not set what a frame is, nor name an address', () => {
		const query = 'title=Lies&ui=min&version=0123456789&year=2014&url=https://example.org&id=x';
		expect(parseHostMessage({ ns: 'faultlines', v: 1, type: 'view', query })).toStrictEqual({
			type: 'view',
			query: 'year=2014'
		});
		for (const foreign of ['https://example.org', 'javascript:alert(1)', 'title=Lies']) {
			expect(
				parseHostMessage({ ns: 'faultlines', v: 1, type: 'view', query: foreign }),
				foreign
			).toBeUndefined();
		}
	});

	it.each(HOSTILE.map((data, index) => [index, data]))('that is hostile (%i) is nothing', (_, data) => {
		expect(parseHostMessage(data)).toBeUndefined();
		expect(parseFrameMessage(data)).toBeUndefined();
	});

	it('never throws, and gives nothing but a command', () => {
		const words = fc.constantFrom(
			'faultlines',
			'view',
			'ping',
			'height',
			'amp',
			'frames-init',
			'ready',
			'pym',
			'year=1'
		);
		const value = fc.oneof(fc.anything({ withNullPrototype: true, withBigInt: true }), words, fc.constant(1));
		const message = fc.dictionary(
			fc.constantFrom('ns', 'v', 'type', 'query', 'height', 'sentinel', 'message', 'secret', '__proto__'),
			value
		);
		fc.assert(
			fc.property(
				fc.oneof(
					message,
					value,
					fc.string(),
					fc.string().map((text) => `pymxPYMx${text}`)
				),
				(data) => {
					const command = parseHostMessage(data);
					if (command?.type === 'view') expect(command.query.length).toBeLessThanOrEqual(MAX_QUERY * 3);
					else if (command) expect(command.type).toBe('measure');
					const heard = parseFrameMessage(data);
					if (heard?.type === 'height') {
						expect(Number.isInteger(heard.height)).toBe(true);
						expect(heard.height >= MIN_HEIGHT && heard.height <= MAX_HEIGHT).toBe(true);
					} else if (heard) expect(typeof heard.query).toBe('string');
				}
			),
			{ numRuns: 2000 }
		);
	});
});

describe('a height', () => {
	it('goes out in every dialect, as the same whole number', () => {
		const context = { id: 'map1', pymChildId: 'pym-0', wordpressSecret: 'a1B2c3' };
		expect(heightMessages(431.2, context)).toStrictEqual([
			{ ns: 'faultlines', v: 1, type: 'height', id: 'map1', height: 432 },
			{ 'datawrapper-height': { map1: 432 } },
			{ sentinel: 'amp', type: 'embed-size', height: 432 },
			'pymxPYMxpym-0xPYMxheightxPYMx432',
			{ message: 'height', value: 432, secret: 'a1B2c3' }
		]);
	});

	it('is not sent to pym or WordPress where they are not', () => {
		expect(heightMessages(400, { id: 'map1' })).toHaveLength(3);
	});

	it('is within bounds or is none', () => {
		expect(clampHeight(1)).toBe(MIN_HEIGHT);
		expect(clampHeight(1e9)).toBe(MAX_HEIGHT);
		expect(clampHeight('400')).toBeUndefined();
		expect(heightMessages(NaN, { id: 'a' })).toEqual([]);
		expect(heightMessages(Infinity, { id: 'a' })).toEqual([]);
	});

	it('is never told by null, and what one side says the other hears', () => {
		fc.assert(
			fc.property(fc.double(), (height) => {
				const messages = [...heightMessages(height, { id: 'a' }), ...readyMessages()];
				for (const message of messages) expect(message ?? undefined).toBeDefined();
				if (!Number.isFinite(height)) return;
				expect(messages.map(parseFrameMessage).filter(Boolean)).toStrictEqual([
					{ type: 'height', height: clampHeight(height) }
				]);
			})
		);
	});
});

describe('a view', () => {
	it('is told as a query, if it is one of ours by length', () => {
		expect(viewMessage('year=2014')).toStrictEqual({
			ns: 'faultlines',
			v: 1,
			type: 'view',
			query: 'year=2014'
		});
		expect(viewMessage('x'.repeat(MAX_QUERY + 1))).toBeUndefined();
		expect(parseFrameMessage(viewMessage('year=2014'))).toStrictEqual({ type: 'view', query: 'year=2014' });
	});
});

describe('the marks of a host in the address', () => {
	it.each([
		['', '', { id: 'faultlines' }],
		['?id=map1', '', { id: 'map1' }],
		['?id=map%27%5D', '', { id: 'faultlines' }],
		['?initialWidth=640&childId=pym_0&parentTitle=A', '', { id: 'faultlines', pymChildId: 'pym_0' }],
		['?childId=axPYMxb', '', { id: 'faultlines' }],
		['', '#?secret=a1B2c3', { id: 'faultlines', wordpressSecret: 'a1B2c3' }],
		['', '#?secret=a1%22B2', { id: 'faultlines' }],
		['', '#secret=a1B2c3', { id: 'faultlines' }],
		['', '#amp=1', { id: 'faultlines' }]
	])('are read from %j %j', (query, hash, context) => {
		expect(frameContext(query, hash)).toStrictEqual(context);
	});

	it('are read from whatever there is', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (query, hash) => {
				expect(frameContext(`?id=${query}&childId=${query}`, `#?secret=${hash}`).id).toMatch(
					/^[A-Za-z][\w-]*$/
				);
			})
		);
	});
});
