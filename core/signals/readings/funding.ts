import { fundingRates } from '../../api/funding-rates';
import type { Facts } from '../facts';
import { plausible } from '../plausible';
import { exchangeOf, factsFrom } from './of-endpoint';

/** The funding of one exchange, as reported: whether as a fraction or in percent is not known yet. */
export interface FundingReading {
	exchange: string;
	rate: number;
	annualized: number | null;
	predicted: number | null;
	intervalHours: number | null;
}

/** One reading an exchange, the newest one. */
export function readFunding(facts: readonly Facts[]): FundingReading[] {
	const byExchange = new Map<string, FundingReading>();
	for (const { rows } of factsFrom(facts, fundingRates)) {
		for (const row of rows ?? []) {
			const rate = plausible(row['fundingRate']);
			if (rate === null) continue;
			const exchange = exchangeOf(row);
			const hours = plausible(row['intervalHours']);
			byExchange.set(exchange, {
				exchange,
				rate,
				annualized: plausible(row['annualizedRate']),
				predicted: plausible(row['predictedRate']),
				intervalHours: hours !== null && hours > 0 && hours <= 8760 ? hours : null,
			});
		}
	}
	return [...byExchange.values()];
}
