import { B } from './watching';

/** A stream of numbers from 0 to 1 that depends on the seed alone. */
export function dice(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

const EXCHANGES = ['binance', 'bybit', 'okx', 'deribit'];

/** A market that wanders, with everything the API tells of it, ever again. */
export function* market(seed: number): Generator<unknown[], never> {
	const roll = dice(seed);
	const around = (value: number, share: number) => value * (1 + share * (roll() * 2 - 1));
	const flipLevel = 68000;
	let price = 67000;
	for (let second = 0; ; second += 1) {
		price = around(price, 0.004);
		const timestamp = new Date(Date.UTC(2026, 1, 1) + second * 1000).toISOString();
		yield [
			{
				asset: 'BTC',
				exchange: roll() < 0.9 ? 'all' : 'okx',
				current_price: price,
				clusters: Array.from({ length: 30 }, () => ({
					price: around(price, 0.03),
					long_liquidations: roll() * 3 * B,
					short_liquidations: roll() * 3 * B,
				})),
			},
			{
				asset: 'BTC',
				timestamp,
				current_price: price,
				flip_level: flipLevel,
				current_gex: price < flipLevel ? 'positive' : 'negative',
				gex_profile: [{ strike: 68500, gamma_exposure: around(0, 1) }],
			},
			{
				asset: 'BTC',
				total_open_interest: around(28 * B, 0.05),
				exchange_breakdown: EXCHANGES.map((exchange) => ({
					exchange,
					open_interest: around(7 * B, 0.05),
				})),
			},
			{
				asset: 'BTC',
				exchanges: EXCHANGES.map((exchange) => ({
					...{ exchange, best_bid: price, best_ask: price * (1 + roll() ** 4 * 0.001) },
					...{ bid_depth: roll() * 1e7, ask_depth: roll() * 1e7, timestamp },
				})),
			},
			{
				asset: 'BTC',
				rates: EXCHANGES.map((exchange) => ({ exchange, rate: (roll() - 0.5) * 0.002 })),
			},
		];
	}
}
