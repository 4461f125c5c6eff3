import type { Asset } from './assets';
import { happens, logUniform, roundTo, type Random } from './random';

const { abs, max, min, sign } = Math;

/** Positions that would be force-closed at a price, in USD. */
export interface Cluster {
	price: number;
	longs: number;
	shorts: number;
	/** When it formed or last grew, in seconds of market time. */
	second: number;
}

const MOST = 16;
const SECONDS_BETWEEN_NEW = 300;
const NEAREST = 0.006;
const FARTHEST = 0.09;
const FORGOTTEN = 0.16;
/** Growth per second at the fastest: most double within a working day. */
const GROWTH = 0.00005;

/** The liquidation clusters of one asset: they form around the price, grow, and are eaten by it. */
export class Clusters {
	#list: Cluster[] = [];

	constructor(
		private readonly asset: Asset,
		private readonly random: Random,
	) {}

	/**
	 * Moves the price from one value to another through the clusters in its way. What it reaches is
	 * liquidated, and forced orders push it further the same way, perhaps into the next cluster.
	 */
	cascade(from: number, to: number): { price: number; liquidated: number } {
		const direction = sign(to - from);
		let price = to;
		let liquidated = 0;
		for (;;) {
			const [low, high] = direction < 0 ? [price, from] : [from, price];
			const reached = this.#list.filter((cluster) => cluster.price >= low && cluster.price <= high);
			if (reached.length === 0) return { price, liquidated };
			this.#list = this.#list.filter((cluster) => !reached.includes(cluster));
			const size = reached.reduce((sum, cluster) => sum + cluster.longs + cluster.shorts, 0);
			liquidated += size;
			price *= 1 + direction * (0.0003 + 0.0025 * min(1, size / this.asset.largestCluster));
		}
	}

	step(price: number, second: number, seconds: number): void {
		for (const cluster of this.#list) this.#grow(cluster, second, seconds);
		if (happens(this.random, SECONDS_BETWEEN_NEW, seconds)) this.#form(price, second);
	}

	/** The clusters within a fraction of the price, by rising price. */
	near(price: number, fraction: number): Cluster[] {
		return this.#list
			.filter((cluster) => abs(cluster.price / price - 1) <= fraction)
			.sort((one, other) => one.price - other.price);
	}

	#grow(cluster: Cluster, second: number, seconds: number): void {
		const factor = 1 + GROWTH * seconds * this.random();
		if (max(cluster.longs, cluster.shorts) * factor > this.asset.largestCluster) return;
		cluster.longs *= factor;
		cluster.shorts *= factor;
		// A timestamp per minute is enough: clusters are published as they were last recomputed.
		if (second % 60 === 0) cluster.second = second;
	}

	#form(price: number, second: number): void {
		const distance = logUniform(this.random, NEAREST, FARTHEST);
		const below = this.random() < 0.5;
		const { largestCluster, priceStep } = this.asset;
		const size = logUniform(this.random, largestCluster / 100, largestCluster * 0.25);
		const lesser = size * (0.01 + 0.05 * this.random());
		const at = roundTo(
			Math.round((price * (below ? 1 - distance : 1 + distance)) / priceStep) * priceStep,
			6,
		);
		// Rounding to the step may carry it to the price or past it, where it could not exist.
		if (at <= 0 || (below ? at >= price : at <= price)) return;
		// Longs are liquidated by a falling price, shorts by a rising one.
		const [longs, shorts] = below ? [size, lesser] : [lesser, size];
		const there = this.#list.find((cluster) => cluster.price === at);
		if (there) {
			const room = min(1, (largestCluster - max(there.longs, there.shorts)) / size);
			there.longs += longs * max(0, room);
			there.shorts += shorts * max(0, room);
			there.second = second;
			return;
		}
		this.#list = this.#list.filter((cluster) => abs(cluster.price / price - 1) < FORGOTTEN);
		if (this.#list.length >= MOST) this.#dropFarthest(price);
		this.#list.push({ price: at, longs, shorts, second });
	}

	#dropFarthest(price: number): void {
		const distance = (cluster: Cluster) => abs(cluster.price - price);
		const farthest = max(...this.#list.map(distance));
		this.#list = this.#list.filter((cluster) => distance(cluster) < farthest);
	}
}
