import type { Asset } from './assets';
import { mulberry32, roundTo, seedFor, swing, type Random } from './random';

/** Dealer gamma at one moment, as the guide's `gex_profile` has it. USD. */
export interface Gamma {
	second: number;
	price: number;
	flipLevel: number;
	profile: { strike: number; gammaExposure: number; totalGamma: number }[];
}

const STRIKES_EACH_SIDE = 4;
const ANCHOR_SECONDS = 2 * 3600;
/** How far the flip level strays from where the price has been: enough for the price to cross it now and then. */
const OFFSET = { mean: 0.002, deviation: 0.008, relaxation: 7200 };

/** The gamma profile of one asset, around a flip level that follows the price slowly. */
export class GammaProfile {
	#anchor: number;
	#offset = OFFSET.mean;

	constructor(
		private readonly asset: Asset,
		private readonly seed: number,
		private readonly random: Random,
	) {
		this.#anchor = asset.startPrice;
	}

	step(price: number, seconds: number): void {
		this.#anchor += (price - this.#anchor) * (1 - Math.exp(-seconds / ANCHOR_SECONDS));
		this.#offset = swing(this.#offset, OFFSET, seconds, this.random);
	}

	at(price: number, second: number): Gamma {
		const { priceStep, options } = this.asset;
		if (!options) throw new Error(`${this.asset.symbol} has no options, hence no gamma`);
		const level = this.#anchor * (1 + this.#offset);
		const flipLevel = roundTo(Math.max(1, Math.round(level / priceStep)) * priceStep, 6);
		const middle = Math.max(STRIKES_EACH_SIDE + 1, Math.round(price / options.strikeStep));
		const profile = [];
		for (let away = -STRIKES_EACH_SIDE; away <= STRIKES_EACH_SIDE; away++) {
			const strike = (middle + away) * options.strikeStep;
			profile.push(this.#gammaAt(strike, away, flipLevel, options.gamma));
		}
		return { second, price, flipLevel, profile };
	}

	/** Positive below the flip level and negative above it (the guide's polarity), largest near the price. */
	#gammaAt(strike: number, away: number, flipLevel: number, scale: number) {
		// Drawn from the strike, not from a sequence: a strike keeps its character while it is listed.
		const character = mulberry32(seedFor(this.seed, this.asset.symbol, 'strike', strike));
		const size = scale * Math.exp(-((away / 2.5) ** 2)) * (0.5 + character());
		const gammaExposure = Math.round(strike < flipLevel ? size : -size);
		return { strike, gammaExposure, totalGamma: Math.round(gammaExposure * (0.7 + character())) };
	}
}
