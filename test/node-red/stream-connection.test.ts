import { newKey } from './support/emulator';
import { Host, until } from './support/host';
import { streamNode, streamStage } from './support/stream';

const GREEN = { fill: 'green', shape: 'dot', text: 'live · 1 feed' };

const shown = (host: Host, text: string) =>
	until(() => host.statuses.find((one) => one.text === text), `the status "${text}"`);

describe('the second output of the stream node', () => {
	it('tells that it is connected, that it was lost, and how long it was gone', async () => {
		const { told, stream, host } = await streamStage([streamNode()]);
		expect((await told()).payload).toMatchObject({ event: 'connected', gapSeconds: null });
		stream.drop({ code: 1001, reason: 'maintenance' });
		const lost = await told();
		expect(lost.topic).toBe('disconnected');
		expect(lost.payload).toMatchObject({ event: 'disconnected', closeCode: 1001 });
		const back = await told();
		expect(back).toMatchObject({ topic: 'connected', payload: { event: 'connected' } });
		const { text, gapFrom, gapSeconds } = back.payload as Record<string, unknown>;
		expect(text).toMatch(/connected again after .* without data/);
		expect(gapFrom).toMatch(/Z$/);
		expect(gapSeconds).toBeGreaterThanOrEqual(0);
		expect(host.sent).toEqual([]);
	});

	it('does not tell of every attempt', async () => {
		const { told, stream, host } = await streamStage([streamNode()]);
		await told('connected');
		stream.behave({ refuseUpgrade: 503 });
		stream.drop();
		await told('disconnected');
		await until(() => stream.attempts() >= 3, 'two attempts in vain');
		stream.behave({ refuseUpgrade: undefined });
		await told('connected');
		expect(host.told.map(({ topic }) => topic)).toEqual(['connected', 'disconnected', 'connected']);
	});

	it('tells of a problem, which is a warning too', async () => {
		const { told, stream, host } = await streamStage([streamNode()]);
		stream.sendRaw(Buffer.from('binary'));
		const { payload } = await told('problem');
		expect(payload).toMatchObject({ text: expect.stringContaining('it is binary') });
		expect(host.complaints).toEqual([expect.stringContaining('it is binary')]);
	});

	it('gives each node an event of its own', async () => {
		const { host } = await streamStage([streamNode(), streamNode({}, 'other')]);
		const [mine, others] = await until(() => host.told.length === 2 && host.told, 'both');
		// Each is told at a moment of its own.
		const { text } = others!.payload as { text: string };
		expect(mine!.payload).toMatchObject({ event: 'connected', text });
		expect(mine!.payload).not.toBe(others!.payload);
	});
});

describe('the status of the stream node', () => {
	it('is yellow while it connects, and green with the number of its subscriptions', async () => {
		const { host } = await streamStage([streamNode({ assets: 'BTC, ETH' })]);
		await shown(host, 'live · 2 feeds');
		expect(host.statuses).toEqual([
			{ fill: 'yellow', shape: 'ring', text: 'connecting' },
			{ ...GREEN, text: 'live · 2 feeds' },
		]);
	});

	it('is a red ring when the connection is lost, and green again', async () => {
		const { host, stream } = await streamStage([streamNode()]);
		await shown(host, GREEN.text);
		stream.behave({ refuseUpgrade: 'reset' });
		// The status before it is shown for a second.
		await new Promise((resolve) => setTimeout(resolve, 1000));
		stream.drop();
		expect(await shown(host, 'disconnected')).toMatchObject({ fill: 'red', shape: 'ring' });
		expect(await shown(host, 'trying again')).toMatchObject({ fill: 'yellow', shape: 'ring' });
		stream.behave({ refuseUpgrade: undefined });
		await until(() => host.statuses.at(-1)?.fill === 'green', 'the connection');
	});

	it('is green at once for a node that joins a connection', async () => {
		const { host } = await streamStage([streamNode({}, 'first')]);
		await host.deploy([streamNode({}, 'first'), streamNode()], 'nodes');
		await until(() => host.statuses.length > 0, 'a status');
		expect(host.statuses).toEqual([GREEN]);
	});
});

describe('a stream that is refused', () => {
	it.each([
		['of a Pro key', 'pro', {}, 'plan_required', 'not in your plan'],
		['of an expired key', 'expired', {}, 'invalid_api_key', 'wrong API key'],
		['by close codes', 'pro', { refuse: 'close' }, 'plan_required', 'not in your plan'],
		['by HTTP', 'pro', { refuseUpgrade: 403 }, 'plan_required', 'not in your plan'],
	] as const)('%s is an error, a red dot and an event', async (_, kind, behaviour, code, text) => {
		const apiKey = newKey(kind);
		const { host, told } = await streamStage([streamNode()], {
			behaviour,
			apiKey,
			account: { name: 'mine' },
			isReady: false,
		});
		const { error } = await until(() => host.caught[0], 'an error');
		expect(error.code).toBe(code);
		expect(error.message).toMatch(/account "mine".*\. .*\.$/);
		expect((await told('refused')).payload).toMatchObject({ event: 'refused', code });
		expect(await shown(host, text)).toEqual({ fill: 'red', shape: 'dot', text });
		expect(host.caught).toHaveLength(1);
		expect(JSON.stringify([host.caught, host.told, host.statuses]) + host.log).not.toContain(
			apiKey,
		);
	});

	it('begins again when it is told to', async () => {
		const { host, stream, told } = await streamStage([streamNode()], {
			behaviour: { refuseKeys: 'plan' },
			isReady: false,
		});
		await told('refused');
		stream.behave({ refuseKeys: false });
		host.receive({ payload: 'subscribe' });
		await told('connected');
		await until(() => stream.subscriptions().length === 1, 'the subscription');
	});
});

describe('a stream node that cannot begin', () => {
	/** As it is told at the start, and for every command. */
	const problem = async (host: Host) => {
		const first = await until(() => host.caught[0], 'an error at the start');
		const { error } = await host.fail({ payload: 'status' });
		expect(error.message).toBe(first.error.message);
		return `${error.code} ${error.message}`;
	};

	it('says that its account is missing', async () => {
		const host = await Host.start([streamNode({ account: '' })]);
		expect(await problem(host)).toMatch(/^invalid_configuration No Kingfisher account is chosen/);
		expect(host.statuses).toEqual([{ fill: 'red', shape: 'dot', text: 'check the account' }]);
	});

	it.each<[string, object, string]>([
		['has no key', { apiKey: ' ' }, 'The API key is missing'],
		['is disabled', { account: { d: true } }, 'or it is disabled'],
		[
			'has a stream address without encryption',
			{ account: { streamUrl: 'ws://example.com' } },
			'The stream URL must start with wss://',
		],
	])('says so when its account %s', async (_, options, text) => {
		const { host, stream } = await streamStage([streamNode()], { isReady: false, ...options });
		expect(await problem(host)).toContain(text);
		expect(stream.attempts()).toBe(0);
	});

	it.each<[string, Record<string, string>, string]>([
		['channels', { channels: '' }, 'Channels is empty'],
		['assets', { assets: ' ' }, 'No asset is given'],
		['interval', { interval: 'soon' }, 'Interval is not a number'],
		['minimum', { minimumClusterUsd: '1 billion' }, 'Minimum cluster size is not a number'],
	])('says what is wrong with its %s', async (_, properties, text) => {
		const { host, stream } = await streamStage([streamNode(properties)], { isReady: false });
		expect(await problem(host)).toContain(text);
		expect(host.statuses.at(-1)).toMatchObject({ fill: 'red', text: 'check the fields' });
		expect(stream.attempts()).toBe(0);
	});
});

describe('an account whose stream address is wrong', () => {
	it('still asks the API', async () => {
		const { host } = await streamStage(
			[{ id: 'node', type: 'kingfisher-liquidations', z: 'flow', account: 'account' }],
			{ account: { streamUrl: 'ws://example.com' }, isReady: false },
		);
		expect((await host.ask()).payload).toHaveLength(2);
	});
});
