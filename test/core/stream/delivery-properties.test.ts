import fc from 'fast-check';
import { settled } from '../support/manual-clock';
import { Delivering } from './support/delivering';

const KEYS = ['A', 'B', 'C', 'D'];

const act = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ push: fc.constantFrom(...KEYS, null) }) },
	{ weight: 3, arbitrary: fc.record({ pass: fc.constantFrom(0, 1, 30, 49, 50, 200, 1000, 2500) }) },
	{ weight: 2, arbitrary: fc.record({ done: fc.nat({ max: 5 }) }) },
	{ weight: 1, arbitrary: fc.record({ burst: fc.constantFrom(...KEYS), count: fc.nat(30) }) },
);
const script = fc.array(act, { size: 'max', maxLength: 60 });

const settings = fc.record({
	mode: fc.constantFrom('every' as const, 'latest' as const, 'batch' as const),
	intervalMs: fc.constantFrom(50, 300, 1000),
	batchSize: fc.constantFrom(1, 3, 10),
	bufferSize: fc.constantFrom(10, 50),
	maxInFlight: fc.constantFrom(1, 2, 5),
	perSecond: fc.constantFrom(0, 1, 5),
});

async function play(
	rig: Delivering,
	acts: (typeof act extends fc.Arbitrary<infer T> ? T : never)[],
) {
	for (const one of acts) {
		if ('push' in one) rig.push(one.push);
		else if ('pass' in one) await rig.clock.pass(one.pass);
		else if ('done' in one) {
			rig.deliveries.at(-1 - one.done)?.done();
			await settled();
		} else for (let count = 0; count < one.count; count += 1) rig.push(one.burst);
		check(rig);
	}
}

/** `received` is the sum of what became of the messages, always. */
function check({ counts, outbox }: Delivering): void {
	const { received, delivered, conflated, dropped, rejected } = counts;
	expect(received).toBe(delivered + conflated + dropped + rejected + outbox.waiting);
}

describe('whatever comes and however the receiver behaves', () => {
	it('every message is accounted for, and nothing is left when it is closed', async () => {
		await fc.assert(
			fc.asyncProperty(settings, fc.boolean(), script, async (how, answers, acts) => {
				const rig = new Delivering(how, answers);
				await play(rig, acts);
				const before = rig.deliveries.length;
				rig.outbox.close();
				check(rig);
				expect(rig.outbox.waiting).toBe(0);
				expect(rig.clock.asleep).toEqual([]);
				for (const delivery of rig.deliveries) delivery.done();
				await rig.clock.pass(600_000);
				expect(rig.deliveries).toHaveLength(before);
			}),
		);
	});

	it('no more wait than the bound, and no more are under way than may be', async () => {
		await fc.assert(
			fc.asyncProperty(settings, script, async (how, acts) => {
				const rig = new Delivering(how, true);
				let under = 0;
				let most = 0;
				const finished = new Set<unknown>();
				for (const one of acts) {
					await play(rig, 'done' in one ? [] : [one]);
					if ('done' in one) {
						const delivery = rig.deliveries.at(-1 - one.done);
						if (delivery) finished.add(delivery);
						delivery?.done();
						await settled();
					}
					under = rig.deliveries.length - finished.size;
					most = Math.max(most, rig.outbox.waiting);
					expect(under).toBeLessThanOrEqual(how.maxInFlight);
				}
				expect(most).toBeLessThanOrEqual(how.bufferSize);
				rig.outbox.close();
			}),
		);
	});

	it('messages are given in order, once each', async () => {
		await fc.assert(
			fc.asyncProperty(settings, fc.boolean(), script, async (how, answers, acts) => {
				const rig = new Delivering(how, answers);
				await play(rig, acts);
				const all = rig.deliveries.flatMap(({ sequence }) => sequence);
				expect(new Set(all).size).toBe(all.length);
				if (how.mode !== 'latest') expect(all).toEqual([...all].sort((a, b) => a - b));
				for (const key of KEYS) {
					const ofKey = rig.deliveries.flatMap(({ frames, sequence }) =>
						sequence.filter((_, index) => frames[index]!.key === key),
					);
					expect(ofKey).toEqual([...ofKey].sort((a, b) => a - b));
				}
				rig.outbox.close();
			}),
		);
	});

	it('the latest of each key comes within the interval, and one delivery an interval at most', async () => {
		await fc.assert(
			fc.asyncProperty(settings, script, async (how, acts) => {
				const rig = new Delivering({ ...how, mode: 'latest' });
				const lastPushed = new Map<string, number>();
				let count = 0;
				let lastAt = 0;
				const start = rig.clock.now();
				for (const one of acts) {
					if ('push' in one || 'burst' in one) {
						const key = 'push' in one ? one.push : one.burst;
						const pushes = 'push' in one ? 1 : one.count;
						count += pushes;
						if (key !== null && pushes > 0) lastPushed.set(key, count - 1);
						lastAt = rig.clock.now() - start;
					}
					await play(rig, [one]);
				}
				await rig.clock.pass(how.intervalMs + 50);
				for (const [key, sequence] of lastPushed) {
					const delivery = rig.deliveries.find((one) => one.sequence.includes(sequence));
					// Ten keys and nameless messages may be more than the bound holds.
					if (!delivery && rig.counts.dropped > 0) continue;
					expect([key, delivery?.at]).toEqual([key, expect.any(Number)]);
					expect(delivery!.at).toBeLessThanOrEqual(lastAt + how.intervalMs + 50);
				}
				rig.deliveries.forEach(({ at }, index) => {
					const next = rig.deliveries[index + 1];
					if (next) expect(next.at - at).toBeGreaterThanOrEqual(how.intervalMs);
				});
				rig.outbox.close();
			}),
		);
	});

	it('a batch is no larger than set, and nothing in it waited for longer than the interval', async () => {
		await fc.assert(
			fc.asyncProperty(settings, script, async (how, acts) => {
				const rig = new Delivering({ ...how, mode: 'batch' });
				await play(rig, acts);
				await rig.clock.pass(how.intervalMs);
				expect(rig.outbox.waiting).toBe(0);
				for (const { at, frames, sequence } of rig.deliveries) {
					expect(sequence.length).toBeLessThanOrEqual(how.batchSize);
					const now = at + Date.parse('2026-02-01T12:00:00Z');
					for (const { receivedAt } of frames) {
						expect(now - receivedAt).toBeLessThanOrEqual(how.intervalMs);
					}
				}
			}),
		);
	});

	it('no second sees more messages than set', async () => {
		await fc.assert(
			fc.asyncProperty(settings, script, async (how, acts) => {
				const rig = new Delivering({ ...how, mode: 'every', perSecond: 5 });
				await play(rig, acts);
				rig.deliveries.forEach(({ at }, index) => {
					// A second that begins anywhere may hold the end of one count and the start of the next.
					const later = rig.deliveries[index + 10];
					if (later) expect(later.at - at).toBeGreaterThanOrEqual(1000);
				});
				rig.outbox.close();
			}),
		);
	});
});
