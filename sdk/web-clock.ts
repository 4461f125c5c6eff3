import type { Clock } from '../core';

/**
 * A clock of the web platform alone, since this file travels in the n8n package, where timers of the
 * host are not to be used.
 */
export const webClock: Clock = {
	now: () => Date.now(),
	sleep: (ms, signal) =>
		new Promise((resolve) => {
			if (signal?.aborted) {
				resolve();
				return;
			}
			// The time-out of a signal does not keep a program alive, an open port does: without it a
			// program that only waits for a retry would end in the middle.
			const { port1 } = new MessageChannel();
			(port1 as { ref?(): void }).ref?.();
			const timeout = AbortSignal.timeout(Math.max(0, Math.ceil(ms)));
			const done = () => {
				timeout.removeEventListener('abort', done);
				signal?.removeEventListener('abort', done);
				port1.close();
				resolve();
			};
			timeout.addEventListener('abort', done);
			signal?.addEventListener('abort', done);
		}),
};
