import type { Counts, StreamMessage } from '../../../core';
import { Live, until } from './support/live';

let live: Live;
beforeEach(async () => {
	live = await Live.start();
});
afterEach(() => live.end());

const BURST = 20_000;
const ASSETS = Array.from({ length: 50 }, (_, index) => `COIN${index}`);
const TO = ASSETS.map((asset) => `liquidations:${asset}`);

const sequence = ({ raw }: StreamMessage) => Number((raw['data'] as any).sequence);

function expectSum({ received, delivered, conflated, dropped, rejected, waiting }: Counts): void {
	expect(received).toBe(delivered + conflated + dropped + rejected + waiting);
}

/** The newest that came of each asset. */
function newest(messages: StreamMessage[]): Record<string, number> {
	return Object.fromEntries(
		messages.map((message) => [`liquidations:${message.asset}:all`, sequence(message)]),
	);
}

describe('a burst of 20,000 messages', () => {
	beforeEach(() => live.stream.behave({ anyAsset: true, acknowledge: true }));

	it('ends with the newest state of each asset, and every message accounted for', async () => {
		const ear = await live.listening({ to: TO, settings: { mode: 'latest', intervalMs: 100 } });
		const last = await live.stream.burst(BURST, { assets: ASSETS });
		const { status } = ear.subscriber;
		await until(() => ear.subscriber.status.counts.received === BURST, 'all have come');
		await until(() => ear.subscriber.status.counts.waiting === 0, 'none is waiting');
		expect(newest(ear.messages)).toEqual(last);
		expect(ear.subscriber.status.counts).toMatchObject({ dropped: 0, rejected: 0 });
		expectSum(ear.subscriber.status.counts);
		expect(ear.messages.length).toBeLessThan(BURST / 2);
		expect(status.connection.unreadable).toBe(0);
	});

	it('does not overtake a slow receiver: one delivery at a time, and the newest in the end', async () => {
		let under = 0;
		let most = 0;
		const ear = await live.listening({
			to: TO,
			settings: { mode: 'latest', intervalMs: 50 },
			onMessages: async () => {
				most = Math.max(most, (under += 1));
				await live.clock.sleep(100);
				under -= 1;
			},
		});
		const last = await live.stream.burst(BURST, { assets: ASSETS });
		await until(() => ear.subscriber.status.counts.received === BURST, 'all have come');
		await until(() => ear.subscriber.status.counts.waiting === 0 && under === 0, 'all is done');
		expect(most).toBe(1);
		expect(newest(ear.messages)).toEqual(last);
		expectSum(ear.subscriber.status.counts);
	});

	it('comes whole and in order when every message is wanted', async () => {
		const ear = await live.listening({ to: TO });
		await live.stream.burst(BURST, { assets: ASSETS });
		await until(() => ear.messages.length === BURST, 'all have come');
		expect(ear.messages.map(sequence)).toEqual([...Array(BURST).keys()]);
	});

	it('takes no more room than is set when the receiver is stuck', async () => {
		const ear = await live.listening({
			to: TO,
			settings: { mode: 'batch', batchSize: 10, bufferSize: 1000 },
			onMessages: () => new Promise(() => undefined),
		});
		await live.stream.burst(BURST, { assets: ASSETS });
		await until(() => ear.subscriber.status.counts.received === BURST, 'all have come');
		const { counts } = ear.subscriber.status;
		expect(counts).toMatchObject({ delivered: 10, waiting: 1000, dropped: BURST - 1010 });
		expectSum(counts);
	});
});
