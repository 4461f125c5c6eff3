/**
 * `round(value, 2)` as Python does it, which the guide's sample bot is written in: exactly between two
 * hundredths, it takes the even one (2.125 is 2.12), where JavaScript takes the larger.
 */
export function roundHundredths(value: number): number {
	const larger = Number(value.toFixed(2));
	// Of all numbers in the middle of two hundredths, binary fractions hold the odd eighths alone.
	const eighths = value * 8;
	const isMiddle = Number.isInteger(eighths) && eighths % 2 !== 0;
	const smaller = Number((value - 0.005).toFixed(2));
	return isMiddle && Math.round(larger * 100) % 2 !== 0 ? smaller : larger;
}
