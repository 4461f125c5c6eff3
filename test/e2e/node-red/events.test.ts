import { EventBench, FLIP } from '../events/bench';
import { describeEvents } from '../events/deliveries';
import { describeNodeRed, INSTALL_TIMEOUT_MS, NODE_RED_VERSIONS } from '../hosts/install';
import { waitFor } from '../hosts/wait';
import { eventFlows, NodeRedEventHost } from './event-host';

describe.each(NODE_RED_VERSIONS.map((version) => [describeNodeRed(version), version] as const))(
	'in %s',
	(_, version) => {
		let host: NodeRedEventHost;
		let bench: EventBench;

		beforeAll(async () => {
			host = await NodeRedEventHost.start(version);
			bench = await EventBench.open(host);
		}, INSTALL_TIMEOUT_MS);

		afterAll(async () => {
			await bench.close();
		});

		describeEvents(() => bench);

		describe('Node-RED itself', () => {
			afterEach(async () => {
				await bench.run();
				await bench.registered([]);
				bench.emulator.reset();
				bench.sink.clear();
			});

			it.each(['full', 'nodes', 'flows'] as const)(
				'ten %s deploys of a changed node leave one registration, and register once',
				async (type) => {
					const one = bench.consumer();
					for (let deployment = 0; deployment < 10; deployment += 1) {
						const flows = eventFlows([one], bench.emulator, bench.sink, host.red.url);
						const changed = flows.map((node) =>
							node.type === 'kingfisher-event'
								? { ...node, tolerance: String(300 + deployment) }
								: node,
						);
						await host.deploy(changed, type);
						await bench.registered([one]);
					}
					const posts = bench.emulator.calls.filter(({ method }) => method === 'POST');
					expect(posts).toHaveLength(1);
					expect(await bench.fire()).toEqual([200]);
					await bench.received(1);
				},
				90_000,
			);

			it('registers once the API is there, and does not hold up the deploy', async () => {
				const one = bench.consumer();
				bench.emulator.faults.inject({ path: '/v1/webhooks', status: 503, times: 1 });
				await bench.listen(one);
				expect(await bench.fire()).toEqual([200]);
				await bench.received(1);
			}, 90_000);

			it('takes back what a disabled node has registered, and registers it again', async () => {
				const one = bench.consumer();
				await bench.listen(one);
				const flows = eventFlows([one], bench.emulator, bench.sink, host.red.url);
				const disabled = flows.map((node) =>
					node.type === 'kingfisher-event' ? { ...node, d: true } : node,
				);
				await host.deploy(disabled, 'full');
				await bench.registered([]);
				await bench.listen(one);
				expect(await bench.fire()).toEqual([200]);
				await bench.received(1);
			}, 60_000);

			it('has neither key nor token in what is exported', async () => {
				const one = bench.consumer();
				await bench.listen(one);
				const exported = JSON.stringify(await host.red.flows());
				const token = new URL(bench.address()).searchParams.get('token') ?? '';
				expect(token).toHaveLength(43);
				expect(exported).not.toContain(token);
				expect(exported).not.toContain(one.key);
			}, 60_000);
		});
	},
);

const [newest] = NODE_RED_VERSIONS.slice(-1);

it('says so where Node-RED serves no addresses of nodes', async () => {
	const host = await NodeRedEventHost.start(newest!, { httpNodeRoot: false });
	const bench = await EventBench.open(host);
	try {
		await bench.run(bench.consumer());
		await waitFor('the reason', () => host.output().includes('serves no addresses of nodes'));
		expect(bench.emulator.webhooks.registrations()).toEqual([]);
	} finally {
		await bench.close();
	}
}, 60_000);

describe.each([
	['another root for nodes', { httpNodeRoot: '/flows' }, '/flows', ''],
	[
		'a password for nodes',
		// bcrypt of "password"
		{
			httpNodeAuth: {
				user: 'user',
				pass: '$2a$08$zZWtXTja0fB1pzD4sHCMyOCMYz2Z6dNbM6tl8sJogENOMcxWV9DN.',
			},
		},
		'',
		'user:password@',
	],
])('a Node-RED with %s', (_, settings, root, auth) => {
	it('receives events at the address that it has registered', async () => {
		const host = await NodeRedEventHost.start(newest!, settings);
		const bench = await EventBench.open(host);
		try {
			const one = bench.consumer();
			const publicUrl = host.red.url.replace('://', `://${auth}`);
			await host.deploy(eventFlows([one], bench.emulator, bench.sink, publicUrl), 'full');
			await bench.registered([one]);
			expect(new URL(bench.address()).pathname.startsWith(`${root}/kingfisher/`)).toBe(true);
			if (auth !== '') {
				const bare = bench.address().replace(auth, '');
				const headers = { 'content-type': 'application/json' };
				const body = JSON.stringify({ event: FLIP, data: { asset: 'BTC' } });
				const { status } = await bench.emulator.webhooks.send(bare, { headers, body });
				expect(status).toBe(401);
				return;
			}
			bench.emulator.webhooks.behave({ padToBytes: 65_537 });
			expect(await bench.fire()).toEqual([413]);
			bench.emulator.webhooks.behave({ padToBytes: 0 });
			expect(await bench.fire()).toEqual([200]);
			await bench.received(1);
		} finally {
			await bench.close();
		}
	}, 120_000);
});
