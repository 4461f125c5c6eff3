import type { FundingRate } from '../scenario';
import type { Shapes } from './shapes';

const INTERVAL_HOURS = 8;
const PAYMENTS_PER_YEAR = (365 * 24) / INTERVAL_HOURS;

export interface FundingView {
	asset: string;
	timestamp: string;
	rates: FundingRate[];
	/** The guide: "predicted next rate (Elite tier)". */
	elite: boolean;
	unit: Shapes['fundingUnit'];
}

/** "Per-exchange rates, annualized calculations, and predicted next rate (Elite tier)." */
export function fundingBody(shape: Shapes['funding'], view: FundingView): object {
	const { asset, timestamp, elite } = view;
	const scale = view.unit === 'percent' ? 100 : 1;
	const figures = view.rates.map((rate) => ({
		exchange: rate.exchange,
		rate: tidy(rate.rate * scale),
		annualized: tidy(rate.rate * scale * PAYMENTS_PER_YEAR),
		predicted: tidy(rate.predictedRate * scale),
		nextFundingTime: rate.nextFundingTime,
	}));
	const rows = figures.map(({ exchange, rate, annualized, predicted, nextFundingTime }) => ({
		exchange,
		rate,
		annualized,
		...(elite && { predicted_rate: predicted }),
		interval_hours: INTERVAL_HOURS,
		next_funding_time: nextFundingTime,
	}));
	switch (shape) {
		case 'rates':
			return { asset, timestamp, rates: rows };
		case 'data':
			return { asset, data: rows };
		case 'exchanges':
			// The same under the other names one would expect.
			return {
				asset,
				exchanges: figures.map(({ exchange, rate, annualized, predicted, nextFundingTime }) => ({
					exchange,
					funding_rate: rate,
					annualized_rate: annualized,
					...(elite && { predicted_next_rate: predicted }),
					next_funding_time: nextFundingTime,
				})),
			};
		case 'byExchange':
			return {
				asset,
				timestamp,
				funding_rates: Object.fromEntries(rows.map(({ exchange, ...row }) => [exchange, row])),
			};
	}
}

/** Without the tails of binary fractions. */
function tidy(value: number): number {
	return Number(value.toPrecision(10));
}
