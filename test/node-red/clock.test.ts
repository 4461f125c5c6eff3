import { getEventListeners } from 'node:events';
import { clock } from '../../node-red/shared/clock';

const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

describe("Node-RED's clock", () => {
	it('sleeps for as long as it is told, and leaves no listener on a signal that lives on', async () => {
		const { signal } = new AbortController();
		const before = performance.now();
		const sleeping = clock.sleep(20, signal);
		expect(listeners(signal)).toBe(1);
		await sleeping;
		expect(performance.now() - before).toBeGreaterThan(15);
		expect(listeners(signal)).toBe(0);
	});

	it('wakes up as soon as it is aborted, and leaves no timer', async () => {
		const waking = new AbortController();
		const timers = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
		const before = timers();
		const sleeping = clock.sleep(600_000, waking.signal);
		expect(timers()).toBe(before + 1);
		waking.abort();
		await sleeping;
		expect(timers()).toBe(before);
	});

	it('does not fall asleep when it was aborted before', async () => {
		await clock.sleep(600_000, AbortSignal.abort());
		await expect(clock.sleep(0)).resolves.toBeUndefined();
	});
});
