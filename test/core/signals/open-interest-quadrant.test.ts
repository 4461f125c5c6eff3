import fc from 'fast-check';
import { changeSince, quadrantOf, TOTAL } from '../../../core/signals/open-interest-quadrant';

const sample = (price: number, values: Record<string, number>) => ({
	time: 0,
	price,
	values: new Map(Object.entries(values)),
});
const ZONES = { pricePercent: 0.3, openInterestPercent: 0.5 };
const quadrant = (pricePercent: number, openInterestPercent: number, before?: string) =>
	quadrantOf({ pricePercent, openInterestPercent }, ZONES, before);

describe('the quadrant of price and open interest', () => {
	it.each([
		[1, 2, 'new_longs'],
		[1, -2, 'short_covering'],
		[-1, 2, 'new_shorts'],
		[-1, -2, 'long_liquidation'],
		[0.2, 2, 'flat'],
		[1, 0.4, 'flat'],
		[0.3, 0.5, 'new_longs'],
	])('of %d %% and %d %% is %s', (price, interest, expected) => {
		expect(quadrant(price, interest)).toBe(expected);
	});

	it('is held until a change is less than half the dead zone', () => {
		expect(quadrant(0.16, 0.26, 'new_longs')).toBe('new_longs');
		expect(quadrant(0.14, 0.26, 'new_longs')).toBe('flat');
		expect(quadrant(0.16, 0.26, 'new_shorts')).toBe('flat');
	});

	it('never flickers while changes are between half the dead zone and the whole', () => {
		const between = fc.record({
			price: fc.double({ min: 0.15, max: 0.29, noNaN: true }),
			interest: fc.double({ min: 0.25, max: 0.49, noNaN: true }),
		});
		fc.assert(
			fc.property(fc.constantFrom('new_longs', 'flat'), fc.array(between), (start, noise) => {
				const states = noise.reduce<string[]>(
					(seen, { price, interest }) => [...seen, quadrant(price, interest, seen.at(-1))],
					[start],
				);
				expect(new Set(states)).toEqual(new Set([start]));
			}),
		);
	});
});

describe('the change between two moments', () => {
	it('is of the reported total, where both have one', () => {
		const change = changeSince(
			sample(100, { [TOTAL]: 200, okx: 1 }),
			sample(101, { [TOTAL]: 210, okx: 9 }),
		);
		expect(change?.pricePercent).toBeCloseTo(1, 10);
		expect(change?.openInterestPercent).toBeCloseTo(5, 10);
	});

	it('is of the exchanges that both know otherwise', () => {
		const change = changeSince(
			sample(100, { binance: 100, okx: 100, bybit: 5 }),
			sample(100, { binance: 110, okx: 100, deribit: 900, [TOTAL]: 7 }),
		);
		expect(change).toEqual({ pricePercent: 0, openInterestPercent: 5 });
	});

	it('is unknown where they have nothing in common', () => {
		expect(changeSince(sample(1, { okx: 1 }), sample(1, { binance: 1 }))).toBeUndefined();
	});
});
