import type { HttpResponse } from './transport';

/** What one response says of the daily calls; `undefined` = it does not say. */
export interface RateLimitReading {
	limit?: number | undefined;
	remaining?: number | undefined;
	/** Epoch ms. */
	resetAt?: number | undefined;
}

const DAY = 86_400_000;

/**
 * Reads `X-RateLimit-Limit/Remaining/Reset`. Values that cannot be right are left out: a negative
 * count, a reset in the past or more than two days ahead, a limit of 0 (read as "no limit stated").
 * Source: API guide, "Rate Limits"; a reset may come in epoch seconds or milliseconds.
 */
export function readRateLimit(headers: HttpResponse['headers'], now: number): RateLimitReading {
	const limit = count(headers['x-ratelimit-limit']);
	if (limit === 0) return {};
	const remaining = count(headers['x-ratelimit-remaining']);
	const reset = count(headers['x-ratelimit-reset']);
	const resetAt = reset === undefined ? undefined : reset > 1e11 ? reset : reset * 1000;
	return {
		limit,
		remaining:
			limit !== undefined && remaining !== undefined ? Math.min(limit, remaining) : remaining,
		resetAt:
			resetAt !== undefined && resetAt > now && resetAt - now <= 2 * DAY ? resetAt : undefined,
	};
}

function count(header: string | undefined): number | undefined {
	return header !== undefined && /^\s*\d{1,15}(\.0+)?\s*$/.test(header)
		? Number(header)
		: undefined;
}

/**
 * How long a 429 or 503 asks to wait, in ms: the `Retry-After` header (seconds or a date), else
 * `retry_after` of the body, else the reset of the rate limit. `undefined` = it does not say.
 */
export function readRetryAfter(
	headers: HttpResponse['headers'],
	body: unknown,
	now: number,
): number | undefined {
	const header = headers['retry-after'];
	const seconds = count(header);
	if (seconds !== undefined) return seconds * 1000;
	const date = header === undefined ? NaN : Date.parse(header);
	if (!Number.isNaN(date)) return Math.max(0, date - now);
	const stated = (body as { retry_after?: unknown } | null | undefined)?.retry_after;
	const fromBody = typeof stated === 'string' ? count(stated) : stated;
	if (typeof fromBody === 'number' && Number.isFinite(fromBody) && fromBody >= 0)
		return fromBody * 1000;
	const { resetAt, remaining } = readRateLimit(headers, now);
	return resetAt !== undefined && remaining === 0 ? resetAt - now : undefined;
}

/** When the day of calls ends if the API does not say: the next midnight UTC. */
export function assumedReset(now: number): number {
	return (Math.floor(now / DAY) + 1) * DAY;
}
