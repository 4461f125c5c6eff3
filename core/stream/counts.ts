/** What became of the messages of one listener: `received` is the sum of the others. */
export interface Counts {
	received: number;
	delivered: number;
	/** Replaced by a newer one of the same key before they were delivered. */
	conflated: number;
	/** Left out since too many were waiting. */
	dropped: number;
	/** Older than the one before, a repetition, left out by a limit, or broken. */
	rejected: number;
	/** Not delivered yet. */
	waiting: number;
}

export function noCounts(): Omit<Counts, 'waiting'> {
	return { received: 0, delivered: 0, conflated: 0, dropped: 0, rejected: 0 };
}
