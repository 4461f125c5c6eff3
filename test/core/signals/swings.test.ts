import { swingHighs, swingLows } from '../../../core/signals/swings';

describe('swings', () => {
	const values = [1, 2, 5, 3, 2, 4, 6, 6, 3, 1];

	it('are values that stand out from their neighbours on both sides', () => {
		expect(swingHighs(values, 2)).toEqual([2, 6]);
		expect(swingLows(values, 2)).toEqual([4]);
	});

	it('are not confirmed before there are enough values after them', () => {
		expect(swingHighs([1, 2, 5, 3], 2)).toEqual([]);
		expect(swingHighs([1, 2, 5, 3, 4], 2)).toEqual([2]);
	});

	it('stay confirmed whatever follows', () => {
		const later = [...values, 9, 12, 1, 0, 7];
		expect(swingHighs(later, 2).slice(0, 2)).toEqual(swingHighs(values, 2));
	});

	it('are none on a straight line or in a flat', () => {
		expect(swingHighs([1, 2, 3, 4, 5, 6], 1)).toEqual([]);
		expect(swingHighs([3, 3, 3, 3, 3], 1)).toEqual([]);
		expect(swingLows([3, 3, 3, 3, 3], 1)).toEqual([]);
	});
});
