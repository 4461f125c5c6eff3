import type { Exchange } from './market/assets';
import type { Book } from './market/book';

export type ExchangeFilter = Exchange | 'all';
export type Timeframe = '1H' | '4H' | '1D' | '1W';
export type Percentage = '0.1' | '0.5' | '1.0';

/** A documented answer as it goes on the wire; a string is JSON text to be sent as it stands. */
export type Body = object | string;

/** The guide names these endpoints but not their shape; `shapes/` puts such facts into one. */
export interface FundingRate {
	exchange: string;
	/** A fraction per interval: 0.0001 is 0.01 %. */
	rate: number;
	predictedRate: number;
	nextFundingTime: string;
}

export interface OrderFlowPoint {
	timestamp: string;
	toxicityScore: number;
	cumulativeVolumeDelta: number;
	buyVolume: number;
	sellVolume: number;
}

/** One moment of the documented GEX+ answer. */
export interface GammaSnapshot {
	timestamp: string;
	current_price: number;
	gex_profile: { strike: number; gamma_exposure: number; total_gamma: number }[];
	flip_level: number;
	current_gex: string;
}

/** The `data` of the guide's stream message; its clusters have no time of their own. */
export interface ClusterUpdate {
	timestamp: string;
	clusters: { price: number; long_liquidations: number; short_liquidations: number }[];
}

/** The `data` of the guide's webhook payload: a cluster and how near it is. */
export interface ClusterProximity {
	asset: string;
	current_price: number;
	cluster_price: number;
	/** USD, of the side that would be liquidated. */
	cluster_size: number;
	/** Percent of the price. */
	distance_percent: number;
}

/** What there is to know: a moving market, or the guide's own numbers. */
export interface Scenario {
	/** The time of the data, ISO 8601 to the second as in the guide's samples. */
	timestamp(): string;
	price(asset: string): number;
	liquidations(asset: string, exchange: ExchangeFilter, timeframe: Timeframe): Body;
	clusterUpdate(asset: string, exchange: ExchangeFilter): ClusterUpdate;
	/** Nearest first. */
	clusterProximity(asset: string): ClusterProximity[];
	/** The guide's own webhook payload as it is printed, where the scenario is the guide's. */
	webhookSample?(): string;
	gammaExposure(asset: string): Body;
	/** Oldest first. */
	gammaHistory(asset: string): GammaSnapshot[];
	openInterest(asset: string, exchange: ExchangeFilter): Body;
	fundingRates(asset: string): FundingRate[];
	/** Oldest first, never empty. */
	orderFlow(asset: string): OrderFlowPoint[];
	book(asset: string, exchange: ExchangeFilter, percentage: Percentage): Book;
}

/** As the guide writes times: 2026-02-01T12:34:56Z */
export function isoSeconds(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
