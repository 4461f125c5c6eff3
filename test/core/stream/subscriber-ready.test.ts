import type { KingfisherError } from '../../../core';
import { settled } from '../support/manual-clock';
import { BTC, ETH, Listening } from './support/listening';

let rig: Listening;
beforeEach(() => {
	rig = new Listening();
});
afterEach(() => rig.end());

/** What became of a promise, as soon as it is settled. */
function outcome<T>(promise: Promise<T>): { now?: T | string } {
	const known: { now?: T | string } = {};
	promise.then(
		(value) => (known.now = value),
		(error: unknown) => (known.now = (error as KingfisherError).code),
	);
	return known;
}

const refuse = async () => {
	rig.rest = () => Promise.resolve({ status: 401, body: '{"error":"invalid_api_key","code":401}' });
	await settled();
	rig.sockets.newest.open();
	rig.sockets.newest.close(4401);
	await rig.clock.pass(0);
};

describe('being ready', () => {
	it('is being connected, and not refused right after', async () => {
		const ready = outcome(rig.listen(rig.access()).subscriber.ready(5000));
		await rig.accept();
		await rig.clock.pass(299);
		expect(ready.now).toBeUndefined();
		await rig.clock.pass(1);
		expect(ready.now).toBe('live');
	});

	it('is known when a subscription is what shows that the key is refused', async () => {
		const ready = outcome(rig.listen(rig.access()).subscriber.ready(5000));
		await rig.accept();
		await rig.clock.pass(100);
		await refuse();
		expect(ready.now).toBe('invalid_api_key');
	});

	it('is trying again after a failure that passes', async () => {
		const ready = outcome(rig.listen(rig.access()).subscriber.ready(5000));
		await settled();
		rig.sockets.newest.close(1006, { httpStatus: 503 });
		await settled();
		expect(ready.now).toBe('waiting');
	});

	it('fails when the key is refused', async () => {
		const ready = outcome(rig.listen(rig.access()).subscriber.ready(5000));
		await refuse();
		expect(ready.now).toBe('invalid_api_key');
	});

	it('is whatever it is after the time that is given', async () => {
		const ready = outcome(rig.listen(rig.access()).subscriber.ready(5000));
		await rig.clock.pass(4999);
		expect(ready.now).toBeUndefined();
		await rig.clock.pass(1);
		expect(ready.now).toBe('connecting');
	});

	it('is known at once of a connection that others have', async () => {
		const access = rig.access();
		await rig.live(access);
		const ready = outcome(rig.listen(access).subscriber.ready(5000));
		await rig.clock.pass(300);
		expect(ready.now).toBe('live');
	});

	it('is known at once when it was asked for too late to hear of it', async () => {
		const ear = rig.listen(rig.access());
		await refuse();
		const late = outcome(ear.subscriber.ready(5000));
		await settled();
		expect(late.now).toBe('invalid_api_key');
		ear.subscriber.subscribe([ETH]);
		const again = outcome(ear.subscriber.ready(5000));
		await rig.accept();
		await rig.clock.pass(300);
		expect(again.now).toBe('live');
	});

	it('is known at once while it waits for the next attempt', async () => {
		const ear = await rig.live();
		rig.sockets.newest.close();
		const ready = outcome(ear.subscriber.ready(5000));
		await settled();
		expect(ready.now).toBe('waiting');
	});

	it('ends with the listener, and leaves no timer', async () => {
		const { subscriber } = rig.listen(rig.access());
		const ready = outcome(subscriber.ready(5000));
		subscriber.close();
		expect(rig.clock.asleep).toEqual([]);
		await settled();
		expect(ready.now).toBe('idle');
		const after = outcome(subscriber.ready(5000));
		expect(rig.clock.asleep).toEqual([]);
		await settled();
		expect(after.now).toBe('idle');
	});

	it('may be asked by several, and again', async () => {
		const { subscriber } = rig.listen(rig.access(), { subscriptions: [BTC] });
		const all = [outcome(subscriber.ready(5000)), outcome(subscriber.ready(100))];
		await rig.clock.pass(100);
		await rig.accept();
		await rig.clock.pass(300);
		expect(all.map(({ now }) => now)).toEqual(['live', 'connecting']);
		const again = outcome(subscriber.ready(5000));
		await rig.clock.pass(300);
		expect(again.now).toBe('live');
		expect(rig.clock.asleep).not.toContain(5000);
	});
});
