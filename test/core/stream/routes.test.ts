import fc from 'fast-check';
import type { Subscription } from '../../../core';
import { Listener } from '../../../core/stream/listener';
import { Routes } from '../../../core/stream/routes';
import { ManualClock } from '../support/manual-clock';
import { frame, NOON, type MessageParts } from './support/frames';

const on = (exchange: string, asset = 'BTC'): Subscription => ({
	channel: 'liquidations',
	asset,
	exchange,
});

/** Routes, and listeners that note the price and the exchange of what they are given. */
function routing() {
	const routes = new Routes();
	const clock = new ManualClock();
	const listener = (...subscriptions: Subscription[]) => {
		const got: string[] = [];
		const texts: string[] = [];
		const one = new Listener(
			{
				subscriptions,
				settings: { mode: 'every' },
				onMessages: (messages) => {
					for (const { raw, exchange } of messages) {
						texts.push(JSON.stringify(raw));
						got.push(`${(raw['data'] as any).clusters[0].price}@${exchange ?? '?'}`);
					}
					return undefined;
				},
			},
			clock,
			() => {
				throw new Error('There is no REST here');
			},
		);
		for (const subscription of subscriptions) routes.add(one, subscription);
		return { one, got, texts };
	};
	const say = (price: number, parts: MessageParts = {}, receivedAt = NOON + price) =>
		routes.deliver(frame({ timestamp: NOON + price, ...parts, price }, receivedAt));
	return { routes, listener, say };
}

describe('a message without an exchange, as in the guide', () => {
	it.each(['all', 'binance'])('is of the only one that was subscribed to: %s', (exchange) => {
		const { listener, say } = routing();
		const { got } = listener(on(exchange));
		expect(say(1)).toBe(true);
		expect(got).toEqual([`1@${exchange}`]);
	});

	it('may be of any when several were subscribed to, and goes to all who listen', () => {
		const { listener, say } = routing();
		const binance = listener(on('binance'));
		const all = listener(on('all'));
		const both = listener(on('okx'), on('all'));
		const other = listener(on('all', 'ETH'));
		expect(say(1)).toBe(true);
		expect([binance.got, all.got, both.got, other.got]).toEqual([['1@?'], ['1@?'], ['1@?'], []]);
	});

	it('is not judged by those of another exchange, as far as can be told', () => {
		const { listener, say } = routing();
		const { got } = listener(on('binance'), on('okx'));
		for (const price of [5, 4, 6, 3]) say(price);
		expect(got).toEqual(['5@?', '4@?', '6@?', '3@?']);
	});

	it('is not given twice when it is repeated, even if it may be of any', () => {
		const { listener, say } = routing();
		const { got } = listener(on('binance'), on('okx'));
		for (const price of [5, 5, 4, 5, 4, 6]) say(price);
		expect(got).toEqual(['5@?', '4@?', '6@?']);
	});

	it('is given again when it does not even say when it is from: it may be another one', () => {
		const { listener, say } = routing();
		const { got } = listener(on('binance'), on('okx'));
		for (const price of [5, 5]) say(price, { timestamp: null });
		expect(got).toEqual(['5@?', '5@?']);
	});

	it('is of the only one again when the others are not wanted any more', () => {
		const { routes, listener, say } = routing();
		const { one, got } = listener(on('binance'), on('okx'));
		routes.remove(one, on('okx'));
		routes.forget(on('okx'));
		say(1);
		expect(got).toEqual(['1@binance']);
	});
});

describe('a message that names its exchange', () => {
	it('goes to those who want it or all, once each', () => {
		const { listener, say } = routing();
		const binance = listener(on('binance'));
		const okx = listener(on('okx'));
		const all = listener(on('all'));
		const both = listener(on('binance'), on('all'));
		expect(say(1, { exchange: 'binance' })).toBe(true);
		expect(say(2, { exchange: 'ALL' })).toBe(true);
		expect(binance.got).toEqual(['1@binance']);
		expect(okx.got).toEqual([]);
		expect(all.got).toEqual(['1@binance', '2@all']);
		expect(both.got).toEqual(['1@binance', '2@all']);
	});

	it('goes to whoever wants all, if that is all that is wanted', () => {
		const { listener, say } = routing();
		const { got } = listener(on('all'));
		expect(say(1, { exchange: 'bybit' })).toBe(true);
		expect(got).toEqual(['1@bybit']);
	});

	it('is unwanted when nobody asked for it', () => {
		const { listener, say } = routing();
		const { got } = listener(on('binance'));
		expect(say(1, { exchange: 'bybit' })).toBe(false);
		expect(say(1, { asset: 'ETH' })).toBe(false);
		expect(say(1, { channel: 'gex' })).toBe(false);
		expect(got).toEqual([]);
	});

	it('is judged by those of its exchange only', () => {
		const { listener, say } = routing();
		const { got } = listener(on('all'));
		say(5, { exchange: 'binance' });
		say(4, { exchange: 'okx' });
		say(3, { exchange: 'binance' });
		say(4, { exchange: 'okx' });
		say(6, { exchange: 'binance' });
		expect(got).toEqual(['5@binance', '4@okx', '6@binance']);
	});
});

describe('listeners', () => {
	it('with the same subscription get the same, and each by itself', () => {
		const { routes, listener, say } = routing();
		const [first, second] = [listener(on('all')), listener(on('all'))];
		say(1);
		routes.remove(first.one, on('all'));
		say(2);
		expect([first.got, second.got]).toEqual([['1@all'], ['1@all', '2@all']]);
	});

	it('that have gone leave their place for those who come after them', () => {
		const { routes, listener, say } = routing();
		const { one } = listener(on('all'));
		say(5);
		routes.remove(one, on('all'));
		expect(say(6)).toBe(true);
		const next = listener(on('all'));
		say(6);
		say(7);
		expect(next.got).toEqual(['7@all']);
	});

	it('who come when nobody has wanted it for a while get what is there, as if it were new', () => {
		const { routes, listener, say } = routing();
		const { one } = listener(on('all'));
		say(5);
		routes.remove(one, on('all'));
		routes.forget(on('all'));
		expect(say(5)).toBe(false);
		const next = listener(on('all'));
		say(5);
		expect(next.got).toEqual(['5@all']);
	});

	it('count what they are not given', () => {
		const { listener, say } = routing();
		const { one } = listener(on('all'));
		for (const price of [5, 5, 4, 6]) say(price);
		expect(one.counts).toMatchObject({ received: 4, delivered: 2, rejected: 2 });
	});
});

describe('a server that makes up exchanges', () => {
	it('does not fill the memory', () => {
		const { routes, listener, say } = routing();
		listener(on('all'));
		for (let number = 1; number < 2000; number += 1) say(number, { exchange: `made-up-${number}` });
		expect(JSON.stringify(routes, mapsToo).length).toBeLessThan(200_000);
	});
});

function mapsToo(_: string, value: unknown): unknown {
	if (value instanceof Map) return [...value];
	return value instanceof Set ? value.size : value;
}

it('gives nobody the same message twice, whatever is repeated and out of order', () => {
	const sent = fc.record({
		price: fc.integer({ min: 1, max: 20 }),
		exchange: fc.constantFrom(undefined, 'binance', 'okx', 'all'),
	});
	const wanted = fc.subarray(['all', 'binance', 'okx'], { minLength: 1 });
	fc.assert(
		fc.property(fc.array(wanted, { minLength: 1, maxLength: 3 }), fc.array(sent), (who, all) => {
			const { listener, say } = routing();
			const listeners = who.map((exchanges) => listener(...exchanges.map((one) => on(one))));
			for (const { price, exchange } of all) {
				// As a server that repeats everything, and the one before as well.
				for (let time = 0; time < 3; time += 1) {
					say(price, exchange === undefined ? {} : { exchange }, NOON + 1000);
				}
			}
			for (const { texts } of listeners) expect(new Set(texts).size).toBe(texts.length);
		}),
	);
});
