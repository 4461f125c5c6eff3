import fc from 'fast-check';
import { sortRows, type Row } from '../../../core';

describe('sorted rows', () => {
	const rows = [
		{ id: 1, size: 5 },
		{ id: 2, size: null },
		{ id: 3, size: 9 },
		{ id: 4 },
		{ id: 5, size: 5 },
	];
	const ids = (sorted: Row[]) => sorted.map((row) => row['id']);

	it('ascend, equals in their order, those without a value last', () => {
		expect(ids(sortRows(rows, 'size', 'ascending'))).toEqual([1, 5, 3, 2, 4]);
	});

	it('descend, equals in their order, those without a value still last', () => {
		expect(ids(sortRows(rows, 'size', 'descending'))).toEqual([3, 1, 5, 2, 4]);
	});

	it('leave the given list as it was', () => {
		sortRows(rows, 'size', 'descending');
		expect(ids(rows)).toEqual([1, 2, 3, 4, 5]);
	});

	it('keep their order for a column that does not exist', () => {
		expect(ids(sortRows(rows, 'toString', 'ascending'))).toEqual([1, 2, 3, 4, 5]);
	});

	it('are a permutation in order, whatever the numbers', () => {
		const numbers = fc.array(fc.option(fc.double({ noNaN: true })));
		fc.assert(
			fc.property(numbers, (values) => {
				const sorted = sortRows(
					values.map((size) => ({ size })),
					'size',
					'ascending',
				).map((row) => row['size']);
				const known = sorted.filter((one) => one !== null) as number[];
				expect(sorted).toEqual([...known, ...values.filter((one) => one === null)]);
				expect(known.every((one, at) => at === 0 || known[at - 1]! <= one)).toBe(true);
				expect(known).toHaveLength(values.filter((one) => one !== null).length);
			}),
		);
	});
});
