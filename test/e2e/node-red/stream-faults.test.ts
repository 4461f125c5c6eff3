import { describeNodeRed, INSTALL_TIMEOUT_MS, NODE_RED_VERSIONS } from '../hosts/install';
import type { FlowNode } from '../hosts/node-red-admin';
import { StreamBench, type Consumer } from '../stream/bench';
import { describeFaults } from '../stream/faults';
import { NodeRedStreamHost, streamFlows } from './stream-host';

describe.each(NODE_RED_VERSIONS.map((version) => [describeNodeRed(version), version] as const))(
	'in %s',
	(_, version) => {
		let host: NodeRedStreamHost;
		let bench: StreamBench;

		beforeAll(async () => {
			host = await NodeRedStreamHost.start(version);
			bench = await StreamBench.open(host);
		}, INSTALL_TIMEOUT_MS);

		afterAll(async () => {
			await bench.close();
		});

		describeFaults(() => bench);

		const consumer = (): Consumer => ({ name: 'one', key: bench.freshKey(), assets: ['BTC'] });
		const flows = (...consumers: Consumer[]) => streamFlows(consumers, bench.emulator, bench.sink);

		it.each(['full', 'nodes', 'flows'] as const)(
			'ten %s deploys of a changed node leave one socket and no message twice',
			async (type) => {
				const one = consumer();
				for (let deployment = 0; deployment < 10; deployment += 1) {
					await host.deploy(flows({ ...one, bufferSize: 100 + deployment }), type);
					await bench.connected([one]);
				}
				await bench.healthy(one);
				// A restarted node finds the connection still there, unless its account was restarted too.
				if (type !== 'full') expect(bench.emulator.stream.opened()).toBe(1);
			},
			120_000,
		);

		it.each([
			['a disabled node', (node: FlowNode) => (node.id === 'one' ? { ...node, d: true } : node)],
			[
				'a disabled flow',
				(node: FlowNode) => (node.type === 'tab' ? { ...node, disabled: true } : node),
			],
			[
				'a removed account',
				// The editor takes it out of the nodes that used it.
				(node: FlowNode) => {
					if (node.type === 'kingfisher-account') return undefined;
					return node.id === 'one' ? { ...node, account: '' } : node;
				},
			],
		])(
			'%s has no socket, and one again when it is back',
			async (_case, change) => {
				const one = consumer();
				await bench.listen(one);
				const changed = flows(one).flatMap((node) => change(node) ?? []);
				await host.deploy(changed);
				await bench.gone();
				await bench.listen(one);
				await bench.healthy(one);
			},
			60_000,
		);

		it('started while the API is down, it connects once the API is there, and only once', async () => {
			const one = consumer();
			await bench.listen(one);
			await host.red.restart({ whileDown: async () => await bench.stopApi() });
			await new Promise((resolve) => setTimeout(resolve, 5000));
			await bench.startApi();
			await bench.connected([one], 60_000);
			await bench.healthy(one);
		}, 120_000);
	},
);
