import { findAsset } from '../market/assets';
import { roundTo } from '../market/random';
import type { ClusterProximity, FundingRate, GammaSnapshot, Scenario } from '../scenario';
import type { ShapeSwitches } from '../shapes/shapes';
import type { Webhook, WebhookEvent } from './store';

export interface ConditionParts {
	scenario: Scenario;
	shapes: ShapeSwitches;
}

type Config = Webhook['config'];

/** Something a registration asked about, and what a payload would say of it. */
export interface Condition {
	/** Tells the conditions of one event apart: a cluster's price, a regime, an exchange. */
	key: string;
	data: object;
}

/** "Within 1% of a $1B+ cluster", as the guide says of its alert bot. */
const NEAR_PERCENT = 1;
/** "Exceeds +/-0.05%", as the guide says of its funding alert; for registrations without a threshold. */
const EXTREME_PERCENT = 0.05;
const PAYMENTS_PER_YEAR = 3 * 365;

/** What each event is about. Only the payload of `liquidation.cluster_proximity` is documented. */
export class Conditions {
	constructor(private readonly parts: ConditionParts) {}

	/** Whether there is anything to tell: gamma only where there are options. */
	exist(event: WebhookEvent, asset: string): boolean {
		const found = findAsset(asset);
		return found !== undefined && (event !== 'gex.flip' || found.options !== undefined);
	}

	/** Those that hold now. A gamma regime always does; its change is the event. */
	holding(event: WebhookEvent, config: Config): Condition[] {
		const { asset, threshold } = config;
		switch (event) {
			case 'liquidation.cluster_proximity':
				return this.parts.scenario
					.clusterProximity(asset)
					.filter((cluster) => isNear(cluster) && cluster.cluster_size > (threshold ?? 0))
					.map((data) => ({ key: String(data.cluster_price), data }));
			case 'gex.flip': {
				const data = this.#regime(asset);
				return [{ key: data.current_gex, data }];
			}
			case 'funding.rate.extreme':
				return this.parts.scenario
					.fundingRates(asset)
					.filter(({ rate }) => Math.abs(rate) * 100 >= (threshold ?? EXTREME_PERCENT))
					.map((rate) => ({ key: rate.exchange, data: this.#funding(rate, config) }));
		}
	}

	/** What there is to tell of an event, whether its condition holds or not: the nearest, the most extreme. */
	latest(event: WebhookEvent, config: Config): object {
		const { scenario } = this.parts;
		switch (event) {
			case 'liquidation.cluster_proximity':
				return scenario.clusterProximity(config.asset)[0] ?? this.#likeTheGuide(config.asset);
			case 'gex.flip':
				return this.#regime(config.asset);
			case 'funding.rate.extreme': {
				const rates = scenario.fundingRates(config.asset);
				const most = rates.reduce((one, other) =>
					Math.abs(other.rate) > Math.abs(one.rate) ? other : one,
				);
				return this.#funding(most, config);
			}
		}
	}

	/** There are but two regimes: it was the other one before. */
	#regime(asset: string) {
		const body = this.parts.scenario.gammaExposure(asset);
		const gamma = (typeof body === 'string' ? JSON.parse(body) : body) as GammaSnapshot;
		const { current_price, flip_level, current_gex } = gamma;
		const previous_gex = current_gex === 'positive' ? 'negative' : 'positive';
		return { asset, current_price, flip_level, current_gex, previous_gex };
	}

	/** Rates in the unit of the funding endpoint; the threshold in percent, whatever that is. */
	#funding({ exchange, rate }: FundingRate, { asset, threshold = EXTREME_PERCENT }: Config) {
		const scale = this.parts.shapes.current.fundingUnit === 'percent' ? 100 : 1;
		return {
			asset,
			exchange,
			rate: roundTo(rate * scale, 10),
			annualized_rate: roundTo(rate * scale * PAYMENTS_PER_YEAR, 10),
			threshold,
		};
	}

	/** Where the market has no cluster at all: one at the guide's distance. */
	#likeTheGuide(asset: string): ClusterProximity {
		const price = this.parts.scenario.price(asset);
		return {
			asset,
			current_price: price,
			cluster_price: roundTo(price * (1 - NEAR_PERCENT / 100), findAsset(asset)?.decimals ?? 2),
			cluster_size: 1_000_000_000,
			distance_percent: NEAR_PERCENT,
		};
	}
}

/** By the prices: the distance is rounded. */
function isNear({ current_price, cluster_price }: ClusterProximity): boolean {
	return Math.abs(cluster_price - current_price) * 100 <= current_price * NEAR_PERCENT;
}
