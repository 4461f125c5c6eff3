import fc from 'fast-check';
import { stopPast, zoneAt, zonesOf } from '../../../core/signals/stop-zones';
import { B } from './support/watching';

const level = (price: number, longUsd: number, shortUsd = 0) => ({
	source: 'all',
	exchange: 'all',
	price,
	longUsd,
	shortUsd,
});
const RULES = { minimumUsd: B, halfWidthPercent: 0.25 };

describe('the zone of a cluster', () => {
	it('reaches a quarter of a percent to each side', () => {
		// 66,330 × 0.9975 and × 1.0025
		expect(zonesOf([level(66330, 4.8 * B)], RULES)).toEqual([
			{
				low: expect.closeTo(66164.175, 6),
				high: expect.closeTo(66495.825, 6),
				price: 66330,
				sizeUsd: 4.8 * B,
				side: 'long',
			},
		]);
	});

	it('is joined with those that it overlaps; the largest cluster names it', () => {
		const zones = zonesOf(
			[level(66500, 2 * B), level(66330, 4.8 * B), level(64000, 0, 3 * B)],
			RULES,
		);
		expect(zones).toMatchObject([
			{ price: 64000, side: 'short' },
			{ price: 66330, low: expect.closeTo(66164.175, 6), high: expect.closeTo(66666.25, 6) },
		]);
	});

	it('is made by large clusters only', () => {
		expect(zonesOf([level(66330, B - 1)], RULES)).toEqual([]);
	});
});

describe('a stop inside a zone', () => {
	const zones = zonesOf([level(66330, 4.8 * B)], RULES);

	it('is moved past the far edge and a buffer', () => {
		// Long: 66,164.175 × 0.999; short: 66,495.825 × 1.001
		expect(stopPast(zones, 66300, true, 0.1)).toBeCloseTo(66098.010825, 4);
		expect(stopPast(zones, 66300, false, 0.1)).toBeCloseTo(66562.320825, 4);
	});

	it('stays where it is outside of one', () => {
		expect(stopPast(zones, 66000, true, 0.1)).toBe(66000);
	});

	it('is moved on past the next zone, if it would end up there', () => {
		const two = zonesOf([level(66330, 4.8 * B), level(66000, 2 * B)], {
			...RULES,
			halfWidthPercent: 0.2,
		});
		// 66,330 × 0.998 × 0.999 = 66,131.2 is within 66,000 ± 0.2 % (to 66,132): 65,868 × 0.999 = 65,802.1
		expect(stopPast(two, 66300, true, 0.1)).toBeCloseTo(65802.132, 3);
	});

	it('ends outside of every zone, on the side away from the entry', () => {
		const prices = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 30 });
		const half = fc.double({ min: 0, max: 5, noNaN: true });
		const buffer = fc.double({ min: 0, max: 1, noNaN: true });
		fc.assert(
			fc.property(prices, half, buffer, fc.boolean(), (list, halfWidthPercent, percent, isLong) => {
				const all = zonesOf(
					list.map((price) => level(price, 2 * B)),
					{ ...RULES, halfWidthPercent },
				);
				const stop = list[0]!;
				const moved = stopPast(all, stop, isLong, percent);
				if (moved === null) return;
				expect(zoneAt(all, moved)).toBeUndefined();
				expect(isLong ? moved < stop : moved > stop).toBe(true);
			}),
		);
	});
});
