import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { DEFAULT_BATCHING, inBatches } from '../../../core';
import { ManualClock } from '../support/manual-clock';

const clock = () => new ManualClock(undefined, () => true);

describe('work in batches', () => {
	it('gives the results in the order of the items, whatever the batches', async () => {
		const sizes = fc.oneof(fc.integer({ min: -2, max: 60 }), fc.constant(NaN), fc.double());
		await fc.assert(
			fc.asyncProperty(fc.array(fc.nat()), sizes, async (items, size) => {
				let running = 0;
				let most = 0;
				const results = await inBatches(
					items,
					{ size, intervalMs: 0 },
					clock(),
					undefined,
					async (item, index) => {
						running += 1;
						most = Math.max(most, running);
						await Promise.resolve();
						running -= 1;
						return `${index}:${item}`;
					},
				);
				expect(results).toEqual(items.map((item, index) => `${index}:${item}`));
				expect(most).toBeLessThanOrEqual(Math.max(1, Math.floor(size) || 1));
			}),
		);
	});

	it('pauses between batches, and only there', async () => {
		const time = clock();
		const work = (item: number) => Promise.resolve(item);
		await inBatches([1, 2, 3, 4, 5], { size: 2, intervalMs: 700 }, time, undefined, work);
		expect(time.slept).toEqual([700, 700]);
		await inBatches([1, 2], DEFAULT_BATCHING, time, undefined, work);
		expect(time.slept).toHaveLength(2);
	});

	it('stops at the first failure: siblings are told, no further batch begins', async () => {
		const begun: number[] = [];
		const told: number[] = [];
		const run = inBatches(
			[0, 1, 2, 3, 4],
			{ size: 3, intervalMs: 0 },
			clock(),
			undefined,
			(item, _, signal) => {
				begun.push(item);
				if (item === 1) return Promise.reject(new Error('down'));
				return new Promise((_, reject) => {
					signal.addEventListener('abort', () => {
						told.push(item);
						reject(new Error('cancelled'));
					});
				});
			},
		);
		await expect(run).rejects.toThrow('down');
		expect(begun).toEqual([0, 1, 2]);
		expect(told).toEqual([0, 2]);
	});

	it('passes the cancellation on, and leaves no listener', async () => {
		const controller = new AbortController();
		const run = inBatches(
			[1, 2],
			{ size: 1, intervalMs: 0 },
			clock(),
			controller.signal,
			(_, __, signal) =>
				new Promise((_, reject) => {
					signal.addEventListener('abort', () => reject(new Error('cancelled')));
				}),
		);
		controller.abort();
		await expect(run).rejects.toThrow('cancelled');
		expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
		await inBatches([1], DEFAULT_BATCHING, clock(), controller.signal, (_, __, signal) => {
			expect(signal.aborted).toBe(true);
			return Promise.resolve();
		});
	});

	it('does nothing for no items', async () => {
		const work = jest.fn();
		expect(await inBatches([], DEFAULT_BATCHING, clock(), undefined, work)).toEqual([]);
		expect(work).not.toHaveBeenCalled();
	});
});
