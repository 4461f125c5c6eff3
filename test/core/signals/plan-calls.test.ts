import fc from 'fast-check';
import { catalogue } from '../../../core';
import { signals } from '../../../core/signals/catalogue';
import { planCalls } from '../../../core/signals/plan-calls';
import type { AnySignal } from '../../../core/signals/signal';

const { clusterProximity, setupScan, gammaRegime, openInterestDivergence, positionSize, callPlan } =
	signals;

const asked = (watches: Parameters<typeof planCalls>[0]) =>
	planCalls(watches).calls.map(
		({ endpoint, parameters }) => `${endpoint.name} ${JSON.stringify(parameters)}`,
	);

describe('the calls of a set of signals', () => {
	it('are shared by signals that ask the same', () => {
		const plan = planCalls([
			{ signal: clusterProximity, asset: 'btc' },
			{ signal: setupScan, asset: 'BTC', settings: { timeframe: '1d' } },
		]);
		expect(plan.calls).toEqual([
			{
				endpoint: catalogue.liquidations,
				parameters: { asset: 'BTC', exchange: 'all', timeframe: '1D' },
			},
		]);
		expect(plan.evaluations.map(({ calls }) => calls)).toEqual([[0], [0]]);
	});

	it('are apart where assets or parameters differ', () => {
		const plan = planCalls([
			{ signal: clusterProximity, asset: 'BTC' },
			{ signal: clusterProximity, asset: 'ETH' },
			{ signal: setupScan, asset: 'BTC', settings: { timeframe: '4H' } },
			{ signal: gammaRegime, asset: 'BTC' },
		]);
		expect(plan.calls).toHaveLength(4);
		expect(plan.evaluations.map(({ calls }) => calls)).toEqual([[0], [1], [2], [3]]);
	});

	it('spend nothing on a price that another answer has', () => {
		const alone = planCalls([{ signal: openInterestDivergence, asset: 'BTC' }]);
		expect(alone.calls.map(({ endpoint }) => endpoint.name)).toEqual([
			'open-interest',
			'liquidations',
		]);
		const shared = planCalls([
			{ signal: openInterestDivergence, asset: 'BTC' },
			{ signal: clusterProximity, asset: 'BTC', settings: { exchange: 'okx', timeframe: '4H' } },
		]);
		expect(shared.calls.map(({ endpoint }) => endpoint.name)).toEqual([
			'open-interest',
			'liquidations',
		]);
		expect(shared.evaluations.map(({ calls }) => calls)).toEqual([[0, 1], [1]]);
		const other = planCalls([
			{ signal: openInterestDivergence, asset: 'BTC' },
			{ signal: clusterProximity, asset: 'ETH' },
		]);
		expect(other.calls).toHaveLength(3);
	});

	it('include what confirms a setup only where that is wanted', () => {
		const names = (confirmations: string) =>
			planCalls([{ signal: setupScan, asset: 'BTC', settings: { confirmations } }]).calls.map(
				({ endpoint }) => endpoint.accessor,
			);
		expect(names('none')).toEqual(['liquidations']);
		expect(names('orderFlow')).toEqual(['liquidations', 'tof']);
		expect(names('gamma')).toEqual(['liquidations', 'gex']);
		expect(names('both')).toEqual(['liquidations', 'tof', 'gex']);
	});

	it('are none for what is only reckoned', () => {
		const settings = { stopInCluster: 'ignore', entry: 1 };
		expect(asked([{ signal: positionSize, asset: 'BTC', settings }])).toEqual([]);
		expect(asked([{ signal: callPlan, asset: 'BTC' }])).toEqual([]);
	});

	it('include one for the price where a position is to be opened at it', () => {
		const position = { signal: positionSize, asset: 'BTC', settings: { stopInCluster: 'ignore' } };
		expect(asked([position])).toHaveLength(1);
		expect(asked([position, { signal: gammaRegime, asset: 'BTC' }])).toEqual([
			'gamma-exposure {"asset":"BTC","historical":false}',
		]);
	});

	it('are refused before anything is sent where an asset is none', () => {
		expect(() => planCalls([{ signal: clusterProximity, asset: '../x' }])).toThrow(
			expect.objectContaining({ code: 'invalid_parameter' }),
		);
	});

	it('are each asked once, and give every evaluation what it needs', () => {
		const watch = fc.record({
			signal: fc.constantFrom(...Object.values<AnySignal>(signals)),
			asset: fc.constantFrom('BTC', 'ETH', 'sol'),
			settings: fc.record({
				exchange: fc.constantFrom('all', 'okx', ''),
				timeframe: fc.constantFrom('1D', '4H'),
				confirmations: fc.constantFrom('none', 'both'),
			}),
		});
		fc.assert(
			fc.property(fc.array(watch, { maxLength: 12 }), (watches) => {
				const { calls, evaluations } = planCalls(watches);
				const keys = calls.map(
					({ endpoint, parameters }) => endpoint.name + JSON.stringify(parameters),
				);
				expect(new Set(keys).size).toBe(keys.length);
				const used = new Set(evaluations.flatMap((one) => one.calls));
				expect([...used].sort((a, b) => a - b)).toEqual(calls.map((_, index) => index));
				for (const { asset, calls: own } of evaluations) {
					for (const index of own) {
						expect(calls[index]?.parameters['asset']).toBe(asset.toUpperCase());
					}
				}
			}),
		);
	});
});
