import * as v from 'valibot';
import { column } from '../api/fields';
import { callPlan } from './schedule';
import { defineSignal } from './signal';
import { plain } from './wording';

/** What a schedule costs a day against the calls of the plan. Source: API guide, FAQ and "Rate Limits". */
export const callPlanner = defineSignal({
	name: 'call-plan',
	title: 'Call plan',
	description:
		'Works out how many API calls a schedule costs a day, whether they fit the plan, and the fastest interval that does.',
	keywords: ['calls', 'rate limit', 'budget', 'quota', 'schedule', 'interval'],
	kind: 'calculator',
	hasAsset: false,
	reads: [],
	settings: {
		assets: {
			kind: 'number',
			title: 'Assets',
			description: 'How many assets are looked at',
			minimum: 1,
			maximum: 1000,
			default: 3,
		},
		callsPerAsset: {
			kind: 'number',
			title: 'Calls an asset',
			description: 'How many endpoints are asked for each of them',
			unit: 'calls',
			minimum: 1,
			maximum: 100,
			default: 1,
		},
		interval: {
			kind: 'number',
			title: 'Interval',
			description: 'Time between two rounds',
			unit: 'minutes',
			minimum: 1 / 60,
			maximum: 1440,
			default: 15,
		},
		activeHours: {
			kind: 'number',
			title: 'Active hours',
			description: 'Hours a day in which it runs; 24 is around the clock',
			unit: 'hours',
			minimum: 0.25,
			maximum: 24,
			default: 8,
		},
		limit: {
			kind: 'number',
			title: 'Calls a day',
			description: 'Calls a day of the API plan: 100 on Pro; 0 is unlimited',
			unit: 'calls',
			minimum: 0,
			maximum: 1e9,
			default: 100,
		},
		reserve: {
			kind: 'number',
			title: 'Calls kept in reserve',
			description: 'Daily calls that are left for more important ones',
			unit: 'calls',
			minimum: 0,
			maximum: 1e9,
			default: 10,
			isOption: true,
		},
	},
	states: [
		{ value: 'fits', title: 'Fits', description: 'The calls of a day are enough' },
		{
			value: 'uses_reserve',
			title: 'Uses the reserve',
			description: 'Enough, but for the reserve',
		},
		{
			value: 'too_many',
			title: 'Too many',
			description: 'The calls run out before the day is over',
		},
	],
	figures: {
		callsPerDay: column('Calls a day', 'What the schedule costs', { unit: 'calls' }),
		roundsPerDay: column('Rounds a day', 'How many times a day it is asked'),
		callsPerRound: column('Calls a round', 'Assets × calls an asset', { unit: 'calls' }),
		limit: column('Limit', 'Calls a day of the plan; empty is unlimited', { unit: 'calls' }),
		fitsLimit: column('Fits', 'Whether the calls of a day are enough', { type: 'boolean' }),
		fitsReserve: column('Fits without the reserve', 'Whether the reserve is left alone', {
			type: 'boolean',
		}),
		fastestIntervalMinutes: column(
			'Fastest interval',
			'Shortest interval that leaves the reserve alone; empty is none',
			{ unit: 'minutes' },
		),
	},
	needs: () => [],
	memory: v.object({}),
	evaluate({ settings, memory }) {
		const { assets, callsPerAsset, interval, activeHours, reserve } = settings;
		const callsPerRound = Math.round(assets) * Math.round(callsPerAsset);
		const limit = settings.limit === 0 ? null : settings.limit;
		const plan = callPlan({
			callsPerRound,
			intervalMinutes: interval,
			activeHours,
			limit,
			reserve,
		});
		const { callsPerDay, fitsLimit, fitsReserve, fastestIntervalMinutes: fastest } = plan;
		const state = fitsReserve ? 'fits' : fitsLimit ? 'uses_reserve' : 'too_many';
		const count = (calls: number) => calls.toLocaleString('en-US');
		const hours = activeHours === 24 ? 'around the clock' : `${plain(activeHours)} h a day`;
		const what = `${plain(assets)} ${assets === 1 ? 'asset' : 'assets'}, ${callsPerAsset === 1 ? '' : `${plain(callsPerAsset)} calls each, `}every ${plain(interval)} min, ${hours}`;
		const verdict = {
			fits: limit === null ? 'no limit' : `fits ${count(limit)} a day`,
			uses_reserve: `fits ${count(limit ?? 0)} a day, but uses up the reserve of ${plain(reserve)}`,
			too_many: `more than the ${count(limit ?? 0)} of a day`,
		}[state];
		const advice =
			state === 'fits'
				? ''
				: fastest === null
					? '; not even one round a day fits'
					: `; every ${fastest} min leaves the reserve alone`;
		return {
			memory,
			findings: [
				{
					subject: null,
					state,
					changed: false,
					alert: 'answer',
					escalation: 0,
					figures: { ...plan, callsPerRound, limit },
					text: `${what}: ${count(callsPerDay)} calls a day, ${verdict}${advice}`,
					reasons: ['each retry may cost a call more'],
					missing: [],
				},
			],
		};
	},
});
