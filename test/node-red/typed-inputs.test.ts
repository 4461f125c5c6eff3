import { stage } from './support/emulator';
import { node, until } from './support/host';

/** The path and query that a liquidations node asks for with these properties and this message. */
async function asked(
	properties: Record<string, unknown>,
	msg: Record<string, unknown> = {},
	prepare: (context: { flow: Store; global: Store }) => void = () => undefined,
): Promise<string | undefined> {
	const { host, emulator } = await stage([node('liquidations', properties)]);
	prepare(host.get('node').context());
	await host.ask(msg);
	return emulator.calls[0]?.url;
}

interface Store {
	set(key: string, value: unknown): void;
}

const ETH = '/v1/liquidations/ETH?exchange=all&timeframe=1D';

describe('a field of a node', () => {
	it('takes a value from the list', async () => {
		const properties = {
			...{ asset: 'ETH', assetType: 'choice' },
			...{ exchange: 'okx', exchangeType: 'choice', timeframe: '1W', timeframeType: 'choice' },
		};
		expect(await asked(properties)).toBe('/v1/liquidations/ETH?exchange=okx&timeframe=1W');
	});

	it('takes a text', async () => {
		expect(await asked({ asset: ' eth ', assetType: 'str' })).toBe(ETH);
	});

	it('takes a property of the message', async () => {
		const properties = { asset: 'payload.symbol', assetType: 'msg' };
		expect(await asked(properties, { payload: { symbol: 'eth' } })).toBe(ETH);
	});

	it('takes a value of the flow context', async () => {
		const properties = { asset: 'wanted', assetType: 'flow' };
		expect(await asked(properties, {}, ({ flow }) => flow.set('wanted', 'ETH'))).toBe(ETH);
	});

	it('takes a value of the global context', async () => {
		const properties = { asset: 'wanted', assetType: 'global' };
		expect(await asked(properties, {}, (context) => context.global.set('wanted', 'ETH'))).toBe(ETH);
	});

	it('takes an environment variable', async () => {
		process.env['KINGFISHER_TEST_ASSET'] = 'ETH';
		expect(await asked({ asset: 'KINGFISHER_TEST_ASSET', assetType: 'env' })).toBe(ETH);
		delete process.env['KINGFISHER_TEST_ASSET'];
	});

	it('takes the result of an expression', async () => {
		const properties = { asset: '$uppercase(topic) & "H"', assetType: 'jsonata' };
		expect(await asked(properties, { topic: 'et' })).toBe(ETH);
	});

	it('takes yes or no', async () => {
		const properties = { asset: 'BTC', historical: 'true', historicalType: 'bool' };
		const { host, emulator } = await stage([node('gamma-exposure', properties)]);
		await host.ask();
		expect(emulator.calls[0]?.url).toBe('/v1/gex/BTC?historical=true');
	});

	it('takes a number, and does not send an empty one as 0', async () => {
		const common = {
			...{ operation: 'create', url: 'https://example.com/hook', urlType: 'str' },
			...{ events: 'gex.flip', eventsType: 'choice', asset: 'BTC', assetType: 'choice' },
		};
		const limited = node('webhooks', { ...common, threshold: '5', thresholdType: 'num' });
		const unlimited = { ...limited, id: 'unlimited', threshold: '' };
		const { host, emulator } = await stage([limited, unlimited]);
		await host.ask();
		host.receive({}, 'unlimited');
		const [first, second] = await until(
			() => emulator.calls.length === 2 && emulator.calls,
			'two registrations',
		);
		expect(first?.body).toMatchObject({ config: { threshold: 5 } });
		expect(second?.body).toMatchObject({ config: { asset: 'BTC' } });
		expect(second?.body).not.toHaveProperty('config.threshold');
	});

	it('leaves the choice to the API when nothing is chosen', async () => {
		const nothing = { exchange: '', exchangeType: 'choice', percentage: '', percentageType: 'msg' };
		const { host, emulator } = await stage([
			node('market-depth', { asset: 'BTC', ...nothing, percentage: 'missing' }),
		]);
		await host.ask();
		expect(emulator.calls[0]?.url).toBe('/v1/depth/BTC');
	});

	it.each([
		['a message without the property', { asset: 'payload.symbol', assetType: 'msg' }],
		['an expression that is not one', { asset: '$((', assetType: 'jsonata' }],
		['an expression that fails', { asset: '$error("no")', assetType: 'jsonata' }],
		['a path that is not one', { asset: 'a..b', assetType: 'msg' }],
		['a value outside the list', { timeframe: '2D', timeframeType: 'choice' }],
		['a list for an asset', { asset: '["BTC","ETH"]', assetType: 'jsonata' }],
	])('refuses %s before anything is sent', async (_, properties) => {
		const { host, emulator } = await stage([node('liquidations', properties)]);
		const { error } = await host.fail({ payload: {} });
		expect(error.code).toBe('invalid_parameter');
		expect(error.message).toContain('Liquidation clusters: ');
		expect(emulator.calls).toEqual([]);
		expect(host.statuses.at(-1)).toMatchObject({ fill: 'red', shape: 'dot' });
	});
});
