import fc from 'fast-check';
import { KingfisherError, type ErrorCode } from '../../../core';
import { nextDelay, retryDecision } from '../../../core/client/retry';

const LIMITS = { retries: 2, maxWaitMs: 60_000 };
const never = () => 0;

const failed = (code: ErrorCode, more: { httpStatus?: number; retryAfterMs?: number } = {}) =>
	new KingfisherError({ code, message: '', help: '', ...more });

describe('the back-off', () => {
	const draws = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

	it('is a draw below the cap, which doubles from its base', () => {
		fc.assert(
			fc.property(
				fc.nat(2000),
				draws,
				fc.integer({ min: 1, max: 10_000 }),
				fc.nat(100_000),
				(attempt, draw, base, cap) => {
					const delay = nextDelay(attempt, () => draw, { base, cap });
					expect(delay).toBeGreaterThanOrEqual(0);
					expect(delay).toBeLessThanOrEqual(Math.min(cap, base * 2 ** attempt));
				},
			),
		);
	});

	it('grows 500, 1,000, 2,000 ms and ends at 30 s', () => {
		const highest = [0, 1, 2, 10, 5000].map((attempt) => nextDelay(attempt, () => 1));
		expect(highest).toEqual([500, 1000, 2000, 30_000, 30_000]);
	});
});

describe('whether a request is sent again', () => {
	it.each<[ErrorCode, number | undefined]>([
		['server_error', 500],
		['server_error', 503],
		['timeout', 408],
		['timeout', undefined],
		['connection_failed', undefined],
		['rate_limited', 429],
	])('%s (%p) is', (code, httpStatus) => {
		const error = failed(code, httpStatus === undefined ? {} : { httpStatus });
		expect(retryDecision(error, 0, 'GET', () => 0.5, LIMITS)).toEqual({
			retry: true,
			delayMs: 250,
		});
	});

	it.each<[ErrorCode, number | undefined]>([
		['invalid_parameter', 400],
		['invalid_api_key', 401],
		['plan_required', 402],
		['plan_required', 403],
		['not_found', 404],
		['not_supported', 405],
		['not_json', 200],
		['redirect_refused', 302],
		['response_too_large', 200],
		['cancelled', undefined],
		['budget_reserved', undefined],
	])('%s (%p) never is', (code, httpStatus) => {
		const error = failed(code, httpStatus === undefined ? {} : { httpStatus });
		expect(retryDecision(error, 0, 'GET', never, LIMITS)).toEqual({ retry: false });
	});

	it.each(['POST', 'DELETE'])('a %s never is, since it may have been carried out', (method) => {
		const codes: ErrorCode[] = ['server_error', 'timeout', 'connection_failed', 'rate_limited'];
		for (const code of codes) {
			expect(retryDecision(failed(code), 0, method, never, LIMITS)).toEqual({ retry: false });
		}
	});

	it('ends after the retries that are allowed', () => {
		const decide = (attempt: number, retries: number) =>
			retryDecision(failed('timeout'), attempt, 'GET', never, { ...LIMITS, retries }).retry;
		expect([0, 1, 2, 3].map((attempt) => decide(attempt, 2))).toEqual([true, true, false, false]);
		expect(decide(0, 0)).toBe(false);
	});

	it('waits as long as the API asks, and a jitter more, but never beyond the maximum', () => {
		const wait = (retryAfterMs: number) =>
			retryDecision(failed('rate_limited', { retryAfterMs }), 1, 'GET', () => 0.5, LIMITS);
		expect(wait(20_000)).toEqual({ retry: true, delayMs: 20_500 });
		expect(wait(59_900)).toEqual({ retry: true, delayMs: 60_000 });
		expect(wait(60_000)).toEqual({ retry: true, delayMs: 60_000 });
		expect(wait(60_001)).toEqual({ retry: false });
	});
});
