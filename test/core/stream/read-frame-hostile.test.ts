import fc from 'fast-check';
import type { Row } from '../../../core';
import { StreamMessage } from '../../../core/stream/message';
import { readFrame } from '../../../core/stream/read-frame';
import { suspectFrame } from '../../../core/stream/refusal';
import { NOON } from './support/frames';

const KINDS = ['data', 'acknowledgement', 'greeting', 'heartbeat', 'error', 'unreadable'];

const key = fc.constantFrom(
	...['channel', 'asset', 'exchange', 'data', 'timestamp', 'type', 'event', 'status', 'error'],
	...['code', 'message', 'success', 'clusters', 'price', 'long_liquidations', 'gex_profile'],
	...['exchange_breakdown', 'open_interest', 'rates', 'strike', 'ping', 'current_price'],
	...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'toJSON', 'valueOf'],
);
const leaf = fc.oneof(
	fc.constantFrom(...['liquidations', 'gex', 'open_interest', 'funding_rates', 'BTC', 'all', '']),
	fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, -1e308, 8.64e15 + 1, 1e-320, 4401),
	fc.constantFrom(...['2026-02-01T12:34:56Z', '9999-99-99', 'NaN', '1e999', '\ud800', '\u0000']),
	fc.string(),
	fc.double(),
);
const { tree } = fc.letrec((tie) => ({
	tree: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		leaf,
		fc.array(tie('tree'), { maxLength: 5 }),
		fc
			.array(fc.tuple(key, tie('tree')), { maxLength: 8 })
			.map((entries) => Object.fromEntries(entries)),
	),
}));
/** What looks like a message of one of the channels, with anything inside. */
const almost = fc.record({
	channel: fc.constantFrom('liquidations', 'gex', 'open_interest', 'funding_rates', 'unknown'),
	asset: fc.constantFrom('BTC', 'btc', '__proto__', 'constructor'),
	data: tree,
});

/** Everything that is ever done with a frame. */
function useUp(text: string): void {
	const incoming = readFrame(text, NOON);
	expect(KINDS).toContain(incoming.kind);
	if (incoming.kind === 'error') suspectFrame(incoming.error);
	if (incoming.kind !== 'data') return;
	for (const frame of incoming.frames) {
		if (frame.time !== null && !Number.isFinite(frame.time)) throw new Error('It has no time');
		for (const source of [null, 'all']) {
			frame.source = source;
			for (const price of [undefined, 67_000]) {
				const message = StreamMessage.of(frame, price);
				if (!message) continue;
				const limits = { minimumUsd: 1, maximumDistancePercent: 2 };
				for (const one of [message, message.within(frame, limits)]) {
					if (!one) continue;
					for (const simplify of [false, true]) {
						for (const row of [...one.rows({ simplify }), one.summary({ simplify })]) {
							expectFlat(row);
						}
					}
					if (typeof one.text() !== 'string') throw new Error('It has no text');
				}
			}
		}
	}
}

/** Without `expect`, which would take most of the time. */
function expectFlat(row: Row): void {
	const isFlat = Object.values(row).every(
		(value) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
	);
	if (!isFlat || Object.getPrototypeOf(row) !== Object.prototype) {
		throw new Error(`It is not flat: ${JSON.stringify(row)}`);
	}
}

describe('a frame of any content', () => {
	it('is read without a failure when it is any text', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), useUp));
	});

	it('is read without a failure when it is any JSON', () => {
		fc.assert(fc.property(fc.json(), useUp));
	});

	it('is read without a failure when it has our words in wrong places', () => {
		fc.assert(
			fc.property(tree, (value) => useUp(JSON.stringify(value ?? null))),
			{ numRuns: 1000 },
		);
	});

	it('is read without a failure when it is nearly a message', () => {
		fc.assert(
			fc.property(fc.oneof(almost, fc.array(almost)), (value) => useUp(JSON.stringify(value))),
			{ numRuns: 1000 },
		);
	});

	it('is read without a failure when it is torn', () => {
		fc.assert(
			fc.property(almost, fc.nat(), (value, at) => {
				const text = JSON.stringify(value);
				useUp(text.slice(0, at % text.length));
			}),
		);
	});
});

describe('a frame that would change every object', () => {
	it.each([
		'{"channel":"gex","asset":"BTC","data":{},"__proto__":{"polluted":true}}',
		'{"channel":"gex","asset":"BTC","data":{"__proto__":{"polluted":true}}}',
		'{"channel":"gex","asset":"BTC","data":{"\\u005f_proto__":{"polluted":true}}}',
		'{"channel":"gex","asset":"BTC","data":{"constructor":{"prototype":{"polluted":true}}}}',
		'{"channel":"__proto__","asset":"__proto__","exchange":"__proto__","data":{"polluted":true}}',
		'{"type":"constructor","error":{"__proto__":{"polluted":true}}}',
	])('changes none: %s', (text) => {
		useUp(text);
		expect(({} as any).polluted).toBeUndefined();
		expect(Object.keys(Object.prototype)).toEqual([]);
	});

	it('does not look like a message by what it inherits', () => {
		const inherited = '{"__proto__":{"channel":"gex","asset":"BTC","data":{}}}';
		expect(readFrame(inherited, NOON).kind).toBe('unreadable');
	});
});

describe('a frame that is large', () => {
	it('is read when it is a megabyte of clusters', () => {
		const clusters = Array.from({ length: 15_000 }, (_, index) => ({
			price: index,
			long_liquidations: 1,
			short_liquidations: 2,
		}));
		const text = JSON.stringify({ channel: 'liquidations', asset: 'BTC', data: { clusters } });
		const incoming = readFrame(text, NOON);
		if (incoming.kind !== 'data') throw new Error('It is no data');
		expect(StreamMessage.of(incoming.frames[0]!)?.rows()).toHaveLength(15_000);
	});

	it('is not read when it is nested beyond reason', () => {
		const deep = `{"channel":"gex","asset":"BTC","data":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}`;
		expect(readFrame(deep, NOON)).toEqual({ kind: 'unreadable', why: 'not JSON' });
	});
});
