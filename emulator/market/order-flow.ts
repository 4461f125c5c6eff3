import type { Asset } from './assets';
import { roundTo, swing, type Random } from './random';

const { abs, max, min } = Math;

const MINUTE = 60;
const MINUTES_KEPT = 60;
/** The open interest turns over this many times a day. */
const TURNOVER = 1.2;
const LEANING = { mean: 0, deviation: 0.1, relaxation: 300 };

/** One minute of trading. Volumes and cumulative volume delta in USD, the score from 0 (benign) to 1 (toxic). */
export interface FlowPoint {
	second: number;
	toxicityScore: number;
	cumulativeVolumeDelta: number;
	buyVolume: number;
	sellVolume: number;
}

/** Order flow of one asset, minute by minute. */
export class OrderFlow {
	#leaning = 0;
	#buys = 0;
	#sells = 0;
	#delta = 0;
	#score = 0.3;
	readonly #points: FlowPoint[] = [];

	constructor(
		private readonly asset: Asset,
		private readonly random: Random,
	) {}

	/** @param move the price move of this step in standard deviations */
	step(second: number, seconds: number, move: number, stress: number): void {
		this.#leaning = swing(this.#leaning, LEANING, seconds, this.random);
		const buyers = min(0.95, max(0.05, 0.5 + this.#leaning + 0.02 * move));
		const usual = ((this.asset.openInterest * TURNOVER) / 86_400) * seconds;
		const volume = usual * (1 + stress / 2) * (0.5 + this.random());
		this.#buys += volume * buyers;
		this.#sells += volume * (1 - buyers);
		if (second % MINUTE === 0) this.#closeMinute(second, stress);
	}

	/** The last hour, oldest first; the last one is the latest complete minute. */
	points(): FlowPoint[] {
		return [...this.#points];
	}

	#closeMinute(second: number, stress: number): void {
		const imbalance = abs(this.#buys - this.#sells) / (this.#buys + this.#sells);
		const raw = min(1, imbalance * 2 + stress * 0.08);
		this.#score = 0.7 * this.#score + 0.3 * raw;
		this.#delta += this.#buys - this.#sells;
		this.#points.push({
			second,
			toxicityScore: roundTo(this.#score, 4),
			cumulativeVolumeDelta: Math.round(this.#delta),
			buyVolume: Math.round(this.#buys),
			sellVolume: Math.round(this.#sells),
		});
		if (this.#points.length > MINUTES_KEPT) this.#points.shift();
		this.#buys = 0;
		this.#sells = 0;
	}
}
