import type { KingfisherError } from './errors';
import type { Random } from './transport';

/** Full-jitter exponential back-off: a uniform draw from [0, min(cap, base · 2^attempt)], in ms. */
export function nextDelay(
	attempt: number,
	random: Random,
	{ base = 500, cap = 30_000 } = {},
): number {
	return random() * Math.min(cap, base * 2 ** attempt);
}

export type RetryDecision = { retry: false } | { retry: true; delayMs: number };

/**
 * Whether a failed request is sent again, and after how long. Only a GET is: a POST that timed out may
 * have been carried out. Every retry may cost one of the day's calls, so a wait that the API itself
 * asks for beyond `maxWaitMs` is not waited for: the daily limit comes back in hours.
 */
export function retryDecision(
	error: KingfisherError,
	attempt: number,
	method: string,
	random: Random,
	{ retries, maxWaitMs }: { retries: number; maxWaitMs: number },
): RetryDecision {
	const isTransient = error.retryable || error.httpStatus === 408;
	// A refusal by our own reserve has cost nothing and would be refused again.
	if (!isTransient || error.code === 'budget_reserved') return { retry: false };
	if (method !== 'GET' || attempt >= retries) return { retry: false };
	const asked = error.retryAfterMs ?? 0;
	if (asked > maxWaitMs) return { retry: false };
	// Jitter on top of what is asked: many nodes were told the same second.
	return { retry: true, delayMs: Math.min(maxWaitMs, asked + nextDelay(attempt, random)) };
}
