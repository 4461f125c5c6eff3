/** What the emulator knows of an asset. Sizes in USD. */
export interface Asset {
	symbol: string;
	startPrice: number;
	/** Decimals of a published price. */
	decimals: number;
	/** Cluster prices and flip levels are multiples of this. */
	priceStep: number;
	annualVolatility: number;
	openInterest: number;
	largestCluster: number;
	/** Resting orders per side within 1 % of the best price. */
	depth: number;
	/** The bid-ask spread of a calm market, as a fraction of the price. */
	spread: number;
	/** Only where there are options; the guide lists BTC and ETH for GEX+. */
	options?: { strikeStep: number; gamma: number };
}

/** Open interest at the guide's proportions: 15, 8 and (the rest of its total of 28 billion) 5. */
export const EXCHANGE_SHARES = { binance: 15 / 28, bybit: 8 / 28, okx: 5 / 28 } as const;

export type Exchange = keyof typeof EXCHANGE_SHARES;

export const EXCHANGES = Object.keys(EXCHANGE_SHARES) as Exchange[];

const M = 1e6;
const B = 1e9;

const ASSETS: Asset[] = [
	{
		symbol: 'BTC',
		startPrice: 67_000,
		decimals: 1,
		priceStep: 50,
		annualVolatility: 0.55,
		openInterest: 28 * B,
		largestCluster: 5 * B,
		depth: 90 * M,
		spread: 0.00005,
		options: { strikeStep: 500, gamma: 700 * M },
	},
	{
		symbol: 'ETH',
		startPrice: 3_500,
		decimals: 2,
		priceStep: 2.5,
		annualVolatility: 0.7,
		openInterest: 14 * B,
		largestCluster: 3 * B,
		depth: 60 * M,
		spread: 0.00007,
		options: { strikeStep: 50, gamma: 260 * M },
	},
	alt('SOL', 150, 2, 0.1, 0.95, 5 * B, 1.5 * B),
	alt('XRP', 0.6, 4, 0.0005, 0.9, 2 * B, 600 * M),
	alt('DOGE', 0.12, 5, 0.0001, 1.1, 1.6 * B, 500 * M),
	alt('BNB', 580, 1, 0.5, 0.65, 1.1 * B, 350 * M),
	alt('AVAX', 35, 2, 0.02, 1, 500 * M, 150 * M),
	alt('LINK', 17, 3, 0.01, 0.95, 450 * M, 150 * M),
];

const bySymbol = new Map(ASSETS.map((asset) => [asset.symbol, asset]));

export function findAsset(symbol: string): Asset | undefined {
	return bySymbol.get(symbol);
}

/** The smaller markets: their books are thinner and their spreads wider, in proportion to their open interest. */
function alt(
	symbol: string,
	startPrice: number,
	decimals: number,
	priceStep: number,
	annualVolatility: number,
	openInterest: number,
	largestCluster: number,
): Asset {
	return {
		symbol,
		startPrice,
		decimals,
		priceStep,
		annualVolatility,
		openInterest,
		largestCluster,
		depth: openInterest / 300,
		spread: 0.0002,
	};
}
