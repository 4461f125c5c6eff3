import type { Clock } from './transport';

/** How many things are asked for at the same time, and the pause between two batches, in ms. */
export interface Batching {
	size: number;
	intervalMs: number;
}

export const DEFAULT_BATCHING: Batching = { size: 10, intervalMs: 0 };

/**
 * Runs `work` for each item, a batch at a time, and returns the results in the order of the items.
 * When one rejects, its siblings are told through their signal, no further batch is begun, and the
 * rejection of the first item concerned is passed on: no call is spent on what nobody will see.
 */
export async function inBatches<I, R>(
	items: readonly I[],
	{ size, intervalMs }: Batching,
	clock: Clock,
	signal: AbortSignal | undefined,
	work: (item: I, index: number, signal: AbortSignal) => Promise<R>,
): Promise<R[]> {
	const step = Math.max(1, Math.floor(size) || 1);
	const stop = new AbortController();
	const onAbort = () => stop.abort();
	if (signal?.aborted) stop.abort();
	signal?.addEventListener('abort', onAbort, { once: true });
	const results: R[] = [];
	try {
		for (let start = 0; start < items.length; start += step) {
			if (start > 0 && intervalMs > 0) await clock.sleep(intervalMs, stop.signal);
			let failed: { error: unknown } | undefined;
			const batch = items.slice(start, start + step).map((item, offset) =>
				work(item, start + offset, stop.signal).catch((error: unknown) => {
					// The first to fail is the cause; the others are then cancelled.
					failed ??= { error };
					stop.abort();
					return undefined as R;
				}),
			);
			const done = await Promise.all(batch);
			if (failed) throw failed.error;
			results.push(...done);
		}
		return results;
	} finally {
		signal?.removeEventListener('abort', onAbort);
	}
}
