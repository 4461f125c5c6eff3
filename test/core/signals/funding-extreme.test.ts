import fc from 'fast-check';
import { fundingExtreme } from '../../../core/signals/funding-extreme';
import { message, Watching } from './support/watching';

const watching = (settings = {}) => new Watching(fundingExtreme, settings);

/** A rate in percent of each exchange, sent as a fraction, 8 hours between payments. */
const rates = (percent: Record<string, number>, interval_hours = 8) => ({
	asset: 'BTC',
	rates: Object.entries(percent).map(([exchange, rate]) => ({
		exchange,
		rate: rate / 100,
		// So that nobody has to guess: the annualised value in percent.
		annualized: (rate * 24 * 365) / interval_hours,
		interval_hours,
	})),
});

describe('a funding rate on the scale of the threshold', () => {
	// Definition: simple APR = rate × 24 ÷ interval × 365; the 8-hour equivalent = rate × 8 ÷ interval.
	it.each([
		[8, 0.05, 54.75],
		[4, 0.1, 109.5],
		[1, 0.4, 438],
	])('of 0.05 %% every %d hours is %d %% per 8 hours and %d %% a year', (hours, per8, year) => {
		expect(watching().finds(rates({ binance: 0.05 }, hours)).figures).toMatchObject({
			ratePercent: 0.05,
			intervalHours: hours,
			rate8hPercent: per8,
			aprPercent: year,
			intervalAssumed: false,
			unitAssumed: false,
		});
	});
});

describe('the funding alert', () => {
	it('fires when the rate exceeds 0.05 %, as in the guide, and names the contrarian side', () => {
		expect(watching().fires(rates({ binance: 0.06 }))).toEqual([
			'BTC funding on binance is extreme at +0.06% per 8 h (+65.7% a year): longs pay shorts, the contrarian side is short',
		]);
		expect(watching().fires(rates({ okx: -0.06 }))).toEqual([
			'BTC funding on okx is extreme at -0.06% per 8 h (-65.7% a year): shorts pay longs, the contrarian side is long',
		]);
		expect(watching().fires(rates({ binance: 0.05 }))).toEqual([]);
	});

	it('compares what is paid more often by its 8-hour equivalent', () => {
		expect(watching().fires(rates({ binance: 0.03 }, 4))).toEqual([
			'BTC funding on binance is extreme at +0.03% per 4 h (+0.06% per 8 h, +65.7% a year): longs pay shorts, the contrarian side is short',
		]);
		expect(watching().fires(rates({ binance: 0.05 }, 24))).toEqual([]);
	});

	it('is about each exchange by itself', () => {
		const node = watching();
		expect(node.fires(rates({ binance: 0.06, bybit: 0.01, okx: 0.07 }))).toHaveLength(2);
		expect(node.sees(rates({ binance: 0.06, bybit: 0.08, okx: 0.07 })).fired).toMatchObject([
			{ subject: 'bybit' },
		]);
	});

	it('ends below 0.04 %, and not before', () => {
		const node = watching({ cooldown: 0 });
		node.fires(rates({ binance: 0.06 }));
		expect(node.finds(rates({ binance: 0.04 })).state).toBe('positive');
		expect(node.finds(rates({ binance: 0.0399 }))).toMatchObject({
			state: 'normal',
			changed: true,
		});
		expect(node.fires(rates({ binance: 0.06 }))).toHaveLength(1);
	});

	it('fires again when the rate has doubled', () => {
		const node = watching();
		node.fires(rates({ binance: 0.06 }));
		expect(node.fires(rates({ binance: 0.119 }))).toEqual([]);
		expect(node.sees(rates({ binance: 0.12 })).fired).toMatchObject([
			{ alert: 'escalated', escalation: 1 },
		]);
		expect(node.fires(rates({ binance: 0.12 }))).toEqual([]);
	});

	it('does not take an exchange that says nothing for normal', () => {
		const node = watching({ cooldown: 0 });
		node.fires(rates({ binance: 0.06, okx: 0.01 }));
		node.sees(rates({ okx: 0.01 }));
		expect(node.fires(rates({ binance: 0.06, okx: 0.01 }))).toEqual([]);
	});

	it('reads messages of the stream, one exchange each', () => {
		const node = watching();
		const one = (exchange: string, rate: number) =>
			message('funding_rates', { exchange, rate, annualized: rate * 109_500, interval_hours: 8 });
		expect(node.fires(one('binance', 0.0006))).toHaveLength(1);
		expect(node.fires(one('okx', 0.0001))).toEqual([]);
		expect(node.fires(one('binance', 0.0006))).toEqual([]);
	});

	it('takes the newest of several rates of an exchange', () => {
		expect(watching().fires([rates({ binance: 0.06 }), rates({ binance: 0.01 })])).toEqual([]);
	});

	it('looks at the chosen exchanges only', () => {
		const node = watching({ exchanges: 'Binance; okx' });
		expect(node.sees(rates({ bybit: 0.09, okx: 0.08 })).fired).toMatchObject([{ subject: 'okx' }]);
		expect(node.finds(rates({ bybit: 0.09 }))).toMatchObject({
			state: 'unknown',
			missing: ['funding rates of Binance; okx'],
		});
	});

	it('tells the largest rate when nothing is extreme', () => {
		expect(watching().finds(rates({ binance: 0.01, okx: -0.02 }))).toMatchObject({
			subject: 'okx',
			state: 'normal',
			figures: { payer: 'shorts', contrarianSide: null },
			text: 'BTC funding on okx is -0.02% per 8 h (-21.9% a year), not extreme',
		});
	});
});

describe('what the API does not tell about a rate', () => {
	it('is assumed as set, and marked', () => {
		const bare = { asset: 'BTC', rates: [{ exchange: 'binance', rate: 0.0003 }] };
		const result = watching({ assumedInterval: 4, rateUnit: 'fraction' }).finds(bare);
		expect(result).toMatchObject({
			state: 'positive',
			figures: { intervalHours: 4, intervalAssumed: true, unitAssumed: false, rate8hPercent: 0.06 },
		});
		expect(result.reasons).toContain('an interval of 4 hours is assumed');
	});

	it('is marked where the unit is told by the size alone', () => {
		const result = watching().finds({ rates: [{ exchange: 'binance', rate: 0.0001 }] });
		expect(result).toMatchObject({ state: 'normal', figures: { unitAssumed: true } });
		expect(result.reasons).toContain(
			'the unit is told by the size of the rates: if it is wrong, set the rate unit',
		);
	});

	it('is remembered once it was clear', () => {
		const node = watching();
		node.sees({ rates: [{ exchange: 'binance', rate: 0.0001 }] });
		const result = node.finds({ rates: [{ exchange: 'binance', rate: 0.004 }] });
		expect(result).toMatchObject({ state: 'positive', figures: { ratePercent: 0.4 } });
	});

	it('is missing, and not neutral, without any rate', () => {
		for (const given of [undefined, { rates: [] }, { rates: [{ exchange: 'binance' }] }]) {
			expect(watching().finds(given)).toMatchObject({
				state: 'unknown',
				missing: ['funding rates'],
				text: 'BTC funding unknown: funding rates missing',
			});
		}
	});
});

describe('noise', () => {
	it('between the two thresholds changes nothing', () => {
		const between = fc.double({ min: 0.04, max: 0.05, noNaN: true });
		fc.assert(
			fc.property(fc.boolean(), fc.array(between, { maxLength: 30 }), (isExtreme, noise) => {
				const node = watching({ cooldown: 0 });
				node.sees(rates({ binance: isExtreme ? 0.06 : 0.01 }));
				for (const rate of noise) {
					const result = node.finds(rates({ binance: rate }));
					expect([result.state, result.changed, result.fired]).toEqual([
						isExtreme ? 'positive' : 'normal',
						false,
						false,
					]);
				}
			}),
		);
	});
});
