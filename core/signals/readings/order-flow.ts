import type { Row } from '../../api/endpoint';
import { toxicOrderFlow } from '../../api/toxic-order-flow';
import type { Facts } from '../facts';
import { plausible } from '../plausible';
import { factsFrom, rowsOf } from './of-endpoint';

/** The newest reading, as far as it is told. */
export interface OrderFlowReading {
	/** From 0 to 1. */
	toxicity: number | null;
	/** Bought minus sold by takers, in USD. */
	netUsd: number | null;
}

/** `undefined` = neither a score nor volumes were told. */
export function readOrderFlow(facts: readonly Facts[]): OrderFlowReading | undefined {
	const rows = factsFrom(facts, toxicOrderFlow).flatMap(rowsOf);
	const newest = rows
		.filter((row) => toxicityOf(row) !== null || netOf(row) !== null)
		.reduce<
			Row | undefined
		>((best, row) => (best && timeOf(best) > timeOf(row) ? best : row), undefined);
	return newest && { toxicity: toxicityOf(newest), netUsd: netOf(newest) };
}

/** The guide gives no scale. A score above 1 can only be one up to 100. */
function toxicityOf(row: Row): number | null {
	const score = plausible(row['toxicity']);
	if (score === null || score < 0 || score > 100) return null;
	return score > 1 ? score / 100 : score;
}

function netOf(row: Row): number | null {
	const [bought, sold] = [plausible(row['buyVolumeUsd']), plausible(row['sellVolumeUsd'])];
	return bought === null || sold === null ? null : bought - sold;
}

function timeOf(row: Row): number {
	return plausible(row['time']) ?? 0;
}
