import { signals } from '../../../core/signals/catalogue';
import type { Watch } from '../../../core/signals/plan-calls';
import { watchPlan, watchPlanRow } from '../../../core/signals/watch-plan';

const EVERY_QUARTER = {
	intervalMs: 15 * 60_000,
	hours: { from: 8, to: 16, days: [], timeZone: 'UTC' },
};
const of = (signal: Watch['signal'], ...assets: string[]) =>
	assets.map((asset) => ({ signal, asset, settings: {} }));

describe('what a set of watches costs a day', () => {
	it("is the guide's 96 calls for three assets, every 15 minutes of 8 hours", () => {
		const watches = of(signals.clusterProximity, 'BTC', 'ETH', 'SOL');
		expect(watchPlan(watches, EVERY_QUARTER)).toMatchObject({
			callsPerRound: 3,
			callsPerDay: 96,
			fitsLimit: true,
			fitsReserve: false,
			text: '96 calls a day (3 each round): fits the 100 of the plan, but not the 10 kept in reserve; every 16 min would fit; the interval is stretched when calls run low',
		});
		expect(watchPlan(watches, { ...EVERY_QUARTER, reserve: 0 }).text).toBe(
			'96 calls a day (3 each round): fits the 100 of the plan',
		);
	});

	it('shares what several signals of an asset need', () => {
		const watches = [...of(signals.clusterProximity, 'BTC'), ...of(signals.setupScan, 'BTC')];
		expect(watchPlan(watches, EVERY_QUARTER)).toMatchObject({ callsPerRound: 1, callsPerDay: 32 });
	});

	it("says what would fit where it is too much: the guide's 1,440", () => {
		const hours = { ...EVERY_QUARTER.hours, from: 0, to: 24 };
		const watches = of(signals.gammaRegime, 'BTC');
		expect(watchPlan(watches, { intervalMs: 60_000, hours }).text).toBe(
			'1440 calls a day (1 each round): more than the 100 of the plan; every 16 min would fit; the interval is stretched when calls run low',
		);
		expect(watchPlan(watches, { intervalMs: 60_000, hours }, null).text).toBe(
			'1440 calls a day (1 each round)',
		);
	});

	it('is a flat record', () => {
		const row = watchPlanRow(watchPlan(of(signals.gammaRegime, 'BTC'), EVERY_QUARTER));
		expect(row).toMatchObject({ event: 'plan', callsPerDay: 32, fitsReserve: true });
		expect(Object.values(row).filter((cell) => typeof cell === 'object')).toEqual([]);
	});
});
