import { median, medianDeviation, percentile, robustScore } from '../../../core/signals/statistics';

describe('the median', () => {
	it.each([
		[[3, 1, 2], 2],
		[[4, 1, 3, 2], 2.5],
		[[7], 7],
	])('of %j is %d', (values, middle) => {
		expect(median(values)).toBe(middle);
	});
});

describe('the robust score', () => {
	// 1, 2, 3, 4, 100: median 3; deviations 2, 1, 0, 1, 97: median 1.
	const samples = [1, 2, 3, 4, 100];

	it('is (x − median) ÷ (1.4826 × MAD)', () => {
		expect(medianDeviation(samples)).toBe(1);
		expect(robustScore(10, samples)).toBeCloseTo(7 / 1.4826, 10);
		expect(robustScore(1, samples)).toBeCloseTo(-2 / 1.4826, 10);
	});

	it('takes samples that do not differ to vary by a twentieth of their median', () => {
		expect(robustScore(1.2, [1, 1, 1])).toBeCloseTo(4, 10);
		expect(robustScore(1, [1, 1, 1])).toBe(0);
	});

	it('is always a number', () => {
		expect(robustScore(1, [0, 0, 0])).toBe(1000);
		expect(robustScore(0, [0, 0, 0])).toBe(0);
		expect(robustScore(1e18, [1e-18, 1e-18])).toBe(1000);
	});
});

describe('the percentile by nearest rank', () => {
	it.each([
		[50, 20],
		[75, 30],
		[76, 40],
		[100, 40],
		[0, 10],
		[200, 40],
	])('%d of 10, 20, 30, 40 is %d', (rank, value) => {
		expect(percentile([40, 10, 30, 20], rank)).toBe(value);
	});

	it('of nothing is nothing', () => {
		expect(percentile([], 50)).toBe(0);
	});
});
