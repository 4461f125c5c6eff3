import type { Strike } from './readings/gamma';

/** Strikes with the largest gamma of either sign: where prices are held, or where moves run out. */
export interface Walls {
	largest: Strike | undefined;
	above: Strike | undefined;
	below: Strike | undefined;
}

/** A strike at the price is on neither side. */
export function wallsOf(strikes: readonly Strike[], price: number | null): Walls {
	const sides = price === null ? [] : strikes;
	return {
		largest: largest(strikes, price),
		above: largest(
			sides.filter(({ strike }) => strike > (price ?? 0)),
			price,
		),
		below: largest(
			sides.filter(({ strike }) => strike < (price ?? 0)),
			price,
		),
	};
}

/** Of equal ones the nearer to the price, then the lower: the order of the profile does not matter. */
function largest(strikes: readonly Strike[], price: number | null): Strike | undefined {
	const away = ({ strike }: Strike) => (price === null ? 0 : Math.abs(strike - price));
	return [...strikes].sort(
		(a, b) =>
			Math.abs(b.gammaUsd) - Math.abs(a.gammaUsd) || away(a) - away(b) || a.strike - b.strike,
	)[0];
}
