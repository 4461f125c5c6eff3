import { tidy } from '../api/read';

export interface Risk {
	equityUsd: number;
	/** What may be lost, in percent of the equity. */
	riskPercent: number;
	/** A side, in percent of the price paid. */
	feePercent: number;
	/** How much worse than the stop it may be filled, in percent of the stop. */
	slippagePercent: number;
	lot: number;
}

export interface Sizing {
	/** In coins, rounded down to the lot. */
	quantity: number;
	notionalUsd: number;
	/** What one coin loses at the stop, costs included. */
	lossPerCoinUsd: number;
	/** What is lost at the stop; never more than what may be. */
	lossUsd: number;
	leverage: number;
}

/** Relative to the price: what is nearer than this is one price, as figures have ten digits. */
const NEAREST = 1e-10;

/** A stop at the entry says nothing about what may be lost. */
export function isAtEntry(stop: number, entry: number): boolean {
	return Math.abs(entry - stop) <= entry * NEAREST;
}

/**
 * Fixed fractional: `equity × risk ÷ (|entry − stop| + fees + slippage)`, rounded down to the lot. Fees
 * are paid on the entry and on the stop, slippage on the stop. A loss of nothing allows no position, not
 * an endless one.
 */
export function sizeOf(entry: number, stop: number, risk: Risk): Sizing {
	const fees = (risk.feePercent / 100) * (entry + stop);
	const slippage = (risk.slippagePercent / 100) * stop;
	const lossPerCoinUsd = tidy(Math.abs(entry - stop) + fees + slippage);
	const allowedUsd = risk.equityUsd * (risk.riskPercent / 100);
	const most = lossPerCoinUsd > entry * NEAREST ? allowedUsd / lossPerCoinUsd : 0;
	// Tidied first: 0.3 ÷ 0.1 lots are 3, not 2.9999999999999996.
	const quantity = tidy(Math.floor(tidy(most / risk.lot)) * risk.lot);
	return {
		quantity,
		notionalUsd: tidy(quantity * entry),
		lossPerCoinUsd,
		lossUsd: tidy(quantity * lossPerCoinUsd),
		leverage: tidy((quantity * entry) / risk.equityUsd),
	};
}
