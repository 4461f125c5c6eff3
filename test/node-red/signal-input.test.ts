import { node, until } from './support/host';
import { newKey, stage } from './support/emulator';
import { streamNode, timestamp } from './support/stream';
import { clusters, evaluate, near, payloads } from './support/signal';

const NEAR = { settings: {}, data: 'auto' };

describe('a signal that is fed', () => {
	it.each(['rows', 'summary', 'raw'])(
		'by an endpoint node with the output "%s" asks nothing itself',
		async (output) => {
			const feed = node('liquidations', { id: 'feed', asset: 'BTC', output, wires: [['node']] });
			const { host, emulator } = await stage([feed, near()]);
			host.receive({}, 'feed');
			await until(() => host.told.length === 1, 'an evaluation');
			expect(emulator.calls).toHaveLength(1);
			expect(host.told[0]).toMatchObject({
				payload: { asset: 'BTC', currentPrice: 67_000 },
				kingfisher: { data: 'message' },
			});
		},
	);

	it('one row at a time says that it needs them together, and asks nothing', async () => {
		const feed = node('liquidations', {
			id: 'feed',
			asset: 'BTC',
			output: 'each',
			wires: [['node']],
		});
		const { host, emulator } = await stage([feed, near()]);
		host.receive({}, 'feed');
		await until(() => host.told.length === 2, 'two evaluations');
		expect(payloads(host.told)[0]).toMatchObject({
			state: 'unknown',
			reasons: expect.stringContaining('choose the output with all rows in one message'),
		});
		expect(emulator.calls).toHaveLength(1);
	});

	it('by the stream takes the price from what it was asked before', async () => {
		const feed = streamNode({ wires: [['node'], []] }, 'feed');
		const { host, emulator } = await stage([feed, near(NEAR)], { apiKey: newKey('elite') });
		const { stream } = emulator;
		await until(() => stream.subscriptions().length === 1, 'the subscription');
		expect(await evaluate(host, {})).toMatchObject([{ state: 'clear', currentPrice: 67_000 }]);
		const calls = emulator.calls.length;
		const [cluster] = [{ price: 66_330, long_liquidations: 4.8e9, short_liquidations: 1e8 }];
		stream.publish('liquidations', 'BTC', {
			data: { timestamp: timestamp(), clusters: [cluster] },
		});
		await until(() => host.sent.length === 1, 'an alert');
		expect(payloads(host.sent)).toMatchObject([
			{
				text: 'BTC 67,000 is 1.0% above a $4.8B long-liquidation cluster at 66,330',
			},
		]);
		expect(emulator.calls).toHaveLength(calls);
	});

	it('with a response as it came evaluates it', async () => {
		const { host, emulator } = await stage([near(NEAR)]);
		expect(await evaluate(host, { payload: clusters(66_330) })).toMatchObject([{ state: 'near' }]);
		expect(emulator.calls).toHaveLength(0);
	});

	it('with data of several assets evaluates those that it watches', async () => {
		const payload = [clusters(66_330), clusters(60_000, 'ETH'), clusters(66_330, 'SOL')];
		const { host } = await stage([near({ ...NEAR, asset: 'BTC,ETH' })]);
		const results = await evaluate(host, { payload }, 2);
		expect(results).toMatchObject([
			{ asset: 'BTC', state: 'near' },
			{ asset: 'ETH', state: 'clear' },
		]);
	});

	it('without an asset of its own evaluates whatever the data are about', async () => {
		const { host } = await stage([near({ ...NEAR, asset: '', account: '', data: 'message' })]);
		await evaluate(host, { payload: clusters(66_330, 'DOGE') });
		expect(host.sent).toMatchObject([{ topic: 'DOGE' }]);
	});

	it('with data of another asset shows that, and neither asks nor fires', async () => {
		const { host, emulator } = await stage([near(NEAR)]);
		host.receive({ payload: clusters(66_330, 'ETH') });
		await until(() => host.statuses.at(-1)?.text === 'other asset', 'the status');
		await until(() => host.completed.length === 1, 'the end');
		expect([host.sent, host.told, emulator.calls.length]).toEqual([[], [], 0]);
	});

	it('with data of another kind asks for what it needs', async () => {
		const feed = node('funding-rates', { id: 'feed', asset: 'BTC', wires: [['node']] });
		const { host, emulator } = await stage([feed, near()]);
		host.receive({}, 'feed');
		await until(() => host.told.length === 1, 'an evaluation');
		expect(emulator.calls).toHaveLength(2);
	});

	it('with a webhook event asks about the asset that the event names', async () => {
		const { host, emulator } = await stage([near({ asset: 'topic', assetType: 'msg' })]);
		const data = { asset: 'ETH', current_price: 67_000, cluster_price: 66_330 };
		const event = { event: 'liquidation.cluster_proximity', timestamp: timestamp(), data };
		expect(await evaluate(host, { topic: 'ETH', payload: event })).toMatchObject([
			{ asset: 'ETH' },
		]);
		expect(emulator.calls.map(({ path }) => path)).toEqual(['/v1/liquidations/ETH']);
	});

	it('and may only read messages, says what is missing and asks nothing', async () => {
		const { host, emulator } = await stage([near({ data: 'message' })]);
		const [result] = await evaluate(host, { payload: 'nothing of use' });
		expect(result).toMatchObject({
			state: 'unknown',
			fired: false,
			reasons: expect.stringContaining('not recognised'),
		});
		expect(result!['missing']).not.toBe('');
		expect(emulator.calls).toHaveLength(0);
		await until(() => host.statuses.at(-1)?.shape === 'ring', 'a ring');
		expect(host.statuses.at(-1)).toEqual({ fill: 'yellow', shape: 'ring', text: 'input missing' });
	});

	it('and is to ask always does not look at what it is fed', async () => {
		const { host, emulator } = await stage([near({ ...NEAR, data: 'ask' })]);
		expect(await evaluate(host, { payload: clusters(66_330) })).toMatchObject([{ state: 'clear' }]);
		expect(emulator.calls).toHaveLength(1);
	});
});

describe('the settings of a signal', () => {
	it.each([
		['a number', { enterDistance: '0.5' }, 'clear'],
		['a number as such', { enterDistance: 0.5 }, 'clear'],
		['nothing', undefined, 'near'],
		['an empty text', { enterDistance: '' }, 'near'],
		['a property of the message', { enterDistance: { type: 'msg', value: 'mine' } }, 'clear'],
		['an expression', { enterDistance: { type: 'jsonata', value: '1 / 2' } }, 'clear'],
		['a name of another version', { nowhere: '3' }, 'near'],
	])('may be %s', async (_, settings, state) => {
		const { host } = await stage([near({ data: 'message', settings })]);
		const msg = { payload: clusters(66_330), mine: 0.5 };
		expect(await evaluate(host, msg)).toMatchObject([{ state }]);
	});

	it('that cannot be used are told in the reasons', async () => {
		const { host } = await stage([near({ data: 'message', settings: { enterDistance: 'wide' } })]);
		const [result] = await evaluate(host, { payload: clusters(66_330) });
		expect(result).toMatchObject({
			state: 'near',
			reasons: expect.stringContaining('Distance: "wide" cannot be used, 1 applies'),
		});
	});
});
