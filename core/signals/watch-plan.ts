import type { Row } from '../api/endpoint';
import { DEFAULT_SETTINGS } from '../client/settings';
import { planCalls, type Watch } from './plan-calls';
import { activeHours, type ActiveHours } from './rounds';
import { callPlan, type CallPlan } from './schedule';

/** Calls a day on Pro. Source: API guide, "Access Tiers". */
export const PRO_CALLS_PER_DAY = 100;

export interface WatchPlan extends CallPlan {
	callsPerRound: number;
	/** One line, for whoever sets it up. */
	text: string;
}

/**
 * What a set of watches costs a day on a schedule, for a user who has not been told the limit of the plan
 * yet: that of Pro then.
 * @throws KingfisherError `invalid_parameter`
 */
export function watchPlan(
	watches: readonly Watch[],
	schedule: { intervalMs: number; hours: ActiveHours; reserve?: number | undefined },
	limit: number | null = PRO_CALLS_PER_DAY,
): WatchPlan {
	const callsPerRound = planCalls(watches).calls.length;
	const { reserve = DEFAULT_SETTINGS.reserve } = schedule;
	const plan = callPlan({
		callsPerRound,
		intervalMinutes: schedule.intervalMs / 60_000,
		activeHours: activeHours(schedule.hours),
		limit,
		reserve,
	});
	const { callsPerDay, fitsLimit, fitsReserve, fastestIntervalMinutes: fastest } = plan;
	const cost = `${callsPerDay} calls a day (${callsPerRound} each round)`;
	const advice =
		fastest === null
			? 'not even once a day fits'
			: `every ${fastest} min would fit; the interval is stretched when calls run low`;
	const verdict =
		limit === null
			? ''
			: fitsReserve
				? `: fits the ${limit} of the plan`
				: fitsLimit
					? `: fits the ${limit} of the plan, but not the ${reserve} kept in reserve; ${advice}`
					: `: more than the ${limit} of the plan; ${advice}`;
	return { ...plan, callsPerRound, text: cost + verdict };
}

/** A plan as a flat record. */
export function watchPlanRow({ text, ...plan }: WatchPlan): Row {
	return { event: 'plan', text, ...plan };
}
