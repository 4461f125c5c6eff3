import { isBlank, sameChoice, shown, typed } from '../../../core/api/given';

describe('what a user typed or a flow passed', () => {
	it('is a text, a number or a truth value, without blanks around', () => {
		const given = [' a ', 5, true, null, undefined, {}, ['a'], () => 'a'];
		expect(given.map(typed)).toEqual(['a', '5', 'true', '', '', '', '', '']);
	});

	it('is a choice in another case, or the same number in another spelling', () => {
		expect(sameChoice('1D', '1d')).toBe(true);
		expect(sameChoice('1.0', '1')).toBe(true);
		expect(sameChoice('1.0', '1.00')).toBe(true);
		expect(sameChoice('1D', '1')).toBe(false);
		expect(sameChoice('0', '')).toBe(false);
	});

	it('is blank when it holds nothing but blanks', () => {
		expect(['', ' \n', null, undefined].map(isBlank)).toEqual([true, true, true, true]);
		expect([0, false, 'a', [], {}].map(isBlank)).toEqual([false, false, false, false, false]);
	});

	it('is shown in a message as something readable', () => {
		const given = ['x'.repeat(99), 5, false, null, [1], { a: 1 }];
		expect(given.map(shown)).toEqual([
			'x'.repeat(60),
			'5',
			'false',
			'',
			'a list',
			'a value of type object',
		]);
	});
});
