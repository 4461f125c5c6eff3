import fc from 'fast-check';
import { assumedReset, readRateLimit, readRetryAfter } from '../../../core/client/rate-limit';

const NOW = Date.parse('2026-02-01T12:00:00Z');
const HOUR = 3_600_000;

const read = (limit?: string, remaining?: string, reset?: string) =>
	readRateLimit(
		{
			'x-ratelimit-limit': limit,
			'x-ratelimit-remaining': remaining,
			'x-ratelimit-reset': reset,
		},
		NOW,
	);

describe('the rate limit of a response', () => {
	it('is read from the three headers, the reset in seconds or milliseconds', () => {
		const resetAt = NOW + HOUR;
		for (const reset of [resetAt / 1000, resetAt]) {
			expect(read('100', '95', String(reset))).toEqual({ limit: 100, remaining: 95, resetAt });
		}
	});

	it('takes blanks and decimals of zero', () => {
		expect(read(' 100 ', '95.0')).toMatchObject({ limit: 100, remaining: 95 });
	});

	it('is empty without headers', () => {
		expect(readRateLimit({}, NOW)).toEqual({
			limit: undefined,
			remaining: undefined,
			resetAt: undefined,
		});
	});

	it('ignores a reset in the past, as in the guide’s sample', () => {
		expect(read('100', '95', '1643721600').resetAt).toBeUndefined();
		expect(read('100', '95', String(NOW / 1000)).resetAt).toBeUndefined();
	});

	it('ignores a reset more than two days ahead', () => {
		expect(read('100', '95', String(NOW + 48 * HOUR)).resetAt).toBe(NOW + 48 * HOUR);
		expect(read('100', '95', String(NOW + 48 * HOUR + 1)).resetAt).toBeUndefined();
		expect(read('100', '95', '99999999999999').resetAt).toBeUndefined();
	});

	it('is not stated by a limit of 0, nor by words or negative numbers', () => {
		expect(read('0', '0')).toEqual({});
		expect(read('unlimited', 'unlimited', 'never')).toMatchObject({
			limit: undefined,
			remaining: undefined,
		});
		expect(read('-1', '-1')).toMatchObject({ limit: undefined, remaining: undefined });
		expect(read('1e3', '0x10')).toMatchObject({ limit: undefined, remaining: undefined });
		expect(read('100, 100', '')).toMatchObject({ limit: undefined, remaining: undefined });
	});

	it('never leaves more calls than the limit', () => {
		expect(read('100', '120').remaining).toBe(100);
	});

	it('holds whole counts and a near future, whatever the headers say', () => {
		const header = fc.option(fc.oneof(fc.string(), fc.integer().map(String)), { nil: undefined });
		fc.assert(
			fc.property(header, header, header, (limit, remaining, reset) => {
				const reading = read(limit, remaining, reset);
				for (const count of [reading.limit, reading.remaining]) {
					if (count !== undefined) {
						expect(Number.isInteger(count)).toBe(true);
						expect(count).toBeGreaterThanOrEqual(0);
					}
				}
				if (reading.resetAt !== undefined) {
					expect(reading.resetAt).toBeGreaterThan(NOW);
					expect(reading.resetAt).toBeLessThanOrEqual(NOW + 48 * HOUR);
				}
			}),
		);
	});
});

describe('how long a response asks to wait', () => {
	const asked = (headers: Record<string, string>, body?: unknown) =>
		readRetryAfter(headers, body, NOW);

	it('is Retry-After in seconds', () => {
		expect(asked({ 'retry-after': '120' })).toBe(120_000);
		expect(asked({ 'retry-after': '0' })).toBe(0);
	});

	it('is Retry-After as a date, which may be over', () => {
		expect(asked({ 'retry-after': 'Sun, 01 Feb 2026 12:01:30 GMT' })).toBe(90_000);
		expect(asked({ 'retry-after': 'Sun, 01 Feb 2026 11:00:00 GMT' })).toBe(0);
	});

	it('is else retry_after of the body, a number or a text', () => {
		expect(asked({}, { retry_after: 3600 })).toBe(3_600_000);
		expect(asked({}, { retry_after: '3600' })).toBe(3_600_000);
		expect(asked({}, { retry_after: 0.5 })).toBe(500);
		expect(asked({ 'retry-after': 'later' }, { retry_after: 5 })).toBe(5000);
	});

	it('prefers the header to the body', () => {
		expect(asked({ 'retry-after': '1' }, { retry_after: 3600 })).toBe(1000);
	});

	it('is else the reset, when no call is left', () => {
		const reset = String(NOW / 1000 + 600);
		const headers = { 'x-ratelimit-limit': '100', 'x-ratelimit-reset': reset };
		expect(asked({ ...headers, 'x-ratelimit-remaining': '0' })).toBe(600_000);
		expect(asked({ ...headers, 'x-ratelimit-remaining': '5' })).toBeUndefined();
		expect(asked(headers)).toBeUndefined();
	});

	it.each([{}, null, 'wait', [], { retry_after: -1 }, { retry_after: NaN }, { retry_after: {} }])(
		'is not stated by the body %j',
		(body) => {
			expect(asked({}, body)).toBeUndefined();
		},
	);

	it('is never negative, whatever is sent', () => {
		const value = fc.oneof(fc.string(), fc.double(), fc.integer().map(String));
		fc.assert(
			fc.property(value, fc.oneof(value, fc.jsonValue()), (header, stated) => {
				const ms = asked({ 'retry-after': String(header) }, { retry_after: stated });
				expect(ms ?? 0).toBeGreaterThanOrEqual(0);
			}),
		);
	});
});

it('takes the next midnight UTC for the reset when the API does not say', () => {
	const midnight = Date.parse('2026-02-02T00:00:00Z');
	expect(assumedReset(NOW)).toBe(midnight);
	expect(assumedReset(midnight - 1)).toBe(midnight);
	expect(assumedReset(midnight)).toBe(midnight + 24 * HOUR);
});
