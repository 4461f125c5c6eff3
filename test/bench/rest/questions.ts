/** A question about liquidation clusters, as an item of n8n or a payload of Node-RED. */
export interface Question {
	[name: string]: string;
	asset: string;
	exchange: string;
	timeframe: string;
}

const ASSETS = ['BTC', 'ETH', 'SOL', 'XRP', 'BNB', 'DOGE', 'AVAX'];
const EXCHANGES = ['all', 'binance', 'bybit', 'okx'];
const TIMEFRAMES = ['1H', '4H', '1D', '1W'];

const ALL: Question[] = ASSETS.flatMap((asset) =>
	EXCHANGES.flatMap((exchange) => TIMEFRAMES.map((timeframe) => ({ asset, exchange, timeframe }))),
);

/** A hundred of them, no two the same. */
export const DISTINCT = ALL.slice(0, 100);

/** As often the same one. */
export function identical(count: number): Question[] {
	return Array.from({ length: count }, () => ({ asset: 'BTC', exchange: 'all', timeframe: '1D' }));
}

export function queryOf({ asset, exchange, timeframe }: Question): string {
	return `/liquidations/${asset}?exchange=${exchange}&timeframe=${timeframe}`;
}
