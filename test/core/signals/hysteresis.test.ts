import fc from 'fast-check';
import { bandOf, isBeyond, isInside } from '../../../core/signals/hysteresis';

describe('a band', () => {
	it('has an exit of its own where none is given', () => {
		expect(bandOf(1, undefined, 1.25)).toEqual({ enter: 1, exit: 1.25, reasons: [] });
		expect(bandOf(0.05, undefined, 0.8)).toEqual({ enter: 0.05, exit: 0.04, reasons: [] });
	});

	it('takes the exit that is given, if it is on the right side', () => {
		expect(bandOf(1, 1.1, 1.25).exit).toBe(1.1);
		expect(bandOf(0.05, 0.03, 0.8).exit).toBe(0.03);
	});

	it('sets one on the wrong side right, and says so', () => {
		expect(bandOf(2, 2, 1.25)).toEqual({
			enter: 2,
			exit: 2.5,
			reasons: ['the exit at 2 is not above the entry at 2, so 2.5 applies'],
		});
		expect(bandOf(0.05, 0.06, 0.8).reasons).toEqual([
			'the exit at 0.06 is not below the entry at 0.05, so 0.04 applies',
		]);
	});
});

describe('what lies between entry and exit', () => {
	it('never changes a state', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 1.0001, max: 1.25, noNaN: true }),
				fc.boolean(),
				(value, was) => {
					expect(isInside(value, { enter: 1, exit: 1.25 }, was)).toBe(was);
					expect(isBeyond(-value, { enter: -1, exit: -1.25 }, was)).toBe(was);
				},
			),
		);
	});
});
