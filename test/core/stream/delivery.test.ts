import { settled } from '../support/manual-clock';
import { Delivering } from './support/delivering';

describe('delivery of the latest', () => {
	it('gathers what comes together, and waits an interval for the next', async () => {
		const rig = new Delivering({ mode: 'latest', intervalMs: 1000 });
		rig.push('BTC');
		rig.push('ETH');
		await rig.clock.pass(40);
		rig.push('SOL');
		await rig.clock.pass(500);
		rig.push('BTC');
		await rig.clock.pass(5000);
		rig.push('BTC');
		await rig.clock.pass(5000);
		expect(rig.delivered).toEqual([
			[50, 0, 1, 2],
			[1050, 3],
			[5590, 4],
		]);
	});

	it('gives only the newest state of each key', async () => {
		const rig = new Delivering({ mode: 'latest', intervalMs: 1000 });
		for (let round = 0; round < 100; round += 1) for (const key of ['BTC', 'ETH']) rig.push(key);
		await rig.clock.pass(1000);
		expect(rig.delivered).toEqual([[50, 198, 199]]);
		expect(rig.counts).toMatchObject({ received: 200, delivered: 2, conflated: 198, dropped: 0 });
	});

	it('keeps every message whose key is not known, up to its bound', async () => {
		const rig = new Delivering({ mode: 'latest', intervalMs: 1000, bufferSize: 5 });
		for (let one = 0; one < 8; one += 1) rig.push(null);
		await rig.clock.pass(1000);
		expect(rig.delivered).toEqual([[50, 3, 4, 5, 6, 7]]);
		expect(rig.counts).toMatchObject({ delivered: 5, conflated: 0, dropped: 3 });
	});

	it('keeps no more keys than its bound, and drops the oldest', async () => {
		const rig = new Delivering({ mode: 'latest', intervalMs: 1000, bufferSize: 3 });
		for (const key of ['A', 'B', 'C', 'A', 'D', 'E']) rig.push(key);
		expect(rig.outbox.waiting).toBe(3);
		await rig.clock.pass(1000);
		expect(rig.delivered).toEqual([[50, 2, 4, 5]]);
		expect(rig.counts).toMatchObject({ received: 6, delivered: 3, conflated: 1, dropped: 2 });
	});

	it('goes on gathering while the receiver is busy', async () => {
		const rig = new Delivering({ mode: 'latest', intervalMs: 1000 }, true);
		rig.push('BTC');
		await rig.clock.pass(50);
		for (let second = 0; second < 60; second += 1) {
			rig.push('BTC');
			await rig.clock.pass(1000);
		}
		expect(rig.deliveries).toHaveLength(1);
		rig.deliveries[0]!.done();
		await settled();
		expect(rig.delivered).toEqual([
			[50, 0],
			[60_050, 60],
		]);
		expect(rig.counts.conflated).toBe(59);
	});
});

describe('delivery of every message', () => {
	it('is at once, one by one and in order', () => {
		const rig = new Delivering({ mode: 'every' });
		for (let one = 0; one < 5; one += 1) rig.push();
		expect(rig.delivered).toEqual([
			[0, 0],
			[0, 1],
			[0, 2],
			[0, 3],
			[0, 4],
		]);
		expect(rig.clock.asleep).toEqual([]);
	});

	it('has no more under way than may be, and keeps the order', async () => {
		const rig = new Delivering({ mode: 'every', maxInFlight: 2 }, true);
		for (let one = 0; one < 5; one += 1) rig.push();
		expect(rig.delivered).toEqual([
			[0, 0],
			[0, 1],
		]);
		rig.deliveries[1]!.done();
		await settled();
		expect(rig.delivered).toEqual([
			[0, 0],
			[0, 1],
			[0, 2],
		]);
		rig.deliveries[0]!.done();
		rig.deliveries[2]!.done();
		await settled();
		expect(rig.deliveries.map(({ sequence }) => sequence[0])).toEqual([0, 1, 2, 3, 4]);
	});

	it('lets no more through in a second than is set', async () => {
		const rig = new Delivering({ mode: 'every', perSecond: 10 });
		for (let one = 0; one < 25; one += 1) rig.push();
		expect(rig.deliveries).toHaveLength(10);
		await rig.clock.pass(999);
		expect(rig.deliveries).toHaveLength(10);
		await rig.clock.pass(1);
		expect(rig.deliveries).toHaveLength(20);
		await rig.clock.pass(1000);
		expect(rig.deliveries.map(({ sequence }) => sequence[0])).toEqual([...Array(25).keys()]);
	});

	it('drops the oldest beyond its bound, and counts exactly', async () => {
		const rig = new Delivering({ mode: 'every', bufferSize: 10 }, true);
		for (let one = 0; one < 100; one += 1) rig.push();
		expect(rig.outbox.waiting).toBe(10);
		expect(rig.counts).toMatchObject({ received: 100, delivered: 1, dropped: 89 });
		rig.deliveries[0]!.done();
		await settled();
		expect(rig.delivered.at(-1)).toEqual([0, 90]);
	});
});

describe('delivery in batches', () => {
	it('waits for the interval, or until a batch is full', async () => {
		const rig = new Delivering({ mode: 'batch', batchSize: 3, intervalMs: 1000 });
		rig.push();
		await rig.clock.pass(100);
		rig.push();
		await rig.clock.pass(2000);
		for (let one = 0; one < 7; one += 1) rig.push();
		await rig.clock.pass(2000);
		expect(rig.delivered).toEqual([
			[1000, 0, 1],
			[2100, 2, 3, 4],
			[2100, 5, 6, 7],
			[3100, 8],
		]);
	});

	it('keeps every state of a key', async () => {
		const rig = new Delivering({ mode: 'batch', batchSize: 100, intervalMs: 1000 });
		for (let one = 0; one < 50; one += 1) rig.push('BTC');
		await rig.clock.pass(1000);
		expect(rig.deliveries[0]!.sequence).toEqual([...Array(50).keys()]);
		expect(rig.counts).toMatchObject({ delivered: 50, conflated: 0 });
	});

	it('drops the oldest beyond its bound', async () => {
		const rig = new Delivering(
			{ mode: 'batch', batchSize: 10, bufferSize: 20, intervalMs: 1000 },
			true,
		);
		for (let one = 0; one < 50; one += 1) rig.push();
		expect(rig.counts).toMatchObject({ delivered: 10, dropped: 20 });
		rig.deliveries[0]!.done();
		await settled();
		expect(rig.deliveries[1]!.sequence).toEqual([...Array(10).keys()].map((one) => one + 30));
	});
});

describe.each(['latest', 'every', 'batch'] as const)('delivery (%s)', (mode) => {
	const settings = { mode, intervalMs: 1000, batchSize: 10 };

	it('goes on after five minutes with a receiver that never ends', async () => {
		const rig = new Delivering(settings, true);
		rig.push();
		await rig.clock.pass(1000);
		rig.push();
		const [first] = rig.deliveries;
		await rig.clock.pass(first!.at + 299_999 - 1000);
		expect(rig.deliveries).toHaveLength(1);
		await rig.clock.pass(1);
		expect(rig.deliveries).toHaveLength(2);
		// It ends after all, which must not make room twice.
		first!.done();
		await settled();
		rig.push();
		await rig.clock.pass(2000);
		expect(rig.deliveries).toHaveLength(2);
		rig.outbox.close();
	});

	it('leaves nothing behind when it is closed, and delivers nothing more', async () => {
		const rig = new Delivering(settings, true);
		rig.push();
		await rig.clock.pass(1000);
		rig.push();
		rig.push('ETH');
		rig.outbox.close();
		expect(rig.clock.asleep).toEqual([]);
		rig.deliveries[0]!.done();
		await rig.clock.pass(3_600_000);
		expect(rig.deliveries).toHaveLength(1);
		expect(rig.outbox.waiting).toBe(0);
		expect(rig.counts).toMatchObject({ received: 3, delivered: 1, dropped: 2 });
	});

	it('goes on when the clock is set back', async () => {
		const rig = new Delivering({ ...settings, perSecond: 1 });
		rig.push();
		await rig.clock.pass(1000);
		rig.push();
		rig.clock.set(rig.clock.now() - 3_600_000);
		await rig.clock.pass(2000);
		expect(rig.deliveries).toHaveLength(2);
		rig.push();
		rig.clock.set(rig.clock.now() - 3_600_000);
		rig.push();
		await rig.clock.pass(3000);
		expect(rig.deliveries.at(-1)!.sequence.at(-1)).toBe(3);
		expect(rig.clock.asleep).toEqual([]);
	});

	it('goes on when the clock is set on', async () => {
		const rig = new Delivering(settings);
		rig.push();
		rig.clock.set(rig.clock.now() + 3_600_000);
		await rig.clock.pass(1000);
		rig.push();
		await rig.clock.pass(1000);
		expect(rig.deliveries).toHaveLength(2);
	});
});
