import streamMessage from '../../emulator/samples/stream-message.json';
import webhookPayload from '../../emulator/samples/webhook-payload.json';
import webhookRegistration from '../../emulator/samples/webhook-registration.json';
import { ask, emulate } from './support';

const LIQUIDATIONS = {
	asset: 'BTC',
	exchange: 'all',
	timeframe: '1D',
	current_price: 67000,
	clusters: [
		{
			price: 64000,
			long_liquidations: 4800000000,
			short_liquidations: 120000000,
			timestamp: '2026-02-01T00:00:00Z',
		},
		{
			price: 69500,
			long_liquidations: 95000000,
			short_liquidations: 2100000000,
			timestamp: '2026-02-01T00:00:00Z',
		},
	],
};

const GEX = {
	asset: 'BTC',
	current_price: 67000,
	gex_profile: [
		{ strike: 65000, gamma_exposure: -420000000, total_gamma: -680000000 },
		{ strike: 67000, gamma_exposure: 680000000, total_gamma: 520000000 },
		{ strike: 68500, gamma_exposure: -350000000, total_gamma: -500000000 },
	],
	flip_level: 68200,
	current_gex: 'positive',
};

const OPEN_INTEREST = {
	asset: 'BTC',
	total_open_interest: 28000000000,
	exchange_breakdown: [
		{
			exchange: 'binance',
			open_interest: 15000000000,
			change_24h: 750000000,
			change_percent_24h: 5.0,
		},
		{
			exchange: 'bybit',
			open_interest: 8000000000,
			change_24h: 160000000,
			change_percent_24h: 2.0,
		},
	],
};

describe("the guide's scenario", () => {
	it.each([
		['/liquidations/BTC?exchange=all&timeframe=1D', LIQUIDATIONS],
		['/liquidations/BTC', LIQUIDATIONS],
		['/gex/BTC', GEX],
		['/gex/BTC?historical=false', GEX],
		['/open-interest/BTC', OPEN_INTEREST],
		['/open-interest/BTC?exchange=all', OPEN_INTEREST],
	])("answers %s with the guide's sample, keys in its order", async (path, sample) => {
		const emulator = await emulate({ scenario: 'guide' });
		const { text, json, headers } = await ask(emulator, path);
		expect(JSON.stringify(json)).toBe(JSON.stringify(sample));
		expect(text.replace(/\s/g, '')).toBe(
			JSON.stringify(sample)
				.replace('"change_percent_24h":5}', '"change_percent_24h":5.0}')
				.replace('"change_percent_24h":2}', '"change_percent_24h":2.0}'),
		);
		expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
	});

	it('answers other filters with the same numbers under their names', async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const { json } = await ask(emulator, '/liquidations/ETH?exchange=okx&timeframe=4H');
		expect(json).toEqual({ ...LIQUIDATIONS, asset: 'ETH', exchange: 'okx', timeframe: '4H' });
	});

	it('filters open interest by exchange, the unlisted one having the rest of the total', async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const [binance] = OPEN_INTEREST.exchange_breakdown;
		expect((await ask(emulator, '/open-interest/BTC?exchange=binance')).json).toEqual({
			asset: 'BTC',
			total_open_interest: 15000000000,
			exchange_breakdown: [binance],
		});
		expect((await ask(emulator, '/open-interest/BTC?exchange=okx')).json).toEqual({
			asset: 'BTC',
			total_open_interest: 5000000000,
			exchange_breakdown: [],
		});
	});

	it('never changes, wherever the clock stands', async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const paths = ['/funding-rates/BTC', '/tof/BTC', '/depth/BTC', '/gex/BTC?historical=true'];
		const read = () => Promise.all(paths.map(async (path) => (await ask(emulator, path)).text));
		const before = await read();
		emulator.market.advance(86_400_000);
		expect(await read()).toEqual(before);
		expect(emulator.market.price('BTC')).toBe(67000);
	});

	it('has a funding rate beyond ±0.05 % and figures that can be checked by hand', async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const { json } = await ask(emulator, '/funding-rates/BTC', { key: emulator.keys.elite });
		expect(json.rates[1]).toEqual({
			exchange: 'bybit',
			rate: 0.0006,
			annualized: 0.657,
			predicted_rate: 0.00055,
			interval_hours: 8,
			next_funding_time: '2026-02-01T08:00:00Z',
		});
		expect((await ask(emulator, '/depth/BTC')).json).toEqual({
			asset: 'BTC',
			exchange: 'all',
			percentage: 1,
			timestamp: '2026-02-01T00:00:00Z',
			best_bid: 66995,
			best_ask: 67005,
			spread: 10,
			spread_percent: 0.014925,
			bid_depth: 2009750,
			ask_depth: 1876220,
			imbalance: 0.034362,
		});
		expect((await ask(emulator, '/tof/BTC')).json).toEqual({
			asset: 'BTC',
			timestamp: '2026-02-01T00:00:00Z',
			toxicity_score: 0.62,
			cvd: 125000000,
			buy_volume: 85000000,
			sell_volume: 60000000,
			net_volume: 25000000,
		});
	});

	it('still counts calls', async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const { headers } = await ask(emulator, '/liquidations/BTC');
		expect(headers.get('X-RateLimit-Remaining')).toBe('99');
	});

	it('has the samples of the stream and of webhooks ready', () => {
		expect(streamMessage).toEqual({
			channel: 'liquidations',
			asset: 'BTC',
			data: {
				timestamp: '2026-02-01T12:34:56Z',
				clusters: [{ price: 67000, long_liquidations: 5000000000, short_liquidations: 200000000 }],
			},
		});
		expect(webhookRegistration).toEqual({
			url: 'https://your-server.com/webhooks/kf',
			events: ['liquidation.cluster_proximity', 'gex.flip', 'funding.rate.extreme'],
			config: { asset: 'BTC', threshold: 1000000000 },
		});
		expect(webhookPayload).toEqual({
			event: 'liquidation.cluster_proximity',
			timestamp: '2026-02-01T12:34:56Z',
			data: {
				asset: 'BTC',
				current_price: 67000,
				cluster_price: 66330,
				cluster_size: 4800000000,
				distance_percent: 1.0,
			},
		});
	});
});
