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

/** What there is to know: a moving market, or the guide's own numbers. */
export interface Scenario {
	/** The time of the data, ISO 8601 to the second as in the guide's samples. */
	timestamp(): string;
	price(asset: string): number;
	liquidations(asset: string, exchange: ExchangeFilter, timeframe: Timeframe): Body;
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
