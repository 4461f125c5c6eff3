import { defineEndpoint, type Row } from './endpoint';
import { ASSET, EXCHANGE, TIME, TIMESTAMP, column } from './fields';
import { price, short } from './format';
import { guess, guessedRow, surroundings, type Guesses } from './guesses';
import { assetParameter, EXCHANGES, oneOf } from './parameters';
import { assetOf, findList, isObject, number, rest, string, tidy, type JsonObject } from './read';
import { anyShape } from './schema';

const LISTS = ['exchanges', 'depth', 'levels', 'data', 'exchange_breakdown'];
const BOOK = ['bids', 'asks'];

const BOOK_SUMMARY: Guesses = {
	exchange: { ...EXCHANGE, wireNames: ['exchange', 'venue'] },
	percentage: guess(
		'Percentage',
		'Distance from the mid price that is counted',
		['percentage', 'level'],
		{
			unit: 'percent of price',
		},
	),
	bestBid: guess('Best bid', 'Highest price bid', ['best_bid', 'bid', 'bid_price'], {
		unit: 'USD',
	}),
	bestAsk: guess('Best ask', 'Lowest price asked', ['best_ask', 'ask', 'ask_price'], {
		unit: 'USD',
	}),
	bidDepthUsd: guess(
		'Bid depth',
		'Size of the bids counted',
		['bid_depth', 'bids_depth', 'bid_volume', 'bid_liquidity'],
		{
			unit: 'USD',
		},
	),
	askDepthUsd: guess(
		'Ask depth',
		'Size of the asks counted',
		['ask_depth', 'asks_depth', 'ask_volume', 'ask_liquidity'],
		{
			unit: 'USD',
		},
	),
};

const SPREAD = {
	spreadBps: column('Spread', '(ask − bid) ÷ mid price', { unit: 'basis points' }),
};

/**
 * Order book shape around the price. The guide documents the parameters and shows no response: it may
 * be a summary, a list of summaries, or an order book. Source: API guide, "Market Depth".
 */
export const marketDepth = defineEndpoint({
	name: 'market-depth',
	resource: 'marketDepth',
	accessor: 'depth',
	title: 'Market depth',
	description:
		'Order book shape near the price: best bid and ask, spread, and the size resting on each side.',
	keywords: ['depth', 'order book', 'market depth', 'spread', 'bid ask', 'liquidity'],
	path: '/depth/{asset}',
	parameters: {
		asset: assetParameter(),
		// The guide gives no values for `exchange` here: its usual ones are suggested, others pass.
		exchange: oneOf(EXCHANGES, {
			open: true,
			title: 'Exchange',
			description: 'Exchange whose order book is read; left out, the API decides',
		}),
		percentage: oneOf(['0.1', '0.5', '1.0'], {
			title: 'Percentage',
			description: 'Distance from the price that is counted, in percent; left out, the API decides',
		}),
	},
	response: anyShape(),
	freshForSeconds: 5,
	documented: false,
	rowNoun: { one: 'level', many: 'levels' },
	rowFields: {
		asset: ASSET,
		...BOOK_SUMMARY,
		...SPREAD,
		side: column('Side', 'Order books: bid or ask', { type: 'string' }),
		price: column('Price', 'Order books: price of the level', { unit: 'USD' }),
		size: column('Size', 'Order books: size at the level, as reported'),
		time: TIME,
		timestamp: TIMESTAMP,
	},
	rows(response, asked, at) {
		const asset = assetOf(response, asked.asset);
		if (isObject(response) && BOOK.some((side) => Array.isArray(response[side]))) {
			return bookRows(response, asset, at);
		}
		const found = findList(response, LISTS, 'exchange');
		const entries = found.length > 0 ? found : isObject(response) ? [response] : [];
		return entries.map((one) => bookSummary(one, asset, at));
	},
	summaryFields: {
		asset: ASSET,
		...BOOK_SUMMARY,
		...SPREAD,
		levelCount: column('Levels', 'Number of rows in the response'),
		time: TIME,
		timestamp: TIMESTAMP,
	},
	summary(response, asked, at) {
		const asset = assetOf(response, asked.asset);
		const rows = this.rows(response, asked, at);
		const around = bookSummary(surroundings(response, [...LISTS, ...BOOK, 'asset']), asset, at);
		const only = rows.length === 1 ? rows[0] : undefined;
		const bestBid = around['bestBid'] ?? best(rows, 'bid');
		const bestAsk = around['bestAsk'] ?? best(rows, 'ask');
		return {
			...around,
			bestBid,
			bestAsk,
			...spread(number(bestBid), number(bestAsk)),
			...only,
			levelCount: rows.length,
		};
	},
	text(response, asked) {
		const facts = this.summary(response, asked, 0);
		const where = facts['exchange'] === null ? '' : ` on ${facts['exchange']}`;
		const head = `${facts['asset']} market depth${where}`;
		if (typeof facts['bestBid'] !== 'number' || typeof facts['bestAsk'] !== 'number') {
			return `${head}: ${facts['levelCount']} rows, no single best bid and ask`;
		}
		const bps = number(facts['spreadBps']);
		return `${head}: bid ${price(facts['bestBid'])}, ask ${price(facts['bestAsk'])}, spread ${bps === null ? 'unknown' : `${short(bps)} bps`}`;
	},
});

function bookSummary(record: JsonObject, asset: string, at: number): Row {
	const row = guessedRow(record, BOOK_SUMMARY, at);
	return { asset, ...row, ...spread(number(row['bestBid']), number(row['bestAsk'])) };
}

/** `(ask − bid) / mid × 10,000`, in basis points. */
function spread(bid: number | null, ask: number | null): { spreadBps: number | null } {
	if (bid === null || ask === null || bid + ask <= 0) return { spreadBps: null };
	return { spreadBps: tidy(((ask - bid) / ((ask + bid) / 2)) * 10_000) };
}

/** One row a level; levels come as `[price, size]` or as objects. */
function bookRows(response: JsonObject, asset: string, at: number): Row[] {
	const around = bookSummary(surroundings(response, BOOK), asset, at);
	const facts = {
		asset,
		exchange: around['exchange'] ?? null,
		time: around['time'] ?? at,
		timestamp: around['timestamp'] ?? null,
	};
	return BOOK.flatMap((wireSide) => {
		const levels = response[wireSide];
		if (!Array.isArray(levels)) return [];
		return levels.map(
			(level: unknown): Row => ({ ...facts, side: wireSide.slice(0, 3), ...readLevel(level) }),
		);
	});
}

function readLevel(level: unknown): Row {
	if (Array.isArray(level)) {
		const more = level.length > 2 ? { more: JSON.stringify(level.slice(2)) } : {};
		return { price: number(level[0]), size: number(level[1]), ...more };
	}
	if (!isObject(level)) return { price: null, size: null, value: string(level) };
	const sizeName = ['size', 'quantity', 'qty', 'amount', 'volume'].find(
		(name) => number(level[name]) !== null,
	);
	return {
		price: number(level['price']),
		size: sizeName === undefined ? null : number(level[sizeName]),
		...rest(level, ['price', ...(sizeName === undefined ? [] : [sizeName])]),
	};
}

function best(rows: Row[], side: 'bid' | 'ask'): number | null {
	const prices = rows
		.filter((row) => row['side'] === side && typeof row['price'] === 'number')
		.map((row) => Number(row['price']));
	if (prices.length === 0) return null;
	return prices.reduce((a, b) => (side === 'bid' ? Math.max(a, b) : Math.min(a, b)));
}
