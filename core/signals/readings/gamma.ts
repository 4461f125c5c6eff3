import { gammaExposure } from '../../api/gamma-exposure';
import type { Row } from '../../api/endpoint';
import type { Facts } from '../facts';
import { plausible, positive } from '../plausible';
import { factsFrom } from './of-endpoint';

export type Regime = 'positive' | 'negative';

export interface Strike {
	strike: number;
	gammaUsd: number;
}

/** The newest profile, as far as it is told. */
export interface GammaReading {
	/** The price that was reported with it. */
	price: number | null;
	flipLevel: number | null;
	/** `current_gex`, as reported. */
	reported: Regime | null;
	strikes: Strike[];
}

/** `undefined` = neither a flip level nor a regime was told. */
export function readGamma(facts: readonly Facts[]): GammaReading | undefined {
	const told = factsFrom(facts, gammaExposure).flatMap(({ rows, summary }) => {
		const all = [...(rows ?? []), ...(summary ? [summary] : [])];
		return all.filter(isTold).map((row) => ({ row, rows: rows ?? [] }));
	});
	// With `historical`, past profiles stand beside the current one.
	const newest = told.reduce<(typeof told)[number] | undefined>(
		(best, one) => (best && timeOf(best.row) > timeOf(one.row) ? best : one),
		undefined,
	);
	if (!newest) return undefined;
	const { row } = newest;
	const own = newest.rows.filter((one) => timeOf(one) === timeOf(row));
	return {
		price: positive(row['currentPrice']),
		flipLevel: positive(row['flipLevel']),
		reported: regimeOf(row),
		strikes: [...own, wallOf(row)].flatMap(strikeOf),
	};
}

function isTold(row: Row): boolean {
	return positive(row['flipLevel']) !== null || regimeOf(row) !== null;
}

function regimeOf(row: Row): Regime | null {
	const text = String(row['currentGex'] ?? '')
		.trim()
		.toLowerCase();
	return text === 'positive' || text === 'negative' ? text : null;
}

function timeOf(row: Row): number {
	return plausible(row['time']) ?? 0;
}

/** A summary tells the largest strike alone. */
function wallOf(row: Row): Row {
	return {
		strike: row['largestGammaStrike'] ?? null,
		gammaExposure: row['largestGamma'] ?? null,
	};
}

function strikeOf(row: Row): Strike[] {
	const strike = positive(row['strike']);
	const gammaUsd = plausible(row['gammaExposure']);
	return strike === null || gammaUsd === null ? [] : [{ strike, gammaUsd }];
}
