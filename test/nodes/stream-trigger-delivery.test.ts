import { sleep, waitFor } from '../e2e/hosts/wait';
import type { TriggerHost } from './n8n-trigger-host';
import { streamBench } from './stream-bench';

const bench = streamBench({ scenario: 'guide' });

/** Publishes a state of BTC that its number tells apart: the price of its one cluster. */
function publish(number: number, asset = 'BTC') {
	const clusters = [{ price: number, long_liquidations: 1, short_liquidations: 2 }];
	const timestamp = new Date(Date.UTC(2026, 1, 1, 0, 0, number)).toISOString();
	bench.emulator.stream.publish('liquidations', asset, { timestamp, data: { clusters } });
}

const numbersOf = (items: TriggerHost['started'][number]['items']) =>
	items.map((item) => item['largestLongPrice']);

async function executions(host: TriggerHost, count: number) {
	await waitFor(`${count} executions`, () => host.started.length >= count);
	return host.started.map(({ items }) => numbersOf(items));
}

describe('what the trigger subscribes to', () => {
	it('is every channel of every asset on every exchange, each once, however it is written', async () => {
		const parameters = {
			channels: ['gex', 'liquidations'],
			assets: '={{ "btc, ETH" + "; Btc" }}',
			exchanges: ['binance', 'all'],
		};
		await bench.host({ parameters }).activate();
		expect(bench.emulator.stream.subscriptions()).toEqual([
			'gex:BTC:all',
			'gex:BTC:binance',
			'gex:ETH:all',
			'gex:ETH:binance',
			'liquidations:BTC:all',
			'liquidations:BTC:binance',
			'liquidations:ETH:all',
			'liquidations:ETH:binance',
		]);
	});

	it('is liquidation clusters of BTC on all exchanges when nothing is chosen', async () => {
		await bench.host().activate();
		expect(bench.emulator.stream.subscriptions()).toEqual(['liquidations:BTC:all']);
	});
});

describe('latest of each', () => {
	it('executes once with the newest state of everything that changed', async () => {
		const host = bench.host({ parameters: { assets: 'BTC, ETH', interval: 1 } });
		await host.activate();
		publish(1);
		await executions(host, 1);
		publish(2);
		publish(3);
		publish(4, 'ETH');
		expect(await executions(host, 2)).toEqual([[1], [3, 4]]);
	});

	it('keeps the newest state while an execution is under way, and starts none beside it', async () => {
		const host = bench.host({ parameters: { interval: 0.05 }, finishes: false });
		await host.activate();
		publish(1);
		await executions(host, 1);
		for (let number = 2; number <= 50; number += 1) publish(number);
		await sleep(300); // for an execution that must not come
		expect(host.started).toHaveLength(1);
		host.started[0]?.finish();
		expect(await executions(host, 2)).toEqual([[1], [50]]);
	});

	it.each([
		['failed', (host: TriggerHost) => host.started[0]?.finish('error')],
		['was cancelled or could not be started', (host: TriggerHost) => host.started[0]?.fail()],
	])('goes on after an execution that %s', async (_, end) => {
		const host = bench.host({ parameters: { interval: 0.05 }, finishes: false });
		await host.activate();
		publish(1);
		await executions(host, 1);
		publish(2);
		end(host);
		expect(await executions(host, 2)).toEqual([[1], [2]]);
	});

	it('runs as many executions at a time as are allowed', async () => {
		const parameters = { interval: 0.05, options: { inFlight: 2 } };
		const host = bench.host({ parameters, finishes: false });
		await host.activate();
		publish(1);
		await executions(host, 1);
		publish(2);
		await executions(host, 2);
		publish(3);
		await sleep(300);
		expect(host.started).toHaveLength(2);
	});
});

describe('every message', () => {
	it('is an execution of its own, in the order they came, one after the other', async () => {
		const host = bench.host({ parameters: { delivery: 'every' }, finishes: false });
		await host.activate();
		for (const number of [1, 2, 3]) publish(number);
		for (const number of [1, 2, 3]) {
			await executions(host, number);
			expect(host.started).toHaveLength(number);
			host.started[number - 1]?.finish();
		}
		expect(await executions(host, 3)).toEqual([[1], [2], [3]]);
	});
});

describe('batches', () => {
	it('hold every message, as many as are allowed, and the rest after the interval', async () => {
		const parameters = { delivery: 'batch', batchSize: 2, interval: 1 };
		const host = bench.host({ parameters });
		await host.activate();
		for (const number of [1, 2, 3]) publish(number);
		expect(await executions(host, 2)).toEqual([[1, 2], [3]]);
	});
});

describe('the limits', () => {
	const cluster = (price: number, long: number) => ({
		price,
		long_liquidations: long,
		short_liquidations: 0,
	});

	it('leave out small clusters, and messages with none that is large', async () => {
		const parameters = {
			delivery: 'every',
			output: 'rows',
			options: { minimumClusterUsd: 1_000_000_000 },
		};
		const host = bench.host({ parameters });
		await host.activate();
		const small = cluster(60_000, 1_000_000);
		const large = cluster(61_000, 2_000_000_000);
		const publishClusters = (second: number, clusters: object[]) => {
			const timestamp = `2026-02-01T00:00:0${second}Z`;
			bench.emulator.stream.publish('liquidations', 'BTC', { timestamp, data: { clusters } });
		};
		publishClusters(1, [small]);
		publishClusters(2, [small, large]);
		await waitFor('an execution', () => host.started.length > 0);
		expect(host.started.map(({ items }) => items.map((item) => item['price']))).toEqual([[61_000]]);
	});

	it('take the price from REST, once for many messages, and leave out what is far from it', async () => {
		const key = 'kf_elite_price_of_the_limits';
		const parameters = { delivery: 'every', output: 'rows', options: { maximumDistance: 5 } };
		const host = bench.host({ parameters, credentials: bench.credentials(key) });
		await host.activate();
		for (const second of [1, 2]) {
			bench.emulator.stream.publish('liquidations', 'BTC', {
				timestamp: `2026-02-01T00:00:0${second}Z`,
				data: { clusters: [cluster(66_000, 1), cluster(40_000, 1)] },
			});
		}
		await waitFor('two executions', () => host.started.length === 2);
		expect(host.items().map((item) => item['price'])).toEqual([66_000, 66_000]);
		expect(host.items()[0]).toMatchObject({ currentPrice: 67_000, distancePercent: 1.492537313 });
		expect(bench.emulator.calls.map(({ path }) => path)).toEqual(['/v1/liquidations/BTC']);
	});
});
