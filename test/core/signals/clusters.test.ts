import fc from 'fast-check';
import { mergeLevels, sideOf } from '../../../core/signals/clusters';

const level = (price: number, longUsd: number, shortUsd = 0, exchange = 'all') => ({
	source: 'all',
	exchange,
	price,
	longUsd,
	shortUsd,
});

describe('the side of a cluster', () => {
	it('is the larger one, and short on a tie, as in the bot of the guide', () => {
		expect(sideOf({ longUsd: 2, shortUsd: 1 })).toBe('long');
		expect(sideOf({ longUsd: 1, shortUsd: 2 })).toBe('short');
		expect(sideOf({ longUsd: 1, shortUsd: 1 })).toBe('short');
	});
});

describe('levels next to each other', () => {
	it('are one cluster at the largest of them, with the sum of their sizes', () => {
		// Within 0.1 % of 1,000: 999 to 1,001.
		expect(
			mergeLevels([level(999, 2, 1), level(1000, 5), level(1001, 3), level(1002, 4)], 0.1),
		).toEqual([
			{
				source: 'all',
				exchange: 'all',
				price: 1000,
				side: 'long',
				sizeUsd: 10,
				longUsd: 10,
				shortUsd: 1,
				levels: 3,
			},
			{
				source: 'all',
				exchange: 'all',
				price: 1002,
				side: 'long',
				sizeUsd: 4,
				longUsd: 4,
				shortUsd: 0,
				levels: 1,
			},
		]);
	});

	it('do not merge along a chain of neighbours', () => {
		const chain = Array.from({ length: 50 }, (_, index) => level(1000 + index, 1));
		expect(mergeLevels(chain, 0.1).every(({ levels }) => levels <= 3)).toBe(true);
	});

	it('stay apart where their sides or exchanges differ', () => {
		expect(mergeLevels([level(1000, 5), level(1000, 1, 4)], 1)).toHaveLength(2);
		expect(mergeLevels([level(1000, 5, 0, 'okx'), level(1000, 5, 0, 'bybit')], 1)).toHaveLength(2);
	});

	it('lose nothing, in any order', () => {
		const any = fc.record({
			source: fc.constant('all'),
			exchange: fc.constantFrom('all', 'okx'),
			price: fc.integer({ min: 900, max: 1100 }),
			longUsd: fc.integer({ min: 0, max: 20 }),
			shortUsd: fc.integer({ min: 0, max: 20 }),
		});
		const merge = fc.constantFrom(0, 0.1, 1, 5);
		const sum = (list: { longUsd: number; shortUsd: number }[]) =>
			list.reduce((all, one) => all + one.longUsd + one.shortUsd, 0);
		fc.assert(
			fc.property(
				fc.array(any, { maxLength: 30 }),
				merge,
				fc.infiniteStream(fc.nat()),
				(list, percent, dice) => {
					const merged = mergeLevels(list, percent);
					expect(sum(merged)).toBe(sum(list));
					expect(merged.reduce((all, one) => all + one.levels, 0)).toBe(list.length);
					const keyed = list.map((one) => ({ one, key: dice.next().value as number }));
					const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
					expect(mergeLevels(shuffled, percent)).toEqual(merged);
				},
			),
		);
	});
});
