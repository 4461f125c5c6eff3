import fc from 'fast-check';
import { clusterProximity } from '../../../core/signals/cluster-proximity';
import { B, clusters, Watching } from './support/watching';

const watching = (settings = {}) => new Watching(clusterProximity, settings);

/** API guide, "Webhook payload example": 67,000 against 66,330, 4.8 billion, 1.0 percent. */
const WEBHOOK = clusters(67000, [66330, 4.8 * B, 0]);
const ALERT = 'BTC 67,000 is 1.0% above a $4.8B long-liquidation cluster at 66,330';

describe('a cluster alert', () => {
	it('fires once, and not again while the price stays near', () => {
		const node = watching({ escalate: false });
		expect(node.fires(WEBHOOK)).toEqual([ALERT]);
		for (const price of [67000, 66900, 66500, 67100, 67150]) {
			expect(node.fires(clusters(price, [66330, 4.8 * B, 0]), { minutes: 120 })).toEqual([]);
		}
	});

	it('does not end before 1.25 %, and fires again after that', () => {
		const node = watching();
		node.fires(WEBHOOK);
		// 66,330 × 1 ÷ 0.9875 = 67,169.6: up to there the distance is 1.25 % of the price at most.
		expect(node.finds(clusters(67169, [66330, 4.8 * B, 0]), { minutes: 90 })).toMatchObject({
			state: 'near',
			fired: false,
		});
		expect(node.finds(clusters(67170, [66330, 4.8 * B, 0]))).toMatchObject({
			state: 'clear',
			changed: true,
			fired: false,
		});
		expect(node.fires(WEBHOOK)).toEqual([ALERT]);
	});

	it('never flaps while the distance is between 1 % and 1.25 %', () => {
		const between = fc.double({ min: 67000.1, max: 67169, noNaN: true });
		fc.assert(
			fc.property(fc.boolean(), fc.array(between, { maxLength: 30 }), (isNear, prices) => {
				const node = watching({ cooldown: 0 });
				node.sees(clusters(isNear ? 66900 : 68000, [66330, 4.8 * B, 0]));
				for (const price of prices) {
					const result = node.finds(clusters(price, [66330, 4.8 * B, 0]));
					expect([result.state, result.changed, result.fired]).toEqual([
						isNear ? 'near' : 'clear',
						false,
						false,
					]);
				}
			}),
		);
	});

	it('takes a cluster that was left and is near again within the cooldown for the same', () => {
		const node = watching({ cooldown: 60 });
		node.fires(WEBHOOK);
		node.sees(clusters(68000, [66330, 4.8 * B, 0]));
		expect(node.fires(WEBHOOK)).toEqual([]);
		node.sees(clusters(68000, [66330, 4.8 * B, 0]));
		expect(node.fires(WEBHOOK)).toEqual([ALERT]);
	});

	it('fires again when the distance has halved, whatever the cooldown', () => {
		const node = watching({ cooldown: 10_000 });
		node.fires(WEBHOOK);
		// 66,330 at 66,665: 335 ÷ 66,665 × 100 = 0.5025; at 66,663 it is 0.49953.
		expect(node.fires(clusters(66665, [66330, 4.8 * B, 0]))).toEqual([]);
		const evaluation = node.sees(clusters(66663, [66330, 4.8 * B, 0]));
		expect(evaluation.fired).toMatchObject([
			{
				alert: 'escalated',
				escalation: 1,
				text: 'BTC 66,663 is now 0.5% above a $4.8B long-liquidation cluster at 66,330',
			},
		]);
		expect(node.fires(clusters(66663, [66330, 4.8 * B, 0]))).toEqual([]);
		expect(node.fires(clusters(67000, [66330, 4.8 * B, 0]))).toEqual([]);
		expect(node.fires(clusters(66663, [66330, 4.8 * B, 0]))).toEqual([]);
	});

	it('fires again when the cluster has grown by a quarter', () => {
		const node = watching();
		node.fires(WEBHOOK);
		// 4.8 × 1.25 = 6
		expect(node.fires(clusters(67000, [66330, 5.99 * B, 0]))).toEqual([]);
		expect(node.fires(clusters(67000, [66330, 6 * B, 0]))).toEqual([
			'BTC 67,000 is now 1.0% above a $6B long-liquidation cluster at 66,330',
		]);
	});

	it('does not escalate without end when the price sits on the cluster', () => {
		const node = watching();
		const prices = [67000, 66660, 66490, 66400, 66360, 66345, 66335, 66331, 66330];
		const fired = prices.flatMap((price) => node.fires(clusters(price, [66330, 4.8 * B, 0])));
		// At 1 %, 0.5 %, 0.24 % and 0.1 %; nearer there is nothing to halve.
		expect(fired).toHaveLength(4);
	});

	it('tells when it is over, if that is wanted', () => {
		const node = watching({ reportEnd: true });
		node.fires(WEBHOOK);
		expect(node.fires(clusters(68000, [66330, 4.8 * B, 0]))).toEqual([
			'BTC 68,000 is no longer near the $4.8B long-liquidation cluster at 66,330, now 2.5% away',
		]);
		expect(node.fires(clusters(68000, [66330, 4.8 * B, 0]))).toEqual([]);
		const other = watching({ reportEnd: true });
		other.fires(WEBHOOK);
		expect(other.fires(clusters(67000))).toEqual([
			'BTC 67,000: the $4.8B long-liquidation cluster at 66,330 is no longer reported',
		]);
	});

	it('is about each cluster by itself', () => {
		const node = watching();
		const both = clusters(67000, [66330, 4.8 * B, 0], [67335, 0.1 * B, 2 * B]);
		expect(node.fires(both)).toEqual([
			'BTC 67,000 is 0.5% below a $2B short-liquidation cluster at 67,335',
			ALERT,
		]);
		expect(node.fires(both)).toEqual([]);
	});

	it('follows a cluster whose level moves a little', () => {
		const node = watching();
		node.fires(WEBHOOK);
		for (const level of [66340, 66400, 66350, 66300]) {
			expect(node.fires(clusters(66990, [level, 4.8 * B, 0]))).toEqual([]);
		}
	});

	it('holds on to a cluster until it has lost a fifth of the least size', () => {
		const node = watching({ cooldown: 0 });
		node.fires(clusters(67000, [66330, 1.05 * B, 0]));
		expect(node.finds(clusters(67000, [66330, 0.8 * B, 0])).state).toBe('near');
		expect(node.finds(clusters(67000, [66330, 0.79 * B, 0])).state).toBe('clear');
	});
});
