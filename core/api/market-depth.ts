import { defineEndpoint, type Row } from './endpoint';
import { ASSET, EXCHANGE, TIME, TIMESTAMP, column } from './fields';
import { price, short } from './format';
import { findList } from './find-list';
import { exchangeKeys, guess, guessedRow, known, type Guesses } from './guesses';
import { assetParameter, EXCHANGES, oneOf } from './parameters';
import { assetOf, isObject, number, tidy, when, withRest, type JsonObject } from './read';
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

const FIGURES = Object.keys({ ...BOOK_SUMMARY, ...SPREAD });

const LEVEL = {
	side: column('Side', 'Order books: bid or ask', { type: 'string' }),
	price: column('Price', 'Order books: price of the level', { unit: 'USD' }),
	size: column('Size', 'Order books: size at the level, as reported'),
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
			title: 'Range (%)',
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
		...LEVEL,
		time: TIME,
		timestamp: TIMESTAMP,
	},
	rows: (response, asked, at) => levels(response, asked.asset, at).rows,
	summaryFields: {
		asset: ASSET,
		...BOOK_SUMMARY,
		...SPREAD,
		levelCount: column('Levels', 'Number of rows in the response'),
		time: TIME,
		timestamp: TIMESTAMP,
	},
	summary(response, asked, at) {
		const { rows, asset, around } = levels(response, asked.asset, at);
		const facts = bookSummary(withoutBook(around), asset, at);
		const only = rows.length === 1 ? rows[0] : undefined;
		const bestBid = facts['bestBid'] ?? best(rows, 'bid');
		const bestAsk = facts['bestAsk'] ?? best(rows, 'ask');
		return {
			...facts,
			bestBid,
			bestAsk,
			...spread(number(bestBid), number(bestAsk)),
			...known(only ?? {}),
			levelCount: rows.length,
		};
	},
	text(response, asked) {
		const facts = this.summary(response, asked, 0);
		const where = facts['exchange'] === null ? '' : ` on ${facts['exchange']}`;
		const head = `${facts['asset']} market depth${where}`;
		if (typeof facts['bestBid'] !== 'number' || typeof facts['bestAsk'] !== 'number') {
			const count = Number(facts['levelCount']);
			return `${head}: ${count} ${count === 1 ? 'row' : 'rows'}, no single best bid and ask`;
		}
		const bps = number(facts['spreadBps']);
		return `${head}: bid ${price(facts['bestBid'])}, ask ${price(facts['bestAsk'])}, spread ${bps === null ? 'unknown' : `${short(bps)} bps`}`;
	},
});

function bookSummary(record: JsonObject, asset: string, at: number): Row {
	const derived = (row: Row) => spread(number(row['bestBid']), number(row['bestAsk']));
	const reserved = Object.keys(LEVEL);
	return { asset, ...guessedRow(record, BOOK_SUMMARY, at, { derived, reserved }) };
}

/** `(ask − bid) / mid × 10,000`, in basis points. */
function spread(bid: number | null, ask: number | null): { spreadBps: number | null } {
	if (bid === null || ask === null || bid + ask <= 0) return { spreadBps: null };
	return { spreadBps: tidy(((ask - bid) / ((ask + bid) / 2)) * 10_000) };
}

/** One row a level of an order book, or a summary of it; an entry of a list may be either. */
function levels(response: Record<string, unknown> | unknown[], asked: string, at: number) {
	const { entries, around } = findList(response, LISTS, exchangeKeys(BOOK_SUMMARY));
	const asset = assetOf(around, asked);
	const { time } = when(around, at).columns;
	const listed = (entries ?? []).flatMap((one) => entryRows(one, asset, time));
	const isBook = entries !== undefined || BOOK.some((side) => Array.isArray(around[side]));
	const own = isBook ? bookRows(around, asset, at) : [bookSummary(around, asset, at)];
	return { rows: [...own, ...listed], asset, around };
}

function entryRows(record: JsonObject, asset: string, at: number): Row[] {
	const book = bookRows(record, asset, at);
	return book.length > 0 ? book : [bookSummary(record, asset, at)];
}

/** Levels come as `[price, size]` or as objects; each row repeats what surrounds the book. */
function bookRows(record: JsonObject, asset: string, at: number): Row[] {
	const around = known(bookSummary(withoutBook(record), asset, at));
	const { exchange = null } = around;
	const { time } = when(record, at).columns;
	return BOOK.flatMap((wireSide) => {
		const book = record[wireSide];
		if (!Array.isArray(book)) return [];
		const side = wireSide.slice(0, 3);
		return book.map((level: unknown) => {
			const { rest, ...own } = readLevel(level, time);
			const columns = { asset, exchange, side, ...own };
			return withRest(withRest(columns, rest, [], FIGURES), around);
		});
	});
}

function withoutBook(record: JsonObject): JsonObject {
	const isBook = (name: string) => BOOK.includes(name) && Array.isArray(record[name]);
	return Object.fromEntries(Object.entries(record).filter(([name]) => !isBook(name)));
}

const SIZE_NAMES = ['size', 'quantity', 'qty', 'amount', 'volume'];

function readLevel(level: unknown, at: number) {
	const { columns: time, consumed } = when(isObject(level) ? level : {}, at);
	if (Array.isArray(level) && number(level[0]) !== null) {
		const [levelPrice, size, ...more] = level as unknown[];
		const rest: JsonObject = more.length > 0 ? { more } : {};
		return { price: number(levelPrice), size: number(size), ...time, rest };
	}
	if (!isObject(level)) return { price: null, size: null, ...time, rest: { value: level } };
	const sizeName = SIZE_NAMES.find((name) => number(level[name]) !== null) ?? 'size';
	const [levelPrice, size] = [number(level['price']), number(level[sizeName])];
	const read = [...consumed];
	if (levelPrice !== null) read.push('price');
	if (size !== null) read.push(sizeName);
	return { price: levelPrice, size, ...time, rest: without(level, read) };
}

function without(record: JsonObject, names: readonly string[]): JsonObject {
	return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

/** The best price of a side, as long as all rows are of one exchange. */
function best(rows: Row[], side: 'bid' | 'ask'): number | null {
	if (new Set(rows.map((row) => row['exchange'])).size > 1) return null;
	const prices = rows
		.filter((row) => row['side'] === side && typeof row['price'] === 'number')
		.map((row) => Number(row['price']));
	if (prices.length === 0) return null;
	return prices.reduce((a, b) => (side === 'bid' ? Math.max(a, b) : Math.min(a, b)));
}
