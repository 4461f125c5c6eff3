/** Of a list of at least one number; the mean of the middle two where there is no middle one. */
export function median(values: readonly number[]): number {
	const sorted = ascending(values);
	const half = Math.floor(sorted.length / 2);
	const upper = sorted[half] ?? NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? NaN) + upper) / 2;
}

/** Median absolute deviation from the median. */
export function medianDeviation(values: readonly number[]): number {
	const middle = median(values);
	return median(values.map((value) => Math.abs(value - middle)));
}

/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const NORMAL = 1.4826;

/**
 * `(x − median) / (1.4826 · MAD)`: how unusual `value` is, undisturbed by the outliers among the
 * samples. Samples that hardly differ are taken to vary by 5 % of their median, so that the smallest
 * step is not infinitely unusual. Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993.
 */
export function robustScore(value: number, samples: readonly number[]): number {
	const middle = median(samples);
	const spread = Math.max(NORMAL * medianDeviation(samples), 0.05 * Math.abs(middle));
	if (spread === 0) return value === middle ? 0 : Math.sign(value - middle) * UNHEARD_OF;
	return Math.max(-UNHEARD_OF, Math.min(UNHEARD_OF, (value - middle) / spread));
}

const UNHEARD_OF = 1000;

/** By nearest rank: the smallest value that `rank` percent of the values do not exceed. */
export function percentile(values: readonly number[], rank: number): number {
	const sorted = ascending(values);
	const index = Math.ceil((Math.min(100, Math.max(0, rank)) / 100) * sorted.length) - 1;
	return sorted[Math.max(0, index)] ?? 0;
}

function ascending(values: readonly number[]): number[] {
	return [...values].sort((a, b) => a - b);
}
