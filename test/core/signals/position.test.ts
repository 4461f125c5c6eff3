import fc from 'fast-check';
import { sizeOf } from '../../../core/signals/position';

const RISK = { equityUsd: 10_000, riskPercent: 1, feePercent: 0, slippagePercent: 0, lot: 0.001 };

describe('the size of a position', () => {
	it('is equity × risk ÷ the distance to the stop', () => {
		// 10,000 × 1 % ÷ (67,000 − 66,000) = 0.1
		expect(sizeOf(67000, 66000, RISK)).toEqual({
			quantity: 0.1,
			notionalUsd: 6700,
			lossPerCoinUsd: 1000,
			lossUsd: 100,
			leverage: 0.67,
		});
	});

	it('allows for fees on both sides and slippage on the stop', () => {
		// 700 + 0.05 % × (67,000 + 66,300) + 0.05 % × 66,300 = 700 + 66.65 + 33.15 = 799.8
		// 100 ÷ 799.8 = 0.12503…, rounded down 0.125; 0.125 × 799.8 = 99.975
		expect(
			sizeOf(67000, 66300, { ...RISK, feePercent: 0.05, slippagePercent: 0.05 }),
		).toMatchObject({ quantity: 0.125, lossPerCoinUsd: 799.8, lossUsd: 99.975 });
	});

	it('is the same for a short', () => {
		expect(sizeOf(66000, 67000, RISK)).toMatchObject({ quantity: 0.1, lossUsd: 100 });
	});

	it('is rounded down to the lot, and not below what the lot allows', () => {
		// 100 ÷ 1,000 = 0.1 = 3 lots of 0.03, and 0.01 left.
		expect(sizeOf(67000, 66000, { ...RISK, lot: 0.03 }).quantity).toBe(0.09);
		// 0.3 ÷ 0.1 is 2.9999999999999996 to a computer.
		expect(sizeOf(100, 99, { ...RISK, equityUsd: 30, lot: 0.1 }).quantity).toBe(0.3);
		expect(sizeOf(67000, 66000, { ...RISK, lot: 1 }).quantity).toBe(0);
	});

	it('is nothing where the stop is at the entry and costs nothing', () => {
		expect(sizeOf(100, 100, RISK)).toMatchObject({ quantity: 0, lossUsd: 0, leverage: 0 });
		// The least number above nothing, and a stop that differs from the entry in the 17th digit.
		expect(sizeOf(100, 100, { ...RISK, feePercent: 5e-324 }).quantity).toBe(0);
		expect(sizeOf(100, 100.00000000000001, RISK).quantity).toBe(0);
	});

	it('never loses more than what may be lost', () => {
		const positive = (max: number) => fc.double({ min: 0.01, max, noNaN: true });
		fc.assert(
			fc.property(
				positive(1e6),
				positive(1e6),
				fc.record({
					equityUsd: positive(1e9),
					riskPercent: positive(100),
					feePercent: fc.double({ min: 0, max: 5, noNaN: true }),
					slippagePercent: fc.double({ min: 0, max: 20, noNaN: true }),
					lot: fc.constantFrom(1e-6, 0.001, 1, 10),
				}),
				(entry, stop, risk) => {
					const { quantity, lossUsd } = sizeOf(entry, stop, risk);
					expect(Number.isFinite(quantity)).toBe(true);
					expect(quantity).toBeGreaterThanOrEqual(0);
					const allowed = (risk.equityUsd * risk.riskPercent) / 100;
					expect(lossUsd).toBeLessThanOrEqual(allowed * (1 + 1e-8));
				},
			),
		);
	});
});
