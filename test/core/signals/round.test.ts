import { roundHundredths } from '../../../core/signals/round';

describe('rounding to two decimals', () => {
	// Printed by Python 3: [round(x, 2) for x in …]
	it.each([
		[0.125, 0.12],
		[0.375, 0.38],
		[1.125, 1.12],
		[1.375, 1.38],
		[1.625, 1.62],
		[1.875, 1.88],
		[1.005, 1.0],
		[1.115, 1.11],
		[1.995, 2.0],
		[0.005, 0.01],
		[0.015, 0.01],
		[2.675, 2.67],
		[0, 0],
		[1, 1],
	])('of %d is %d, as in Python', (value, rounded) => {
		expect(roundHundredths(value)).toBe(rounded);
	});
});
