import fc from 'fast-check';
import { resultRow } from '../../../core/signals/result';
import { setupScan } from '../../../core/signals/setup-scan';
import { guide } from '../support/guide';
import { B, clusters, gamma, Watching } from './support/watching';

const watching = (settings = {}) => new Watching(setupScan, settings);

/** What the guide's bot returns, of the rows of a scan. */
function setups(node: Watching, given: unknown) {
	return node
		.sees(given)
		.results.filter(({ state }) => state === 'setup')
		.map(resultRow)
		.map(({ asset, price, size_b, side, distance_pct }) => ({
			asset,
			price,
			size_b,
			side,
			distance_pct,
		}));
}

/** The edges of the bot's rules: `< 2`, `> 1e9`, the side of a tie, and Python's rounding. */
const EDGES = clusters(
	67000,
	[66330, 4.8 * B, 0.12 * B],
	[65660, 5 * B, 0],
	[65661, 5 * B, 0],
	[67837.5, 1 * B, 1.2 * B],
	[66246.25, 2.5 * B, 2.5 * B],
	[67500, 1 * B, 1 * B],
	[67000, 1.1 * B, 0.2 * B],
	[68339, 0.095 * B, 2.1 * B],
	[68340, 0.095 * B, 2.1 * B],
);

/** Printed by the bot's own code (API guide, "scan_for_setups"), run with Python 3 on the same data. */
const OF_THE_BOT = [
	{ asset: 'BTC', price: 66330, size_b: 4.8, side: 'long_cluster', distance_pct: 1 },
	{ asset: 'BTC', price: 65661, size_b: 5, side: 'long_cluster', distance_pct: 2 },
	{ asset: 'BTC', price: 67837.5, size_b: 1.2, side: 'short_cluster', distance_pct: 1.25 },
	{ asset: 'BTC', price: 66246.25, size_b: 2.5, side: 'short_cluster', distance_pct: 1.12 },
	{ asset: 'BTC', price: 67000, size_b: 1.1, side: 'long_cluster', distance_pct: 0 },
	{ asset: 'BTC', price: 68339, size_b: 2.1, side: 'short_cluster', distance_pct: 2 },
];

describe("the scan of the guide's sample bot", () => {
	it('finds what the bot finds, in its fields, to the digit, in its order', () => {
		expect(setups(watching(), EDGES)).toEqual(OF_THE_BOT);
	});

	it('finds nothing in the sample response, as the bot does', () => {
		const result = watching().finds(guide('liquidations'));
		expect(result).toMatchObject({
			state: 'clear',
			fired: false,
			text: 'BTC 67,000: no setup, no cluster over $1B is reported within 2%',
		});
	});

	it('keeps to the bot for any clusters', () => {
		const level = fc.record({
			price: fc.double({ min: 60000, max: 74000, noNaN: true }),
			long_liquidations: fc.integer({ min: 0, max: 3 * B }),
			short_liquidations: fc.integer({ min: 0, max: 3 * B }),
		});
		fc.assert(
			fc.property(fc.array(level, { maxLength: 30 }), (list) => {
				const found = setups(watching(), { ...clusters(67000), clusters: list });
				const expected = list.filter((c) => {
					const dist = (Math.abs(c.price - 67000) / 67000) * 100;
					return dist < 2 && Math.max(c.long_liquidations, c.short_liquidations) > 1e9;
				});
				expect(found.map(({ price, side }) => [price, side])).toEqual(
					expected.map((c) => [
						c.price,
						c.long_liquidations > c.short_liquidations ? 'long_cluster' : 'short_cluster',
					]),
				);
			}),
		);
	});

	it('says it in a line', () => {
		expect(watching().fires(clusters(67000, [66330, 4.8 * B, 0]))).toEqual([
			'BTC setup: $4.8B long-liquidation cluster at 66,330, 1.00% below the price of 67,000',
		]);
	});
});

describe('the memory of the scan', () => {
	it('reports a setup once', () => {
		const node = watching();
		expect(node.sees(EDGES).fired).toHaveLength(6);
		expect(node.sees(EDGES, { minutes: 600 }).fired).toEqual([]);
	});

	it('reports it at every scan if that is wanted, as the bot does', () => {
		const node = watching({ repeat: true });
		expect(node.sees(EDGES).fired.map(({ alert }) => alert)).toEqual(Array(6).fill('entered'));
		expect(node.sees(EDGES).fired.map(({ alert }) => alert)).toEqual(Array(6).fill('repeated'));
	});

	it('does not report a setup again that goes in and out at the edge', () => {
		const node = watching({ cooldown: 0 });
		// 2 % of the price: 66,330 ÷ 0.98 = 67,683.7; a quarter farther, 2.5 %: ÷ 0.975 = 68,030.8.
		expect(node.fires(clusters(67683, [66330, 2 * B, 0]))).toHaveLength(1);
		for (const price of [67700, 67600, 68000, 67500]) {
			expect(node.fires(clusters(price, [66330, 2 * B, 0]))).toEqual([]);
		}
		node.sees(clusters(68031, [66330, 2 * B, 0]));
		expect(node.fires(clusters(67683, [66330, 2 * B, 0]))).toHaveLength(1);
	});

	it('never reports again while the distance is between 2 % and 2.5 %', () => {
		const between = fc.double({ min: 67684, max: 68030, noNaN: true });
		fc.assert(
			fc.property(fc.boolean(), fc.array(between, { maxLength: 30 }), (isSetup, prices) => {
				const node = watching({ cooldown: 0 });
				node.sees(clusters(isSetup ? 67000 : 70000, [66330, 2 * B, 0]));
				for (const price of prices) {
					expect(node.fires(clusters(price, [66330, 2 * B, 0]))).toEqual([]);
				}
				expect(node.fires(clusters(67500, [66330, 2 * B, 0]))).toHaveLength(isSetup ? 0 : 1);
			}),
		);
	});

	it('lists what the bot lists also while it remembers more', () => {
		const node = watching();
		node.sees(clusters(67683, [66330, 2 * B, 0]));
		expect(node.finds(clusters(67700, [66330, 2 * B, 0])).state).toBe('clear');
	});

	it('tells the end if that is wanted', () => {
		const node = watching({ reportEnd: true });
		node.sees(clusters(67000, [66330, 2 * B, 0]));
		expect(node.fires(clusters(69000, [66330, 2 * B, 0]))).toEqual([
			'BTC 69,000: the setup at 66,330 is over',
		]);
	});
});

describe('confirmation', () => {
	const setup = clusters(67000, [66330, 4.8 * B, 0]);
	const flow = (score: number, buy_volume: number, sell_volume: number) => ({
		asset: 'BTC',
		toxicity_score: score,
		buy_volume,
		sell_volume,
	});
	const negative = gamma({ current_gex: 'negative' });
	const positive = guide('gex');
	const verdicts = (given: unknown, confirmations: string) => {
		const { figures, missing } = watching({ confirmations }).finds(given);
		return { orderFlow: figures['orderFlow'], gamma: figures['gamma'], missing };
	};

	it('is not asked for unless wanted, and costs no call then', () => {
		expect(verdicts([setup, flow(0.9, 1, 2), positive], 'none')).toEqual({
			orderFlow: null,
			gamma: null,
			missing: [],
		});
	});

	it('comes from toxic sellers above a long cluster, and from negative gamma', () => {
		const { text, reasons } = watching({ confirmations: 'both' }).finds([
			setup,
			flow(0.82, 4e6, 9e6),
			negative,
		]);
		expect(text).toBe(
			'BTC setup: $4.8B long-liquidation cluster at 66,330, 1.00% below the price of 67,000; order flow confirms, negative gamma confirms',
		);
		expect(reasons).toEqual([
			'reported liquidation size $4.8B of longs',
			'toxicity 0.82, toxic from 0.7',
			"takers' net volume -$5M: sellers push",
			'gamma negative: dealers amplify moves',
		]);
	});

	it.each([
		['toxic sellers', flow(0.82, 4e6, 9e6), 'confirmed'],
		['a score up to 100', flow(82, 4e6, 9e6), 'confirmed'],
		['toxic buyers, who push away from it', flow(0.82, 9e6, 4e6), 'not confirmed'],
		['sellers who are not toxic', flow(0.5, 4e6, 9e6), 'not confirmed'],
		['a balanced flow', flow(0.9, 5e6, 5e6), 'not confirmed'],
		['a score alone', { asset: 'BTC', toxicity_score: 0.7 }, 'confirmed'],
	])('by order flow: %s', (_name, reading, orderFlow) => {
		expect(verdicts([setup, reading], 'orderFlow')).toMatchObject({ orderFlow, missing: [] });
	});

	it('wants buyers for a short cluster above', () => {
		const above = clusters(67000, [67670, 0, 2 * B]);
		expect(verdicts([above, flow(0.82, 9e6, 4e6)], 'orderFlow').orderFlow).toBe('confirmed');
		expect(verdicts([above, flow(0.82, 4e6, 9e6)], 'orderFlow').orderFlow).toBe('not confirmed');
	});

	it('is missing, and not refused, where an input is missing', () => {
		expect(verdicts([setup], 'both')).toEqual({
			orderFlow: 'missing',
			gamma: 'missing',
			missing: ['toxic order flow', 'gamma regime'],
		});
		expect(verdicts([setup, gamma({ current_gex: null })], 'gamma').gamma).toBe('missing');
	});

	it('can be waited for: the setup is then reported once it is confirmed, and once only', () => {
		const node = watching({ confirmations: 'gamma', requireConfirmation: true, repeat: true });
		expect(node.finds([setup, positive])).toMatchObject({ state: 'setup', fired: false });
		expect(node.finds([setup])).toMatchObject({ state: 'setup', fired: false });
		expect(node.sees([setup, negative]).fired).toMatchObject([{ alert: 'entered' }]);
		const other = watching({ confirmations: 'gamma', requireConfirmation: true });
		const fired = [positive, negative, positive, negative].map(
			(one) => other.fires([setup, one], { minutes: 600 }).length,
		);
		expect(fired).toEqual([0, 1, 0, 0]);
	});
});
