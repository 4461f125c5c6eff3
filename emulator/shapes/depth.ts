import type { Book, Level } from '../market/book';
import type { Shapes } from './shapes';

export interface DepthView {
	asset: string;
	exchange: string;
	percentage: number;
	timestamp: string;
	book: Book;
}

/** "Order book shape at various depth levels", for "spread monitoring". */
export function depthBody(shape: Shapes['depth'], { book, ...head }: DepthView): object {
	switch (shape) {
		case 'summary':
			return { ...head, ...summary(book) };
		case 'bookArrays':
			return { ...head, bids: book.bids.map(pair), asks: book.asks.map(pair) };
		case 'bookObjects':
			return { ...head, bids: book.bids, asks: book.asks };
	}
}

/** Depths in USD within the percentage; the spread in percent of the middle. */
function summary({ bids, asks }: Book): object {
	const bid = bids[0]?.price ?? 0;
	const ask = asks[0]?.price ?? 0;
	const bidDepth = usd(bids);
	const askDepth = usd(asks);
	return {
		best_bid: bid,
		best_ask: ask,
		spread: tidy(ask - bid),
		spread_percent: tidy(((ask - bid) / ((ask + bid) / 2)) * 100),
		bid_depth: bidDepth,
		ask_depth: askDepth,
		imbalance: tidy((bidDepth - askDepth) / (bidDepth + askDepth)),
	};
}

function pair({ price, size }: Level): [number, number] {
	return [price, size];
}

function usd(levels: Level[]): number {
	return Math.round(levels.reduce((sum, { price, size }) => sum + price * size, 0));
}

function tidy(value: number): number {
	return Number(value.toFixed(6));
}
