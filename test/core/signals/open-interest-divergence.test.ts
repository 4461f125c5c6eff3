import { openInterestDivergence } from '../../../core/signals/open-interest-divergence';
import { guide } from '../support/guide';
import { B, clusters, message, Watching } from './support/watching';

const watching = (settings = {}) => new Watching(openInterestDivergence, settings);

/** Open interest in coins of each exchange, told in USD as the API does. */
function interest(price: number, coins: Record<string, number>) {
	const usd = (one: number) => one * price;
	return {
		asset: 'BTC',
		total_open_interest: usd(Object.values(coins).reduce((sum, one) => sum + one, 0)),
		exchange_breakdown: Object.entries(coins).map(([exchange, one]) => ({
			exchange,
			open_interest: usd(one),
		})),
	};
}

type Step = [price: number, coins: Record<string, number>];

/** Evaluates one step every 15 minutes; the texts of what fired, by the step. */
function walk(node: Watching, steps: Step[]): string[][] {
	return steps.map(([price, coins]) => node.fires(interest(price, coins), { price }));
}

const coins = (binance: number, bybit: number, okx: number) => ({ binance, bybit, okx });
const CALM = coins(220_000, 120_000, 70_000);

/**
 * Two swing highs, 68,000 and 69,000. Between them open interest falls on Binance (−5 %) and Bybit
 * (−2 %) and rises on OKX (+1 %): 410,000 coins before, 209,000 + 117,600 + 70,700 = 397,300 after, −3.0976 %.
 */
const HIGHER_HIGHS: Step[] = [
	[66000, CALM],
	[67000, CALM],
	[68000, CALM],
	[67000, CALM],
	[66500, CALM],
	[67500, CALM],
	[69000, coins(209_000, 117_600, 70_700)],
	[68000, CALM],
	[67500, CALM],
];

const EXHAUSTED =
	'BTC buyers look exhausted: a higher high (69,000 after 68,000) on 3.1% less open interest, on 2 of 3 exchanges';

/** The same upside down: 68,000 becomes 66,000, 69,000 becomes 65,000. */
const LOWER_LOWS = HIGHER_HIGHS.map(([price, held]): Step => [134_000 - price, held]);

const last = (node: Watching, steps: Step[]) => {
	walk(node, steps.slice(0, -1));
	const [price, held] = steps.at(-1)!;
	return node.sees(interest(price, held), { price });
};

describe('the divergence of the guide: higher highs on lower open interest', () => {
	it('fires when the second high is confirmed, and once', () => {
		const node = watching();
		expect(walk(node, HIGHER_HIGHS)).toEqual([[], [], [], [], [], [], [], [], [EXHAUSTED]]);
		expect(
			walk(node, [
				[67400, CALM],
				[67300, CALM],
			]),
		).toEqual([[], []]);
	});

	it('tells both swings, and open interest in coins between them', () => {
		const [result] = last(watching(), HIGHER_HIGHS).fired;
		expect(result).toMatchObject({
			subject: 'highs',
			state: 'buyer_exhaustion',
			alert: 'entered',
			figures: {
				firstSwingPrice: 68000,
				firstSwingAt: '2026-02-01T12:30:00.000Z',
				secondSwingPrice: 69000,
				secondSwingAt: '2026-02-01T13:30:00.000Z',
				swingOpenInterestPercent: expect.closeTo(-3.0976, 4),
				exchangesAgreeing: 2,
				exchangesCompared: 3,
				samples: 9,
			},
		});
	});

	it('has its mirror in lower lows: the fall goes on without new positions', () => {
		expect(last(watching(), LOWER_LOWS).fired.map(({ text }) => text)).toEqual([
			'BTC sellers look exhausted: a lower low (65,000 after 66,000) on 3.1% less open interest, on 2 of 3 exchanges',
		]);
	});

	it('needs as many exchanges to agree as set', () => {
		expect(walk(watching({ minimumExchanges: 3 }), HIGHER_HIGHS).flat()).toEqual([]);
		expect(walk(watching({ minimumExchanges: 1 }), HIGHER_HIGHS).flat()).toHaveLength(1);
	});

	it('is reckoned in coins: open interest in USD rises with the price alone', () => {
		// 410,000 × 68,000 = 27.88 billion; 397,300 × 69,000 = 27.41 billion; with 407,000 coins at
		// 69,000 it is 28.08 billion, more than before, though 0.7 % of the coins are gone.
		const steps = HIGHER_HIGHS.map(
			([price, held], index): Step =>
				index === 6 ? [price, coins(218_400, 119_100, 69_500)] : [price, held],
		);
		expect(walk(watching(), steps).flat()).toHaveLength(1);
		// And with as many coins as before, open interest in USD has risen as well: no divergence.
		const same = HIGHER_HIGHS.map(([price]): Step => [price, CALM]);
		expect(walk(watching(), same).flat()).toEqual([]);
	});

	it('is none where the second high is not higher', () => {
		const steps = HIGHER_HIGHS.map(
			([price, held], index): Step => (index === 6 ? [68000, held] : [price, held]),
		);
		expect(walk(watching(), steps).flat()).toEqual([]);
	});

	it('is over when the next high comes with more open interest', () => {
		const node = watching({ reportEnd: true });
		walk(node, HIGHER_HIGHS);
		const more = coins(230_000, 125_000, 75_000);
		const next: Step[] = [
			[68000, CALM],
			[70000, more],
			[69000, more],
			[68500, more],
		];
		expect(walk(node, next).flat()).toEqual(['BTC buyers no longer look exhausted']);
	});

	it('is reported again when the next high diverges too', () => {
		const node = watching();
		walk(node, HIGHER_HIGHS);
		const less = coins(190_000, 110_000, 70_000);
		const next: Step[] = [
			[68000, CALM],
			[70000, less],
			[69000, less],
			[68500, less],
		];
		expect(walk(node, next).flat()).toEqual([
			'BTC buyers look exhausted: a higher high (70,000 after 69,000) on 6.9% less open interest, on 3 of 3 exchanges',
		]);
	});
});

describe('the history', () => {
	it('is insufficient until two swings fit in', () => {
		const node = watching();
		const first = node.finds(guide('open-interest'), { price: 67000 });
		expect(first).toMatchObject({
			state: 'insufficient_history',
			figures: { openInterestUsd: 28 * B, samples: 1 },
			text: 'BTC open interest: not enough history for a divergence',
		});
		// 28 billion ÷ 67,000
		expect(first.figures['openInterestCoins']).toBeCloseTo(417_910.447761, 5);
		expect(first.reasons).toContain('1 of 10 samples so far');
		const states = HIGHER_HIGHS.map(
			([price]) => node.finds(interest(price, CALM), { price }).state,
		);
		expect(states.at(-2)).toBe('insufficient_history');
		expect(states.at(-1)).toBe('normal');
	});

	it('begins anew for another exchange', () => {
		const node = watching();
		walk(node, HIGHER_HIGHS);
		node.settings['exchange'] = 'binance';
		expect(node.finds(interest(67000, { binance: 1 }), { price: 67000 }).figures['samples']).toBe(
			1,
		);
	});

	it('agrees by itself where one exchange is chosen', () => {
		const steps = HIGHER_HIGHS.map(([price, { binance }]): Step => [price, { binance: binance! }]);
		expect(walk(watching({ exchange: 'binance' }), steps).flat()).toEqual([
			'BTC buyers look exhausted: a higher high (69,000 after 68,000) on 5.0% less open interest, on 1 of 1 exchanges',
		]);
		const node = watching();
		expect(walk(node, steps).flat()).toEqual([]);
		expect(node.finds(interest(67000, { binance: 1 }), { price: 67000 }).missing).toEqual([
			'open interest of 2 exchanges',
		]);
	});

	it('is filled by messages of the stream, one exchange each', () => {
		const node = watching();
		const fired = HIGHER_HIGHS.flatMap(([price, held], step) =>
			Object.entries(held).flatMap(([exchange, one], index) =>
				node.fires(message('open_interest', { exchange, open_interest: one * price }), {
					price,
					minutes: index > 0 ? 1 : step > 0 ? 13 : 15,
				}),
			),
		);
		expect(fired).toEqual([EXHAUSTED]);
	});
});

describe('the quadrant', () => {
	const hour = (node: Watching, from: Step, to: Step) => {
		walk(node, [from, from, from, from]);
		return node.sees(interest(...to), { price: to[0] });
	};

	it('tells who acts, over an hour', () => {
		// 67,000 → 67,670 is +1 %; 410,000 → 414,100 coins is +1 %.
		const more = coins(224_100, 120_000, 70_000);
		const { results } = hour(watching(), [67000, CALM], [67670, more]);
		expect(results).toMatchObject([
			{
				state: 'insufficient_history',
				fired: false,
				figures: { quadrant: 'new_longs', pricePercent: 1, openInterestPercent: 1 },
				text: 'BTC new longs: price +1.0%, open interest +1.0% in 60 min; not enough history for a divergence',
			},
		]);
	});

	it('fires on its change, if that is wanted', () => {
		const node = watching({ alertOn: 'quadrant' });
		const less = coins(200_000, 120_000, 70_000);
		expect(hour(node, [67000, CALM], [66330, less]).fired).toMatchObject([
			{
				subject: 'quadrant',
				state: 'long_liquidation',
				text: 'BTC long liquidation: price -1.0%, open interest -4.9% in 60 min',
			},
		]);
		expect(node.fires(interest(66300, less), { price: 66300 })).toEqual([]);
	});

	it('is not taken from a sample that is much too old', () => {
		const node = watching();
		node.sees(interest(67000, CALM), { price: 67000 });
		const { figures, reasons } = node.finds(interest(68000, CALM), { price: 68000, minutes: 121 });
		expect(figures['quadrant']).toBeNull();
		expect(reasons).toContain('no sample from 60 minutes ago yet');
	});
});

describe('without an input', () => {
	it('says what is missing', () => {
		const node = watching();
		expect(node.finds(guide('open-interest'))).toMatchObject({
			state: 'unknown',
			missing: ['price'],
		});
		expect(node.finds(clusters(67000))).toMatchObject({ missing: ['open interest'] });
		expect(node.finds([clusters(67000), guide('open-interest')]).missing).toEqual([]);
	});
});
