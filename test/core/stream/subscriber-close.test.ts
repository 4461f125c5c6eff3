import { settleStream } from '../../../core';
import { settled } from '../support/manual-clock';
import { message } from './support/frames';
import { BTC, ETH, Listening, messagesOf, typesOf } from './support/listening';

let rig: Listening;
beforeEach(() => {
	rig = new Listening();
});
afterEach(() => rig.end());

describe('a listener that closes', () => {
	it('ends the connection when it was the last, and at once', async () => {
		const access = rig.access();
		const first = await rig.live(access);
		const second = rig.listen(access);
		const socket = rig.sockets.newest;
		first.subscriber.close();
		expect(socket.isDestroyed).toBe(false);
		second.subscriber.close();
		expect(socket.isDestroyed).toBe(true);
		expect(second.subscriber.status.state).toBe('idle');
	});

	it('is given nothing more, whatever still comes', async () => {
		const access = rig.access();
		const ear = await rig.live(access, { settings: { mode: 'latest' }, quietAfterMs: 1000 });
		rig.listen(access);
		rig.say();
		ear.subscriber.close();
		rig.say();
		rig.sockets.newest.close();
		await rig.clock.pass(60_000);
		expect(ear.deliveries).toEqual([]);
		expect(typesOf(ear)).toEqual(['connecting', 'connected']);
		const { received, dropped, waiting } = ear.subscriber.status.counts;
		expect([received, dropped, waiting]).toEqual([1, 1, 0]);
	});

	it('may do so twice, and while it is given something', async () => {
		const access = rig.access();
		const ears = [0, 1].map(() =>
			rig.listen(access, {
				onMessages: () => {
					for (const { subscriber } of ears) subscriber.close();
					return undefined;
				},
			}),
		);
		await rig.accept();
		rig.sockets.newest.say([message({ price: 1 }), message({ price: 2 }), message({ price: 3 })]);
		expect(ears.map((ear) => messagesOf(ear).length).sort()).toEqual([0, 1]);
		expect(rig.sockets.alive).toEqual([]);
	});

	it('may be closed by another one in the middle of a message for both, and leaves nothing', async () => {
		const access = rig.access();
		const binance = { ...BTC, exchange: 'binance' };
		const closing = await rig.live(access, {
			subscriptions: [binance],
			onMessages: () => {
				other.subscriber.close();
				return undefined;
			},
		});
		const other = rig.listen(access, { settings: { mode: 'batch' } });
		rig.say({ exchange: 'all' });
		expect(other.subscriber.status.counts.waiting).toBe(1);
		rig.say({ exchange: 'binance' });
		expect(messagesOf(closing)).toHaveLength(1);
		expect(other.subscriber.status.counts).toMatchObject({ received: 1, dropped: 1, waiting: 0 });
		closing.subscriber.close();
		expect(rig.clock.asleep).toEqual([]);
	});

	it('may be closed by another one who hears of something, and hears nothing of it', async () => {
		const access = rig.access();
		await rig.live(access, {
			onEvent: ({ type }) => {
				if (type === 'disconnected') other.subscriber.close();
			},
		});
		const other = rig.listen(access);
		rig.sockets.newest.close();
		expect(typesOf(other)).toEqual([]);
	});

	it('leaves no timer of a delivery that is under way', async () => {
		const ear = await rig.live(undefined, { onMessages: () => new Promise(() => undefined) });
		rig.say();
		ear.subscriber.close();
		expect(rig.clock.asleep).toEqual([]);
	});

	it.each(['connecting', 'waiting', 'checking', 'refused'])(
		'may do so while it is %s',
		async (state) => {
			rig.rest = () =>
				state === 'checking'
					? new Promise(() => undefined)
					: { status: 401, headers: {}, body: '{}' };
			const ear = rig.listen(rig.access());
			await settled();
			if (state === 'waiting') {
				await rig.accept();
				rig.sockets.newest.close(1006);
			} else if (state !== 'connecting') {
				rig.sockets.newest.close(4401);
				await rig.clock.pass(0);
			}
			expect(ear.subscriber.status.state).toBe(state);
			ear.subscriber.close();
			expect(ear.subscriber.status.state).toBe('idle');
		},
	);
});

describe('a connection that lingers', () => {
	it('is taken over by whoever comes in time, without a word to the server', async () => {
		const access = rig.access();
		const first = await rig.live(access);
		const { sent } = rig.sockets.newest;
		const before = sent.length;
		first.subscriber.close({ lingerMs: 1500 });
		await rig.clock.pass(1000);
		const second = rig.listen(rig.access(access.apiKey));
		await rig.clock.pass(5000);
		expect(rig.sockets.all).toHaveLength(1);
		expect(sent).toHaveLength(before);
		rig.say();
		expect([first, second].map((ear) => messagesOf(ear).length)).toEqual([0, 1]);
	});

	it('gives up what nobody came for, and keeps the rest', async () => {
		const access = rig.access();
		const first = await rig.live(access, { subscriptions: [BTC, ETH] });
		first.subscriber.close({ lingerMs: 1500 });
		rig.listen(access, { subscriptions: [BTC] });
		expect(rig.sockets.newest.unsubscribed).toEqual([]);
		await rig.clock.pass(1500);
		expect(rig.sockets.newest.unsubscribed).toEqual(['liquidations:ETH:all']);
		expect(rig.sockets.alive).toHaveLength(1);
	});

	it('ends by itself when nobody comes', async () => {
		const ear = await rig.live();
		ear.subscriber.close({ lingerMs: 1500 });
		await rig.clock.pass(1499);
		expect(rig.sockets.alive).toHaveLength(1);
		await rig.clock.pass(1);
		expect(rig.sockets.alive).toEqual([]);
		expect(rig.clock.asleep).toEqual([]);
	});

	it('ends at once when it is settled, and those who stay stay', async () => {
		const access = rig.access();
		const first = await rig.live(access, { subscriptions: [ETH] });
		const second = rig.listen(access);
		first.subscriber.close({ lingerMs: 60_000 });
		settleStream(access);
		expect(rig.sockets.newest.unsubscribed).toEqual(['liquidations:ETH:all']);
		second.subscriber.close({ lingerMs: 60_000 });
		expect(rig.sockets.alive).toHaveLength(1);
		settleStream(access);
		settleStream(access);
		expect(rig.sockets.alive).toEqual([]);
	});

	it('connects again while it lingers', async () => {
		const ear = await rig.live();
		ear.subscriber.close({ lingerMs: 60_000 });
		rig.sockets.newest.close();
		await rig.clock.pass(1000);
		expect(rig.sockets.all).toHaveLength(2);
	});
});
