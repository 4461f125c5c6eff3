import { emulate } from './support';
import { open, subscribed } from './stream-client';

const invalid = (what: string) => ({
	error: 'invalid_parameter',
	message: `Invalid ${what} specified`,
	code: 400,
});

const SUBSCRIBE = { action: 'subscribe', channel: 'gex', asset: 'BTC', exchange: 'all' };

describe("a client's frame", () => {
	it.each([
		['no JSON', 'hello', invalid('frame')],
		['broken JSON', '{"action":', invalid('frame')],
		['no object', [1], invalid('frame')],
		['null', null, invalid('frame')],
		['no action', {}, invalid('action')],
		['an unknown action', { action: 'dance' }, invalid('action')],
		['a ping', { action: 'ping' }, invalid('action')],
		['an unknown channel', { ...SUBSCRIBE, channel: 'trades' }, invalid('channel')],
		['a REST name for a channel', { ...SUBSCRIBE, channel: 'open-interest' }, invalid('channel')],
		['no channel', { ...SUBSCRIBE, channel: undefined }, invalid('channel')],
		['no asset', { ...SUBSCRIBE, asset: undefined }, invalid('asset')],
		['a lower-case asset', { ...SUBSCRIBE, asset: 'btc' }, invalid('asset')],
		['an unknown exchange', { ...SUBSCRIBE, exchange: 'kraken' }, invalid('exchange')],
		[
			'an asset without options',
			{ ...SUBSCRIBE, asset: 'SOL' },
			{ error: 'not_found', message: 'Asset not found', code: 404 },
		],
		[
			'an end to what never began',
			{ ...SUBSCRIBE, action: 'unsubscribe' },
			{ error: 'not_found', message: 'Subscription not found', code: 404 },
		],
	])('with %s is answered by an error that ends nothing', async (_name, frame, error) => {
		const emulator = await emulate();
		const client = await subscribed(emulator);
		await client.send(frame).subscribe('gex:BTC:all').settled();
		expect(client.frames).toEqual([error]);
		expect(emulator.stream.subscriptions()).toEqual(['gex:BTC:all']);
	});

	it('for data comes after the one with the key', async () => {
		const emulator = await emulate();
		const client = await open(emulator);
		await client.subscribe('gex:BTC:all').unsubscribe('gex:BTC:all').settled();
		const error = {
			error: 'not_authenticated',
			message: 'Authenticate before subscribing',
			code: 401,
		};
		expect(client.frames).toEqual([error, error]);
		expect(emulator.stream.subscriptions()).toEqual([]);
	});

	it('may leave the exchange out', async () => {
		const emulator = await emulate();
		const client = await subscribed(emulator);
		await client.send({ action: 'subscribe', channel: 'gex', asset: 'BTC' }).settled();
		expect(emulator.stream.subscriptions()).toEqual(['gex:BTC:all']);
	});

	it('can end a subscription', async () => {
		const emulator = await emulate();
		emulator.stream.behave({ acknowledge: true });
		const client = await subscribed(emulator, 'gex:BTC:all', 'gex:ETH:all', 'gex:BTC:all');
		await client.unsubscribe('gex:BTC:all').settled();
		expect(emulator.stream.subscriptions()).toEqual(['gex:ETH:all']);
		expect(client.frames.at(-1)).toEqual({
			type: 'unsubscribed',
			channel: 'gex',
			asset: 'BTC',
			exchange: 'all',
		});
	});

	it('cannot end one where that is not offered', async () => {
		const emulator = await emulate();
		emulator.stream.behave({ unsubscribe: false });
		const client = await subscribed(emulator, 'gex:BTC:all');
		await client.unsubscribe('gex:BTC:all').settled();
		expect(client.frames).toEqual([invalid('action')]);
		expect(emulator.stream.subscriptions()).toEqual(['gex:BTC:all']);
	});

	it.each([
		[true, [{ type: 'pong' }]],
		['ignore', []],
		[false, [invalid('action')]],
	] as const)('that is a ping is answered as asked for: %s', async (answerPing, frames) => {
		const emulator = await emulate();
		emulator.stream.behave({ answerPing });
		const client = await open(emulator);
		await client.send({ action: 'ping' }).settled();
		expect(client.frames).toEqual(frames);
	});

	it('that answers a heartbeat is taken in either form', async () => {
		const client = await open(await emulate());
		await client.send({ type: 'pong' }).send({ action: 'pong' }).settled();
		expect(client.frames).toEqual([]);
	});

	it('of more than 64 KiB ends the connection', async () => {
		const client = await open(await emulate());
		client.send('x'.repeat(65 * 1024));
		expect((await client.closed).code).toBe(1009);
	});
});
