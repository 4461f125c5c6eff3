import { followLevels, type FollowedLevel } from '../../../core/signals/follow-levels';
import { AT } from '../support/answer';
import { MINUTE } from './support/watching';

const RULES = { cooldownMs: 0, reportEnd: false };
const level = (price: number, sizeUsd = 1, source = 'all', side: 'long' | 'short' = 'long') => ({
	source,
	exchange: source,
	side,
	price,
	sizeUsd,
});
type Level = ReturnType<typeof level>;

/** Every level is near; what is told of each round, by id. */
function rounds(...list: (Level[] | { levels: Level[]; sources: string[]; after?: number })[]) {
	let known: FollowedLevel[] = [];
	let now = AT;
	return list.map((round) => {
		const {
			levels,
			sources,
			after = 1,
		} = Array.isArray(round) ? { levels: round, sources: ['all'] } : round;
		now += after * MINUTE;
		const { kept, steps } = followLevels(known, levels, {
			sources: new Set(sources),
			tolerancePercent: 0.2,
			observe: () => ({ state: 'near', isAlert: true }),
			now,
			rules: RULES,
		});
		known = kept;
		return steps.filter(({ alert }) => alert !== 'none').map(({ known: one }) => one.id);
	});
}

describe('levels that are followed', () => {
	it('are found again where they were', () => {
		expect(rounds([level(1000)], [level(1000)])).toEqual([['long 1000'], []]);
	});

	it('are found again a fifth of a percent away, each the nearest one', () => {
		expect(rounds([level(1000), level(1003)], [level(1001), level(1004)], [level(1008)])).toEqual([
			['long 1000', 'long 1003'],
			[],
			['long 1008'],
		]);
	});

	it('are not found again on the other side', () => {
		expect(rounds([level(1000)], [level(1000, 1, 'all', 'short')])).toEqual([
			['long 1000'],
			['short 1000'],
		]);
	});

	it('are gone when their source no longer reports them, and only then', () => {
		const of = (source: string, levels: Level[] = [], after = 1) => ({
			levels,
			sources: [source],
			after,
		});
		const okx = [level(1000, 1, 'okx')];
		expect(rounds(of('okx', okx), of('bybit'), of('okx', okx))).toEqual([
			['long 1000 okx'],
			[],
			[],
		]);
		expect(rounds(of('okx', okx), of('okx'), of('okx', okx))).toEqual([
			['long 1000 okx'],
			[],
			['long 1000 okx'],
		]);
	});

	it('are forgotten when their source has not reported for a day', () => {
		const okx = { levels: [level(1000, 1, 'okx')], sources: ['okx'] };
		const bybit = { levels: [], sources: ['bybit'] };
		expect(rounds(okx, { ...bybit, after: 23 * 60 }, okx)[2]).toEqual([]);
		expect(rounds(okx, { ...bybit, after: 25 * 60 }, okx)[2]).toEqual(['long 1000 okx']);
	});

	it('are forty at most, the largest; the others are not told ever again', () => {
		const many = Array.from({ length: 60 }, (_, index) => level(1000 + 10 * index, index));
		const [first, second] = rounds(many, many);
		expect(first).toHaveLength(40);
		expect(first).toContain('long 1590');
		expect(first).not.toContain('long 1000');
		expect(second).toEqual([]);
	});
});
