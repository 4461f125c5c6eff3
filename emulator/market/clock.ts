/** Every second is walked: a slip of the unit should be an error, not a minute of silence. */
const MOST_AT_ONCE = 31 * 86_400_000;

/**
 * The market's time: the given clock's, run `speed` times as fast since the start and moved on by hand.
 * Budgets do not follow it; a Pro key's day is the given clock's day.
 */
export class MarketClock {
	/** When the market opened, in ms; on a full second, so that published timestamps are too. */
	readonly opening: number;
	readonly #startedAt: number;
	#advanced = 0;
	#latest = 0;

	constructor(
		private readonly clock: () => number,
		private readonly speed: number,
	) {
		this.#startedAt = clock();
		this.opening = Math.floor(this.#startedAt / 1000) * 1000;
	}

	advance(ms: number): void {
		if (!(ms >= 0)) throw new RangeError(`The market only moves forward, not ${ms} ms`);
		if (ms > MOST_AT_ONCE) throw new RangeError('The market moves at most 31 days at a time');
		this.#advanced += ms;
	}

	/** Full seconds since the opening; never less than before. */
	second(): number {
		const elapsed = (this.clock() - this.#startedAt) * this.speed + this.#advanced;
		this.#latest = Math.max(this.#latest, Math.floor(elapsed / 1000));
		return this.#latest;
	}

	now(): number {
		return this.at(this.second());
	}

	/** A second of the market as ms since 1970. */
	at(second: number): number {
		return this.opening + second * 1000;
	}
}
