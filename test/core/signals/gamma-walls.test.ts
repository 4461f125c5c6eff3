import fc from 'fast-check';
import { wallsOf } from '../../../core/signals/gamma-walls';
import { guide } from '../support/guide';

type Wire = { strike: number; gamma_exposure: number };
const GUIDE = guide('gex').gex_profile.map(({ strike, gamma_exposure }: Wire) => ({
	strike,
	gammaUsd: gamma_exposure,
}));

describe('gamma walls', () => {
	it('are the strikes with the largest gamma of either sign, in the sample of the guide', () => {
		expect(wallsOf(GUIDE, 67000)).toEqual({
			largest: { strike: 67000, gammaUsd: 680_000_000 },
			above: { strike: 68500, gammaUsd: -350_000_000 },
			below: { strike: 65000, gammaUsd: -420_000_000 },
		});
	});

	it('may be negative', () => {
		const strikes = [
			{ strike: 68000, gammaUsd: 5 },
			{ strike: 69000, gammaUsd: -9 },
		];
		expect(wallsOf(strikes, 67000).above).toEqual({ strike: 69000, gammaUsd: -9 });
	});

	it('have no side without a price', () => {
		expect(wallsOf(GUIDE, null)).toMatchObject({ above: undefined, below: undefined });
		expect(wallsOf([], 67000).largest).toBeUndefined();
	});

	it('do not depend on the order of the profile', () => {
		const strike = fc.record({
			strike: fc.integer({ min: 1, max: 9 }),
			gammaUsd: fc.integer({ min: -3, max: 3 }),
		});
		fc.assert(
			fc.property(fc.array(strike, { maxLength: 8 }), (strikes) => {
				const size = (one: { gammaUsd: number } | undefined) =>
					one && { ...one, gammaUsd: Math.abs(one.gammaUsd) };
				const [there, back] = [wallsOf(strikes, 5), wallsOf([...strikes].reverse(), 5)];
				for (const side of ['largest', 'above', 'below'] as const) {
					expect(size(back[side])).toEqual(size(there[side]));
				}
			}),
		);
	});
});
