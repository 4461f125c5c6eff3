import { positionSize } from '../../../core/signals/position-size';
import { B, clusters, Watching } from './support/watching';

const ORDER = { equity: 10_000, risk: 1, stop: 66300, fee: 0.05, slippage: 0.05, lot: 0.001 };
const sizing = (settings: Record<string, unknown>, given: unknown) =>
	new Watching(positionSize, settings).finds(given);

const CLEAR = clusters(67000, [64000, 4.8 * B, 0]);
/** The cluster of the webhook example; its zone is 66,164.175 to 66,495.825. */
const IN_THE_WAY = clusters(67000, [66330, 4.8 * B, 0]);

describe('the position size', () => {
	it('risks a fixed share of the account', () => {
		const result = sizing(ORDER, CLEAR);
		expect(result).toMatchObject({
			state: 'ok',
			fired: true,
			alert: 'answer',
			// See position.test.ts: 100 ÷ 799.8
			figures: {
				direction: 'long',
				quantity: 0.125,
				notionalUsd: 8375,
				lossUsd: 99.975,
				lossPercent: 0.99975,
				leverage: 0.8375,
				entryPrice: 67000,
				stopPrice: 66300,
				originalStopPrice: 66300,
			},
			text: 'BTC long 0.125 BTC ($8.38K): entry 67,000, stop 66,300, $99.975 at risk',
		});
		expect(result.reasons).toContain('risk 1% of $10K, fee 0.05% a side, slippage 0.05%');
	});

	it('moves a stop out of a cluster and shrinks', () => {
		// Stop 66,164.175 × 0.999 = 66,098.010825. A coin loses 901.989175 + 66.5490054 + 33.0490054 =
		// 1,001.5871858 there; 100 ÷ 1,001.587 = 0.09984, rounded down 0.099.
		const { state, figures, text, reasons } = sizing(ORDER, IN_THE_WAY);
		expect({ state, ...figures }).toMatchObject({
			state: 'moved',
			quantity: 0.099,
			originalQuantity: 0.125,
			stopPrice: expect.closeTo(66098.010825, 4),
			originalStopPrice: 66300,
			lossUsd: expect.closeTo(99.157131, 4),
			clusterPrice: 66330,
			clusterSizeUsd: 4.8 * B,
		});
		expect(text).toBe(
			'BTC long 0.099 BTC ($6.63K): entry 67,000, stop 66,098.01 (moved from 66,300, past the $4.8B cluster at 66,330), $99.157 at risk',
		);
		expect(reasons[0]).toBe(
			'the stop at 66,300 is in the zone of a reported liquidation size of $4.8B at 66,330',
		);
	});

	it('reduces the size instead, as if the stop were filled past the cluster', () => {
		// 0.099 × 799.8 = 79.1802 at the stop itself.
		const { state, figures, text } = sizing({ ...ORDER, stopInCluster: 'reduce' }, IN_THE_WAY);
		expect({ state, ...figures }).toMatchObject({
			state: 'reduced',
			quantity: 0.099,
			stopPrice: 66300,
			lossUsd: 79.1802,
		});
		expect(text).toContain('reduced since the stop is in the $4.8B cluster at 66,330');
	});

	it('refuses instead', () => {
		expect(sizing({ ...ORDER, stopInCluster: 'refuse' }, IN_THE_WAY)).toMatchObject({
			state: 'refused',
			figures: { quantity: 0, stopPrice: null, originalStopPrice: 66300 },
			text: 'BTC long: no position, the stop at 66,300 is in the $4.8B cluster at 66,330',
		});
	});

	it('does not look at clusters if that is wanted, and then needs no call', () => {
		const settings = { ...ORDER, entry: 67000, stopInCluster: 'ignore' };
		expect(sizing(settings, IN_THE_WAY)).toMatchObject({ state: 'ok', missing: [] });
		expect(sizing(settings, undefined)).toMatchObject({ state: 'ok', missing: [] });
	});

	it('is a short where the stop is above the entry', () => {
		const settings = { ...ORDER, entry: 66000, stop: 66300 };
		expect(sizing(settings, IN_THE_WAY).figures).toMatchObject({
			direction: 'short',
			stopPrice: expect.closeTo(66562.320825, 4),
		});
	});

	it('says that a lot is too much', () => {
		expect(sizing({ ...ORDER, lot: 1 }, CLEAR)).toMatchObject({
			state: 'too_small',
			text: 'BTC long: the size is less than one lot',
		});
	});

	it.each([66300, 66300.000000001])('refuses a stop at the entry (%p)', (entry) => {
		expect(sizing({ ...ORDER, entry }, CLEAR)).toMatchObject({
			state: 'refused',
			text: expect.stringContaining('no position, the stop is at the entry'),
		});
	});
});

describe('without an input', () => {
	it('says what is missing', () => {
		expect(sizing({}, undefined)).toMatchObject({
			state: 'unknown',
			missing: ['equity', 'stop', 'entry or current price'],
		});
	});

	it('gives a size, and says that nobody looked for clusters', () => {
		expect(sizing({ ...ORDER, entry: 67000 }, undefined)).toMatchObject({
			state: 'unchecked',
			figures: { quantity: 0.125 },
			missing: ['liquidation clusters'],
		});
	});
});
