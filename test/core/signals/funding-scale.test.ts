import { scaleOf, unitOf } from '../../../core/signals/funding-scale';

const reading = (rate: number, annualized: number | null, intervalHours: number | null = null) => ({
	exchange: 'binance',
	rate,
	annualized,
	predicted: null,
	intervalHours,
});

describe('the interval of a funding rate', () => {
	// 8,760 hours a year: 1,095 payments at 8 hours, 2,190 at 4, 8,760 at 1, 365 at 24.
	it.each([
		[0.0001, 0.1095, 8],
		[0.01, 10.95, 8],
		[0.0001, 0.219, 4],
		[-0.0001, -0.876, 1],
		[0.0001, 0.438, 2],
		[0.0001, 0.0365, 24],
		// Compounded: 1.0001 ^ 1095 − 1
		[0.0001, 0.1157, 8],
	])('of %d that is %d a year is %d hours', (rate, annualized, hours) => {
		expect(scaleOf(reading(rate, annualized))).toEqual({ intervalHours: hours, unit: undefined });
	});

	it('is the reported one where there is one', () => {
		expect(scaleOf(reading(0.0001, null, 4)).intervalHours).toBe(4);
		expect(scaleOf(reading(0.0001, 0.1095, 6)).intervalHours).toBe(6);
	});

	it.each([
		['no annualised value', 0.0001, null],
		['a rate of nothing', 0, 0],
		['another sign', 0.0001, -0.1095],
		['no sensible quotient', 0.0001, 0.5e-4],
	])('is not known with %s', (_name, rate, annualized) => {
		expect(scaleOf(reading(rate, annualized)).intervalHours).toBeUndefined();
	});
});

describe('the unit of a funding rate', () => {
	it.each([
		['a fraction', 0.0001, 10.95, 8, 'fraction'],
		['a fraction', 0.0001, 21.9, 4, 'fraction'],
		['in percent', 0.01, 0.1095, 8, 'percent'],
		['in percent', 0.01, 0.876, 1, 'percent'],
	])('is %s where the annualised value is in the other one', (_name, rate, year, hours, unit) => {
		expect(scaleOf(reading(rate, year))).toEqual({ intervalHours: hours, unit });
		expect(unitOf('auto', [scaleOf(reading(rate, year))], [rate], null)).toEqual({
			unit,
			isAssumed: false,
			learnt: unit,
		});
	});

	it('is the one that is set, whatever the numbers look like', () => {
		expect(unitOf('percent', [], [0.0001], 'fraction')).toMatchObject({
			unit: 'percent',
			isAssumed: false,
		});
	});

	it.each([
		['hundredths of a percent as a fraction', [0.0001, 0.00012, -0.00005], 'fraction', 'fraction'],
		['hundredths of a percent in percent', [0.01, 0.012, 0.008], 'percent', null],
		['one extreme among calm ones', [0.0001, 0.0001, 0.009], 'fraction', 'fraction'],
		['sizes that no exchange has as a fraction', [0.06, 0.07], 'percent', 'percent'],
		['extreme ones as a fraction', [0.0006, 0.0007], 'fraction', null],
		['nothing but zeros', [0, 0], 'fraction', null],
	])('is told by the size otherwise, and marked: %s', (_name, rates, unit, learnt) => {
		expect(unitOf('auto', [], rates, null)).toEqual({ unit, isAssumed: true, learnt });
	});

	it('stays what it was once it is clear', () => {
		expect(unitOf('auto', [], [0.004, 0.005], 'fraction')).toMatchObject({ unit: 'fraction' });
	});
});
