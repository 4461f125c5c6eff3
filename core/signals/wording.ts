import { numberFormat, price, usd } from '../api/format';
import type { Choice } from '../api/parameters';
import type { Finding, KnownPrice } from './signal';

/** Words that several signals use. */

export const PRICE = 'price';

/** The state of a signal that has not seen enough yet to judge. */
export const INSUFFICIENT = 'insufficient_history';

export const UNKNOWN: Choice = {
	value: 'unknown',
	title: 'Unknown',
	description: 'An input is missing',
};

/** What a signal finds without the inputs that it cannot do without: it keeps what it knew. */
export function unknown(
	asset: string,
	what: string,
	missing: string[],
	reasons: string[] = [],
): Finding {
	return {
		subject: null,
		state: UNKNOWN.value,
		changed: false,
		alert: 'none',
		escalation: 0,
		figures: {},
		text: `${asset} ${what} unknown: ${missing.join(' and ')} missing`,
		reasons,
		missing,
	};
}

/** `BTC 67,000` */
export function at(asset: string, value: number | null): string {
	return value === null ? asset : `${asset} ${price(value)}`;
}

/** `$4.8B long-liquidation cluster at 66,330`, with the exchange where it is of one alone. */
export function clusterName(one: {
	side: 'long' | 'short';
	sizeUsd: number;
	price: number;
	exchange: string;
}): string {
	const where = one.exchange === 'all' ? '' : ` on ${one.exchange}`;
	return `${usd(one.sizeUsd)} ${one.side}-liquidation cluster at ${price(one.price)}${where}`;
}

/** A level that is as good as reached is neither above nor below. */
export function isReached(distancePercent: number): boolean {
	return distancePercent < 0.05;
}

/** Said where a price is not as new as the rest. */
export function ageOf(known: KnownPrice): string[] {
	if (known.ageMs < 1000) return [];
	const minutes = Math.round(known.ageMs / 60_000);
	return [`the price is ${minutes < 1 ? 'less than a minute' : `${minutes} min`} old`];
}

/** A number without more digits than anybody reads. */
export function plain(value: number, digits = 2): string {
	const text = value.toFixed(digits);
	return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

const QUANTITY = numberFormat({ maximumFractionDigits: 9 });

/** Every digit: an order of `12.35` is more than one of `12.345`. */
export function quantity(value: number): string {
	return QUANTITY.format(value);
}
