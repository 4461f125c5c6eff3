import {
	activeHours,
	activeTime,
	isActive,
	nextActive,
	type ActiveHours,
} from '../../../core/signals/rounds';

const hours = (more: Partial<ActiveHours> = {}): ActiveHours => ({
	from: 8,
	to: 16,
	days: [],
	timeZone: 'Europe/Berlin',
	...more,
});
const at = (text: string) => Date.parse(text);
const WORKDAYS = [1, 2, 3, 4, 5];

describe('the hours in which a node asks', () => {
	it.each([
		[8, 16, 8],
		[22, 6, 8],
		[0, 24, 24],
		[9, 9, 24],
		[8.5, 9, 0.5],
	])('from %d to %d are %d a day', (from, to, hours) => {
		expect(activeHours({ from, to })).toBe(hours);
	});

	it.each([
		['2026-02-01T06:59:59Z', false],
		['2026-02-01T07:00:00Z', true],
		['2026-02-01T14:59:59Z', true],
		['2026-02-01T15:00:00Z', false],
		// In summer, Berlin is two hours ahead.
		['2026-07-01T06:00:00Z', true],
		['2026-07-01T14:00:00Z', false],
	])('are those of the time zone: %s', (time, expected) => {
		expect(isActive(hours(), at(time))).toBe(expected);
	});

	it('may go over midnight, and belong to the day on which they begin', () => {
		const night = hours({ from: 22, to: 6, days: WORKDAYS, timeZone: 'UTC' });
		expect(isActive(night, at('2026-02-06T23:00:00Z'))).toBe(true);
		expect(isActive(night, at('2026-02-07T05:59:00Z'))).toBe(true);
		expect(isActive(night, at('2026-02-07T06:00:00Z'))).toBe(false);
		expect(isActive(night, at('2026-02-07T22:00:00Z'))).toBe(false);
		expect(isActive(night, at('2026-02-09T05:00:00Z'))).toBe(false);
	});

	it('are in UTC where the time zone does not exist', () => {
		expect(isActive(hours({ timeZone: 'Moon/Base' }), at('2026-02-01T08:00:00Z'))).toBe(true);
	});
});

describe('the next moment to ask', () => {
	it('is now, within the hours', () => {
		const now = at('2026-02-02T10:07:03Z');
		expect(nextActive(hours(), now)).toBe(now);
	});

	it('is when they begin, otherwise', () => {
		const next = (time: string, more?: Partial<ActiveHours>) =>
			new Date(nextActive(hours(more), at(time))).toISOString();
		expect(next('2026-02-02T15:00:01Z')).toBe('2026-02-03T07:00:00.000Z');
		// Friday evening: Monday.
		expect(next('2026-02-06T15:30:00Z', { days: WORKDAYS })).toBe('2026-02-09T07:00:00.000Z');
		// The night in which the clocks go forward.
		expect(next('2026-03-28T16:00:00Z')).toBe('2026-03-29T06:00:00.000Z');
		// Half an hour off.
		expect(next('2026-02-02T15:00:00Z', { timeZone: 'Asia/Kolkata' })).toBe(
			'2026-02-03T02:30:00.000Z',
		);
	});

	it('is now where no day is active at all', () => {
		const now = at('2026-02-02T10:00:00Z');
		expect(nextActive(hours({ days: [9] }), now)).toBe(now);
	});
});

describe('the active time between two moments', () => {
	it('is what of it is within the hours', () => {
		const between = (from: string, to: string, more?: Partial<ActiveHours>) =>
			activeTime(hours({ timeZone: 'UTC', ...more }), at(from), at(to)) / 3_600_000;
		expect(between('2026-02-02T00:00:00Z', '2026-02-03T00:00:00Z')).toBe(8);
		expect(between('2026-02-02T12:00:00Z', '2026-02-03T00:00:00Z')).toBe(4);
		expect(between('2026-02-02T16:00:00Z', '2026-02-03T00:00:00Z')).toBe(0);
		expect(between('2026-02-02T00:00:00Z', '2026-02-03T00:00:00Z', { from: 0, to: 24 })).toBe(24);
		expect(between('2026-02-02T10:00:00Z', '2026-02-02T10:05:00Z')).toBeCloseTo(5 / 60);
		expect(between('2026-02-02T10:00:00Z', '2026-02-02T09:00:00Z')).toBe(0);
	});
});
