import fc from 'fast-check';
import { groupLevels, weightOf, type Level } from '../../../core/charts/levels';
import { niceStep, ticksBetween } from '../../../core/charts/ticks';

const level = (price: number, ...amounts: number[]): Level => ({ price, amounts });
const total = (levels: readonly Level[]) => levels.reduce((sum, one) => sum + weightOf(one), 0);

describe('levels of prices', () => {
	it('stand for themselves while there is room, those of one price together', () => {
		const grouped = groupLevels([level(110, 0, 2), level(90, 1, 0), level(110, 3, 0)], 100, 40)!;
		expect(grouped.levels).toEqual([level(90, 1, 0), level(110, 3, 2)]);
		expect(grouped).toMatchObject({ step: undefined, leftOut: [], low: 90, high: 110 });
	});

	it('are added up in round steps that begin at the price, none on both sides of it', () => {
		const levels = Array.from({ length: 1000 }, (_, index) => level(50_000 + index * 37, 1, 0));
		const price = 67_123;
		const { levels: shown, step } = groupLevels(levels, price, 40)!;
		expect(shown.length).toBeLessThanOrEqual(40);
		expect(step).toBe(1000);
		expect(total(shown)).toBe(1000);
		for (const one of shown) {
			expect(Math.abs(one.price - price)).toBeGreaterThanOrEqual(step! / 2);
		}
		const below = levels.filter((one) => one.price < price).length;
		expect(total(shown.filter((one) => one.price < price))).toBe(below);
	});

	it('are left out where they are small and so far off that they would squeeze the rest', () => {
		const near = [level(95, 500, 0), level(105, 0, 500)];
		const { levels, leftOut, high } = groupLevels([...near, level(1000, 1, 1)], 100, 40)!;
		expect(levels).toEqual(near);
		expect(leftOut).toEqual([level(1000, 1, 1)]);
		expect(high).toBe(105);
	});

	it('are kept where they are far off and large, or small and near', () => {
		const levels = [level(95, 500, 0), level(100.5, 1, 0), level(1000, 0, 100)];
		expect(groupLevels(levels, 100, 40)?.leftOut).toEqual([]);
	});

	it('are found without a price, too', () => {
		const levels = [level(95, 500, 0), level(105, 500, 0), level(5, 1, 0)];
		expect(groupLevels(levels, null, 40)?.leftOut).toEqual([level(5, 1, 0)]);
	});

	it('are nothing when nothing has a size', () => {
		expect(groupLevels([], 100, 40)).toBeUndefined();
		expect(groupLevels([level(100, 0, 0)], 100, 40)).toBeUndefined();
	});

	it('are never lost, whatever comes, and do not depend on the order in which it comes', () => {
		const one = fc.tuple(
			fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
			fc.integer({ min: -1_000_000, max: 1_000_000 }),
		);
		const price = fc.option(fc.double({ min: 1e-9, max: 1e9, noNaN: true }));
		fc.assert(
			fc.property(fc.array(one, { maxLength: 200 }), price, (pairs, current) => {
				const levels = pairs.map(([at, amount]) =>
					level(at, Math.max(0, amount), Math.max(0, -amount)),
				);
				const grouped = groupLevels(levels, current, 40);
				if (!grouped) return total(levels) === 0;
				expect(grouped.levels.length).toBeLessThanOrEqual(41);
				expect(total(grouped.levels) + total(grouped.leftOut)).toBe(total(levels));
				expect(groupLevels([...levels].reverse(), current, 40)).toEqual(grouped);
				return true;
			}),
		);
	});
});

describe('ticks', () => {
	it.each([
		[3, 5],
		[100, 100],
		[101, 200],
		[0.00021, 0.00025],
		[6, 10],
	])('a step of at least %d is %d', (least, step) => {
		expect(niceStep(least)).toBeCloseTo(step, 12);
	});

	it('are round and within their ends', () => {
		expect(ticksBetween(64_750, 68_250, 8)).toEqual([
			65_000, 65_500, 66_000, 66_500, 67_000, 67_500, 68_000,
		]);
		expect(ticksBetween(-551, 455, 5)).toEqual([-500, -250, 0, 250]);
		expect(ticksBetween(5, 5, 5)).toEqual([]);
	});
});
