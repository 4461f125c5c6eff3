import { column } from '../../../core/api/fields';
import { completeFigures } from '../../../core/signals/result';

const FIELDS = { price: column('Price', ''), side: column('Side', ''), size: column('Size', '') };

describe('the figures of a result', () => {
	it('stand in the order of the definition, and are all there', () => {
		const figures = completeFigures(FIELDS, { size: 1, price: 2, other: 3 });
		expect(Object.entries(figures)).toEqual([
			['price', 2],
			['side', null],
			['size', 1],
		]);
	});

	it('are never anything but numbers where they are numbers', () => {
		expect(completeFigures(FIELDS, { price: Infinity, size: NaN, side: 'long' })).toEqual({
			price: null,
			side: 'long',
			size: null,
		});
	});
});
