import type { NodeMessage } from 'node-red';
import { inspect } from 'node:util';
import type { Row } from '../../core';
import { until } from './support/host';
import { streamNode, streamStage, timestamp } from './support/stream';

const ALL = 'liquidations,gex,open_interest,funding_rates';

const CLUSTERS = [
	{ price: 64_000, long_liquidations: 4_800_000_000, short_liquidations: 120_000_000 },
	{ price: 69_500, long_liquidations: 90_000_000, short_liquidations: 2_100_000_000 },
];

/** Sends updates of BTC and ETH together, and waits for so many messages. */
async function both(properties: Record<string, unknown>, messages: number) {
	const stage = await streamStage([streamNode({ assets: 'BTC, ETH', ...properties })]);
	const { host, stream } = stage;
	for (const asset of ['BTC', 'ETH']) {
		stream.publish('liquidations', asset, { data: { timestamp: timestamp(), clusters: CLUSTERS } });
	}
	const sent = await until(() => host.sent.length >= messages && host.sent, 'the messages');
	return { ...stage, sent };
}

const prices = (rows: unknown) => (rows as Row[]).map(({ asset, price }) => [asset, price]);
const BTC_ROWS = CLUSTERS.map(({ price }) => ['BTC', price]);
const ETH_ROWS = CLUSTERS.map(({ price }) => ['ETH', price]);

describe('the first output of the stream node', () => {
	it('gives the rows of an update, and tells about it', async () => {
		const { update, stream } = await streamStage([streamNode()]);
		expect(stream.subscriptions()).toEqual(['liquidations:BTC:all']);
		const msg = await update('liquidations', 'BTC', { clusters: CLUSTERS });
		expect(msg.topic).toBe('BTC');
		expect(prices(msg.payload)).toEqual(BTC_ROWS);
		const { text, summary, receivedAt, ...facts } = msg['kingfisher'] as Record<string, unknown>;
		expect(text).toContain('$4.8B of longs at 64,000');
		expect(summary).toMatchObject({ clusterCount: 2, largestLongPrice: 64_000 });
		expect(receivedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
		expect(facts).toEqual({
			endpoint: 'liquidations',
			channel: 'liquidations',
			parameters: { asset: 'BTC', exchange: 'all' },
			timestamp: (msg.payload as Row[])[0]!['timestamp'],
			hints: [],
		});
	});

	it.each([
		['liquidations', 'liquidations'],
		['gex', 'gamma-exposure'],
		['open_interest', 'open-interest'],
		['funding_rates', 'funding-rates'],
	])('knows the channel %s', async (channel, endpoint) => {
		const { update } = await streamStage([streamNode({ channels: ALL })]);
		const msg = await update(channel);
		expect((msg.payload as Row[]).length).toBeGreaterThan(0);
		expect(msg['kingfisher']).toMatchObject({ endpoint, channel, hints: [] });
	});

	it('has a message per update when the latest of each are delivered', async () => {
		const { sent } = await both({ output: 'rows' }, 2);
		expect(sent.map(({ topic }) => topic)).toEqual(['BTC', 'ETH']);
		expect(sent.map(({ payload }) => prices(payload))).toEqual([BTC_ROWS, ETH_ROWS]);
	});

	it('has only the newest of each, once an interval', async () => {
		const { host, stream, update } = await streamStage([streamNode({ interval: '0.3' })]);
		await update();
		for (const price of [1, 2, 3]) {
			const clusters = [{ price, long_liquidations: 1, short_liquidations: 2 }];
			stream.publish('liquidations', 'BTC', { data: { timestamp: timestamp(), clusters } });
		}
		await until(() => host.sent.length > 1, 'the newest');
		expect(host.sent).toHaveLength(2);
		expect(prices(host.sent[1]!.payload)).toEqual([['BTC', 3]]);
	});

	it('has every update when every one is wanted', async () => {
		const { host, stream } = await streamStage([streamNode({ delivery: 'every' })]);
		await stream.burst(200, { clusters: 1 });
		await until(() => host.sent.length === 200, 'all of them');
	});

	it('holds back what is more a second than wanted', async () => {
		const { host, stream, report } = await streamStage([
			streamNode({ delivery: 'every', perSecond: '50', bufferSize: '100' }),
		]);
		await stream.burst(200, { clusters: 1 });
		const { counts } = await report((status) => status.counts.received === 200);
		expect(counts).toMatchObject({ delivered: 50, dropped: 50, waiting: 100 });
		expect(host.sent).toHaveLength(50);
	});

	it('holds back more than 1,000 a second when nothing is said of it', async () => {
		const { host, stream, report } = await streamStage([streamNode({ delivery: 'every' })]);
		await stream.burst(5000, { clusters: 1 });
		const { counts } = await report((status) => status.counts.received === 5000);
		expect(counts.waiting).toBeGreaterThan(0);
		// A thousand with each second that has begun, however long the burst took.
		expect(counts.delivered % 1000).toBe(0);
		await until(() => host.sent.length >= 1000, 'the first thousand');
	});

	it('sends one message per row, numbered within its update', async () => {
		const { sent } = await both({ output: 'each' }, 4);
		expect(prices(sent.map(({ payload }) => payload))).toEqual([...BTC_ROWS, ...ETH_ROWS]);
		const parts = sent.map((msg) => msg['parts'] as Row);
		expect(parts.map(({ index, count }) => [index, count])).toEqual([
			...[0, 1].map((index) => [index, 2]),
			...[0, 1].map((index) => [index, 2]),
		]);
		expect(new Set(parts.map(({ id }) => id)).size).toBe(2);
	});

	it('sends a summary', async () => {
		const { update } = await streamStage([streamNode({ output: 'summary' })]);
		const { payload } = await update('liquidations', 'BTC', { clusters: CLUSTERS });
		expect(payload).toMatchObject({ asset: 'BTC', clusterCount: 2 });
	});

	it('sends an update as the API sent it', async () => {
		const { update } = await streamStage([streamNode({ output: 'raw' })]);
		const data = { clusters: CLUSTERS, timestamp: timestamp() };
		const { payload } = await update('liquidations', 'BTC', data);
		expect(payload).toEqual({ channel: 'liquidations', asset: 'BTC', data });
	});

	it('sends what has another form than documented as it came, and says so', async () => {
		const { update } = await streamStage([streamNode({ output: 'summary' })]);
		const { payload, kingfisher } = await update('liquidations', 'BTC', { clusters: 'none' });
		expect(payload).toMatchObject({ asset: 'BTC', clusters: 'none' });
		expect(kingfisher).toMatchObject({ hints: [expect.stringContaining('documented form')] });
	});

	it('leaves out clusters that are too small', async () => {
		const { update } = await streamStage([
			streamNode({ minimumClusterUsd: '3000000000', output: 'rows' }),
		]);
		const { payload } = await update('liquidations', 'BTC', { clusters: CLUSTERS });
		expect(prices(payload)).toEqual([['BTC', 64_000]]);
	});
});

describe('a batch', () => {
	const batch = { delivery: 'batch', batchSize: '2', interval: '60' };

	it('is one list with the rows of all its updates', async () => {
		const { sent } = await both({ ...batch, output: 'rows' }, 1);
		expect(sent).toHaveLength(1);
		expect(sent[0]!.topic).toBe('BTC,ETH');
		expect(prices(sent[0]!.payload)).toEqual([...BTC_ROWS, ...ETH_ROWS]);
		const { kingfisher } = sent[0]!;
		expect(kingfisher).toMatchObject({
			count: 2,
			text: expect.stringMatching(/^BTC: .*\nETH: .*$/),
			messages: [{ parameters: { asset: 'BTC' } }, { summary: { asset: 'ETH' } }],
		});
	});

	it('is a list of summaries', async () => {
		const { sent } = await both({ ...batch, output: 'summary' }, 1);
		expect(sent[0]!.payload).toMatchObject([{ asset: 'BTC' }, { asset: 'ETH' }]);
	});

	it('is a list of what the API sent', async () => {
		const { sent } = await both({ ...batch, output: 'raw' }, 1);
		expect(sent[0]!.payload).toMatchObject([
			{ asset: 'BTC', data: { clusters: CLUSTERS } },
			{ asset: 'ETH', data: { clusters: CLUSTERS } },
		]);
	});

	it('has all its rows numbered together', async () => {
		const { sent } = await both({ ...batch, output: 'each' }, 4);
		expect(sent.map(({ topic }) => topic)).toEqual(['BTC', 'BTC', 'ETH', 'ETH']);
		const parts = sent.map((msg) => msg['parts'] as Row);
		expect(parts.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
		expect(new Set(parts.map(({ id, count }) => `${id} ${count}`)).size).toBe(1);
	});
});

describe('what stands in msg.kingfisher', () => {
	async function facts(): Promise<Record<string, unknown>> {
		const { update } = await streamStage([streamNode({ output: 'raw' })]);
		const msg = await update('liquidations', 'BTC', { clusters: CLUSTERS });
		return msg['kingfisher'] as Record<string, unknown>;
	}

	it('can be changed like anything else', async () => {
		const kingfisher = await facts();
		kingfisher['text'] = 'mine';
		kingfisher['summary'] = { mine: true };
		kingfisher['timestamp'] = 'now';
		expect(kingfisher).toMatchObject({ text: 'mine', summary: { mine: true }, timestamp: 'now' });
		delete kingfisher['text'];
		expect(kingfisher).not.toHaveProperty('text');
	});

	it('is all there in a copy, as JSON, and on a console', async () => {
		const kingfisher = await facts();
		const expected = { text: expect.stringContaining('64,000'), summary: { clusterCount: 2 } };
		expect(inspect(kingfisher)).toContain('clusterCount: 2');
		expect(structuredClone(kingfisher)).toMatchObject(expected);
		expect(JSON.parse(JSON.stringify(kingfisher))).toMatchObject(expected);
	});
});

describe('what two nodes on one account are sent', () => {
	it.each(['rows', 'summary', 'raw'])('is not shared between them: %s', async (output) => {
		const nodes = ['node', 'other'].map((id) => streamNode({ output }, id));
		const { host, stream } = await streamStage(nodes);
		stream.publish('liquidations', 'BTC', { data: { clusters: CLUSTERS } });
		const [mine, others] = await until(() => host.sent.length === 2 && host.sent, 'both');
		expect(stream.opened()).toBe(1);
		const before = JSON.stringify(others);
		spoil(mine!);
		expect(JSON.stringify(others)).toBe(before);
	});
});

/** What a function node may do. */
function spoil(msg: NodeMessage): void {
	for (const value of Object.values(msg)) {
		if (typeof value !== 'object' || value === null) continue;
		spoil(value as NodeMessage);
		for (const name of Object.keys(value)) (value as Record<string, unknown>)[name] = 'spoilt';
	}
}
