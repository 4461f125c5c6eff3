import { percent, price, relation, short, usd } from '../../../core/api/format';

describe('sizes in USD', () => {
	it.each([
		[4_800_000_000, '$4.8B'],
		[999_999_999, '$1B'],
		[999_499_999, '$999M'],
		[999_500_000, '$1B'],
		[-420_000_000, '-$420M'],
		[1_234_567, '$1.23M'],
		[12_345, '$12.3K'],
		[999.4, '$999.4'],
		[999.6, '$1K'],
		[2_500_000_000_000, '$2.5T'],
		[4_500_000_000_000_000, '$4500T'],
		[0, '$0'],
		[-0, '$0'],
		[0.5, '$0.5'],
		[null, 'unknown'],
	])('%d is written %s', (value, text) => {
		expect(usd(value)).toBe(text);
	});

	it('keep the sign of a plain number', () => {
		expect(short(-1500)).toBe('-1.5K');
		expect(short(0.71)).toBe('0.71');
	});
});

describe('prices', () => {
	it.each([
		[67000, '67,000'],
		[67000.256, '67,000.26'],
		[10, '10'],
		[9.87654321, '9.8765'],
		[0.31254, '0.31254'],
		[0.0000123456, '0.000012346'],
		[-5.5, '-5.5'],
		[0, '0'],
		[null, 'unknown'],
	])('%d is written %s', (value, text) => {
		expect(price(value)).toBe(text);
	});
});

describe('percentages', () => {
	it.each([
		[4.4776, {}, '4.5%'],
		[4.4776, { signed: true }, '+4.5%'],
		[-4.4776, { signed: true }, '-4.5%'],
		[-0.04, {}, '0.0%'],
		[-0.04, { signed: true }, '0.0%'],
		[0, { signed: true }, '0.0%'],
		[0.0123, { digits: 3 }, '0.012%'],
		[null, {}, 'unknown'],
	])('%d with %j is written %s', (value, options, text) => {
		expect(percent(value, options)).toBe(text);
	});
});

describe('the relation of a level to the price', () => {
	it.each([
		[64000, 67000, '4.5% below'],
		[68200, 67000, '1.8% above'],
		[67001, 67000, 'at the price'],
		[null, 67000, 'distance unknown'],
		[64000, null, 'distance unknown'],
		[64000, 0, 'distance unknown'],
	])('of %d to %d is %s', (level, current, text) => {
		expect(relation(level, current)).toBe(text);
	});
});
