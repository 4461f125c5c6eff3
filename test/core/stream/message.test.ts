import { catalogue } from '../../../core';
import type { Frame } from '../../../core/stream/frame';
import { StreamMessage } from '../../../core/stream/message';
import { readFrame } from '../../../core/stream/read-frame';
import { guide, guideText } from '../support/guide';
import { frame, message, NOON } from './support/frames';

function frameOf(sent: unknown, source: string | null = 'all'): Frame {
	const text = typeof sent === 'string' ? sent : JSON.stringify(sent);
	const read = readFrame(text, NOON);
	if (read.kind !== 'data') throw new Error('It is no message');
	const [first] = read.frames;
	return Object.assign(first!, { source });
}

function messageOf(sent: unknown, source?: string | null, price?: number): StreamMessage {
	const read = StreamMessage.of(frameOf(sent, source), price);
	if (!read) throw new Error('It cannot be read');
	return read;
}

const TIME = { time: 1769949296000, timestamp: '2026-02-01T12:34:56.000Z' };
const STAMP = { timestamp: '2026-02-01T12:34:56Z' };
const simplify = true;

describe('a message of liquidation clusters', () => {
	it("reads the guide's sample to the digit", () => {
		const read = messageOf(guideText('stream-message'));
		expect(read).toMatchObject({
			channel: 'liquidations',
			asset: 'BTC',
			exchange: 'all',
			receivedAt: NOON,
			raw: guide('stream-message'),
			isReadable: true,
		});
		expect(read.rows()).toEqual([
			{
				asset: 'BTC',
				exchange: 'all',
				timeframe: null,
				currentPrice: null,
				price: 67000,
				longLiquidationsUsd: 5000000000,
				shortLiquidationsUsd: 200000000,
				totalLiquidationsUsd: 5200000000,
				side: 'long',
				distancePercent: null,
				position: null,
				...TIME,
			},
		]);
		expect(read.summary({ simplify })).toMatchObject({
			asset: 'BTC',
			exchange: 'all',
			clusterCount: 1,
			largestLongPrice: 67000,
			largestLongUsd: 5000000000,
			largestShortPrice: 67000,
			largestShortUsd: 200000000,
			...TIME,
		});
		expect(read.summary()).not.toHaveProperty('timestamp_');
		expect(read.text()).toBe(
			'BTC: largest reported clusters $5B of longs at 67,000, $200M of shorts at 67,000',
		);
	});

	it('knows distances when the price is known', () => {
		const read = messageOf(guideText('stream-message'), 'all', 68_000);
		expect(read.rows()).toMatchObject([
			{ currentPrice: 68000, distancePercent: 1.470588235, position: 'below' },
		]);
	});

	it('of which there are none any more passes, unless a limit asks for some', () => {
		const none = frameOf(message({ data: { clusters: [] } }));
		const read = StreamMessage.of(none)!;
		expect(read.within(none, { minimumUsd: undefined })?.rows()).toEqual([]);
		expect(read.within(none, { minimumUsd: 1 })).toBeUndefined();
	});

	it('believes a price that it carries itself', () => {
		const sent = message({ data: { current_price: 67_500 } });
		expect(messageOf(sent, 'all', 1).rows()).toMatchObject([{ currentPrice: 67500 }]);
	});

	it('has the columns of the REST answer, and none else', () => {
		const { rowFields, summaryFields } = catalogue.liquidations;
		const read = messageOf(guideText('stream-message'));
		expect(Object.keys(read.rows({ simplify })[0]!)).toEqual(Object.keys(rowFields));
		expect(Object.keys(read.summary({ simplify }))).toEqual(Object.keys(summaryFields));
	});
});

describe('a message of gamma exposure', () => {
	it('reads like the answer of REST', () => {
		const { asset, ...profile } = guide('gex');
		const read = messageOf({ channel: 'gex', asset, data: { ...STAMP, ...profile } });
		expect(read.rows({ simplify })).toMatchObject([
			{ strike: 65000, gammaExposure: -420000000, totalGamma: -680000000, ...TIME },
			{ strike: 67000, gammaExposure: 680000000, totalGamma: 520000000, ...TIME },
			{ strike: 68500, gammaExposure: -350000000, totalGamma: -500000000, ...TIME },
		]);
		expect(read.summary({ simplify })).toMatchObject({
			flipLevel: 68200,
			currentGex: 'positive',
			...TIME,
		});
		expect(read.text()).toContain('flip level 68,200');
	});
});

describe('a message of open interest', () => {
	const binance = {
		exchange: 'binance',
		open_interest: 15000000000,
		change_24h: 750000000,
		change_percent_24h: 5.0,
	};

	it('reads like the answer of REST', () => {
		const { asset, ...rest } = guide('open-interest');
		const read = messageOf({ channel: 'open_interest', asset, data: { ...STAMP, ...rest } });
		expect(read.rows({ simplify })).toMatchObject([
			{ exchange: 'binance', openInterestUsd: 15000000000, sharePercent: 53.57142857, ...TIME },
			{ exchange: 'bybit', openInterestUsd: 8000000000, sharePercent: 28.57142857, ...TIME },
		]);
		expect(read.summary({ simplify })).toMatchObject({ totalOpenInterestUsd: 28000000000 });
	});

	it('may be the update of one exchange', () => {
		const read = messageOf({
			channel: 'open_interest',
			asset: 'BTC',
			data: { ...STAMP, ...binance },
		});
		expect(read.isReadable).toBe(true);
		expect(read.rows({ simplify })).toEqual([
			{
				asset: 'BTC',
				exchange: 'binance',
				openInterestUsd: 15000000000,
				sharePercent: null,
				change24hUsd: 750000000,
				changePercent24h: 5,
				totalOpenInterestUsd: null,
				...TIME,
			},
		]);
		expect(read.text()).toContain('binance $15B (+5.0% in 24 h)');
	});
});

describe('a message of funding rates', () => {
	const rates = [
		{ exchange: 'binance', rate: 0.0001 },
		{ exchange: 'okx', rate: -0.0002 },
	];

	it.each([
		['under a name', { ...STAMP, rates }],
		['as a list', rates],
		['by exchange', { ...STAMP, rates: { binance: 0.0001, okx: { rate: -0.0002 } } }],
	])('may have its rates %s', (_, data) => {
		const read = messageOf({ channel: 'funding_rates', asset: 'BTC', data });
		expect(read.rows().map(({ exchange, fundingRate }) => [exchange, fundingRate])).toEqual([
			['binance', 0.0001],
			['okx', -0.0002],
		]);
		expect(read.text()).toContain('BTC funding');
	});
});

describe('a message', () => {
	it('is from when it says, or else from when it came', () => {
		const [at] = messageOf(message({ timestamp: NOON - 5000 })).rows();
		expect(at).toMatchObject({ time: NOON - 5000 });
		const [without] = messageOf(message({ timestamp: null })).rows();
		expect(without).toMatchObject({ time: NOON });
	});

	it('does not say an exchange that is not known', () => {
		expect(messageOf(message(), null).exchange).toBeNull();
		expect(messageOf(message(), null).rows()).toMatchObject([{ exchange: null }]);
		expect(messageOf(message(), 'okx').rows()).toMatchObject([{ exchange: 'okx' }]);
	});

	it.each([
		['liquidations', { levels: [1, 2], note: { by: 'us' } }],
		['gex', { level: 5 }],
		['open_interest', { total: 5 }],
	])('of %s in an unknown form is the fields as they came', (channel, data) => {
		const read = messageOf({ channel, asset: 'BTC', data: { ...STAMP, ...data } });
		expect(read.isReadable).toBe(false);
		const [row] = read.rows();
		expect(row).toMatchObject({ channel, asset: 'BTC', exchange: 'all', ...TIME });
		expect(read.rows({ simplify })).toEqual([row]);
		expect(read.summary()).toEqual(row);
		expect(JSON.stringify(row)).toContain(channel === 'liquidations' ? '[1,2]' : ':5');
		expect(read.text()).toMatch(/^BTC: .+ in a form that is not documented$/);
		expect(read.raw['data']).toEqual({ ...STAMP, ...data });
		expect(() => read.data()).toThrow(expect.objectContaining({ code: 'unexpected_shape' }));
	});

	it('of a channel that does not exist is none', () => {
		expect(StreamMessage.of(frame({ channel: 'whales' }))).toBeUndefined();
	});
});

describe('the limits', () => {
	const clusters = [
		{ price: 66_000, long_liquidations: 2e9, short_liquidations: 0 },
		{ price: 67_000, long_liquidations: 1e8, short_liquidations: 1e9 },
		{ price: 80_000, long_liquidations: 5e9, short_liquidations: 0 },
	];
	const within = (limits: object, price?: number) => {
		const one = frameOf(message({ data: { clusters } }));
		return StreamMessage.of(one, price)
			?.within(one, limits)
			?.rows()
			.map((row) => row['price']);
	};

	it('leave out clusters whose larger side is too small', () => {
		expect(within({ minimumUsd: 1e9 })).toEqual([66_000, 67_000, 80_000]);
		expect(within({ minimumUsd: 1e9 + 1 })).toEqual([66_000, 80_000]);
		expect(within({ minimumUsd: 1e12 })).toBeUndefined();
	});

	it('leave out clusters that are too far from the price', () => {
		expect(within({ maximumDistancePercent: 2 }, 67_000)).toEqual([66_000, 67_000]);
		expect(within({ maximumDistancePercent: 0 }, 67_000)).toEqual([67_000]);
		expect(within({ maximumDistancePercent: 0.5 }, 50_000)).toBeUndefined();
	});

	it('apply together', () => {
		expect(within({ minimumUsd: 1.5e9, maximumDistancePercent: 2 }, 67_000)).toEqual([66_000]);
	});

	it('let nothing be near a price that is not known', () => {
		expect(within({ maximumDistancePercent: 2 })).toBeUndefined();
		expect(within({ minimumUsd: 0 })).toHaveLength(3);
	});

	it('leave other channels and unknown forms as they are', () => {
		const limits = { minimumUsd: 1e15, maximumDistancePercent: 0 };
		for (const sent of [
			{ channel: 'gex', asset: 'BTC', data: guide('gex') },
			{ channel: 'liquidations', asset: 'BTC', data: { levels: [] } },
		]) {
			const one = frameOf(sent);
			const read = StreamMessage.of(one);
			expect(read?.within(one, limits)).toBe(read);
		}
	});

	it('keep the message as it came', () => {
		const one = frameOf(message({ data: { clusters } }));
		const narrowed = StreamMessage.of(one)?.within(one, { minimumUsd: 4e9 });
		expect(narrowed?.raw).toEqual(message({ data: { clusters } }));
		expect(narrowed?.data()).toMatchObject({ clusters: [{ price: 80_000 }] });
	});
});
