interface Flight<T> {
	result: Promise<T>;
	/** Of the caller that began the run. */
	starter: AbortSignal | undefined;
	waiting: number;
	abort: AbortController;
}

/**
 * Concurrent callers of the same key share one run. A caller that gives up leaves the others theirs;
 * only when the last one gives up, the run itself is aborted.
 */
export class SingleFlight<T> {
	private readonly flights = new Map<string, Flight<T>>();

	/**
	 * @param start begins the run; its signal is aborted when nobody waits any more.
	 * @param gaveUp the error for a caller whose own signal is aborted.
	 */
	async run(
		key: string,
		start: (signal: AbortSignal) => Promise<T>,
		signal: AbortSignal | undefined,
		gaveUp: () => Error,
	): Promise<{ value: T; shared: boolean }> {
		for (;;) {
			if (signal?.aborted) throw gaveUp();
			const existing = this.flights.get(key);
			const flight = existing ?? this.begin(key, start, signal);
			try {
				return {
					value: await this.join(key, flight, signal, gaveUp),
					shared: existing !== undefined,
				};
			} catch (error) {
				// A run goes by what its starter brought along, and may fail with it: the others begin anew.
				if (!flight.starter?.aborted || signal?.aborted) throw error;
			}
		}
	}

	private async join(
		key: string,
		flight: Flight<T>,
		signal: AbortSignal | undefined,
		gaveUp: () => Error,
	): Promise<T> {
		flight.waiting += 1;
		let stopListening: (() => void) | undefined;
		const givenUp = new Promise<never>((_, reject) => {
			if (!signal) return;
			const onAbort = () => reject(gaveUp());
			signal.addEventListener('abort', onAbort, { once: true });
			stopListening = () => signal.removeEventListener('abort', onAbort);
		});
		try {
			return await Promise.race([flight.result, givenUp]);
		} finally {
			stopListening?.();
			flight.waiting -= 1;
			if (flight.waiting === 0) {
				// Nobody is left: a later caller starts afresh instead of joining an aborted run.
				if (this.flights.get(key) === flight) this.flights.delete(key);
				flight.abort.abort();
			}
		}
	}

	private begin(
		key: string,
		start: (signal: AbortSignal) => Promise<T>,
		starter: AbortSignal | undefined,
	): Flight<T> {
		const abort = new AbortController();
		const result = start(abort.signal);
		const flight = { result, starter, waiting: 0, abort };
		this.flights.set(key, flight);
		// Before its callers hear of the end, so that one who begins anew does not join it again.
		const forget = () => {
			if (this.flights.get(key) === flight) this.flights.delete(key);
		};
		result.then(forget, forget);
		return flight;
	}
}
