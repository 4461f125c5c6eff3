import { EXCHANGES, EXCHANGE_SHARES, type Asset, type Exchange } from './assets';
import { swing, type Random } from './random';

const HOUR = 3600;
const SAMPLES = 25;
/** Around the asset's usual open interest, in logarithms. */
const LEVEL = { mean: 0, deviation: 0.04, relaxation: 12 * HOUR };

export interface ExchangeInterest {
	exchange: Exchange;
	openInterest: number;
	change24h: number;
}

/** The open interest of one asset per exchange, with hourly samples of the last day to compare with. USD. */
export class OpenInterest {
	readonly #levels = new Map<Exchange, number>(EXCHANGES.map((exchange) => [exchange, 0]));
	readonly #samples: Map<Exchange, number>[] = [];

	constructor(
		private readonly asset: Asset,
		private readonly random: Random,
	) {
		this.#sample();
	}

	step(second: number, seconds: number): void {
		for (const [exchange, level] of this.#levels) {
			this.#levels.set(exchange, swing(level, LEVEL, seconds, this.random));
		}
		if (second % HOUR === 0) this.#sample();
	}

	/** Changes against the sample of a day ago, to the hour. */
	perExchange(): ExchangeInterest[] {
		return EXCHANGES.map((exchange) => {
			const openInterest = this.#usd(exchange, this.#levels.get(exchange));
			const before = this.#usd(exchange, this.#samples[0]?.get(exchange));
			return { exchange, openInterest, change24h: openInterest - before };
		});
	}

	#sample(): void {
		this.#samples.push(new Map(this.#levels));
		if (this.#samples.length > SAMPLES) this.#samples.shift();
	}

	#usd(exchange: Exchange, level = 0): number {
		return Math.round(this.asset.openInterest * EXCHANGE_SHARES[exchange] * Math.exp(level));
	}
}
