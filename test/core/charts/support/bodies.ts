/** Responses of the API as charts draw them. */

export const liquidationsOf = (
	clusters: readonly (readonly [price: unknown, long: unknown, short: unknown])[],
	more: object = {},
) => ({
	asset: 'BTC',
	exchange: 'all',
	timeframe: '1D',
	current_price: 67_000,
	clusters: clusters.map(([price, long, short]) => ({
		price,
		long_liquidations: long,
		short_liquidations: short,
		timestamp: '2026-01-15T14:30:12Z',
	})),
	...more,
});

export const gexOf = (
	strikes: readonly (readonly [strike: unknown, gamma: unknown])[],
	more: object = {},
) => ({
	asset: 'BTC',
	current_price: 67_000,
	flip_level: 65_500,
	current_gex: 'positive',
	gex_profile: strikes.map(([strike, gamma]) => ({ strike, gamma_exposure: gamma })),
	...more,
});

export const fundingOf = (rates: Record<string, unknown>, more: object = {}) => ({
	asset: 'BTC',
	rates: Object.entries(rates).map(([exchange, rate]) => ({ exchange, rate, ...more })),
});

export const openInterestOf = (amounts: Record<string, unknown>, more: object = {}) => ({
	asset: 'BTC',
	total_open_interest: 40e9,
	exchange_breakdown: Object.entries(amounts).map(([exchange, amount]) => ({
		exchange,
		open_interest: amount,
		change_24h: 1e8,
		change_percent_24h: -2.5,
	})),
	...more,
});
