/** The smallest step of 1, 2, 2.5 or 5 times a power of ten that is not smaller than `least`. */
export function niceStep(least: number): number {
	const power = 10 ** Math.floor(Math.log10(least));
	// A rounded logarithm may be one off.
	const steps = [1, 2, 2.5, 5, 10, 20].map((factor) => factor * power);
	return steps.find((step) => step >= least) ?? least;
}

/** Round numbers from `low` to `high`, at most about `most`. */
export function ticksBetween(low: number, high: number, most: number): number[] {
	// Nearer to each other, they would all be written the same.
	const isOne = !(high - low > Math.max(Math.abs(low), Math.abs(high)) * 1e-6);
	if (isOne || most < 1) return [];
	const step = niceStep((high - low) / most);
	const first = Math.ceil(low / step);
	const count = Math.floor(high / step) - first + 1;
	return Array.from({ length: Math.min(count, most + 1) }, (_, index) => (first + index) * step);
}
