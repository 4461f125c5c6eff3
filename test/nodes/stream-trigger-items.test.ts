import { waitFor } from '../e2e/hosts/wait';
import message from '../fixtures/guide/stream-message.json';
import { streamBench } from './stream-bench';

const bench = streamBench({ scenario: 'guide' });

describe('an item', () => {
	async function itemsWith(parameters: object) {
		const host = bench.host({ parameters: { ...parameters, delivery: 'every' } });
		await host.activate();
		bench.emulator.stream.publish('liquidations', 'BTC', { data: { venue_count: 7 } });
		await waitFor('an execution', () => host.started.length > 0);
		return host.items();
	}
	const received = { receivedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string };
	const time = {
		time: Date.UTC(2026, 1, 1, 12, 34, 56),
		timestamp: '2026-02-01T12:34:56.000Z',
	};

	it('is the message of the guide as main figures and a text, to the digit', async () => {
		expect(await itemsWith({})).toEqual([
			{
				channel: 'liquidations',
				asset: 'BTC',
				exchange: 'all',
				timeframe: null,
				currentPrice: null,
				clusterCount: 1,
				largestLongPrice: 67_000,
				largestLongUsd: 5_000_000_000,
				largestShortPrice: 67_000,
				largestShortUsd: 200_000_000,
				nearestPrice: null,
				nearestDistancePercent: null,
				...time,
				text: expect.stringContaining('$5B of longs at 67,000') as string,
				...received,
			},
		]);
	});

	it('is one of its rows, where rows are wanted', async () => {
		expect(await itemsWith({ output: 'rows' })).toEqual([
			{
				channel: 'liquidations',
				asset: 'BTC',
				exchange: 'all',
				timeframe: null,
				currentPrice: null,
				price: 67_000,
				longLiquidationsUsd: 5_000_000_000,
				shortLiquidationsUsd: 200_000_000,
				totalLiquidationsUsd: 5_200_000_000,
				side: 'long',
				distancePercent: null,
				position: null,
				...time,
				...received,
			},
		]);
	});

	it('is none, and executes nothing, for a message without rows where rows are wanted', async () => {
		const host = bench.host({ parameters: { output: 'rows', delivery: 'every' } });
		await host.activate();
		const { stream } = bench.emulator;
		const timestamp = '2026-02-01T00:00:00Z';
		stream.publish('liquidations', 'BTC', { timestamp, data: { clusters: [] } });
		stream.publish('liquidations', 'BTC');
		await waitFor('an execution', () => host.started.length > 0);
		expect(host.started.map(({ items }) => items.map((item) => item['price']))).toEqual([[67_000]]);
	});

	it('tells of a market without clusters too, where nothing is to be left out', async () => {
		const host = bench.host({ parameters: { delivery: 'every' } });
		await host.activate();
		bench.emulator.stream.publish('liquidations', 'BTC', { data: { clusters: [] } });
		await waitFor('an execution', () => host.started.length > 0);
		expect(host.items()).toMatchObject([{ asset: 'BTC', clusterCount: 0 }]);
	});

	it('has what the API sends beyond our columns when it is not simplified', async () => {
		const [item] = await itemsWith({ options: { simplify: false } });
		expect(item).toMatchObject({ clusterCount: 1, venue_count: 7 });
	});

	it('keeps apart what the API calls by the names of our fields', async () => {
		const host = bench.host({ parameters: { delivery: 'every', options: { simplify: false } } });
		await host.activate();
		const data = { event: 'cascade', text: 'theirs', channel: 7 };
		bench.emulator.stream.publish('liquidations', 'BTC', { data });
		await waitFor('an execution', () => host.started.length > 0);
		const [item] = host.items();
		expect(item).toMatchObject({ event_: 'cascade', text_: 'theirs', channel_: 7 });
		expect(item).toMatchObject({
			channel: 'liquidations',
			text: expect.stringContaining('BTC') as string,
		});
		expect(item).not.toHaveProperty('event');
	});

	it('has the message as it came, where that is wanted', async () => {
		const [item] = await itemsWith({ options: { includeRaw: true } });
		expect(item?.['raw']).toEqual({ ...message, data: { ...message.data, venue_count: 7 } });
	});
});
