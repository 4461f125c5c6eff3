import fc from 'fast-check';
import { callPlan, stretchInterval } from '../../../core/signals/schedule';
import { AT } from '../support/answer';

const PRO = { limit: 100, reserve: 10 };
const MINUTE = 60_000;

describe('the calls of a schedule, by the numbers of the guide', () => {
	// API guide, FAQ: "3 assets every 15 minutes during 8 active hours = 96 calls/day. Same bot checking
	// every minute = 1,440 calls/day"; around the clock, 3 × 96.
	it.each([
		[3, 15, 8, 96],
		[3, 1, 8, 1440],
		[3, 15, 24, 288],
		[1, 15, 24, 96],
		[1, 1, 24, 1440],
		// 480 ÷ 7 = 68.57: the 69th round is still within the 8 hours.
		[1, 7, 8, 69],
	])(
		'of %d assets every %d min in %d h are %d',
		(callsPerRound, intervalMinutes, activeHours, calls) => {
			expect(callPlan({ callsPerRound, intervalMinutes, activeHours, ...PRO }).callsPerDay).toBe(
				calls,
			);
		},
	);

	it('fit 100 a day, but not without the reserve of 10 that the guide advises', () => {
		const plan = callPlan({ callsPerRound: 3, intervalMinutes: 15, activeHours: 8, ...PRO });
		// 90 ÷ 3 = 30 rounds; 480 ÷ 30 = 16 minutes.
		expect(plan).toEqual({
			roundsPerDay: 32,
			callsPerDay: 96,
			fitsLimit: true,
			fitsReserve: false,
			fastestIntervalMinutes: 16,
		});
	});

	it.each([
		// 33 rounds of 3 calls; 480 ÷ 33 = 14.5
		[3, 8, 100, 0, 15],
		// 30 rounds; 1,440 ÷ 30
		[3, 24, 100, 10, 48],
		[91, 24, 100, 10, null],
		[90, 24, 100, 10, 1440],
		[3, 24, null, 10, 1],
	])(
		'of %d at a time in %d h fit %s a day less %d every %s min',
		(callsPerRound, activeHours, limit, reserve, fastest) => {
			const plan = callPlan({ callsPerRound, intervalMinutes: 15, activeHours, limit, reserve });
			expect(plan.fastestIntervalMinutes).toBe(fastest);
		},
	);

	it('fit at the fastest interval, and not a minute faster', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 50 }),
				fc.integer({ min: 1, max: 24 }),
				fc.integer({ min: 60, max: 5000 }),
				(callsPerRound, activeHours, limit) => {
					const plan = (intervalMinutes: number) =>
						callPlan({ callsPerRound, activeHours, intervalMinutes, limit });
					const fastest = plan(15).fastestIntervalMinutes;
					if (fastest === null) return;
					expect(plan(fastest).fitsReserve).toBe(true);
					if (fastest > 1) expect(plan(fastest - 1).fitsReserve).toBe(false);
				},
			),
		);
	});
});

describe('the interval when calls run low', () => {
	const RESET = AT + 12 * 60 * MINUTE;
	const left = (remaining: number | null, more = {}) =>
		stretchInterval({
			intervalMs: 15 * MINUTE,
			callsPerRound: 3,
			remaining,
			resetAt: RESET,
			now: AT,
			...more,
		});

	it('stays as it is while there are enough', () => {
		// 48 rounds of 3 until the reset, and 10 in reserve.
		expect(left(154)).toEqual({ intervalMs: 15 * MINUTE, isStretched: false, reason: '' });
		expect(left(null).isStretched).toBe(false);
	});

	it('is stretched so that they last until the reset', () => {
		// (70 − 10) ÷ 3 = 20 rounds; 720 ÷ 20 = 36 minutes.
		expect(left(70)).toEqual({
			intervalMs: 36 * MINUTE,
			isStretched: true,
			reason:
				'70 calls are left until 2026-02-02T00:00:00.000Z, 10 of them kept in reserve: evaluating every 36 min makes them last',
		});
	});

	it('is the time until the reset when only the reserve is left', () => {
		expect(left(12)).toMatchObject({
			intervalMs: 720 * MINUTE,
			reason: expect.stringContaining('the next evaluation is after that'),
		});
	});

	it('counts only the hours in which it is asked', () => {
		// Of the twelve hours until the reset, eight.
		const hours = { from: 13, to: 21, days: [], timeZone: 'UTC' };
		// (154 − 10) ÷ 3 = 48 rounds, where 32 are wanted.
		expect(left(154, { hours }).isStretched).toBe(false);
		// (70 − 10) ÷ 3 = 20 rounds; 480 ÷ 20 = 24 minutes.
		expect(left(70, { hours }).intervalMs).toBe(24 * MINUTE);
		// They are over for today.
		const over = { ...hours, from: 8, to: 12 };
		expect(left(70, { hours: over }).isStretched).toBe(false);
	});

	it('takes midnight UTC where the reset is not stated, and a reset that is past for none', () => {
		expect(left(70, { resetAt: null }).intervalMs).toBe(36 * MINUTE);
		expect(left(70, { resetAt: '2026-02-02T00:00:00Z' }).intervalMs).toBe(36 * MINUTE);
		expect(left(70, { resetAt: AT - 1 }).isStretched).toBe(false);
	});

	it('never uses more than what is left above the reserve, and is never shorter than asked for', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 200 }),
				fc.integer({ min: 1, max: 30 }),
				fc.integer({ min: 1, max: 24 * 60 }),
				fc.integer({ min: 1, max: 120 }),
				(remaining, callsPerRound, minutesLeft, minutes) => {
					const { intervalMs, isStretched } = stretchInterval({
						intervalMs: minutes * MINUTE,
						callsPerRound,
						remaining,
						resetAt: AT + minutesLeft * MINUTE,
						now: AT,
					});
					expect(intervalMs).toBeGreaterThanOrEqual(minutes * MINUTE);
					// Rounds that begin before the reset, the next one after an interval.
					const rounds = Math.ceil((minutesLeft * MINUTE) / intervalMs) - 1;
					const free = Math.max(0, remaining - 10);
					expect(rounds * callsPerRound).toBeLessThanOrEqual(free);
					expect(isStretched).toBe(intervalMs > minutes * MINUTE);
				},
			),
		);
	});
});
