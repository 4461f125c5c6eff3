import fc from 'fast-check';
import type { Emulator } from '../../emulator';
import { emulate, read, stoppedClock } from './support';

const DAY = 86_400_000;

describe('the market', () => {
	it('is sound for any seed, asset and time', async () => {
		const assets = fc.constantFrom('BTC', 'ETH', 'SOL', 'XRP', 'DOGE', 'BNB', 'AVAX', 'LINK');
		const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
		const times = fc.integer({ min: 0, max: DAY });
		await fc.assert(
			fc.asyncProperty(seeds, assets, times, async (seed, asset, elapsed) => {
				const emulator = await emulate({ seed, now: stoppedClock().now });
				emulator.market.advance(elapsed);
				await expectSound(emulator, asset);
				await emulator.close();
			}),
			{ numRuns: 60 },
		);
	});
});

async function expectSound(emulator: Emulator, asset: string): Promise<void> {
	const { current_price: price, clusters } = await read(
		emulator,
		`/liquidations/${asset}?timeframe=1W`,
	);
	expect(price).toBeGreaterThan(0);
	const prices = clusters.map((cluster: any) => cluster.price);
	expect(prices).toEqual([...new Set(prices)].sort((one: any, other: any) => one - other));
	for (const { price: at, long_liquidations: longs, short_liquidations: shorts } of clusters) {
		expect(at).toBeGreaterThan(0);
		expect(Math.min(longs, shorts)).toBeGreaterThanOrEqual(0);
		expect(Math.max(longs, shorts)).toBeLessThanOrEqual(5e9);
		expect(Number.isInteger(longs) && Number.isInteger(shorts)).toBe(true);
		// Longs wait below the price, shorts above it.
		if (at < price) expect(longs).toBeGreaterThan(shorts);
		if (at > price) expect(shorts).toBeGreaterThan(longs);
	}

	const book = await read(emulator, `/depth/${asset}?percentage=0.1`);
	expect(book.best_bid).toBeLessThan(book.best_ask);
	expect(Math.min(book.best_bid, book.bid_depth, book.ask_depth)).toBeGreaterThan(0);

	const flow = await read(emulator, `/tof/${asset}`);
	expect(flow.toxicity_score).toBeGreaterThanOrEqual(0);
	expect(flow.toxicity_score).toBeLessThanOrEqual(1);
	expect(Math.min(flow.buy_volume, flow.sell_volume)).toBeGreaterThan(0);

	const interest = await read(emulator, `/open-interest/${asset}`);
	const sum = interest.exchange_breakdown.reduce(
		(one: number, part: any) => one + part.open_interest,
		0,
	);
	expect(interest.total_open_interest).toBe(sum);
}
