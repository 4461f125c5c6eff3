import fc from 'fast-check';
import { frameOf } from '../../../core/stream/frame';
import { readHead } from '../../../core/stream/head';
import { readFrame } from '../../../core/stream/read-frame';
import { frame, message, NOON } from './support/frames';
import { Delivering } from './support/delivering';

const spaced = (value: object) =>
	JSON.stringify(value, null, 1).replaceAll('\n', '').replaceAll(/ +/g, ' ');

describe('a message that is read from its beginning alone', () => {
	it.each([
		['as short as can be', JSON.stringify],
		['with blanks', spaced],
		['on many lines', (value: object) => `\n${JSON.stringify(value, null, '\t')}`],
		['with a line break at its end', (value: object) => JSON.stringify(value)],
	])('is the one a whole look finds: %s', (_, write) => {
		for (const parts of [{}, { exchange: 'BINANCE' }, { channel: 'gex', asset: 'eth' }]) {
			const text = write(message(parts));
			const whole = frameOf(JSON.parse(text), text, NOON);
			const head = readHead(text, NOON);
			expect(head).toBeDefined();
			const { channel, asset, exchange, time } = whole!;
			expect(head).toMatchObject({ channel, asset, exchange, time });
			expect(head!.value).toEqual(whole!.value);
		}
	});

	it('is told from others that begin alike, over and over', () => {
		const assets = ['BTC', 'ETH', 'SOL', 'BTC', 'ETH', 'SOL'];
		for (const exchange of [undefined, 'binance']) {
			const texts = assets.map((asset) =>
				JSON.stringify(message({ asset, ...(exchange && { exchange }) })),
			);
			const read = texts.map((text) => readHead(text, NOON));
			expect(read.map((head) => head?.asset)).toEqual(assets);
			expect(new Set(read.map((head) => head?.exchange))).toEqual(new Set([exchange ?? null]));
		}
	});

	it('is never another one than a whole look finds, whatever the message', () => {
		const name = fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/);
		const data = fc.dictionary(fc.oneof(name, fc.constant('exchange')), fc.jsonValue());
		fc.assert(
			fc.property(name, name, fc.option(name), data, (channel, asset, exchange, more) => {
				const named = exchange === null ? {} : { exchange };
				const value = {
					channel,
					asset,
					...named,
					data: { timestamp: '2026-02-01T12:00:00Z', ...more },
				};
				const text = JSON.stringify(value);
				const head = readHead(text, NOON);
				const whole = frameOf(JSON.parse(text), text, NOON)!;
				if (!head) return;
				expect(head.asset).toBe(whole.asset);
				expect(head.exchange).toBe(whole.exchange);
				expect(head.time).toBe(whole.time);
			}),
		);
	});

	it.each([
		[
			'another order of fields',
			'{"asset":"BTC","channel":"liquidations","data":{"timestamp":"2026-02-01T12:00:00Z"}}',
		],
		[
			'an exchange further in',
			'{"channel":"open_interest","asset":"BTC","data":{"timestamp":"2026-02-01T12:00:00Z","exchange":"okx"}}',
		],
		[
			'escapes, which can spell any name',
			'{"channel":"gex","asset":"BTC","data":{"timestamp":"2026-02-01T12:00:00Z","\\u0065xchange":"okx"}}',
		],
		['no timestamp', '{"channel":"gex","asset":"BTC","data":{"clusters":[]}}'],
		[
			'an end that is cut off',
			'{"channel":"gex","asset":"BTC","data":{"timestamp":"2026-02-01T12:00:00Z","clusters":[1,',
		],
	])('is looked at as a whole for %s', (_, text) => {
		expect(readHead(text, NOON)).toBeUndefined();
	});

	it('is still unreadable when its end is cut off', () => {
		const text = JSON.stringify(message());
		expect(readFrame(text.slice(0, -9), NOON).kind).toBe('unreadable');
	});
});

describe('a newest message that turns out to be broken', () => {
	/** Looks whole from its beginning and its end. */
	const broken = () => {
		const text = JSON.stringify(message({ timestamp: NOON + 1 })).replace('"price":', '"price" ');
		const read = readFrame(text, NOON);
		if (read.kind !== 'data') throw new Error('It is not taken for a message');
		const [one] = read.frames;
		one!.key = 'BTC';
		return one!;
	};

	it('gives way to the one before it, and the counts still add up', async () => {
		const rig = new Delivering({ mode: 'latest', intervalMs: 1000 });
		rig.push('BTC');
		rig.push('BTC');
		rig.counts.received += 1;
		rig.outbox.push(broken());
		await rig.clock.pass(1000);
		expect(rig.delivered).toEqual([[50, 1]]);
		expect(rig.counts).toEqual({
			received: 3,
			delivered: 1,
			conflated: 1,
			dropped: 0,
			rejected: 1,
		});
	});

	it('holds nothing of what was delivered before', async () => {
		const rig = new Delivering({ mode: 'latest', intervalMs: 1000 });
		rig.push('BTC');
		await rig.clock.pass(50);
		expect(rig.delivered).toEqual([[50, 0]]);
		expect(broken().value).toBeUndefined();
		expect(frame().value).toBeDefined();
	});
});
