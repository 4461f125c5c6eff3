import { sleep, waitFor } from '../hosts/wait';
import type { Consumer, StreamBench } from './bench';
import { memoryGrowth, note } from './measure';

const KEYS = 25;
const ASSETS = Array.from({ length: KEYS }, (_, index) => `COIN${index}`);

/** What the growth may be by the issue; a trigger that emits per message reached gigabytes. */
const MAX_GROWTH_MB = 100;

/** A cascade: far more messages than a flow can work on, of 20 clusters each. */
export function describeFlood(name: string, bench: () => StreamBench): void {
	const latest = (): Consumer => ({
		name: 'flood',
		key: bench().freshKey(),
		assets: ASSETS,
		delivery: 'latest',
	});

	beforeEach(() => bench().emulator.stream.behave({ anyAsset: true }));

	afterEach(async () => {
		await bench().run();
		await bench().gone();
		bench().emulator.reset();
		bench().sink.clear();
	});

	/** The newest message of every key that has arrived. */
	const newest = () => {
		const last: Record<string, number> = {};
		for (const { asset, sequence } of bench().sink.data()) {
			if (typeof sequence !== 'number' || typeof asset !== 'string') continue;
			const key = `liquidations:${asset}:all`;
			last[key] = Math.max(sequence, last[key] ?? -1);
		}
		return last;
	};
	const arrived = async (last: Record<string, number>) => {
		const expected = Object.entries(last);
		const isThere = () => {
			const got = newest();
			return expected.every(([key, sequence]) => got[key] === sequence);
		};
		await waitFor('the last state of every key', isThere, { timeoutMs: 60_000, everyMs: 20 });
	};
	const addUp = (counts: Record<string, number>) => {
		const { received, delivered, conflated, dropped, rejected } = counts as Required<
			Record<'received' | 'delivered' | 'conflated' | 'dropped' | 'rejected', number>
		>;
		expect(received).toBe(delivered + conflated + dropped + rejected + (counts['waiting'] ?? 0));
	};

	it.each([
		[
			'20,000 messages at once',
			async () => await bench().emulator.stream.burst(20_000, { assets: ASSETS }),
			20_000,
		],
		[
			'2,000 a second for 30 seconds',
			async () => await bench().emulator.stream.steady(2000, 30, { assets: ASSETS }),
			60_000,
		],
	] as const)(
		'%s: the last states arrive, the counts add up, memory stays flat',
		async (what, pour, count) => {
			const flood = latest();
			await bench().listen(flood);
			// What the host takes to work at all, and for a heap in use, is not the flood's.
			await arrived(await bench().emulator.stream.steady(1000, 4, { assets: ASSETS }));
			bench().sink.clear();
			const began = Date.now();
			let tookMs = 0;
			const growth = await memoryGrowth(bench().host.pid(), async () => {
				const last = await pour();
				const poured = Date.now();
				await arrived(last);
				tookMs = Date.now() - poured;
			});
			note(`${name}, ${what}, last state of every key after`, tookMs / 1000, 's');
			note(`${name}, ${what}, memory growth`, growth, 'MB');
			expect(growth).toBeLessThan(MAX_GROWTH_MB);
			const seconds = (Date.now() - began) / 1000;
			const deliveries = bench().sink.deliveries.filter(({ records }) =>
				records.some(({ event }) => event === undefined),
			);
			note(`${name}, ${what}, deliveries`, deliveries.length, `in ${seconds.toFixed(1)} s`);
			// One a second, of all keys together in one execution, or of each key by itself.
			const perSecond = deliveries.some(({ records }) => records.length > 1) ? 1 : KEYS;
			expect(deliveries.length).toBeLessThanOrEqual((seconds + 2) * perSecond);
			const counts = await bench().host.counts('flood');
			addUp(counts);
			expect(counts['received']).toBe(count + 4000);
			expect(counts['dropped']).toBe(0);
		},
		180_000,
	);

	it('every message: none is lost up to the bound, and beyond it each one that is dropped is counted', async () => {
		const every: Consumer = {
			...latest(),
			assets: ['BTC'],
			delivery: 'every',
			bufferSize: 200,
			perSecond: 100,
		};
		await bench().listen(every);
		await bench().emulator.stream.burst(150, { assets: ['BTC'] });
		await waitFor('all of them', () => bench().sink.sequences().length === 150);
		expect(bench().sink.sequences()).toEqual(Array.from({ length: 150 }, (_, index) => index));
		bench().sink.clear();
		await sleep(1100);
		await bench().emulator.stream.burst(2000, { assets: ['BTC'] });
		await waitFor('the last one', () => bench().sink.sequences().includes(1999), {
			timeoutMs: 60_000,
		});
		const sequences = bench().sink.sequences();
		expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
		const counts = await bench().host.counts('flood');
		addUp(counts);
		expect(counts['received']).toBe(2150);
		expect(counts['delivered']).toBe(150 + sequences.length);
		expect(counts['dropped']).toBe(2000 - sequences.length);
		expect(counts['dropped']).toBeGreaterThan(0);
	}, 120_000);
}
