import { openInterest } from '../../api/open-interest';
import type { Facts } from '../facts';
import { positive } from '../plausible';
import { factsFrom, rowsOf } from './of-endpoint';

/** Open interest in USD; one that is not above nothing cannot be compared with. */
export interface OpenInterestReading {
	totalUsd: number | null;
	byExchange: Map<string, number>;
}

/** `undefined` = no open interest was told. */
export function readOpenInterest(facts: readonly Facts[]): OpenInterestReading | undefined {
	let totalUsd: number | null = null;
	const byExchange = new Map<string, number>();
	for (const one of factsFrom(facts, openInterest)) {
		for (const row of [...rowsOf(one), ...(one.summary ? [one.summary] : [])]) {
			totalUsd = positive(row['totalOpenInterestUsd']) ?? totalUsd;
			const size = positive(row['openInterestUsd']);
			const exchange = row['exchange'];
			if (size !== null && typeof exchange === 'string') byExchange.set(exchange, size);
		}
	}
	return totalUsd === null && byExchange.size === 0 ? undefined : { totalUsd, byExchange };
}
