import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { PATIENCE } from '../../nodes/KingfisherStreamTrigger/test-stream';
import { freePorts } from '../e2e/hosts/free-ports';
import { waitFor } from '../e2e/hosts/wait';
import { streamBench } from './stream-bench';

const bench = streamBench();
const stream = () => bench.emulator.stream;
const subscribed = async (count = 1) =>
	await waitFor('subscriptions', () => stream().subscriptions().length >= count);

async function started(parameters = {}, credentials = bench.credentials()) {
	const host = bench.host({ parameters, credentials });
	const run = await host.test();
	expect(stream().attempts()).toBe(0);
	return { host, run, items: run.start() };
}

async function nothingLeft() {
	await bench.noSocket();
	await waitFor('every wait to end', () => bench.pendingWaits() === 0);
}

describe('a test run in the editor', () => {
	it('connects, shows one message, and leaves nothing', async () => {
		const { items } = await started({
			assets: '={{ "btc" }}',
			delivery: 'batch',
			interval: 3600,
		});
		await subscribed();
		stream().publish('liquidations', 'BTC');
		stream().publish('liquidations', 'BTC', { timestamp: '2100-01-01T00:00:00Z' });
		expect(await items).toMatchObject([{ channel: 'liquidations', asset: 'BTC' }]);
		await nothingLeft();
		expect(stream().opened()).toBe(1);
	});

	it('shows the connection too, where connection events are wanted', async () => {
		const { items } = await started({ options: { connectionEvents: true } });
		await subscribed();
		stream().publish('liquidations', 'BTC');
		expect(await items).toMatchObject([{ event: 'connected' }, { channel: 'liquidations' }]);
	});

	it.each([
		['a dead key', () => bench.emulator.keys.expired, 'invalid or expired'],
		['a key without the plan', () => bench.emulator.keys.pro, 'streaming needs the Elite plan'],
	])('says what is wrong with %s', async (_, key, message) => {
		const { items } = await started({}, bench.credentials(key()));
		const error = await items.catch((caught: unknown) => caught as Error);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect((error as NodeOperationError).message).toContain(message);
		await nothingLeft();
	});

	it('refuses a parameter before it connects', async () => {
		const run = bench.host({ parameters: { assets: '' } }).test();
		await expect(run).rejects.toBeInstanceOf(NodeOperationError);
		expect(stream().attempts()).toBe(0);
	});

	it('says that the stream cannot be reached, instead of waiting for good', async () => {
		jest.replaceProperty(PATIENCE, 'connection', 300);
		const [port = 0] = await freePorts(1);
		const nowhere = { baseUrl: `http://127.0.0.1:${port}/v1`, streamUrl: '' };
		const { items } = await started({}, { ...bench.credentials(), ...nowhere });
		const error = await items.catch((caught: unknown) => caught as NodeApiError);
		expect(error).toBeInstanceOf(NodeApiError);
		const { message, description } = error as NodeApiError;
		expect(message).toContain(`The stream at 127.0.0.1:${port} cannot be reached: `);
		// n8n's WebSocket does not tell why; REST may have met it on the same way by then.
		expect(message).toMatch(/no connection$|the connection was refused/);
		expect(description).toContain('NODE_USE_ENV_PROXY=1');
		await nothingLeft();
	});

	it('shows the connection when no message comes for a minute', async () => {
		jest.replaceProperty(PATIENCE, 'message', 1000);
		const { items } = await started({ channels: ['funding_rates'] });
		const [item] = await items;
		expect(item).toMatchObject({ event: 'connected' });
		expect(item?.['text']).toContain('connected, but no message came');
		await nothingLeft();
	});

	it('ends when the user stops waiting', async () => {
		const { run, items } = await started();
		await subscribed();
		await run.stop();
		await nothingLeft();
		stream().publish('liquidations', 'BTC');
		let isShown = false;
		void items.then(() => (isShown = true));
		await new Promise(setImmediate);
		expect(isShown).toBe(false);
	});

	it('leaves the published workflow alone, and is left alone by it', async () => {
		const parameters = { delivery: 'every', options: { connectionEvents: true } };
		const host = bench.host({ parameters });
		await host.activate();
		const run = await host.test();
		const items = run.start();
		await waitFor('a message for both', () => {
			stream().publish('liquidations', 'BTC', { timestamp: new Date().toISOString() });
			return host.items().some((item) => item['channel'] === 'liquidations');
		});
		expect(await items).toMatchObject([{ event: 'connected' }, { channel: 'liquidations' }]);
		expect(stream().connections()).toHaveLength(1);
		const before = host.started.length;
		stream().publish('liquidations', 'BTC', { timestamp: '2100-01-01T00:00:00Z' });
		await waitFor('another execution', () => host.started.length > before);
	});
});

describe('the limits in a test run', () => {
	const limits = { options: { minimumClusterUsd: 1e15 } };

	it('are kept by the message shown, if one comes', async () => {
		const { items } = await started({ ...limits, output: 'rows' });
		await subscribed();
		stream().publish('liquidations', 'BTC');
		const clusters = [{ price: 1, long_liquidations: 2e15, short_liquidations: 0 }];
		const timestamp = '2100-01-01T00:00:00Z';
		stream().publish('liquidations', 'BTC', { timestamp, data: { clusters } });
		const shown = await items;
		expect(shown.map((item) => item['price'])).toEqual([1]);
		expect(shown[0]).not.toHaveProperty('note');
	});

	it('keep nobody waiting for good: then a message they hold back is shown, and says so', async () => {
		jest.replaceProperty(PATIENCE, 'limits', 200);
		const { items } = await started(limits);
		await subscribed();
		stream().publish('liquidations', 'BTC');
		expect(await items).toMatchObject([
			{ asset: 'BTC', note: expect.stringContaining('Shown in this test only') as string },
		]);
		await nothingLeft();
	});
});
