/**
 * The confirmed swing highs of a series, by index: values above each of the `strength` values before
 * and not below any of the `strength` values after. The first of equal neighbours counts.
 */
export function swingHighs(values: readonly number[], strength: number): number[] {
	const isSwing = (at: number) => {
		const value = values[at];
		if (value === undefined || at < strength || at + strength >= values.length) return false;
		const before = values.slice(at - strength, at);
		const after = values.slice(at + 1, at + strength + 1);
		return before.every((one) => one < value) && after.every((one) => one <= value);
	};
	return values.flatMap((_, at) => (isSwing(at) ? [at] : []));
}

/** The mirror of it. */
export function swingLows(values: readonly number[], strength: number): number[] {
	return swingHighs(
		values.map((value) => -value),
		strength,
	);
}
