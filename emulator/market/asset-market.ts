import { EXCHANGE_SHARES, type Asset, type Exchange } from './assets';
import { bookAround, type Book } from './book';
import { Clusters } from './clusters';
import { Funding } from './funding';
import { GammaProfile, type Gamma } from './gamma';
import { OpenInterest } from './open-interest';
import { OrderFlow } from './order-flow';
import { gaussian, mulberry32, seedFor, swing, type Random } from './random';
import { Stress } from './stress';

const { exp, log, max, min, sqrt } = Math;

const YEAR = 365 * 86_400;
const HOUR = 3600;
/** The market is a day old when it opens, so that a day's change and an hour's series exist from the first call. */
const AGE_AT_OPENING = 86_400;
/** The day before the opening is walked in minutes, and what changes slowly always is. */
const MINUTE = 60;
const GAMMA_HISTORY = 24;
const TILT = { mean: 0, deviation: 0.12, relaxation: 600 };

/**
 * The market of one asset, second by second from its opening at second 0. Its state depends on the seed
 * and the second alone: reading does not change it, nor does the number of strides it took to get there.
 */
export class AssetMarket {
	readonly clusters: Clusters;
	readonly funding: Funding;
	readonly openInterest: OpenInterest;
	readonly orderFlow: OrderFlow;
	price: number;
	readonly #gamma: GammaProfile;
	readonly #gammaHistory: Gamma[] = [];
	readonly #stress: Stress;
	readonly #walk: Random;
	readonly #tilting: Random;
	#tilt = 0;
	#second = -AGE_AT_OPENING;

	constructor(
		readonly asset: Asset,
		seed: number,
	) {
		const random = (part: string) => mulberry32(seedFor(seed, asset.symbol, part));
		this.price = asset.startPrice;
		this.#walk = random('price');
		this.#tilting = random('tilt');
		this.clusters = new Clusters(asset, random('clusters'));
		this.funding = new Funding(random('funding'));
		this.openInterest = new OpenInterest(asset, random('open interest'));
		this.orderFlow = new OrderFlow(asset, random('order flow'));
		this.#stress = new Stress(random('stress'));
		this.#gamma = new GammaProfile(asset, seed, random('gamma'));
		while (this.#second < 0) this.#step(MINUTE);
	}

	get second(): number {
		return this.#second;
	}

	/** Never backwards: a clock set back stops the market until it has caught up. */
	advanceTo(second: number): void {
		while (this.#second < second) this.#step(1);
	}

	gamma(): Gamma {
		return this.#gamma.at(this.price, this.#second);
	}

	/** Hourly, oldest first. */
	gammaHistory(): Gamma[] {
		return [...this.#gammaHistory];
	}

	book(exchange: Exchange | 'all', percentage: number): Book {
		const everywhere = exchange === 'all';
		const conditions = {
			price: this.price,
			stress: everywhere ? this.#stress.overall() : this.#stress.of(exchange),
			share: everywhere ? 1 : EXCHANGE_SHARES[exchange],
			tilt: max(-0.9, min(0.9, this.#tilt)),
		};
		return bookAround(this.asset, conditions, percentage);
	}

	#step(seconds: number): void {
		this.#second += seconds;
		const deviation = this.asset.annualVolatility * sqrt(seconds / YEAR);
		const before = this.price;
		const walked = before * exp(deviation * gaussian(this.#walk) - deviation ** 2 / 2);
		const { price, liquidated } = this.clusters.cascade(before, walked);
		this.price = price;
		this.clusters.step(price, this.#second, seconds);
		this.#stress.step(seconds, liquidated / this.asset.largestCluster);
		const move = log(price / before) / deviation;
		this.orderFlow.step(this.#second, seconds, move, this.#stress.overall());
		if (this.#second % MINUTE === 0) this.#stepMinute();
	}

	#stepMinute(): void {
		this.#tilt = swing(this.#tilt, TILT, MINUTE, this.#tilting);
		this.funding.step(MINUTE);
		this.openInterest.step(this.#second, MINUTE);
		if (!this.asset.options) return;
		this.#gamma.step(this.price, MINUTE);
		if (this.#second % HOUR !== 0) return;
		this.#gammaHistory.push(this.gamma());
		if (this.#gammaHistory.length > GAMMA_HISTORY) this.#gammaHistory.shift();
	}
}
