import type { Row } from '../../api/endpoint';
import { marketDepth } from '../../api/market-depth';
import { tidy } from '../../api/read';
import type { Facts } from '../facts';
import { plausible, positive } from '../plausible';
import { exchangeOf, factsFrom, rowsOf } from './of-endpoint';

/** The order book of one exchange near the price. */
export interface BookReading {
	exchange: string;
	/** `(ask − bid) / mid × 10,000`, in basis points. */
	spreadBps: number | null;
	bestBid: number | null;
	bestAsk: number | null;
	bidDepthUsd: number | null;
	askDepthUsd: number | null;
	/** Of the data, epoch ms. */
	time: number;
}

/** One reading an exchange, the newest one, from figures or from the levels of a book. */
export function readBooks(facts: readonly Facts[]): BookReading[] {
	const byExchange = new Map<string, BookReading>();
	for (const one of factsFrom(facts, marketDepth)) {
		const groups = new Map<string, Row[]>();
		for (const row of rowsOf(one)) {
			const exchange = exchangeOf(row);
			const group = groups.get(exchange) ?? [];
			group.push(row);
			groups.set(exchange, group);
		}
		for (const [exchange, rows] of groups) byExchange.set(exchange, bookOf(exchange, rows));
	}
	return [...byExchange.values()];
}

function bookOf(exchange: string, rows: Row[]): BookReading {
	const bids = side(rows, 'bid');
	const asks = side(rows, 'ask');
	const bestBid = first(rows, 'bestBid') ?? largest(bids, 1);
	const bestAsk = first(rows, 'bestAsk') ?? largest(asks, -1);
	const reported = first(rows, 'spreadBps');
	return {
		exchange,
		spreadBps: spread(bestBid, bestAsk) ?? (reported !== null && reported >= 0 ? reported : null),
		bestBid,
		bestAsk,
		bidDepthUsd: size(first(rows, 'bidDepthUsd')) ?? total(bids),
		askDepthUsd: size(first(rows, 'askDepthUsd')) ?? total(asks),
		time: first(rows, 'time') ?? 0,
	};
}

/** A book whose ask is below its bid is broken, and tells no spread. */
function spread(bid: number | null, ask: number | null): number | null {
	if (bid === null || ask === null || bid <= 0 || ask < bid) return null;
	return tidy(((ask - bid) / ((ask + bid) / 2)) * 10_000);
}

function first(rows: Row[], name: string): number | null {
	const row = rows.find((one) => plausible(one[name]) !== null);
	return plausible(row?.[name]);
}

interface BookLevel {
	price: number;
	size: number | null;
}

function side(rows: Row[], name: 'bid' | 'ask'): BookLevel[] {
	return rows.flatMap((row) => {
		const price = row['side'] === name ? positive(row['price']) : null;
		return price === null ? [] : [{ price, size: size(plausible(row['size'])) }];
	});
}

function size(value: number | null): number | null {
	return value !== null && value >= 0 ? value : null;
}

function largest(levels: BookLevel[], sign: 1 | -1): number | null {
	return levels.reduce<number | null>(
		(best, { price }) => (best === null || sign * price > sign * best ? price : best),
		null,
	);
}

/** Sizes of levels are read as coins, so that price × size is USD; `null` unless all are known. */
function total(levels: BookLevel[]): number | null {
	if (levels.length === 0) return null;
	let sum = 0;
	for (const { price, size: coins } of levels) {
		if (coins === null) return null;
		sum += price * coins;
	}
	return plausible(sum);
}
