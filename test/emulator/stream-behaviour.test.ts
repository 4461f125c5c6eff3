import { once } from 'node:events';
import { emulate } from './support';
import { open, refusedUpgrade, subscribed } from './stream-client';

const prices = (frames: any[]) => frames.map(({ data }) => data.price);

describe('the behaviour of the stream', () => {
	it('adds up and is back to the defaults after a reset', async () => {
		const emulator = await emulate();
		const { stream } = emulator;
		const defaults = stream.behaviour;
		expect(defaults).toEqual({
			acknowledge: false,
			refuse: 'frame',
			refuseKeys: false,
			publishEveryMs: 0,
			heartbeatEveryMs: 0,
			heartbeat: 'heartbeat',
			answerPing: false,
			repeat: 0,
			outOfOrder: false,
			includeExchange: false,
			unsubscribe: true,
			anyAsset: false,
		});
		stream.behave({ repeat: 1 });
		stream.behave({ acknowledge: true });
		expect(stream.behaviour).toEqual({ ...defaults, repeat: 1, acknowledge: true });
		emulator.reset();
		expect(stream.behaviour).toEqual(defaults);
	});

	it.each([
		[{ acknowlege: true }, "No behaviour 'acknowlege'"],
		[{ toString: 1 }, "No behaviour 'toString'"],
		[{ refuse: 'politely' }, "'refuse' must be one of frame, frameOnly, close, http, silent"],
		[{ refuse: 'close', closeCode: 1006 }, "'closeCode'"],
		[{ refuseUpgrade: 302 }, "'refuseUpgrade' must be 'reset' or 400 to 599"],
		[{ repeat: -1 }, "'repeat' must be a whole number"],
		[{ publishEveryMs: 2 ** 31 }, "'publishEveryMs'"],
	])('cannot be set to %j', async (changes: object, message) => {
		const { stream } = await emulate();
		const before = stream.behaviour;
		expect(() => stream.behave(changes)).toThrow(TypeError);
		expect(() => stream.behave(changes)).toThrow(message);
		expect(stream.behaviour).toEqual(before);
	});

	it('takes any asset where it is told to, with the data of another one', async () => {
		const emulator = await emulate();
		emulator.stream.behave({ anyAsset: true });
		const client = await subscribed(emulator, 'gex:COIN7:all', 'liquidations:COIN7:all');
		expect(emulator.stream.subscriptions()).toEqual(['gex:COIN7:all', 'liquidations:COIN7:all']);
		emulator.stream.publish('liquidations', 'COIN7');
		const [message] = await client.received(1);
		expect(message).toMatchObject({ channel: 'liquidations', asset: 'COIN7' });
		expect(message.data.clusters.length).toBeGreaterThan(0);
	});

	it('sends the market on its own: at once, and then at intervals', async () => {
		const emulator = await emulate({ scenario: 'guide' });
		// An hour: only what is sent at once can come.
		emulator.stream.behave({ publishEveryMs: 3_600_000 });
		const client = await subscribed(emulator, 'liquidations:BTC:all', 'gex:BTC:all');
		expect(client.frames.map(({ channel }) => channel)).toEqual(['liquidations', 'gex']);
		emulator.stream.behave({ publishEveryMs: 1 });
		const later = (await client.received(6)).slice(2, 6).map(({ channel }) => channel);
		expect(later).toEqual(['liquidations', 'gex', 'liquidations', 'gex']);
		emulator.stream.behave({ publishEveryMs: 0 });
		const { length } = (await client.settled()).frames;
		expect((await client.settled()).frames).toHaveLength(length);
	});

	it.each(['heartbeat', 'ping'] as const)('sends heartbeats: %s', async (heartbeat) => {
		const emulator = await emulate();
		const client = await open(emulator);
		emulator.stream.behave({ heartbeatEveryMs: 1, heartbeat });
		const frames = await client.received(2);
		expect(frames.slice(0, 2)).toEqual([{ type: heartbeat }, { type: heartbeat }]);
	});

	it("sends the protocol's pings", async () => {
		const emulator = await emulate();
		const client = await open(emulator);
		emulator.stream.behave({ heartbeatEveryMs: 1, heartbeat: 'protocol' });
		await once(client.socket, 'ping');
		expect(client.frames).toEqual([]);
	});

	it('repeats data messages, and only those', async () => {
		const emulator = await emulate();
		emulator.stream.behave({ repeat: 2, acknowledge: true });
		const client = await subscribed(emulator, 'gex:BTC:all');
		emulator.stream.publish('gex', 'BTC');
		const { frames } = await client.settled();
		expect(frames).toHaveLength(5);
		expect([frames[3], frames[4]]).toEqual([frames[2], frames[2]]);
	});

	it('sends the message before again, of the same subscription', async () => {
		const emulator = await emulate();
		emulator.stream.behave({ outOfOrder: true });
		const client = await subscribed(emulator, 'gex:BTC:all', 'gex:ETH:all');
		for (const [asset, price] of [
			['BTC', 1],
			['ETH', 2],
			['BTC', 3],
			['ETH', 4],
			['BTC', 5],
		] as const) {
			emulator.stream.publish('gex', asset, { data: { price } });
		}
		expect(prices((await client.settled()).frames)).toEqual([1, 2, 3, 1, 4, 2, 5, 3]);
	});

	it.each([
		[true, { channel: 'gex', asset: 'BTC', exchange: 'okx' }],
		['data', { channel: 'gex', asset: 'BTC', data: { exchange: 'okx' } }],
	] as const)('names the exchange: %s', async (includeExchange, expected) => {
		const emulator = await emulate();
		emulator.stream.behave({ includeExchange });
		const client = await subscribed(emulator, 'gex:BTC:okx');
		emulator.stream.publish('gex', 'BTC', { exchange: 'okx' });
		expect(await client.received(1)).toMatchObject([expected]);
	});

	it('refuses upgrades for as long as it is told to', async () => {
		const emulator = await emulate();
		const { stream } = emulator;
		stream.behave({ refuseUpgrade: 503 });
		expect(await refusedUpgrade(stream.url)).toEqual({
			status: 503,
			body: { error: 'server_error', message: 'Something broke on our end', code: 503 },
		});
		stream.behave({ refuseUpgrade: 'reset' });
		expect(await refusedUpgrade(stream.url)).toEqual({ code: 'ECONNRESET' });
		expect([stream.attempts(), stream.opened()]).toEqual([2, 0]);
		stream.behave({ refuseUpgrade: undefined });
		await open(emulator);
		expect([stream.attempts(), stream.opened()]).toEqual([3, 1]);
	});

	it('knows no other path for a WebSocket', async () => {
		const { stream, baseUrl } = await emulate();
		const { status, body } = await refusedUpgrade(`${baseUrl.replace('http', 'ws')}/streams`);
		expect([status, body.error]).toEqual([404, 'not_found']);
		expect(stream.attempts()).toBe(0);
	});
});
