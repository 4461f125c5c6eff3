import { until } from './support/host';
import { streamNode, streamStage } from './support/stream';

/** Hands the node a command and waits until it is done. */
async function command(host: Awaited<ReturnType<typeof streamStage>>['host'], payload: unknown) {
	const _msgid = `command ${host.completed.length} ${host.caught.length}`;
	host.receive({ _msgid, payload });
	await until(() => host.completed.includes(_msgid), 'the end of the command');
}

describe('a message at the input of the stream node', () => {
	it.each<[string, object, string[]]>([
		['adds an asset on the channels of the node', { assets: 'eth' }, ['gex:ETH:all']],
		[
			'adds lists of channels, assets and exchanges',
			{ channels: ['open_interest', 'liquidations'], assets: ['ETH', 'SOL'], exchanges: ['okx'] },
			['ETH', 'SOL'].flatMap((asset) => [
				`liquidations:${asset}:okx`,
				`open_interest:${asset}:okx`,
			]),
		],
		[
			'adds what is named in the singular',
			{ channel: 'funding_rates', asset: 'ETH', exchange: 'bybit' },
			['funding_rates:ETH:bybit'],
		],
		['adds nothing that it has already', { assets: 'BTC' }, []],
	])('%s', async (_, wish, added) => {
		const { host, stream } = await streamStage([streamNode({ channels: 'gex' })]);
		await command(host, { action: 'subscribe', ...wish });
		const all = ['gex:BTC:all', ...added].sort();
		await until(() => stream.subscriptions().length === all.length, 'the subscriptions');
		expect(stream.subscriptions()).toEqual(all);
	});

	it.each<[string, object, string[]]>([
		['an asset on all channels', { assets: 'ETH' }, ['gex:BTC:all', 'liquidations:BTC:all']],
		[
			'a channel of all assets',
			{ channel: 'gex' },
			['liquidations:BTC:all', 'liquidations:ETH:all'],
		],
		[
			'a single one',
			{ channels: 'gex', assets: 'ETH', exchanges: 'all' },
			['gex:BTC:all', 'liquidations:BTC:all', 'liquidations:ETH:all'],
		],
		['everything when nothing is named', {}, []],
		[
			'nothing that it does not have',
			{ assets: 'SOL' },
			['gex:BTC:all', 'gex:ETH:all', 'liquidations:BTC:all', 'liquidations:ETH:all'],
		],
	])('gives up %s', async (_, wish, left) => {
		const { host, stream, report } = await streamStage([
			streamNode({ channels: 'gex,liquidations', assets: 'BTC,ETH' }),
		]);
		await command(host, { action: 'unsubscribe', ...wish });
		await until(() => stream.subscriptions().length === left.length, 'the end of the others');
		expect(stream.subscriptions()).toEqual(left);
		expect((await report()).subscriptions).toHaveLength(left.length);
		await until(
			() => host.statuses.at(-1)?.text === `live · ${left.length} feeds`,
			'the number in the status',
		);
	});

	it('has nothing to give up when there is nothing left', async () => {
		const { host, report } = await streamStage([streamNode()]);
		await command(host, { action: 'unsubscribe' });
		await command(host, { action: 'unsubscribe', assets: 'BTC' });
		expect((await report()).subscriptions).toEqual([]);
	});

	it('asks how things stand, and goes on to the second output', async () => {
		const { host, told, update } = await streamStage([streamNode()]);
		await update();
		const res = { headersSent: false };
		host.receive({ _msgid: 'mine', payload: { action: 'status' }, mine: true, res });
		const msg = await told('status');
		expect(msg).toMatchObject({ _msgid: 'mine', mine: true });
		expect(msg['res']).toBe(res);
		expect(msg.payload).toMatchObject({
			state: 'live',
			subscriptions: [{ channel: 'liquidations', asset: 'BTC', exchange: 'all' }],
			counts: { received: 1, delivered: 1, conflated: 0, dropped: 0, rejected: 0, waiting: 0 },
			connection: { unreadable: 0, reconnects: 0, gapMs: 0 },
		});
		expect(host.sent).toHaveLength(1);
	});

	it('reports what a flow may change without harm', async () => {
		const { report } = await streamStage([streamNode()]);
		const { subscriptions } = await report();
		Object.assign(subscriptions[0]!, { asset: 'spoilt' });
		expect((await report()).subscriptions).toMatchObject([{ asset: 'BTC' }]);
	});

	it.each<[string, unknown, string]>([
		['no command', Date.now(), 'does not say what to do'],
		['nothing', undefined, 'does not say what to do'],
		['an unknown action', { action: 'stop' }, 'does not say what to do'],
		['an unknown channel', { action: 'subscribe', channels: 'gex,weather' }, '"weather" is not'],
		['an unknown exchange', { action: 'subscribe', exchanges: ['mtgox'] }, '"mtgox" is not'],
		['what is no asset', { action: 'subscribe', assets: ['$'] }, '"$" is not an asset symbol'],
		['no asset', { action: 'subscribe', assets: '' }, 'No asset is given'],
		['an unknown channel to give up', { action: 'unsubscribe', channel: 'x' }, '"x" is not'],
	])('is refused when it holds %s, and changes nothing', async (_, payload, text) => {
		const { host, stream, report } = await streamStage([streamNode()]);
		const { error } = await host.fail({ payload });
		expect(error).toMatchObject({ code: 'invalid_parameter' });
		expect(error.message).toContain(text);
		expect(await report()).toMatchObject({ state: 'live', subscriptions: [{ asset: 'BTC' }] });
		expect(stream.subscriptions()).toEqual(['liquidations:BTC:all']);
	});

	it('is taken by a node with three parameters, as Node-RED counts them', async () => {
		const { host } = await streamStage([streamNode()]);
		const { _inputCallback } = host.get('node') as unknown as { _inputCallback: () => void };
		expect(_inputCallback).toHaveLength(3);
	});
});
