import { number } from '../api/read';

/** Larger than anything in these markets, and small enough that a sum of many stays a number. */
const LARGEST = 1e18;

/** A number that can be reckoned with; `null` for what is none, and for what overflows a reckoning. */
export function plausible(value: unknown): number | null {
	const read = number(value);
	return read !== null && Math.abs(read) <= LARGEST ? read : null;
}

/** The same of what is above nothing: prices and sizes that are divided by. */
export function positive(value: unknown): number | null {
	const read = plausible(value);
	return read !== null && read >= 1 / LARGEST ? read : null;
}
