import type { Clock } from '../../core';

export const clock: Clock = {
	now: () => Date.now(),
	// The one of `timers/promises` makes an error, with its stack, for every deadline that is given up:
	// that is one per request.
	sleep: (ms, signal) =>
		new Promise((resolve) => {
			const end = () => {
				clearTimeout(timer);
				signal?.removeEventListener('abort', end);
				resolve();
			};
			const timer = setTimeout(end, ms);
			signal?.addEventListener('abort', end);
			if (signal?.aborted) end();
		}),
};
