import { inspect } from 'node:util';
import { BTC, ETH, Listening, messagesOf, typesOf } from './support/listening';

let rig: Listening;
beforeEach(() => {
	rig = new Listening();
});
afterEach(() => rig.end());

const okx = { ...BTC, exchange: 'okx' };

describe('listeners of one key and address', () => {
	it('share one connection, and each subscription is sent once', async () => {
		const access = rig.access();
		for (let count = 0; count < 20; count += 1) rig.listen(access, { subscriptions: [BTC, ETH] });
		const socket = await rig.accept();
		expect(rig.sockets.all).toHaveLength(1);
		expect(socket.subscribed).toEqual(['liquidations:BTC:all', 'liquidations:ETH:all']);
		rig.say();
		for (const ear of rig.ears) expect(messagesOf(ear)).toHaveLength(1);
	});

	it.each([
		['key', () => rig.access(undefined, 'wss://one.test')],
		['address', (apiKey: string) => rig.access(apiKey, 'wss://other.test')],
	])('have a connection of their own with another %s', async (_, other) => {
		const access = rig.access(undefined, 'wss://one.test');
		await rig.live(access);
		await rig.live(other(access.apiKey));
		expect(rig.sockets.alive).toHaveLength(2);
		rig.say();
		expect(rig.ears.map((ear) => messagesOf(ear).length)).toEqual([0, 1]);
	});

	it('get only what they asked for', async () => {
		const access = rig.access();
		const first = await rig.live(access, { subscriptions: [BTC] });
		const second = rig.listen(access, { subscriptions: [ETH] });
		rig.say({ asset: 'BTC' });
		rig.say({ asset: 'ETH' });
		rig.say({ asset: 'SOL' });
		expect(messagesOf(first).map(({ asset }) => asset)).toEqual(['BTC']);
		expect(messagesOf(second).map(({ asset }) => asset)).toEqual(['ETH']);
	});

	it('all hear of what happens to the connection', async () => {
		const access = rig.access();
		const first = rig.listen(access);
		const second = rig.listen(access);
		(await rig.accept()).close();
		expect(typesOf(first)).toEqual(['connecting', 'connected', 'disconnected']);
		expect(typesOf(second)).toEqual(['connected', 'disconnected']);
	});

	it('start anew when all who came before have gone', async () => {
		const access = rig.access();
		const first = await rig.live(access);
		rig.say();
		first.subscriber.close();
		const second = await rig.live(access);
		expect(second.subscriber.status.connection).toMatchObject({ frames: 1, reconnects: 0 });
		expect(rig.sockets.all).toHaveLength(2);
	});

	it('log what concerns all of them once', async () => {
		const access = rig.access();
		rig.listen(access);
		rig.listen(access);
		(await rig.accept()).close(1011, { reason: 'overload' });
		expect(rig.ears.flatMap(({ logged }) => logged).join()).toMatch(/^[^,]*overload[^,]*$/);
	});

	it('are not disturbed by one that fails', async () => {
		const access = rig.access();
		const broken = rig.listen(access, {
			onEvent: () => {
				throw new Error('event');
			},
			onMessages: () => {
				throw new Error('messages');
			},
		});
		const rejecting = rig.listen(access, {
			onMessages: () => Promise.reject(new Error('rejected')),
		});
		const well = rig.listen(access);
		const socket = await rig.accept();
		for (let count = 0; count < 3; count += 1) {
			rig.say();
			await rig.clock.pass(1000);
		}
		socket.close();
		expect(messagesOf(well)).toHaveLength(3);
		expect(typesOf(well)).toEqual(['connected', 'disconnected']);
		expect(broken.subscriber.status.counts).toMatchObject({ received: 3, delivered: 3 });
		expect(rejecting.subscriber.status.counts).toMatchObject({ received: 3, delivered: 3 });
		expect(broken.logged.join()).toContain('messages');
		expect(rejecting.logged.join()).toContain('rejected');
	});

	it('may each have their own pace', async () => {
		const access = rig.access();
		const every = await rig.live(access);
		const latest = rig.listen(access, { settings: { mode: 'latest' } });
		const batch = rig.listen(access, { settings: { mode: 'batch', batchSize: 2 } });
		for (let count = 0; count < 5; count += 1) {
			await rig.clock.pass(1);
			rig.say();
		}
		await rig.clock.pass(2000);
		const sizes = [every, latest, batch].map(({ deliveries }) =>
			deliveries.map((one) => one.length),
		);
		expect(sizes).toEqual([[1, 1, 1, 1, 1], [1], [2, 2, 1]]);
	});

	it('have the most careful of their idle limits', async () => {
		const access = rig.access();
		await rig.live(access, { settings: { idleLimitMs: 300_000 } });
		rig.listen(access, { settings: { idleLimitMs: 5000 } });
		rig.sockets.newest.close();
		await rig.clock.pass(1000);
		await rig.accept();
		await rig.clock.pass(15_000);
		expect(rig.sockets.newest.isDestroyed).toBe(true);
	});
});

describe('what is subscribed to', () => {
	it('may change while it is connected', async () => {
		const ear = await rig.live();
		ear.subscriber.subscribe([BTC, ETH]);
		ear.subscriber.unsubscribe([BTC]);
		ear.subscriber.unsubscribe([BTC]);
		const { subscribed, unsubscribed } = rig.sockets.newest;
		expect(subscribed).toEqual(['liquidations:BTC:all', 'liquidations:ETH:all']);
		expect(unsubscribed).toEqual(['liquidations:BTC:all']);
		expect(ear.subscriber.status.subscriptions).toEqual([ETH]);
	});

	it('is cancelled only when nobody else wants it', async () => {
		const access = rig.access();
		const first = await rig.live(access, { subscriptions: [BTC, okx] });
		const second = rig.listen(access, { subscriptions: [BTC] });
		first.subscriber.unsubscribe([BTC, okx]);
		expect(rig.sockets.newest.unsubscribed).toEqual(['liquidations:BTC:okx']);
		rig.say();
		expect([first, second].map((ear) => messagesOf(ear).length)).toEqual([0, 1]);
		second.subscriber.close();
		first.subscriber.subscribe([BTC]);
		expect(rig.sockets.newest.unsubscribed.at(-1)).toBe('liquidations:BTC:all');
		expect(rig.sockets.newest.subscribed.at(-1)).toBe('liquidations:BTC:all');
	});

	it('cannot be changed any more once it is closed', async () => {
		const access = rig.access();
		const first = await rig.live(access);
		const second = rig.listen(access);
		first.subscriber.close();
		first.subscriber.unsubscribe([BTC]);
		first.subscriber.subscribe([ETH]);
		expect(rig.sockets.newest.unsubscribed).toEqual([]);
		expect(rig.sockets.newest.subscribed).toEqual(['liquidations:BTC:all']);
		rig.say();
		expect(messagesOf(second)).toHaveLength(1);
		second.subscriber.close();
		second.subscriber.subscribe([ETH]);
		await rig.clock.pass(60_000);
		expect(rig.sockets.all).toHaveLength(1);
	});

	it('may be nothing at all', async () => {
		const ear = await rig.live(undefined, { subscriptions: [] });
		expect(rig.sockets.newest.subscribed).toEqual([]);
		ear.subscriber.subscribe([BTC]);
		rig.say();
		expect(messagesOf(ear)).toHaveLength(1);
	});
});

describe('what is known of a listener', () => {
	it('are its counts, its subscriptions and the connection', async () => {
		const ear = await rig.live();
		rig.say();
		rig.sockets.newest.say('garbage');
		rig.say({ asset: 'DOGE' });
		expect(ear.subscriber.status).toEqual({
			state: 'live',
			subscriptions: [BTC],
			counts: { received: 1, delivered: 1, conflated: 0, dropped: 0, rejected: 0, waiting: 0 },
			connection: { frames: 4, unreadable: 1, unwanted: 1, reconnects: 0, gapMs: 0 },
		});
	});

	it('is not its key, however it is looked at', async () => {
		const access = rig.access();
		const { subscriber } = await rig.live(access);
		// Only a scripted socket keeps what it was sent.
		rig.sockets.newest.sent.length = 0;
		const seen = inspect(subscriber, { depth: Infinity, showHidden: true });
		expect(seen).toContain('liquidations');
		expect(seen).not.toContain(access.apiKey);
	});
});
