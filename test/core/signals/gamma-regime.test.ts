import fc from 'fast-check';
import { gammaRegime } from '../../../core/signals/gamma-regime';
import { resultRow } from '../../../core/signals/result';
import { AT, AT_ISO } from '../support/answer';
import { guide } from '../support/guide';
import { B, clusters, gamma, message, Watching } from './support/watching';

const watching = (settings = {}) => new Watching(gammaRegime, settings);
const at = (current_price: number, current_gex: string, more = {}) =>
	gamma({ current_price, current_gex, ...more });

describe('the gamma regime, by the numbers of the guide', () => {
	it('is positive at 67,000 below the flip level of 68,200', () => {
		expect(resultRow(watching().finds(guide('gex')))).toEqual({
			signal: 'gamma-regime',
			asset: 'BTC',
			subject: null,
			state: 'positive',
			changed: false,
			fired: false,
			alert: 'none',
			escalation: 0,
			currentPrice: 67000,
			currentGex: 'positive',
			flipLevel: 68200,
			// |68,200 − 67,000| ÷ 67,000 × 100
			flipDistancePercent: 1.791044776,
			flipPosition: 'above',
			positiveSide: 'below',
			wallStrike: 67000,
			wallGammaUsd: 680_000_000,
			wallAboveStrike: 68500,
			wallBelowStrike: 65000,
			text: 'BTC 67,000 is in positive gamma, 1.8% below the flip level at 68,200: dealers dampen moves (range)',
			reasons: 'reported as positive at 67,000; largest gamma $680M at strike 67,000',
			missing: '',
			time: AT,
			timestamp: AT_ISO,
		});
	});

	it('flips when the price has risen above it', () => {
		const node = watching();
		expect(node.fires(guide('gex'))).toEqual([]);
		expect(node.fires(at(68900, 'negative'))).toEqual([
			// 700 ÷ 68,900 × 100 = 1.02
			'BTC 68,900 has flipped to negative gamma, 1.0% above the flip level at 68,200: dealers amplify moves (trend)',
		]);
		expect(node.fires(at(68900, 'negative'))).toEqual([]);
	});

	it('is the reported one, whatever the profile adds up to', () => {
		const profile = [{ strike: 60000, gamma_exposure: -9e9, total_gamma: -9e9 }];
		const result = watching().finds(gamma({ gex_profile: profile }));
		expect(result).toMatchObject({ state: 'positive', figures: { flipLevel: 68200 } });
	});

	it('never reckons a flip level from the profile', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.record({
						strike: fc.integer({ min: 1, max: 200_000 }),
						gamma_exposure: fc.integer({ min: -1e9, max: 1e9 }),
						total_gamma: fc.integer({ min: -1e9, max: 1e9 }),
					}),
				),
				(gex_profile) => {
					const without = gamma({ gex_profile, flip_level: null });
					const { figures, missing } = watching().finds(without);
					expect(figures).toMatchObject({ flipLevel: null, flipDistancePercent: null });
					expect(missing).toEqual(['flip level']);
				},
			),
		);
	});
});

describe('the other convention', () => {
	it('has gamma positive above the flip level, and is learnt, never assumed', () => {
		const node = watching();
		expect(node.finds(at(67000, 'negative'))).toMatchObject({
			state: 'negative',
			figures: { positiveSide: 'above' },
		});
		expect(node.fires([], { price: 69000 })).toEqual([
			'BTC 69,000 has flipped to positive gamma, 1.2% above the flip level at 68,200: dealers dampen moves (range)',
		]);
	});

	it('mirrors every regime', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 66000, max: 70000 }), { minLength: 1, maxLength: 20 }),
				(prices) => {
					const states = (start: string) => {
						const node = watching({ cooldown: 0 });
						node.sees(at(67000, start));
						return prices.map((price) => node.finds([], { price }).state);
					};
					const opposite: Record<string, string> = { positive: 'negative', negative: 'positive' };
					// On the flip level itself, neither side is known.
					const mirrored = states('positive').map((one) => opposite[one] ?? one);
					expect(states('negative')).toEqual(mirrored);
				},
			),
		);
	});

	it('can begin later: what a snapshot shows replaces what was learnt', () => {
		const node = watching();
		node.sees(guide('gex'));
		const result = node.finds(at(67000, 'negative'));
		expect(result).toMatchObject({ alert: 'entered', figures: { positiveSide: 'above' } });
		expect(result.reasons).toContain(
			'gamma is now positive above the flip level, it was positive below it',
		);
	});
});

describe('a newer price', () => {
	it('is judged by the side that was learnt', () => {
		const node = watching();
		node.sees(guide('gex'));
		expect(node.finds([], { price: 68900 })).toMatchObject({ state: 'negative', alert: 'entered' });
	});

	it('counts before the price that the profile was reported with', () => {
		const result = watching().finds([guide('gex'), { asset: 'BTC', price: 68900 }]);
		expect(result).toMatchObject({ state: 'negative', figures: { currentPrice: 68900 } });
		expect(result.reasons.slice(0, 2)).toEqual([
			'reported as positive at 67,000',
			'gamma is positive below the flip level, as learnt',
		]);
	});

	it('can come with other data', () => {
		const node = watching();
		node.sees(guide('gex'));
		expect(node.finds(clusters(68900, [60000, B, 0]))).toMatchObject({ alert: 'entered' });
	});

	it('is not judged without a snapshot', () => {
		expect(watching().finds([], { price: 68900 })).toMatchObject({
			state: 'unknown',
			fired: false,
			missing: ['current GEX', 'flip level'],
		});
	});

	it('is not judged by a flip level of the day before yesterday', () => {
		const node = watching();
		node.sees(guide('gex'));
		const later = node.finds([], { price: 68900, minutes: 24 * 60 + 1 });
		expect(later).toMatchObject({ state: 'unknown', missing: ['current GEX', 'flip level'] });
	});
});

describe('the flip alert', () => {
	it('waits until the price is 0.1 % past the flip level', () => {
		const node = watching();
		node.sees(guide('gex'));
		// 68,200 × 1.001 = 68,268.2; of the price itself, 68,200 ÷ 0.999 = 68,268.27.
		expect(node.finds(at(68268, 'negative'))).toMatchObject({ state: 'positive', fired: false });
		expect(node.finds(at(68268, 'negative')).reasons).toContain(
			'negative by now, but within 0.1% of the flip level',
		);
		expect(node.finds(at(68269, 'negative'))).toMatchObject({ state: 'negative', fired: true });
	});

	it('never flaps while the price stays within the band', () => {
		const inBand = fc.integer({ min: 68132, max: 68268 });
		fc.assert(
			fc.property(fc.array(inBand, { maxLength: 40 }), (prices) => {
				const node = watching({ cooldown: 0 });
				node.sees(guide('gex'));
				for (const price of prices) {
					expect(node.fires(at(price, price < 68200 ? 'positive' : 'negative'))).toEqual([]);
				}
			}),
		);
	});

	it('can wait for several evaluations in a row', () => {
		const node = watching({ confirmations: 3, band: 0 });
		node.sees(guide('gex'));
		const fired = ['negative', 'negative', 'positive', 'negative', 'negative', 'negative'].map(
			(regime) => node.fires(at(68900, regime)).length,
		);
		expect(fired).toEqual([0, 0, 0, 0, 0, 1]);
	});

	it('counts anew after an evaluation within the band', () => {
		const node = watching({ confirmations: 2 });
		node.sees(guide('gex'));
		const fired = [68900, 68210, 68900, 68900].map(
			(price) => node.fires(at(price, 'negative')).length,
		);
		expect(fired).toEqual([0, 0, 0, 1]);
	});

	it('tells within the cooldown nothing, and after it what holds then', () => {
		const node = watching({ cooldown: 60 });
		node.sees(guide('gex'));
		expect(node.fires(at(68900, 'negative'))).toHaveLength(1);
		expect(node.fires(at(67000, 'positive'), { minutes: 10 })).toEqual([]);
		expect(node.finds(at(67000, 'positive'), { minutes: 10 }).state).toBe('positive');
		expect(node.fires(at(67000, 'positive'), { minutes: 40 })).toHaveLength(1);
	});

	it('does not tell a regime twice that was only interrupted within the cooldown', () => {
		const node = watching({ cooldown: 60 });
		node.sees(guide('gex'));
		expect(node.fires(at(68900, 'negative'))).toHaveLength(1);
		node.sees(at(67000, 'positive'), { minutes: 10 });
		expect(node.fires(at(68900, 'negative'), { minutes: 10 })).toEqual([]);
		expect(node.fires(at(68900, 'negative'), { minutes: 100 })).toEqual([]);
	});
});

describe('gamma data that is not complete', () => {
	it('is read from a stream message, with the price of the latest snapshot', () => {
		const node = watching();
		node.sees(guide('gex'));
		const { asset: _, current_price: __, ...data } = at(0, 'negative', { flip_level: 66000 });
		expect(node.fires(message('gex', data), { minutes: 1 })).toEqual([
			'BTC 67,000 has flipped to negative gamma, 1.5% above the flip level at 66,000: dealers amplify moves (trend)',
		]);
	});

	it('is judged by what was learnt where the regime is not told', () => {
		const node = watching();
		node.sees(guide('gex'));
		const result = node.finds(gamma({ current_price: 69000, current_gex: 'unknown' }));
		expect(result).toMatchObject({ state: 'negative', alert: 'entered' });
		expect(result.reasons).toContain('gamma is positive below the flip level, as learnt');
	});

	it('is unknown, and not neutral, without a regime and without anything learnt', () => {
		const node = watching();
		expect(node.finds(gamma({ current_gex: 'neutral' }))).toMatchObject({
			state: 'unknown',
			missing: ['current GEX'],
		});
	});

	it('takes the newest of several snapshots', () => {
		const history = [
			{ timestamp: '2026-02-01T10:00:00Z', ...at(69000, 'negative') },
			{ timestamp: '2026-02-01T11:00:00Z', ...at(67000, 'positive') },
			{ timestamp: '2026-02-01T09:00:00Z', ...at(69000, 'negative') },
		];
		for (const given of [{ history }, history]) {
			expect(watching().finds(given)).toMatchObject({
				state: 'positive',
				figures: { currentPrice: 67000, wallStrike: 67000 },
			});
		}
	});

	it('can be a summary of ours', () => {
		const summary = {
			asset: 'BTC',
			currentPrice: 67000,
			flipLevel: 68200,
			currentGex: 'positive',
			strikeCount: 3,
			largestGammaStrike: 67000,
			largestGamma: 680_000_000,
			time: AT,
			timestamp: AT_ISO,
		};
		expect(watching().finds(summary)).toMatchObject({
			state: 'positive',
			figures: { flipLevel: 68200, wallStrike: 67000, positiveSide: 'below' },
		});
	});
});
