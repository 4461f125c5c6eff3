import { callPlanner } from '../../../core/signals/call-plan';
import { evaluateSignal } from '../../../core/signals/evaluate';
import { inputFrom } from '../../../core/signals/input';
import { resultRow } from '../../../core/signals/result';
import { AT } from '../support/answer';

const plan = (settings: Record<string, unknown> = {}) => {
	const input = inputFrom(callPlanner, undefined, { now: AT });
	return evaluateSignal(callPlanner, undefined, input, settings).results[0]!;
};

describe('the call plan', () => {
	it("is the guide's conservative bot by default, and says how it fits", () => {
		expect(resultRow(plan())).toMatchObject({
			signal: 'call-plan',
			asset: '',
			state: 'uses_reserve',
			fired: true,
			alert: 'answer',
			callsPerDay: 96,
			roundsPerDay: 32,
			callsPerRound: 3,
			limit: 100,
			fitsLimit: true,
			fitsReserve: false,
			fastestIntervalMinutes: 16,
			text: '3 assets, every 15 min, 8 h a day: 96 calls a day, fits 100 a day, but uses up the reserve of 10; every 16 min leaves the reserve alone',
			missing: '',
		});
	});

	it.each([
		[
			{ interval: 1 },
			'too_many',
			'3 assets, every 1 min, 8 h a day: 1,440 calls a day, more than the 100 of a day; every 16 min leaves the reserve alone',
		],
		[
			{ activeHours: 24 },
			'too_many',
			'3 assets, every 15 min, around the clock: 288 calls a day, more than the 100 of a day; every 48 min leaves the reserve alone',
		],
		[
			{ assets: 1, callsPerAsset: 2, interval: 30, activeHours: 8 },
			'fits',
			'1 asset, 2 calls each, every 30 min, 8 h a day: 32 calls a day, fits 100 a day',
		],
		[
			{ interval: 1, activeHours: 24, limit: 0 },
			'fits',
			'3 assets, every 1 min, around the clock: 4,320 calls a day, no limit',
		],
		[
			{ assets: 200 },
			'too_many',
			'200 assets, every 15 min, 8 h a day: 6,400 calls a day, more than the 100 of a day; not even one round a day fits',
		],
	])('of %j is %s', (settings, state, text) => {
		expect(plan(settings)).toMatchObject({ state, text });
	});
});
