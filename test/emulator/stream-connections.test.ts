import { emulate } from './support';
import { open, refusedUpgrade, subscribed, until } from './stream-client';

describe('what a test does to connections', () => {
	it('sends frames as they stand to those who are authenticated', async () => {
		const emulator = await emulate();
		const client = await subscribed(emulator);
		const stranger = await open(emulator);
		expect(emulator.stream.sendRaw('{"channel":')).toBe(1);
		emulator.stream.sendRaw(Buffer.from([0, 1, 255]));
		emulator.stream.sendRaw({ type: 'notice' });
		emulator.stream.sendRaw(null);
		expect(await client.received(4)).toEqual([
			'{"channel":',
			Buffer.from([0, 1, 255]),
			{ type: 'notice' },
			null,
		]);
		expect((await stranger.settled()).frames).toEqual([]);
	});

	it('drops them by a TCP reset', async () => {
		const emulator = await emulate();
		const clients = [await subscribed(emulator, 'gex:BTC:all'), await open(emulator)];
		expect(emulator.stream.drop()).toBe(2);
		expect(emulator.stream.connections()).toEqual([]);
		for (const client of clients) expect((await client.closed).code).toBe(1006);
		expect(emulator.stream.drop()).toBe(0);
		await open(emulator);
		expect(emulator.stream.opened()).toBe(3);
	});

	it('closes them with a code and a reason', async () => {
		const emulator = await emulate();
		const client = await subscribed(emulator, 'gex:BTC:all');
		expect(emulator.stream.drop({ code: 1012, reason: 'restart' })).toBe(1);
		expect(emulator.stream.subscriptions()).toEqual([]);
		expect(await client.closed).toEqual({ code: 1012, reason: 'restart' });
		expect(() => emulator.stream.drop({ code: 1006 })).toThrow(TypeError);
	});

	it('silences them: nothing is sent or answered until it resumes', async () => {
		const emulator = await emulate();
		const { stream } = emulator;
		const client = await subscribed(emulator, 'gex:BTC:all');
		let pongs = 0;
		client.socket.on('pong', () => pongs++);
		stream.goSilent();
		client.socket.ping();
		client.send('hello').subscribe('gex:ETH:all');
		await until(() => stream.received.length === 4);
		expect([stream.publish('gex', 'BTC'), stream.sendRaw('x')]).toEqual([0, 0]);
		expect(stream.subscriptions()).toEqual(['gex:BTC:all']);

		const other = await subscribed(emulator, 'gex:BTC:all');
		expect(stream.publish('gex', 'BTC')).toBe(1);
		expect(await other.received(1)).toMatchObject([{ channel: 'gex' }]);
		// The other's round trips came after the ping, which therefore was left unanswered.
		expect([client.frames, pongs]).toEqual([[], 0]);

		stream.resume();
		expect(stream.subscriptions()).toEqual(['gex:BTC:all', 'gex:BTC:all', 'gex:ETH:all']);
		expect(stream.publish('gex', 'ETH')).toBe(1);
		expect(await client.received(2)).toMatchObject([
			{ code: 400 },
			{ channel: 'gex', asset: 'ETH' },
		]);
	});

	it('leaves even a close frame unanswered while silent', async () => {
		const emulator = await emulate();
		const client = await open(emulator);
		emulator.stream.goSilent();
		client.send('last words').socket.close(1000);
		await until(() => emulator.stream.received.length === 1);
		await (await open(emulator)).settled();
		expect(client.socket.readyState).toBe(client.socket.CLOSING);
		emulator.stream.resume();
		expect((await client.closed).code).toBe(1000);
	});

	it('notices that a client has gone, even while silent', async () => {
		const emulator = await emulate();
		const client = await open(emulator);
		emulator.stream.goSilent();
		client.socket.terminate();
		await until(() => emulator.stream.connections().length === 0);
		expect(emulator.stream.opened()).toBe(1);
	});

	it('closes them out of a silence', async () => {
		const emulator = await emulate();
		const client = await open(emulator);
		emulator.stream.goSilent();
		emulator.stream.drop({ code: 1001 });
		expect((await client.closed).code).toBe(1001);
	});
});

describe('resetting and closing', () => {
	it('a reset drops the sockets and forgets what they did', async () => {
		const emulator = await emulate();
		const { stream } = emulator;
		const client = await subscribed(emulator, 'gex:BTC:all');
		emulator.reset();
		expect((await client.closed).code).toBe(1006);
		expect([stream.connections(), stream.received]).toEqual([[], []]);
		expect([stream.opened(), stream.attempts()]).toEqual([0, 0]);
		await open(emulator);
		expect(stream.connections()).toMatchObject([{ id: 2 }]);
	});

	it('closing ends every socket at once, silent ones too, and leaves no timer', async () => {
		const timers = () =>
			process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
		const before = timers();
		const emulator = await emulate();
		emulator.stream.behave({ publishEveryMs: 1, heartbeatEveryMs: 1 });
		const live = await subscribed(emulator, 'gex:BTC:all');
		const silent = await open(emulator);
		emulator.stream.goSilent();
		await emulator.close();
		expect((await live.closed).code).toBe(1006);
		expect((await silent.closed).code).toBe(1006);
		emulator.stream.behave({ publishEveryMs: 1 });
		expect(timers()).toBe(before);
	});

	it('a restart on the same port takes its clients back', async () => {
		const first = await emulate();
		const port = Number(new URL(first.url).port);
		const client = await subscribed(first, 'gex:BTC:all');
		await first.close();
		await client.closed;
		expect(await refusedUpgrade(first.stream.url)).toEqual({ code: 'ECONNREFUSED' });
		const second = await emulate({ port });
		expect(second.stream.url).toBe(first.stream.url);
		await subscribed(second, 'gex:BTC:all');
		expect(second.stream.publish('gex', 'BTC')).toBe(1);
	});
});
