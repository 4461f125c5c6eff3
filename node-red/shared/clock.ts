import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../core';

export const clock: Clock = {
	now: () => Date.now(),
	// Rejects only when it is aborted, which is a way of being over.
	sleep: (ms, signal) => setTimeout(ms, undefined, signal && { signal }).catch(() => undefined),
};
