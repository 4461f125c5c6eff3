import { describeNodeRed, INSTALL_TIMEOUT_MS, NODE_RED_VERSIONS } from '../hosts/install';
import { startNodeRed } from '../hosts/node-red';
import type { FlowNode } from '../hosts/node-red-admin';
import { packNodeRed } from '../hosts/pack';
import { waitFor } from '../hosts/wait';
import { startEmulator } from '../../../emulator';
import { account, type Bench, type Message } from './setup';

// A key of its own for each test: the process keeps the answers and the budget of a key.
let keys = 0;
function freshKey(kind = 'pro'): string {
	keys += 1;
	return `kf_${kind}_signals_${keys}_51bd90`;
}

const place = { z: 'tab', x: 100, y: 100 };
const debug = {
	...place,
	type: 'debug',
	active: true,
	tosidebar: true,
	complete: 'true',
	wires: [],
};

/** In the guide's samples the nearest large cluster is 3.7 % away. */
const NEAR = {
	type: 'kingfisher-signal',
	signal: 'cluster-proximity',
	account: 'account',
	asset: 'BTC',
	assetType: 'choice',
	settings: { enterDistance: '4' },
};

/** inject → whatever feeds the signal → the signal → two debug nodes, and a catch node. */
function flow(signal: Record<string, unknown>, feed: FlowNode[] = []): FlowNode[] {
	const [first = signal] = feed as Record<string, unknown>[];
	return [
		{ id: 'tab', type: 'tab', label: 'Test' },
		{ ...place, id: 'inject', type: 'inject', props: [], wires: [[first['id']]] },
		...feed.map((one) => ({ ...place, account: 'account', wires: [[signal['id']]], ...one })),
		{ ...place, wires: [['fired'], ['all']], ...signal } as unknown as FlowNode,
		{ ...debug, id: 'fired' },
		{ ...debug, id: 'all' },
		{ ...place, id: 'catch', type: 'catch', scope: null, wires: [['caught']] },
		{ ...debug, id: 'caught' },
	];
}

describe.each(NODE_RED_VERSIONS.map((version) => [describeNodeRed(version), version] as const))(
	'a signal in %s',
	(_, version) => {
		let bench: Bench;

		beforeAll(async () => {
			const emulator = await startEmulator({ scenario: 'guide' });
			const settings = {
				contextStorage: {
					default: { module: 'memory' },
					disk: { module: 'localfilesystem', config: { flushInterval: 1 } },
				},
			};
			const tarball = await packNodeRed();
			const red = await startNodeRed({ version, tarball, logLevel: 'trace', settings });
			bench = {
				emulator,
				red,
				close: async () => {
					await red.remove();
					await emulator.close();
				},
			};
		}, INSTALL_TIMEOUT_MS);

		afterAll(async () => {
			await bench.close();
		});

		async function deploy(nodes: FlowNode[], key = freshKey()): Promise<string> {
			await bench.red.deploy([...nodes, account(bench.emulator.baseUrl, key)]);
			return key;
		}

		/** Presses the button; the next message at the second output, and how many came at the first. */
		async function evaluate(properties?: Record<string, unknown>): Promise<Message> {
			await bench.red.inject('inject', properties);
			return (await bench.red.nextDebug('all')).value as Message;
		}

		const alerts = () => bench.red.messages().filter(({ id }) => id === 'fired').length;

		// What the signals of other tests remember is theirs.
		let ids = 0;
		function signalNode(properties: Record<string, unknown> = {}) {
			ids += 1;
			return { ...NEAR, id: `signal${ids}`, store: '', ...properties };
		}

		it('fires once, whatever is deployed in between', async () => {
			const signal = signalNode();
			const key = await deploy(flow(signal));
			const before = alerts();
			expect(await evaluate()).toMatchObject({
				topic: 'BTC',
				payload: { signal: 'cluster-proximity', state: 'near', fired: true },
				kingfisher: { data: 'api' },
			});
			expect(await evaluate()).toMatchObject({ payload: { state: 'near', fired: false } });
			for (const type of ['nodes', 'flows', 'full'] as const) {
				const changed = { ...signal, name: `changed before a ${type} deploy` };
				const nodes = [...flow(changed), account(bench.emulator.baseUrl, key)];
				await bench.red.deploy(nodes, type);
				expect(await evaluate()).toMatchObject({ payload: { state: 'near', fired: false } });
			}
			expect(alerts() - before).toBe(1);
		});

		it('remembers over a restart when the context store is on disk, and begins anew in memory', async () => {
			const kept = signalNode({ store: 'disk' });
			const lost = signalNode();
			const key = await deploy(flow(kept));
			expect(await evaluate()).toMatchObject({ payload: { fired: true } });
			await bench.red.restart();
			expect(await evaluate()).toMatchObject({ payload: { state: 'near', fired: false } });
			await deploy(flow(lost), key);
			expect(await evaluate()).toMatchObject({ payload: { fired: true } });
			await bench.red.restart();
			expect(await evaluate()).toMatchObject({ payload: { fired: true } });
		}, 60_000);

		it('is forgotten by a message with reset, which goes no further', async () => {
			const { id, ...signal } = signalNode();
			await deploy(flow({ ...signal, id }));
			expect(await evaluate()).toMatchObject({ payload: { fired: true } });
			await bench.red.inject('inject', { reset: true });
			await bench.red.status(id, ({ text }) => text === 'forgotten');
			expect(await evaluate()).toMatchObject({ payload: { fired: true } });
		});

		it('is fed by a node that asks, and then asks nothing itself', async () => {
			const { id, ...signal } = signalNode({ account: '' });
			const feed = { id: 'feed', type: 'kingfisher-liquidations', wires: [[id]] };
			await deploy(flow({ ...signal, id }, [{ ...feed, asset: 'BTC', assetType: 'choice' }]));
			const calls = bench.emulator.calls.length;
			expect(await evaluate()).toMatchObject({
				payload: { state: 'near', fired: true },
				kingfisher: { data: 'message' },
			});
			expect(bench.emulator.calls.length - calls).toBe(1);
		});

		it('is fed by the stream, with the price from what was asked before', async () => {
			const { id, ...signal } = signalNode({ settings: {} });
			const feed = { id: 'feed', type: 'kingfisher-stream', channels: 'liquidations' };
			const nodes = flow({ ...signal, id }, [{ ...feed, assets: 'BTC', wires: [[id], []] }]).map(
				(node) => (node.id === 'inject' ? { ...node, wires: [[id]] } : node),
			);
			await deploy(nodes, freshKey('elite'));
			const { stream } = bench.emulator;
			await waitFor('the subscription', () => stream.subscriptions().length === 1);
			expect(await evaluate()).toMatchObject({ payload: { state: 'clear' } });
			const calls = bench.emulator.calls.length;
			const before = alerts();
			const cluster = { price: 66_330, long_liquidations: 4.8e9, short_liquidations: 1.2e8 };
			for (let update = 0; update < 5; update += 1) {
				stream.publish('liquidations', 'BTC', { data: { clusters: [cluster], update } });
				await bench.red.nextDebug('all');
			}
			const told = bench.red.messages().filter(({ id: from }) => from === 'fired');
			expect(told.at(-1)?.value).toMatchObject({
				payload: { text: 'BTC 67,000 is 1.0% above a $4.8B long-liquidation cluster at 66,330' },
			});
			expect([alerts() - before, bench.emulator.calls.length - calls]).toEqual([1, 0]);
		});

		it('shares calls and the budget with every node of its account', async () => {
			const signal = signalNode({ cacheSeconds: '0', reserve: '98' });
			await deploy(flow(signal));
			await evaluate();
			await evaluate();
			await bench.red.inject('inject');
			const { value } = await bench.red.nextDebug('caught');
			expect((value as Message).error).toMatchObject({ code: 'budget_reserved' });
		});

		it('answers twenty messages at once with one call and one alert', async () => {
			await deploy(flow(signalNode()));
			const calls = bench.emulator.calls.length;
			const before = alerts();
			await Promise.all(Array.from({ length: 20 }, async () => await bench.red.inject('inject')));
			for (let message = 0; message < 20; message += 1) await bench.red.nextDebug('all');
			expect([alerts() - before, bench.emulator.calls.length - calls]).toEqual([1, 1]);
		});

		it('nothing was left unhandled', () => {
			expect(bench.red.output()).not.toMatch(/unhandled|uncaught/i);
		});
	},
);
