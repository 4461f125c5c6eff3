import { EXCHANGES, type Exchange } from './assets';
import { roundTo, swing, type Random } from './random';

/** Fractions per interval: 0.0001 is 0.01 %. */
const CROWD = { mean: 0.0001, deviation: 0.00025, relaxation: 1800 };
const OWN = { mean: 0, deviation: 0.00008, relaxation: 900 };

/** The funding rates of one asset: one crowd, and what each exchange adds to it. Beyond ±0.05 % now and then. */
export class Funding {
	#crowd = CROWD.mean;
	readonly #own = new Map<Exchange, number>(EXCHANGES.map((exchange) => [exchange, 0]));

	constructor(private readonly random: Random) {}

	step(seconds: number): void {
		this.#crowd = swing(this.#crowd, CROWD, seconds, this.random);
		for (const [exchange, own] of this.#own) {
			this.#own.set(exchange, swing(own, OWN, seconds, this.random));
		}
	}

	rates(): { exchange: Exchange; rate: number; predictedRate: number }[] {
		return [...this.#own].map(([exchange, own]) => {
			const rate = this.#crowd + own;
			// The crowd calms down by the next payment: a little closer to the mean.
			const predicted = CROWD.mean + (rate - CROWD.mean) * 0.8;
			return { exchange, rate: roundTo(rate, 6), predictedRate: roundTo(predicted, 6) };
		});
	}
}
