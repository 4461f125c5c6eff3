import { readdirSync } from 'node:fs';
import path from 'node:path';
import { guide, guideText } from '../support/guide';

const FOLDER = path.join(__dirname, '../../fixtures/guide');

/** The figures that other tests compare with, so that a slip in a fixture does not go unseen. */
describe('the samples of the API guide', () => {
	it('are all there', () => {
		expect(readdirSync(FOLDER).sort()).toEqual([
			'error-400.json',
			'error-401.json',
			'error-429.json',
			'gex.json',
			'liquidations.json',
			'open-interest.json',
			'stream-message.json',
			'webhook-payload.json',
			'webhook-registration.json',
		]);
	});

	it('hold the liquidation clusters', () => {
		expect(guide('liquidations')).toEqual({
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
		});
	});

	it('hold the gamma profile', () => {
		expect(guide('gex')).toEqual({
			asset: 'BTC',
			current_price: 67000,
			gex_profile: [
				{ strike: 65000, gamma_exposure: -420000000, total_gamma: -680000000 },
				{ strike: 67000, gamma_exposure: 680000000, total_gamma: 520000000 },
				{ strike: 68500, gamma_exposure: -350000000, total_gamma: -500000000 },
			],
			flip_level: 68200,
			current_gex: 'positive',
		});
	});

	it('hold the open interest', () => {
		expect(guide('open-interest')).toEqual({
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
		});
	});

	it('hold the webhook and the stream message', () => {
		expect(guide('webhook-registration')).toEqual({
			url: 'https://your-server.com/webhooks/kf',
			events: ['liquidation.cluster_proximity', 'gex.flip', 'funding.rate.extreme'],
			config: { asset: 'BTC', threshold: 1000000000 },
		});
		expect(guide('webhook-payload')).toEqual({
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
		expect(guide('stream-message')).toEqual({
			channel: 'liquidations',
			asset: 'BTC',
			data: {
				timestamp: '2026-02-01T12:34:56Z',
				clusters: [{ price: 67000, long_liquidations: 5000000000, short_liquidations: 200000000 }],
			},
		});
	});

	it('hold the errors, letter by letter', () => {
		expect(guideText('error-400')).toBe(
			'{"error": "invalid_parameter", "message": "Invalid timeframe specified", "code": 400}\n',
		);
		expect(guideText('error-401')).toBe(
			'{"error": "invalid_api_key", "message": "API key is invalid or expired", "code": 401}\n',
		);
		expect(guideText('error-429')).toBe(
			'{"error": "rate_limit_exceeded", "message": "Daily limit exceeded", "code": 429, "retry_after": 3600}\n',
		);
	});
});
