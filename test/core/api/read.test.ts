import { iso, number, string, tidy, time, when, withRest } from '../../../core/api/read';

const NOON = Date.parse('2026-02-01T12:00:00Z');

describe('a number', () => {
	it.each([
		[5, 5],
		['5', 5],
		[' -1.5e3 ', -1500],
		[0, 0],
		['', null],
		[' ', null],
		['12 USD', null],
		['Infinity', null],
		[NaN, null],
		[true, null],
		[null, null],
		[[5], null],
		[{}, null],
	])('from %j is %j', (value, read) => {
		expect(number(value)).toBe(read);
	});
});

describe('a text', () => {
	it.each([
		['a', 'a'],
		['', ''],
		[5, '5'],
		[false, 'false'],
		[null, null],
		[{}, null],
		[['a'], null],
	])('from %j is %j', (value, read) => {
		expect(string(value)).toBe(read);
	});
});

describe('a time', () => {
	it.each([
		['2026-02-01T12:00:00Z', NOON],
		['2026-02-01T14:00:00+02:00', NOON],
		['2026-02-01T14:00:00+0200', NOON],
		['Sun, 01 Feb 2026 12:00:00 GMT', NOON],
		[NOON, NOON],
		[NOON / 1000, NOON],
		[String(NOON / 1000), NOON],
		['2026-02-01', Date.parse('2026-02-01T00:00:00Z')],
		[5, null],
		['level 1', null],
		['2026', null],
		['2026-99-99', null],
		['', null],
		[null, null],
		[{}, null],
	])('from %j is %j', (value, read) => {
		expect(time(value)).toBe(read);
	});

	it.each([
		'2026-02-01T12:00:00',
		'2026-02-01 12:00:00',
		'2026-02-01T12:00',
		'2026-02-01T12:00:00.000',
	])('without a zone, %s, is UTC wherever the machine stands', (value) => {
		expect(time(value)).toBe(NOON);
	});

	it('too far away to be a date has no text', () => {
		expect(iso(1e18)).toBeNull();
		expect(iso(null)).toBeNull();
	});

	it('is the first readable one of the usual names', () => {
		expect(when({ timestamp: 'soon', time: NOON, ts: 5 }, 1)).toEqual({
			columns: { time: NOON, timestamp: '2026-02-01T12:00:00.000Z' },
			consumed: ['time'],
		});
		expect(when({}, NOON)).toEqual({
			columns: { time: NOON, timestamp: '2026-02-01T12:00:00.000Z' },
			consumed: [],
		});
	});
});

describe('the rest of a record', () => {
	it('is flat: nested fields are named after where they stood, lists are JSON', () => {
		const record = { a: { b: { c: 1 }, d: [1, { e: 2 }] }, f: null };
		expect(withRest({}, record)).toEqual({ a_b_c: 1, a_d: '[1,{"e":2}]', f: null });
	});

	it('leaves out what has been read, at the top only', () => {
		expect(withRest({ mine: 1 }, { price: 1, other: { price: 2 } }, ['price'])).toEqual({
			mine: 1,
			other_price: 2,
		});
	});

	it('takes nothing from a column of ours, and loses nothing of its own', () => {
		expect(withRest({ time: 5, asset: 'BTC' }, { time: 'noon', asset: 'BTC' })).toEqual({
			time: 5,
			time_: 'noon',
			asset: 'BTC',
		});
	});

	it('keeps two fields apart whose flat names are the same', () => {
		expect(withRest({}, { a_b: 1, a: { b: 2 }, a_: { b_: 3 } })).toEqual({
			a_b: 1,
			a_b_: 2,
			a__b_: 3,
		});
	});
});

it('rounds away the noise of binary fractions and nothing else', () => {
	expect(tidy(1.0000000000000009)).toBe(1);
	expect(tidy(0.1 + 0.2)).toBe(0.3);
	expect(tidy(4.47761194)).toBe(4.47761194);
	expect(tidy(null)).toBeNull();
});
