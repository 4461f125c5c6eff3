import {
	isoSeconds,
	type Body,
	type ClusterProximity,
	type ClusterUpdate,
	type ExchangeFilter,
	type FundingRate,
	type GammaSnapshot,
	type OrderFlowPoint,
	type Percentage,
	type Scenario,
	type Timeframe,
} from '../scenario';
import { AssetMarket } from './asset-market';
import { EXCHANGE_SHARES, findAsset } from './assets';
import type { Book } from './book';
import type { MarketClock } from './clock';
import type { Gamma } from './gamma';
import { roundTo } from './random';

const FUNDING_INTERVAL = 8 * 3600 * 1000;

/** A longer timeframe looks further from the price and has seen more positions opened. */
const TIMEFRAMES: Record<Timeframe, { reach: number; share: number }> = {
	'1H': { reach: 0.02, share: 0.3 },
	'4H': { reach: 0.04, share: 0.6 },
	'1D': { reach: 0.08, share: 1 },
	'1W': { reach: 0.15, share: 1 },
};

/** A seeded market of every asset, each walked up to the clock's second when it is asked for. */
export class Market implements Scenario {
	readonly #markets = new Map<string, AssetMarket>();

	constructor(
		private readonly seed: number,
		private readonly clock: MarketClock,
	) {}

	timestamp(): string {
		return isoSeconds(this.clock.now());
	}

	price(asset: string): number {
		const market = this.#market(asset);
		return roundTo(market.price, market.asset.decimals);
	}

	liquidations(asset: string, exchange: ExchangeFilter, timeframe: Timeframe): Body {
		const clusters = this.#clusters(asset, exchange, timeframe);
		return { asset, exchange, timeframe, current_price: this.price(asset), clusters };
	}

	clusterUpdate(asset: string, exchange: ExchangeFilter): ClusterUpdate {
		// A subscription names no timeframe: the one REST takes when none is given.
		const clusters = this.#clusters(asset, exchange, '1D');
		return {
			timestamp: this.timestamp(),
			clusters: clusters.map(({ timestamp: _, ...cluster }) => cluster),
		};
	}

	clusterProximity(asset: string): ClusterProximity[] {
		const price = this.price(asset);
		const distance = (cluster: { price: number }) => Math.abs(cluster.price - price);
		return this.#clusters(asset, 'all', '1D')
			.sort((one, other) => distance(one) - distance(other))
			.map((cluster) => ({
				asset,
				current_price: price,
				cluster_price: cluster.price,
				// As the guide's cluster-proximity bot takes it.
				cluster_size: Math.max(cluster.long_liquidations, cluster.short_liquidations),
				distance_percent: roundTo((distance(cluster) / price) * 100, 2),
			}));
	}

	gammaExposure(asset: string): Body {
		const { timestamp: _, ...gamma } = this.#snapshot(asset, this.#market(asset).gamma());
		return { asset, ...gamma };
	}

	gammaHistory(asset: string): GammaSnapshot[] {
		return this.#market(asset)
			.gammaHistory()
			.map((gamma) => this.#snapshot(asset, gamma));
	}

	openInterest(asset: string, exchange: ExchangeFilter): Body {
		const breakdown = this.#market(asset)
			.openInterest.perExchange()
			.filter((interest) => exchange === 'all' || interest.exchange === exchange)
			.map((interest) => ({
				exchange: interest.exchange,
				open_interest: interest.openInterest,
				change_24h: interest.change24h,
				// Of today's open interest, as in the guide's sample: 750 million of 15 billion is 5.0.
				change_percent_24h: roundTo((interest.change24h / interest.openInterest) * 100, 2),
			}));
		const total = breakdown.reduce((sum, one) => sum + one.open_interest, 0);
		return { asset, total_open_interest: total, exchange_breakdown: breakdown };
	}

	fundingRates(asset: string): FundingRate[] {
		const next = (Math.floor(this.clock.now() / FUNDING_INTERVAL) + 1) * FUNDING_INTERVAL;
		return this.#market(asset)
			.funding.rates()
			.map((rate) => ({ ...rate, nextFundingTime: isoSeconds(next) }));
	}

	orderFlow(asset: string): OrderFlowPoint[] {
		return this.#market(asset)
			.orderFlow.points()
			.map(({ second, ...point }) => ({ timestamp: isoSeconds(this.clock.at(second)), ...point }));
	}

	book(asset: string, exchange: ExchangeFilter, percentage: Percentage): Book {
		return this.#market(asset).book(exchange, Number(percentage));
	}

	#market(symbol: string): AssetMarket {
		let market = this.#markets.get(symbol);
		if (!market) {
			const asset = findAsset(symbol);
			if (!asset) throw new Error(`No market for ${symbol}`);
			market = new AssetMarket(asset, this.seed);
			this.#markets.set(symbol, market);
		}
		market.advanceTo(this.clock.second());
		return market;
	}

	#clusters(asset: string, exchange: ExchangeFilter, timeframe: Timeframe) {
		const market = this.#market(asset);
		const { reach, share } = TIMEFRAMES[timeframe];
		const scale = share * (exchange === 'all' ? 1 : EXCHANGE_SHARES[exchange]);
		return market.clusters.near(market.price, reach).map((cluster) => ({
			price: cluster.price,
			long_liquidations: Math.round(cluster.longs * scale),
			short_liquidations: Math.round(cluster.shorts * scale),
			timestamp: isoSeconds(this.clock.at(cluster.second)),
		}));
	}

	#snapshot(asset: string, gamma: Gamma): GammaSnapshot {
		const price = roundTo(gamma.price, findAsset(asset)?.decimals ?? 2);
		return {
			timestamp: isoSeconds(this.clock.at(gamma.second)),
			current_price: price,
			gex_profile: gamma.profile.map(({ strike, gammaExposure, totalGamma }) => ({
				strike,
				gamma_exposure: gammaExposure,
				total_gamma: totalGamma,
			})),
			flip_level: gamma.flipLevel,
			// The guide: below the flip level dealers are long gamma, above it short.
			current_gex: price < gamma.flipLevel ? 'positive' : 'negative',
		};
	}
}
