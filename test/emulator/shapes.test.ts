import { ask, emulate, stoppedClock } from './support';

describe('what the guide leaves open', () => {
	it.each([
		['rates', (body: any) => body.rates],
		['data', (body: any) => body.data],
	] as const)('funding rates can be a list under %s', async (funding, list) => {
		const emulator = await emulate();
		emulator.shapes.set({ funding });
		const { json } = await ask(emulator, '/funding-rates/BTC');
		expect(list(json).map((one: any) => one.exchange)).toEqual(['binance', 'bybit', 'okx']);
	});

	it('funding rates can have other names, or stand under each exchange', async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const key = emulator.keys.elite;
		emulator.shapes.set({ funding: 'exchanges' });
		expect((await ask(emulator, '/funding-rates/BTC', { key })).json.exchanges[0]).toEqual({
			exchange: 'binance',
			funding_rate: 0.0001,
			annualized_rate: 0.1095,
			predicted_next_rate: 0.00012,
			next_funding_time: '2026-02-01T08:00:00Z',
		});
		emulator.shapes.set({ funding: 'byExchange' });
		const { funding_rates } = (await ask(emulator, '/funding-rates/BTC', { key })).json;
		expect(Object.keys(funding_rates)).toEqual(['binance', 'bybit', 'okx']);
		expect(funding_rates.okx).toEqual({
			rate: -0.0002,
			annualized: -0.219,
			predicted_rate: -0.0001,
			interval_hours: 8,
			next_funding_time: '2026-02-01T08:00:00Z',
		});
	});

	it('funding rates can be in percent', async () => {
		const emulator = await emulate({ scenario: 'guide' });
		emulator.shapes.set({ fundingUnit: 'percent' });
		const { json } = await ask(emulator, '/funding-rates/BTC');
		expect(json.rates[1]).toMatchObject({ rate: 0.06, annualized: 65.7 });
	});

	it.each(['rates', 'exchanges', 'data', 'byExchange'] as const)(
		'predicted funding rates (%s) are for Elite keys only',
		async (funding) => {
			const emulator = await emulate();
			emulator.shapes.set({ funding });
			const pro = await ask(emulator, '/funding-rates/BTC');
			const elite = await ask(emulator, '/funding-rates/BTC', { key: emulator.keys.elite });
			expect(pro.text).not.toContain('predicted');
			expect(elite.text.match(/predicted/g)).toHaveLength(3);
		},
	);

	it('the next funding is at 0, 8 or 16 o’clock', async () => {
		const clock = stoppedClock('2026-02-01T15:59:59Z');
		const emulator = await emulate({ now: clock.now });
		const next = async () =>
			(await ask(emulator, '/funding-rates/BTC')).json.rates[0].next_funding_time;
		expect(await next()).toBe('2026-02-01T16:00:00Z');
		clock.forward(1000);
		expect(await next()).toBe('2026-02-02T00:00:00Z');
	});

	it('order flow can be one record, nested, or the last hour as a series', async () => {
		const emulator = await emulate({ now: stoppedClock().now });
		const record = (await ask(emulator, '/tof/BTC')).json;
		expect(Object.keys(record)).toEqual([
			'asset',
			'timestamp',
			'toxicity_score',
			'cvd',
			'buy_volume',
			'sell_volume',
			'net_volume',
		]);
		emulator.shapes.set({ orderFlow: 'series' });
		const series = (await ask(emulator, '/tof/BTC')).json;
		expect(series.data).toHaveLength(60);
		expect({ asset: 'BTC', ...series.data.at(-1) }).toEqual(record);
		emulator.shapes.set({ orderFlow: 'nested' });
		expect((await ask(emulator, '/tof/BTC')).json).toEqual({
			asset: 'BTC',
			timestamp: record.timestamp,
			tof: { score: record.toxicity_score },
			cvd: { value: record.cvd, buy_volume: record.buy_volume, sell_volume: record.sell_volume },
		});
	});

	it('depth can be a summary or the book behind it', async () => {
		const emulator = await emulate({ now: stoppedClock().now });
		const summary = (await ask(emulator, '/depth/BTC?percentage=0.5')).json;
		emulator.shapes.set({ depth: 'bookArrays' });
		const arrays = (await ask(emulator, '/depth/BTC?percentage=0.5')).json;
		emulator.shapes.set({ depth: 'bookObjects' });
		const objects = (await ask(emulator, '/depth/BTC?percentage=0.5')).json;

		expect(summary).toMatchObject({ percentage: 0.5, exchange: 'all' });
		expect(arrays.bids[0][0]).toBe(summary.best_bid);
		expect(arrays.asks[0][0]).toBe(summary.best_ask);
		expect(objects.bids).toEqual(arrays.bids.map(([price, size]: any) => ({ price, size })));
		const usd = arrays.asks.reduce((sum: number, [price, size]: any) => sum + price * size, 0);
		expect(summary.ask_depth).toBe(Math.round(usd));
		const reach = arrays.bids.map(([price]: any) => 1 - price / summary.best_bid);
		expect(Math.max(...reach)).toBeLessThanOrEqual(0.005);
		expect(reach).toEqual([...reach].sort((one, other) => one - other));
	});

	it('historical gamma can stand beside the current profile, alone, or as a bare list', async () => {
		const emulator = await emulate({ now: stoppedClock().now });
		const current = (await ask(emulator, '/gex/BTC')).json;
		const { history, ...beside } = (await ask(emulator, '/gex/BTC?historical=true')).json;
		expect(beside).toEqual(current);
		expect(history).toHaveLength(24);
		expect(Object.keys(history[0])).toEqual([
			'timestamp',
			'current_price',
			'gex_profile',
			'flip_level',
			'current_gex',
		]);
		emulator.shapes.set({ historicalGamma: 'data' });
		expect((await ask(emulator, '/gex/BTC?historical=true')).json).toEqual({
			asset: 'BTC',
			data: history,
		});
		emulator.shapes.set({ historicalGamma: 'list' });
		expect((await ask(emulator, '/gex/BTC?historical=true')).json).toEqual(
			history.map((one: any) => ({ asset: 'BTC', ...one })),
		);
	});

	it('a switch that does not exist is refused and changes nothing', async () => {
		const emulator = await emulate();
		const wrong: object[] = [{ fundng: 'data' }, { toString: 'x' }, { depth: 'data' }];
		for (const changes of wrong) {
			expect(() => emulator.shapes.set({ funding: 'data', ...changes })).toThrow(RangeError);
		}
		expect(emulator.shapes.current.funding).toBe('rates');
	});

	it('every switch falls back with a reset', async () => {
		const emulator = await emulate();
		const before = { ...emulator.shapes.current };
		emulator.shapes.set({ funding: 'data', depth: 'bookArrays', eliteRateLimit: 'zero' });
		emulator.reset();
		expect(emulator.shapes.current).toEqual(before);
	});
});
