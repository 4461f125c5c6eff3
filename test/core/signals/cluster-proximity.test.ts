import fc from 'fast-check';
import { clusterProximity } from '../../../core/signals/cluster-proximity';
import { resultRow } from '../../../core/signals/result';
import { AT, AT_ISO } from '../support/answer';
import { guide } from '../support/guide';
import { B, clusters, message, Watching } from './support/watching';

const watching = (settings = {}) => new Watching(clusterProximity, settings);

/** API guide, "Webhook payload example": 67,000 against 66,330, 4.8 billion, 1.0 percent. */
const WEBHOOK = clusters(67000, [66330, 4.8 * B, 0]);
const ALERT = 'BTC 67,000 is 1.0% above a $4.8B long-liquidation cluster at 66,330';

describe('cluster proximity, by the numbers of the guide', () => {
	it('is 1.0 for 66,330 at 67,000, and fires, as in the webhook example', () => {
		const { data } = guide('webhook-payload');
		const result = watching().finds(
			clusters(data.current_price, [data.cluster_price, data.cluster_size, 0]),
		);
		expect(resultRow(result)).toEqual({
			signal: 'cluster-proximity',
			asset: 'BTC',
			subject: 'long 66330',
			state: 'near',
			changed: true,
			fired: true,
			alert: 'entered',
			escalation: 0,
			currentPrice: 67000,
			clusterPrice: 66330,
			clusterSizeUsd: 4_800_000_000,
			side: 'long',
			// |66,330 − 67,000| ÷ 67,000 × 100
			distancePercent: data.distance_percent,
			position: 'below',
			isConsistent: true,
			longLiquidationsUsd: 4_800_000_000,
			shortLiquidationsUsd: 0,
			mergedLevels: 1,
			exchange: 'all',
			text: ALERT,
			reasons: '1.00% away, within 1%; reported liquidation size $4.8B of longs',
			missing: '',
			time: AT,
			timestamp: AT_ISO,
		});
	});

	it('is 4.48 and 3.73 for the clusters of the sample response, where nothing is near', () => {
		const result = watching().finds(guide('liquidations'));
		expect(result).toMatchObject({
			state: 'clear',
			fired: false,
			// |69,500 − 67,000| ÷ 67,000 × 100 = 3.7313…; the other is |64,000 − 67,000| ÷ 67,000 × 100 = 4.4776…
			figures: { clusterPrice: 69500, distancePercent: 3.731343284, side: 'short' },
			text: 'BTC 67,000: the nearest large cluster is 3.7% away, $2.1B of shorts at 69,500',
		});
	});

	it('counts a cluster of exactly a billion, "within 1% of a $1B+ cluster"', () => {
		expect(watching().fires(clusters(67000, [66330, B, 0]))).toHaveLength(1);
		expect(watching().fires(clusters(67000, [66330, B - 1, 0]))).toEqual([]);
		expect(watching().fires(clusters(67000, [66329, 4.8 * B, 0]))).toEqual([]);
	});
});

describe('which clusters count', () => {
	it('is decided by the larger side', () => {
		const { side } = watching().finds(clusters(67000, [66500, 2 * B, 3 * B])).figures;
		expect(side).toBe('short');
	});

	it('can be the largest ones of a snapshot alone', () => {
		const many = clusters(
			67000,
			[66600, 2 * B, 0],
			[66500, 3 * B, 0],
			[66400, 4 * B, 0],
			[66700, 5 * B, 0],
		);
		const fired = (minimumPercentile?: number) =>
			watching({ minimumPercentile })
				.sees(many)
				.fired.map((one) => one.figures['clusterPrice']);
		// By nearest rank, three quarters of the sizes 2, 3, 4 and 5 do not exceed 4.
		expect(fired(75)).toEqual([66700, 66400]);
		expect(fired(100)).toEqual([66700]);
		expect(fired()).toEqual([66700, 66600, 66500, 66400]);
	});

	it('includes levels next to each other, added up', () => {
		const levels = clusters(67000, [66500, 0.6 * B, 0], [66530, 0.5 * B, 0], [66440, 0.4 * B, 0]);
		// Within 0.1 % of 66,500 (66,433.5 to 66,566.5): 0.6 + 0.5 + 0.4 = 1.5 billion.
		const result = watching().finds(levels);
		expect(result.figures).toMatchObject({
			clusterPrice: 66500,
			clusterSizeUsd: 1.5 * B,
			mergedLevels: 3,
		});
		expect(result.reasons).toContain('3 levels next to each other count as one');
		expect(watching({ mergeDistance: 0 }).fires(levels)).toEqual([]);
	});

	it('flags longs above the price and shorts below it', () => {
		const result = watching().finds(clusters(67000, [67300, 2 * B, 0]));
		expect(result.figures).toMatchObject({ isConsistent: false, side: 'long', position: 'above' });
		expect(result.reasons).toContain(
			'longs are usually liquidated below the price, this level is not',
		);
		expect(result.text).toBe('BTC 67,000 is 0.4% below a $2B long-liquidation cluster at 67,300');
	});

	it('does not depend on the order in which they are listed', () => {
		const level = fc.tuple(
			fc.integer({ min: 66000, max: 68000 }),
			fc.integer({ min: 0, max: 5 }).map((size) => size * B),
			fc.integer({ min: 0, max: 5 }).map((size) => size * B),
		);
		fc.assert(
			fc.property(
				fc
					.array(level, { minLength: 1, maxLength: 12 })
					.chain((levels) =>
						fc.tuple(
							fc.constant(levels),
							fc.shuffledSubarray(levels, { minLength: levels.length }),
						),
					),
				([levels, shuffled]) => {
					const rows = (list: typeof levels) =>
						watching()
							.sees(clusters(67000, ...list))
							.results.map(resultRow);
					expect(rows(shuffled)).toEqual(rows(levels));
				},
			),
		);
	});
});

describe('on the stream', () => {
	const streamed = message('liquidations', guide('stream-message').data);

	it('takes the price from the latest snapshot, since messages carry none', () => {
		const node = watching();
		node.sees(guide('liquidations'));
		expect(node.fires(streamed, { minutes: 5 })).toEqual([
			'BTC 67,000 is at a $5B long-liquidation cluster at 67,000',
		]);
	});

	it('says that the price is not as new as the clusters', () => {
		const node = watching();
		node.sees(guide('liquidations'));
		expect(node.finds(streamed, { minutes: 5 }).reasons).toContain('the price is 5 min old');
	});

	it('takes the price from the flow', () => {
		const { fired } = watching().sees([{ asset: 'BTC', price: 66500 }, streamed]);
		expect(fired).toMatchObject([{ figures: { currentPrice: 66500, clusterPrice: 67000 } }]);
	});

	it('says that the price is missing when the latest one is too old', () => {
		const node = watching();
		node.sees(guide('liquidations'));
		expect(node.finds(streamed, { minutes: 16 })).toMatchObject({
			state: 'unknown',
			fired: false,
			missing: ['price'],
			text: 'BTC cluster proximity unknown: price missing',
		});
	});

	it('leaves alone what another exchange reported', () => {
		const node = watching();
		const of = (exchange: string, ...list: Parameters<typeof clusters>[1][]) => ({
			...clusters(67000, ...list),
			exchange,
		});
		node.fires(of('binance', [66500, 2 * B, 0]));
		expect(node.fires(of('okx', [66600, 2 * B, 0]))).toEqual([
			'BTC 67,000 is 0.6% above a $2B long-liquidation cluster at 66,600 on okx',
		]);
		expect(node.fires(of('binance', [66500, 2 * B, 0]))).toEqual([]);
		expect(node.fires(of('okx', [66600, 2 * B, 0]))).toEqual([]);
	});
});

describe('without an input', () => {
	it('says what is missing and keeps what it knew', () => {
		const node = watching();
		node.fires(WEBHOOK);
		expect(node.finds(undefined, { minutes: 20 })).toMatchObject({
			state: 'unknown',
			missing: ['price', 'liquidation clusters'],
		});
		expect(node.fires(WEBHOOK, { minutes: 200 })).toEqual([]);
	});

	it('takes an empty list for no clusters, not for a missing one', () => {
		expect(watching().finds(clusters(67000))).toMatchObject({
			state: 'clear',
			missing: [],
			text: 'BTC 67,000: no liquidation cluster of $1B or more is reported',
		});
	});

	it('leaves out entries without a price or a size, and says so', () => {
		const broken = {
			...WEBHOOK,
			clusters: [...WEBHOOK.clusters, { price: 66900 }, { long_liquidations: 9 * B }, 'x'],
		};
		const result = watching().finds(broken);
		expect(result.text).toBe(ALERT);
		expect(result.reasons).toContain('3 entries without a price or a size were left out');
	});

	it('sets an exit that is not farther than the entry right, and says so', () => {
		const node = watching({ enterDistance: 2, exitDistance: 1.25 });
		const result = node.finds(WEBHOOK);
		expect(result.reasons).toContain(
			'the exit at 1.25 is not above the entry at 2, so 2.5 applies',
		);
	});
});
