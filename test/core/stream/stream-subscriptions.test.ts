import fc from 'fast-check';
import { ManualClock, settled } from '../support/manual-clock';
import { subscriptionKey, type Subscription } from '../../../core/stream/protocol';
import { Subscriptions } from '../../../core/stream/subscriptions';
import { BTC, Streaming, subscriptions } from './support/streaming';

const ETH = { ...BTC, asset: 'ETH' };
const keys = (list: Subscription[]) => list.map(subscriptionKey);

let rig: Streaming;
beforeEach(() => {
	rig = new Streaming();
});
afterEach(() => {
	rig.stream.stop();
	expect(rig.clock.asleep).toEqual([]);
});

describe('the subscriptions of a connection', () => {
	it('are all sent again, each once, after every reconnection', async () => {
		await rig.live(BTC, ETH);
		for (let round = 0; round < 10; round += 1) {
			rig.socket.close();
			await rig.reconnected();
			expect(rig.socket.subscribed).toEqual(['liquidations:BTC:all', 'liquidations:ETH:all']);
		}
		expect(rig.sockets.alive).toHaveLength(1);
	});

	it('are paced: 500 go out once each, twenty at a time', async () => {
		const wanted = subscriptions(500);
		await rig.live(...wanted);
		expect(rig.socket.subscribed).toHaveLength(20);
		for (let sent = 20; sent < 500; sent += 20) {
			await rig.clock.pass(49);
			expect(rig.socket.subscribed).toHaveLength(sent);
			await rig.clock.pass(1);
			expect(rig.socket.subscribed).toHaveLength(sent + 20);
		}
		await rig.clock.pass(1000);
		expect(rig.socket.subscribed).toEqual(keys(wanted));
	});

	it('are paced also when they are added to a connection that is live', async () => {
		await rig.live();
		const wanted = subscriptions(500);
		for (const one of wanted) rig.stream.subscriptions.add(one);
		expect(rig.socket.subscribed).toHaveLength(20);
		await rig.clock.pass(50);
		expect(rig.socket.subscribed).toHaveLength(40);
		await rig.clock.pass(2000);
		expect(rig.socket.subscribed).toEqual(keys(wanted));
	});

	it('go out at once when they are few', async () => {
		await rig.live();
		await rig.clock.pass(60_000);
		rig.stream.subscriptions.add(BTC);
		expect(rig.socket.subscribed).toEqual(['liquidations:BTC:all']);
	});

	it('that are cancelled while they wait for their turn are never sent', async () => {
		const wanted = subscriptions(60);
		await rig.live(...wanted);
		for (const one of wanted.slice(30)) rig.stream.subscriptions.remove(one);
		rig.stream.subscriptions.add(ETH);
		await rig.clock.pass(1000);
		expect(rig.socket.subscribed).toEqual([...keys(wanted.slice(0, 30)), 'liquidations:ETH:all']);
		expect(rig.socket.unsubscribed).toEqual([]);
	});

	it('that change during an outage are sent as they are afterwards', async () => {
		await rig.live(BTC);
		rig.socket.close();
		rig.stream.subscriptions.remove(BTC);
		rig.stream.subscriptions.add(ETH);
		const old = rig.socket;
		await rig.reconnected();
		expect(old.unsubscribed).toEqual([]);
		expect(rig.socket.subscribed).toEqual(['liquidations:ETH:all']);
	});

	it('start from the beginning when the connection is lost while they are sent', async () => {
		const wanted = subscriptions(100);
		await rig.live(...wanted);
		await rig.clock.pass(50);
		rig.socket.close();
		const old = rig.socket;
		await rig.clock.pass(100);
		expect(old.subscribed).toHaveLength(40);
		await rig.reconnected();
		expect(rig.socket.subscribed).toHaveLength(20);
		await rig.clock.pass(1000);
		expect(rig.socket.subscribed).toEqual(keys(wanted));
	});

	it('are cancelled when the last one who wants them has gone', async () => {
		await rig.live(BTC, BTC);
		expect(rig.socket.subscribed).toHaveLength(1);
		rig.stream.subscriptions.remove(BTC);
		expect(rig.socket.unsubscribed).toEqual([]);
		rig.stream.subscriptions.remove(BTC);
		rig.stream.subscriptions.remove(BTC);
		expect(rig.socket.sent.at(-1)).toEqual({
			action: 'unsubscribe',
			channel: 'liquidations',
			asset: 'BTC',
			exchange: 'all',
		});
		expect(rig.socket.unsubscribed).toHaveLength(1);
	});

	it('leave the other side with exactly what is wanted, whatever happened in between', async () => {
		const few = subscriptions(45);
		const act = fc.oneof(
			fc.record({ add: fc.constantFrom(...few) }),
			fc.record({ remove: fc.constantFrom(...few) }),
			fc.record({ pass: fc.constantFrom(0, 20, 50, 200) }),
			fc.constant({ reconnect: true }),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(act, { maxLength: 150, size: 'max' }), async (acts) => {
				const clock = new ManualClock();
				const kept = new Subscriptions(clock);
				const counts = new Map<string, number>();
				let there = new Set<string>();
				let sentAt: number[] = [];
				const connect = () => {
					there = new Set();
					sentAt = [];
					kept.connect((text) => {
						const frame = JSON.parse(text);
						const key = subscriptionKey(frame);
						if (frame.action === 'unsubscribe') expect(there.delete(key)).toBe(true);
						else {
							expect(there.has(key)).toBe(false);
							there.add(key);
							sentAt.push(clock.now());
						}
					});
				};
				connect();
				for (const one of acts) {
					if ('add' in one) {
						kept.add(one.add);
						const key = subscriptionKey(one.add);
						counts.set(key, (counts.get(key) ?? 0) + 1);
					} else if ('remove' in one) {
						const key = subscriptionKey(one.remove);
						const count = counts.get(key) ?? 0;
						expect(kept.remove(one.remove)).toBe(count === 1);
						counts.set(key, Math.max(0, count - 1));
					} else if ('pass' in one) await clock.pass(one.pass);
					else connect();
				}
				await clock.pass(1000);
				const wanted = [...counts].filter(([, count]) => count > 0).map(([key]) => key);
				expect([...there].sort()).toEqual(wanted.sort());
				sentAt.forEach((at, index) => {
					const later = sentAt[index + 20];
					if (later !== undefined) expect(later - at).toBeGreaterThanOrEqual(50);
				});
				kept.disconnect();
				await settled();
				expect(clock.asleep).toEqual([]);
			}),
			{ numRuns: 100 },
		);
	});
});
