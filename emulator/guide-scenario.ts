import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Book } from './market/book';
import type {
	Body,
	ClusterProximity,
	ClusterUpdate,
	ExchangeFilter,
	FundingRate,
	GammaSnapshot,
	OrderFlowPoint,
	Scenario,
	Timeframe,
} from './scenario';

interface OpenInterestSample {
	total_open_interest: number;
	exchange_breakdown: { exchange: string; open_interest: number }[];
}

const MIDNIGHT = '2026-02-01T00:00:00Z';
const FUNDING_TIME = '2026-02-01T08:00:00Z';

/**
 * The guide's own samples, to the digit (its `5.0` would not survive parsing), for the calls the guide
 * shows. Other assets and filters get the same numbers under their own name. Where the guide shows
 * nothing, numbers of the same market (BTC at 67,000) that never change.
 */
export class GuideScenario implements Scenario {
	readonly #texts = new Map<string, string>();

	timestamp(): string {
		return MIDNIGHT;
	}

	price(): number {
		return 67_000;
	}

	liquidations(asset: string, exchange: ExchangeFilter, timeframe: Timeframe): Body {
		return this.#sample('liquidations', { asset, exchange, timeframe });
	}

	clusterUpdate(): ClusterUpdate {
		return (JSON.parse(this.#text('stream-message')) as { data: ClusterUpdate }).data;
	}

	clusterProximity(asset: string): ClusterProximity[] {
		const { data } = JSON.parse(this.webhookSample()) as { data: ClusterProximity };
		return [{ ...data, asset }];
	}

	webhookSample(): string {
		return this.#text('webhook-payload');
	}

	gammaExposure(asset: string): Body {
		return this.#sample('gex', { asset });
	}

	openInterest(asset: string, exchange: ExchangeFilter): Body {
		if (exchange === 'all') return this.#sample('open-interest', { asset });
		const whole = JSON.parse(this.#text('open-interest')) as OpenInterestSample;
		const breakdown = whole.exchange_breakdown.filter((one) => one.exchange === exchange);
		const listed = whole.exchange_breakdown.reduce((sum, one) => sum + one.open_interest, 0);
		// The sample's total is 5 billion more than the two exchanges it lists: the third one's.
		const total = breakdown[0]?.open_interest ?? whole.total_open_interest - listed;
		return { asset, total_open_interest: total, exchange_breakdown: breakdown };
	}

	gammaHistory(): GammaSnapshot[] {
		const { current_price, gex_profile, flip_level, current_gex } = JSON.parse(
			this.#text('gex'),
		) as GammaSnapshot;
		const now = { current_price, gex_profile, flip_level, current_gex };
		return [
			{
				timestamp: '2026-01-31T00:00:00Z',
				...now,
				current_price: 68_900,
				current_gex: 'negative',
			},
			{ timestamp: MIDNIGHT, ...now },
		];
	}

	fundingRates(): FundingRate[] {
		return [
			{ exchange: 'binance', rate: 0.0001, predictedRate: 0.00012, nextFundingTime: FUNDING_TIME },
			{ exchange: 'bybit', rate: 0.0006, predictedRate: 0.00055, nextFundingTime: FUNDING_TIME },
			{ exchange: 'okx', rate: -0.0002, predictedRate: -0.0001, nextFundingTime: FUNDING_TIME },
		];
	}

	orderFlow(): OrderFlowPoint[] {
		return [
			{
				timestamp: '2026-01-31T23:59:00Z',
				toxicityScore: 0.41,
				cumulativeVolumeDelta: 100_000_000,
				buyVolume: 70_000_000,
				sellVolume: 60_000_000,
			},
			{
				timestamp: MIDNIGHT,
				toxicityScore: 0.62,
				cumulativeVolumeDelta: 125_000_000,
				buyVolume: 85_000_000,
				sellVolume: 60_000_000,
			},
		];
	}

	book(): Book {
		return {
			bids: [
				{ price: 66_995, size: 10 },
				{ price: 66_990, size: 20 },
			],
			asks: [
				{ price: 67_005, size: 12 },
				{ price: 67_010, size: 16 },
			],
		};
	}

	/** The sample's text where it is already what was asked for, otherwise the sample under other names. */
	#sample(name: string, asked: Record<string, string>): Body {
		const text = this.#text(name);
		const sample = JSON.parse(text) as Record<string, unknown>;
		const same = Object.entries(asked).every(
			([key, value]) => sample[key] === value || !(key in sample),
		);
		return same ? text : { ...sample, ...asked };
	}

	#text(name: string): string {
		let text = this.#texts.get(name);
		if (text === undefined) {
			text = readFileSync(join(__dirname, 'samples', `${name}.json`), 'utf8');
			this.#texts.set(name, text);
		}
		return text;
	}
}
