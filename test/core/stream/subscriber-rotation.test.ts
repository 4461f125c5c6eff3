import type { StreamAccess } from '../../../core';
import { settled } from '../support/manual-clock';
import { BTC, ETH, Listening, messagesOf, typesOf } from './support/listening';

let rig: Listening;
beforeEach(() => {
	rig = new Listening();
});
afterEach(() => rig.end());

const keyOf = (index: number) => rig.sockets.all[index]?.sent[0]?.apiKey;

describe('a key that was exchanged while it was used', () => {
	it('is read again before every connection but the first', async () => {
		const access = rig.access();
		let read = 0;
		const reread = () => {
			read += 1;
			return Promise.resolve(access);
		};
		rig.listen(access, {}, { reread });
		await rig.accept();
		expect(read).toBe(0);
		rig.sockets.newest.close();
		await rig.clock.pass(1000);
		expect(read).toBe(1);
		expect(rig.sockets.all).toHaveLength(2);
	});

	it('stays with its connection while it is the same', async () => {
		const access = rig.access();
		const reread = () => Promise.resolve(rig.access(access.apiKey));
		const ear = rig.listen(access, {}, { reread });
		await rig.accept();
		rig.sockets.newest.close();
		await rig.clock.pass(1000);
		await rig.accept();
		expect(typesOf(ear)).toEqual([
			'connecting',
			'connected',
			'disconnected',
			'connecting',
			'connected',
		]);
		expect(ear.subscriber.status.connection.reconnects).toBe(1);
	});

	it('moves its listeners to a connection of its own, and leaves the others alone', async () => {
		const [before, after] = [rig.access(), rig.access()];
		const moving = rig.listen(
			before,
			{ subscriptions: [BTC] },
			{ reread: () => Promise.resolve(after) },
		);
		const staying = rig.listen(
			before,
			{ subscriptions: [ETH] },
			{ reread: () => Promise.resolve(before) },
		);
		await rig.accept();
		rig.sockets.newest.close();
		await rig.clock.pass(1000);
		const [, one, other] = rig.sockets.all;
		expect(rig.sockets.all).toHaveLength(3);
		for (const socket of [one!, other!]) {
			socket.open();
			socket.say({ type: 'auth', status: 'ok' });
		}
		const byKey = new Map([1, 2].map((index) => [keyOf(index), rig.sockets.all[index]!]));
		expect(byKey.get(after.apiKey)?.subscribed).toEqual(['liquidations:BTC:all']);
		expect(byKey.get(before.apiKey)?.subscribed).toEqual(['liquidations:ETH:all']);
		expect(typesOf(moving).at(-1)).toBe('connected');
		expect(typesOf(staying).at(-1)).toBe('connected');
	});

	it('ends the connection of the old one when nobody is left there', async () => {
		const [before, after] = [rig.access(), rig.access()];
		const ear = rig.listen(before, {}, { reread: () => Promise.resolve(after) });
		await rig.accept();
		rig.sockets.newest.close();
		await rig.clock.pass(1000);
		await rig.accept();
		expect(rig.sockets.alive).toHaveLength(1);
		expect(keyOf(1)).toBe(after.apiKey);
		rig.say();
		expect(messagesOf(ear)).toHaveLength(1);
		expect(ear.subscriber.status.state).toBe('live');
	});

	it('mends a key that was refused', async () => {
		const [before, after] = [rig.access(), rig.access()];
		rig.rest = () => Promise.resolve({ status: 401, body: '{}' });
		const ear = rig.listen(before, {}, { reread: () => Promise.resolve(after) });
		await settled();
		rig.sockets.newest.close(4401);
		await rig.clock.pass(0);
		expect(ear.subscriber.status.state).toBe('refused');
		ear.subscriber.subscribe([ETH]);
		await rig.accept();
		expect(keyOf(1)).toBe(after.apiKey);
		expect(rig.sockets.newest.subscribed).toEqual(['liquidations:BTC:all', 'liquidations:ETH:all']);
	});

	it('joins a connection that others have with the new one, and says that it is connected', async () => {
		const [before, after] = [rig.access(), rig.access()];
		await rig.live(after, { subscriptions: [ETH] });
		const moving = rig.listen(before, {}, { reread: () => Promise.resolve(after) });
		await rig.accept();
		rig.sockets.newest.close();
		await rig.clock.pass(1000);
		expect(rig.sockets.alive).toHaveLength(1);
		expect(rig.sockets.alive[0]!.subscribed).toEqual([
			'liquidations:ETH:all',
			'liquidations:BTC:all',
		]);
		expect(typesOf(moving)).toEqual([
			'connecting',
			'connected',
			'disconnected',
			'connecting',
			'connected',
		]);
	});

	it.each<[string, () => Promise<StreamAccess>]>([
		['fails', () => Promise.reject(new Error('database is locked'))],
		[
			'throws',
			() => {
				throw new Error('database is locked');
			},
		],
		['finds nothing', () => Promise.resolve(undefined as unknown as StreamAccess)],
	])('stays the same when reading it %s', async (_, reread) => {
		const access = rig.access();
		rig.listen(access, {}, { reread });
		await rig.accept();
		rig.sockets.newest.close();
		await rig.clock.pass(1000);
		await rig.accept();
		expect(keyOf(1)).toBe(access.apiKey);
	});

	it('is not waited for without an end', async () => {
		const access = rig.access();
		const ear = rig.listen(access, {}, { reread: () => new Promise(() => undefined) });
		await rig.accept();
		rig.sockets.newest.close();
		await rig.clock.pass(120_000);
		expect(typesOf(ear).filter((type) => type === 'retrying').length).toBeGreaterThan(2);
		expect(rig.sockets.alive).toEqual([]);
	});

	it('moves nobody who was closed meanwhile', async () => {
		const [before, after] = [rig.access(), rig.access()];
		let answer: (access: StreamAccess) => void = () => undefined;
		const reread = () => new Promise<StreamAccess>((resolve) => (answer = resolve));
		const ear = rig.listen(before, {}, { reread });
		await rig.accept();
		rig.sockets.newest.close();
		await rig.clock.pass(1000);
		ear.subscriber.close();
		answer(after);
		await settled();
		expect(rig.sockets.all).toHaveLength(1);
	});

	it('tells whoever waits for it how it goes with the new one', async () => {
		const [before, after] = [rig.access(), rig.access()];
		rig.rest = () => Promise.resolve({ status: 503 });
		const ear = rig.listen(before, {}, { reread: () => Promise.resolve(after) });
		await rig.accept();
		rig.sockets.newest.close();
		await rig.clock.pass(1000);
		const ready = ear.subscriber.ready(5000);
		await rig.accept();
		await rig.clock.pass(300);
		expect(await ready).toBe('live');
	});
});
