import { node, until } from './support/host';
import { newKey, stage } from './support/emulator';
import { evaluate, near, payloads } from './support/signal';

describe('a signal that only a trigger feeds', () => {
	it('asks the API, fires once, and tells every evaluation at the second output', async () => {
		const { host, emulator } = await stage([near({ cacheSeconds: '0' })]);
		await evaluate(host, { payload: Date.now(), topic: 'a trigger', extra: 'kept' });
		expect(host.sent[0]).toMatchObject({
			topic: 'BTC',
			extra: 'kept',
			payload: { signal: 'cluster-proximity', asset: 'BTC', state: 'near', alert: 'entered' },
			kingfisher: { data: 'api', state: 'near', missing: [], rateLimit: { remaining: 99 } },
		});
		expect(await evaluate(host, { payload: 'again' })).toMatchObject([
			{ state: 'near', fired: false },
		]);
		expect(host.sent).toHaveLength(1);
		expect(emulator.calls).toHaveLength(2);
	});

	it('takes several assets, and numbers their results', async () => {
		const { host, emulator } = await stage([near({ asset: 'btc; ETH btc' })]);
		const results = await evaluate(host, {}, 2);
		expect(results.map(({ asset }) => asset)).toEqual(['BTC', 'ETH']);
		expect(host.told.map(({ parts }) => parts as object)).toMatchObject([
			{ index: 0, count: 2 },
			{ index: 1, count: 2 },
		]);
		expect(new Set(host.told.map(({ _msgid }) => _msgid)).size).toBe(1);
		expect(emulator.calls).toHaveLength(2);
	});

	it('spends no call on an answer that is fresh, and shares one among signals', async () => {
		const nodes = [near(), near({ id: 'other', signal: 'setup-scan', settings: {} })];
		const { host, emulator } = await stage(nodes);
		host.receive({}, 'node');
		host.receive({}, 'other');
		await evaluate(host, {});
		await until(() => host.told.length === 3, 'three evaluations');
		expect(emulator.calls).toHaveLength(1);
	});

	it('leaves the reserve alone, and says so to the catch node', async () => {
		const { host } = await stage([near({ cacheSeconds: '0', reserve: '99' })]);
		await evaluate(host, {});
		const { error } = await host.fail();
		expect(error.code).toBe('budget_reserved');
		expect(host.told).toHaveLength(1);
	});

	it.each([
		['a wrong key', {}, 'kf_wrong_1', 'invalid_api_key'],
		['no account', { account: '' }, undefined, 'invalid_configuration'],
		['no asset', { asset: '' }, undefined, 'invalid_parameter'],
		['something that is no asset', { asset: 'B$C' }, undefined, 'invalid_parameter'],
		['a signal that does not exist', { signal: 'moon' }, undefined, 'invalid_configuration'],
		[
			'an expression that fails',
			{ settings: { enterDistance: { type: 'jsonata', value: '$error("no")' } } },
			undefined,
			'invalid_parameter',
		],
	])('with %s sends nothing but an error', async (_, properties, apiKey, code) => {
		const { host } = await stage([near(properties)], { apiKey: apiKey ?? newKey() });
		const { error } = await host.fail({ payload: 1 });
		expect(error.code).toBe(code);
		expect(error.message).toMatch(/\. .+\.$/);
		expect([host.sent, host.told]).toEqual([[], []]);
		await until(
			() => host.statuses.at(-1)?.fill === 'red' && host.statuses.at(-1)?.shape === 'dot',
			'a red dot',
		);
	});

	it('tells what it found of one asset, and the error of another', async () => {
		const { host } = await stage([near({ asset: 'BTC, NOSUCH', retries: '0' })]);
		const { error } = await host.fail();
		expect(error.code).toBe('not_found');
		expect(payloads(host.told)).toMatchObject([
			{ asset: 'BTC', state: 'near' },
			{ asset: 'NOSUCH', state: 'unknown', missing: expect.stringContaining('liquidation') },
		]);
	});

	it('that is removed while it waits says nothing, and remembers nothing', async () => {
		const { host, emulator } = await stage([near()]);
		emulator.faults.inject({ hang: true });
		host.receive();
		await until(() => emulator.calls.length === 1, 'the call');
		await host.deploy([near({ name: 'changed' })]);
		emulator.faults.clear();
		expect(await evaluate(host, {})).toMatchObject([{ fired: true }]);
		expect([host.sent.length, host.caught.length]).toEqual([1, 0]);
	});

	it('takes the price that the flow has in place of the one in the answer', async () => {
		const price = { price: 'now.price', priceType: 'msg' };
		const { host } = await stage([near(price)]);
		expect(await evaluate(host, { now: { price: 80_000 } })).toMatchObject([
			{ state: 'clear', currentPrice: 80_000 },
		]);
	});

	it('takes a price that comes along with the asset, but no bare number', async () => {
		const { host } = await stage([near()]);
		expect(await evaluate(host, { payload: { asset: 'BTC', price: 80_000 } })).toMatchObject([
			{ state: 'clear', currentPrice: 80_000 },
		]);
		expect(await evaluate(host, { payload: 80_000 })).toMatchObject([
			{ state: 'near', currentPrice: 67_000 },
		]);
	});
});

describe('a calculator', () => {
	it('answers at both outputs, with what the message says', async () => {
		const settings = {
			equity: '10000',
			risk: '1',
			entry: '67000',
			stop: { type: 'msg', value: 'payload.stop' },
			stopInCluster: 'ignore',
		};
		const { host, emulator } = await stage([
			node('signal', { signal: 'position-size', asset: 'BTC', assetType: 'str', settings }),
		]);
		const [answer] = await evaluate(host, { payload: { stop: 66_000 } });
		expect(answer).toMatchObject({
			alert: 'answer',
			fired: true,
			direction: 'long',
			stopPrice: 66_000,
		});
		expect(host.sent).toHaveLength(1);
		// Clusters are not looked at, so nothing is asked.
		expect(emulator.calls).toHaveLength(0);
		const [next] = await evaluate(host, { payload: {} });
		expect(next).toMatchObject({ missing: 'stop' });
	});

	it('that is about no asset needs no account', async () => {
		const { host } = await stage([
			node('signal', { signal: 'call-plan', account: '', asset: '', settings: { assets: '3' } }),
		]);
		const [answer] = await evaluate(host, { topic: 'kept' });
		expect(answer).toMatchObject({ callsPerDay: 96, state: 'uses_reserve' });
		expect(host.sent[0]).toMatchObject({ topic: 'kept' });
	});
});
