import type { Emulator } from '../../emulator';
import { emulate, read, stoppedClock } from './support';

const PATHS = [
	'/liquidations/BTC',
	'/liquidations/SOL?timeframe=1W&exchange=okx',
	'/gex/BTC?historical=true',
	'/open-interest/ETH',
	'/funding-rates/BTC',
	'/tof/BTC',
	'/depth/BTC?exchange=bybit&percentage=0.1',
];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function snapshot(emulator: Emulator): Promise<any[]> {
	return Promise.all(PATHS.map((path) => read(emulator, path)));
}

/** Reads an endpoint every five minutes of market time. */
async function watch(emulator: Emulator, path: string, hours: number): Promise<any[]> {
	const seen: any[] = [];
	for (let minute = 0; minute < hours * 60; minute += 5) {
		seen.push(await read(emulator, path));
		emulator.market.advance(5 * MINUTE);
	}
	return seen;
}

describe('the market', () => {
	it('is the same for the same seed at the same times', async () => {
		const [one, other] = [stoppedClock(), stoppedClock()];
		const first = await emulate({ seed: 42, now: one.now });
		const second = await emulate({ seed: 42, now: other.now });
		for (const step of [0, 1000, 59_000, HOUR]) {
			one.forward(step);
			other.forward(step);
			expect(await snapshot(first)).toEqual(await snapshot(second));
		}
	});

	it('does not depend on how often it is read, nor in how many strides it moves', async () => {
		const clock = stoppedClock();
		const often = await emulate({ seed: 42, now: clock.now });
		const once = await emulate({ seed: 42, now: clock.now });
		for (let second = 0; second < 90; second += 3) {
			await read(often, PATHS[second % PATHS.length] ?? '');
			often.market.advance(2500);
			often.market.advance(500);
		}
		once.market.advance(90_000);
		expect(await snapshot(often)).toEqual(await snapshot(once));
	});

	it('is another one for another seed', async () => {
		const { now } = stoppedClock();
		const markets = await Promise.all([1, 2, 3].map((seed) => emulate({ seed, now })));
		const prices = markets.map((emulator) => emulator.market.price('BTC'));
		expect(new Set(prices).size).toBe(3);
	});

	it('moves every second, and only forward', async () => {
		const clock = stoppedClock();
		const emulator = await emulate({ now: clock.now });
		const before = emulator.market.price('BTC');
		clock.forward(999);
		expect(emulator.market.price('BTC')).toBe(before);
		clock.forward(1);
		const after = emulator.market.price('BTC');
		expect(after).not.toBe(before);
		const time = emulator.market.now();
		clock.forward(-HOUR);
		expect(emulator.market.price('BTC')).toBe(after);
		expect(emulator.market.now()).toBe(time);
		expect(() => emulator.market.advance(-1)).toThrow('only moves forward');
		expect(() => emulator.market.advance(NaN)).toThrow('only moves forward');
		expect(() => emulator.market.advance(32 * 24 * HOUR)).toThrow('31 days');
	});

	it('can run faster than its clock', async () => {
		const clock = stoppedClock();
		const fast = await emulate({ seed: 5, now: clock.now, speed: 60 });
		const slow = await emulate({ seed: 5, now: clock.now });
		clock.forward(1000);
		slow.market.advance(59_000);
		expect(await snapshot(fast)).toEqual(await snapshot(slow));
		expect(fast.market.now()).toBe(clock.now() + 59_000);
	});

	it('opens near the prices and sizes of the guide', async () => {
		const emulator = await emulate({ seed: 1 });
		const { current_price, clusters } = await read(emulator, '/liquidations/BTC');
		expect(Math.abs(current_price / 67_000 - 1)).toBeLessThan(0.15);
		expect(clusters.length).toBeGreaterThan(3);
		const { total_open_interest, exchange_breakdown } = await read(emulator, '/open-interest/BTC');
		expect(Math.abs(total_open_interest / 28e9 - 1)).toBeLessThan(0.15);
		expect(exchange_breakdown.map((one: any) => one.exchange)).toEqual(['binance', 'bybit', 'okx']);
	});

	it('has the fields of the guide, in its order, and times to the second', async () => {
		const emulator = await emulate({ now: stoppedClock().now });
		const liquidations = await read(emulator, '/liquidations/BTC');
		expect(Object.keys(liquidations)).toEqual([
			'asset',
			'exchange',
			'timeframe',
			'current_price',
			'clusters',
		]);
		expect(Object.keys(liquidations.clusters[0])).toEqual([
			'price',
			'long_liquidations',
			'short_liquidations',
			'timestamp',
		]);
		expect(liquidations.clusters[0].timestamp).toMatch(/^2026-02-01T\d\d:\d\d:\d\dZ$/);
		expect(Object.keys(await read(emulator, '/gex/BTC'))).toEqual([
			'asset',
			'current_price',
			'gex_profile',
			'flip_level',
			'current_gex',
		]);
		const interest = await read(emulator, '/open-interest/BTC');
		expect(Object.keys(interest)).toEqual(['asset', 'total_open_interest', 'exchange_breakdown']);
		expect(Object.keys(interest.exchange_breakdown[0])).toEqual([
			'exchange',
			'open_interest',
			'change_24h',
			'change_percent_24h',
		]);
	});

	it('cascades: what the price reaches is gone, and something always forms anew', async () => {
		const emulator = await emulate({ seed: 3 });
		const readings = await watch(emulator, '/liquidations/BTC', 24);
		let eaten = 0;
		for (const [index, { current_price: price, clusters }] of readings.slice(1).entries()) {
			const before = readings[index];
			const [low, high] = [price, before.current_price].sort((a, b) => a - b);
			const crossed = before.clusters.filter((one: any) => one.price > low && one.price < high);
			eaten += crossed.length;
			const prices = clusters.map((cluster: any) => cluster.price);
			for (const { price: gone } of crossed) expect(prices).not.toContain(gone);
			expect(prices.length).toBeGreaterThan(0);
		}
		expect(eaten).toBeGreaterThan(3);
	});

	it('follows the guide on gamma: positive below the flip level, negative above; both occur', async () => {
		const emulator = await emulate({ seed: 3 });
		const seen = await watch(emulator, '/gex/BTC', 24);
		for (const { current_price, flip_level, current_gex } of seen) {
			expect(current_gex).toBe(current_price < flip_level ? 'positive' : 'negative');
		}
		const regimes = seen.map(({ current_gex }) => current_gex);
		const flips = regimes.filter((regime, index) => index > 0 && regime !== regimes[index - 1]);
		expect(flips.length).toBeGreaterThan(2);
		expect(flips.length).toBeLessThan(seen.length / 4);
	});

	it('lets funding go beyond ±0.05 % sometimes, not always', async () => {
		const emulator = await emulate({ seed: 3 });
		const seen = await watch(emulator, '/funding-rates/BTC', 24);
		const extreme = seen.filter(({ rates }) =>
			rates.some((one: any) => Math.abs(one.rate) > 0.0005),
		);
		expect(extreme.length).toBeGreaterThan(0);
		expect(extreme.length).toBeLessThan(seen.length / 3);
	});

	it('widens the spread of one exchange now and then', async () => {
		const emulator = await emulate({ seed: 3 });
		const spread = async (exchange: string) =>
			(await read(emulator, `/depth/BTC?exchange=${exchange}`)).spread_percent as number;
		const spreads: [binance: number, bybit: number][] = [];
		for (let minute = 0; minute < 12 * 60; minute += 3) {
			spreads.push([await spread('binance'), await spread('bybit')]);
			emulator.market.advance(3 * MINUTE);
		}
		const wide = spreads.filter(([, bybit]) => bybit > 0.02);
		expect(wide.length).toBeGreaterThan(0);
		expect(wide.length).toBeLessThan(spreads.length / 3);
		expect(wide.some(([binance, bybit]) => bybit > 2 * binance)).toBe(true);
	});

	it('shows one exchange its share of the whole', async () => {
		const emulator = await emulate({ now: stoppedClock().now });
		const whole = await read(emulator, '/liquidations/BTC');
		const parts = await Promise.all(
			['binance', 'bybit', 'okx'].map((one) => read(emulator, `/liquidations/BTC?exchange=${one}`)),
		);
		for (const [index, cluster] of whole.clusters.entries()) {
			const sum = parts.reduce((total, part) => total + part.clusters[index].long_liquidations, 0);
			expect(Math.abs(sum - cluster.long_liquidations)).toBeLessThanOrEqual(2);
		}
		const total = await read(emulator, '/open-interest/BTC');
		const okx = await read(emulator, '/open-interest/BTC?exchange=okx');
		expect(okx.exchange_breakdown).toEqual([total.exchange_breakdown[2]]);
		expect(okx.total_open_interest).toBe(okx.exchange_breakdown[0].open_interest);
	});

	it('sees further with a longer timeframe', async () => {
		const emulator = await emulate({ seed: 3, now: stoppedClock().now });
		const counts = [];
		for (const timeframe of ['1H', '4H', '1D', '1W']) {
			const { clusters } = await read(emulator, `/liquidations/BTC?timeframe=${timeframe}`);
			counts.push(clusters.length);
		}
		expect(counts).toEqual([...counts].sort((a, b) => a - b));
		expect(counts[0]).toBeLessThan(counts[3] ?? 0);
	});

	it('measures 24-hour changes against the open interest of a day ago', async () => {
		const emulator = await emulate({ seed: 9, now: stoppedClock().now });
		const before = await read(emulator, '/open-interest/BTC');
		emulator.market.advance(24 * HOUR);
		const after = await read(emulator, '/open-interest/BTC');
		for (const [index, one] of after.exchange_breakdown.entries()) {
			const change = one.open_interest - before.exchange_breakdown[index].open_interest;
			expect(one.change_24h).toBe(change);
			expect(one.change_percent_24h).toBeCloseTo((change / one.open_interest) * 100, 2);
		}
	});
});
