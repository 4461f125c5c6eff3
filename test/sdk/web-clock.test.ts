import { getEventListeners } from 'node:events';
import { webClock } from '../../sdk/web-clock';

describe('the clock of the web platform', () => {
	it('tells the time', () => {
		const before = Date.now();
		expect(webClock.now()).toBeGreaterThanOrEqual(before);
	});

	it('wakes up after a while, and leaves no listener on the signal', async () => {
		const { signal } = new AbortController();
		await webClock.sleep(5, signal);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it.each([0, -5, 0.4])('takes %d ms for a short while', async (ms) => {
		await expect(webClock.sleep(ms)).resolves.toBeUndefined();
	});

	it('wakes up when it is aborted, instead of in an hour', async () => {
		const controller = new AbortController();
		const asleep = webClock.sleep(3_600_000, controller.signal);
		controller.abort();
		await expect(asleep).resolves.toBeUndefined();
		expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
	});

	it('does not fall asleep for one who has given up', async () => {
		await expect(webClock.sleep(3_600_000, AbortSignal.abort())).resolves.toBeUndefined();
	});

	it('wakes many sleepers in the order of their times', async () => {
		const woken: number[] = [];
		await Promise.all(
			[60, 20, 40, 1].map(async (ms) => {
				await webClock.sleep(ms);
				woken.push(ms);
			}),
		);
		expect(woken).toEqual([1, 20, 40, 60]);
	});
});
