import { newKey } from './support/emulator';
import { until } from './support/host';
import { anotherAccount, streamNode, streamStage } from './support/stream';

const LIQUIDATIONS = 'liquidations:BTC:all';

/** Longer than a connection is kept for a node that may come again. */
const LINGERED = 1800;
/** Far shorter than that. */
const SOON = 500;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a deploy', () => {
	it.each(['nodes', 'flows'] as const)(
		'of %s, ten times over, goes on with the same connection, and nothing comes twice',
		async (type) => {
			const { host, stream, update } = await streamStage([streamNode()]);
			for (let count = 0; count < 10; count += 1) {
				await host.deploy([streamNode({ name: `number ${count}` })], type);
			}
			await update();
			await wait(LINGERED);
			expect(stream.opened()).toBe(1);
			expect(stream.subscriptions()).toEqual([LIQUIDATIONS]);
			await update();
			await wait(100);
			expect(host.sent).toHaveLength(2);
		},
	);

	it('of everything, ten times over, leaves one connection', async () => {
		const { host, stream, update } = await streamStage([streamNode()]);
		for (let count = 0; count < 10; count += 1) await host.deploy([streamNode()], 'full');
		await until(() => stream.subscriptions().length === 1, 'the subscription');
		expect(stream.connections()).toHaveLength(1);
		await update();
		await wait(100);
		expect(host.sent).toHaveLength(1);
	});

	it('that changes what a node receives, changes the subscriptions only', async () => {
		const { host, stream } = await streamStage([streamNode()]);
		await host.deploy([streamNode({ assets: 'ETH' })], 'nodes');
		await until(() => stream.subscriptions().join() === 'liquidations:ETH:all', 'the change');
		expect(stream.opened()).toBe(1);
	});

	it('forgets what was subscribed to by a message', async () => {
		const { host, stream } = await streamStage([streamNode()]);
		host.receive({ payload: { action: 'subscribe', assets: 'ETH' } });
		await until(() => stream.subscriptions().length === 2, 'both');
		await host.deploy([streamNode({ name: 'changed' })], 'nodes');
		await until(() => stream.subscriptions().length === 1, 'one');
		expect(stream.subscriptions()).toEqual([LIQUIDATIONS]);
	});

	it('that removes the last node ends the connection at once', async () => {
		const { host, stream } = await streamStage([streamNode()]);
		await host.deploy([], 'nodes');
		await wait(SOON);
		expect(stream.connections()).toEqual([]);
		expect(stream.opened()).toBe(1);
	});

	it('that disables a node ends its connection', async () => {
		const { host, stream } = await streamStage([streamNode()]);
		await host.deploy([streamNode({ d: true })], 'nodes');
		await wait(SOON);
		expect(stream.connections()).toEqual([]);
	});
});

describe('the end of the flows', () => {
	it('ends the connection at once, clears the status and leaves nothing', async () => {
		const { host, stream } = await streamStage([streamNode()]);
		await until(() => host.statuses.at(-1)?.fill === 'green', 'the connection');
		await host.stopFlow();
		await wait(SOON);
		expect(stream.connections()).toEqual([]);
		await until(() => Object.keys(host.statuses.at(-1)!).length === 0, 'the cleared status');
		await wait(LINGERED);
		expect(stream.opened()).toBe(1);
		expect(host.told.map(({ topic }) => topic)).toEqual(['connected']);
	});

	it('ends a connection that is being made', async () => {
		const { host, stream } = await streamStage([streamNode()], {
			behaviour: { refuseUpgrade: 503 },
			isReady: false,
		});
		await until(() => stream.attempts() > 0, 'an attempt');
		await host.stopFlow();
		stream.behave({ refuseUpgrade: undefined });
		await wait(1000);
		expect(stream.opened()).toBe(0);
	});
});

describe('nodes on one account', () => {
	const nodes = [streamNode(), streamNode({ assets: 'BTC,ETH' }, 'other')];

	it('share a connection and what they both subscribe to', async () => {
		const { stream } = await streamStage(nodes);
		await until(() => stream.subscriptions().length === 2, 'the subscriptions');
		expect(stream.opened()).toBe(1);
		expect(stream.subscriptions()).toEqual([LIQUIDATIONS, 'liquidations:ETH:all']);
	});

	it('keep it while one of them is left', async () => {
		const { host, stream, update } = await streamStage(nodes);
		await host.deploy([nodes[0]!], 'nodes');
		await until(() => stream.subscriptions().length === 1, 'the end of the other');
		await wait(LINGERED);
		expect(stream.connections()).toHaveLength(1);
		await update();
	});
});

describe('two accounts', () => {
	const second = streamNode({ account: 'second', assets: 'ETH' }, 'other');

	it('with the same key share a connection, which outlasts each of them', async () => {
		const apiKey = newKey('elite');
		const options = { apiKey, moreKeys: { second: apiKey } };
		const { host, stream, update } = await streamStage([streamNode()], options);
		await host.deploy([streamNode(), anotherAccount('second', stream), second], 'nodes');
		await until(() => stream.subscriptions().length === 2, 'both subscriptions');
		await host.deploy([anotherAccount('second', stream), second], 'nodes');
		await until(() => stream.subscriptions().length === 1, 'the end of the first');
		expect(stream.opened()).toBe(1);
		expect((await update('liquidations', 'ETH')).topic).toBe('ETH');
	});

	it('with different keys have one each', async () => {
		const options = { moreKeys: { second: newKey('elite') } };
		const { host, stream } = await streamStage([streamNode()], options);
		await host.deploy([streamNode(), anotherAccount('second', stream), second], 'nodes');
		await until(() => stream.connections().length === 2, 'both connections');
		await until(() => stream.subscriptions().length === 2, 'both subscriptions');
		await host.deploy([streamNode()], 'nodes');
		await until(() => stream.connections().length === 1, 'the end of the second');
		expect(stream.subscriptions()).toEqual([LIQUIDATIONS]);
	});
});
