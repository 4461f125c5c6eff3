import { learnPolarity, regimeAt } from '../../../core/signals/gamma-polarity';

const reading = (
	price: number | null,
	flipLevel: number | null,
	reported: 'positive' | 'negative' | null,
) => ({
	price,
	flipLevel,
	reported,
	strikes: [],
});

describe('the side of the flip level where gamma is positive', () => {
	it('is below in the sample of the guide: 67,000 is positive, the flip level is 68,200', () => {
		expect(learnPolarity(reading(67000, 68200, 'positive'), 0.1)).toBe('below');
	});

	it.each([
		[69000, 'negative', 'below'],
		[69000, 'positive', 'above'],
		[67000, 'negative', 'above'],
	] as const)('is learnt from %d being %s: %s', (price, reported, side) => {
		expect(learnPolarity(reading(price, 68200, reported), 0.1)).toBe(side);
	});

	it('is not learnt where the price is nearly at the flip level', () => {
		// 0.1 % of 68,200 is 68.2.
		expect(learnPolarity(reading(68140, 68200, 'positive'), 0.1)).toBeUndefined();
		expect(learnPolarity(reading(68190, 68200, 'positive'), 0)).toBeUndefined();
		expect(learnPolarity(reading(68100, 68200, 'positive'), 0.1)).toBe('below');
	});

	it('is not learnt from what is incomplete', () => {
		expect(learnPolarity(reading(null, 68200, 'positive'), 0.1)).toBeUndefined();
		expect(learnPolarity(reading(67000, null, 'positive'), 0.1)).toBeUndefined();
		expect(learnPolarity(reading(67000, 68200, null), 0.1)).toBeUndefined();
	});
});

describe('the regime at a newer price', () => {
	it.each([
		[67000, 'below', 'positive'],
		[69000, 'below', 'negative'],
		[67000, 'above', 'negative'],
		[69000, 'above', 'positive'],
	] as const)('of %d, with gamma positive %s the flip level, is %s', (price, side, regime) => {
		expect(regimeAt(price, 68200, side)).toBe(regime);
	});

	it('is not decided at the flip level itself', () => {
		expect(regimeAt(68200, 68200, 'below')).toBeUndefined();
	});
});
