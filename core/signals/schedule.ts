import { iso, time } from '../api/read';
import { DEFAULT_SETTINGS } from '../client/settings';
import { assumedReset } from '../client/rate-limit';
import { activeTime, type ActiveHours } from './rounds';

/** When and how much is asked. */
export interface Schedule {
	/** Calls each time; of a plan, its number of calls. */
	callsPerRound: number;
	intervalMinutes: number;
	/** Hours a day in which it is asked at all; 24 = around the clock. */
	activeHours: number;
	/** Calls a day of the API plan; `null` = unlimited. */
	limit: number | null;
	/** Calls a day that are left for others. */
	reserve?: number;
}

export interface CallPlan {
	roundsPerDay: number;
	callsPerDay: number;
	/** Whether the calls of a day are enough. */
	fitsLimit: boolean;
	/** Whether they are enough without touching the reserve. */
	fitsReserve: boolean;
	/** In whole minutes, without touching the reserve; `null` = not even once a day. */
	fastestIntervalMinutes: number | null;
}

/**
 * What a schedule costs a day. Source: API guide, FAQ: 3 assets every 15 minutes in 8 active hours are
 * 96 calls, every minute 1,440; around the clock every 15 minutes they are 288.
 */
export function callPlan(schedule: Schedule): CallPlan {
	const { limit, reserve = DEFAULT_SETTINGS.reserve } = schedule;
	const callsPerRound = atLeast(schedule.callsPerRound, 0);
	const activeMinutes = Math.min(24, atLeast(schedule.activeHours, 0)) * 60;
	const interval = atLeast(schedule.intervalMinutes, 1 / 60);
	// A hair less, so that a quotient such as 8 × 60 ÷ 15 is 32 whatever binary fractions make of it.
	const roundsPerDay = Math.ceil(activeMinutes / interval - 1e-9);
	const callsPerDay = roundsPerDay * callsPerRound;
	const free = limit === null ? Infinity : Math.max(0, limit - reserve);
	const rounds = callsPerRound === 0 ? Infinity : Math.floor(free / callsPerRound);
	return {
		roundsPerDay,
		callsPerDay,
		fitsLimit: limit === null || callsPerDay <= limit,
		fitsReserve: callsPerDay <= free,
		fastestIntervalMinutes: rounds < 1 ? null : Math.max(1, Math.ceil(activeMinutes / rounds)),
	};
}

export interface Remaining {
	intervalMs: number;
	callsPerRound: number;
	/** As `Usage` tells it; `null` = not stated, and then nothing is stretched. */
	remaining: number | null;
	/** When the calls come back: epoch ms or ISO 8601; `null` = not stated, midnight UTC is assumed. */
	resetAt: number | string | null;
	/** Epoch ms. */
	now: number;
	reserve?: number;
	/** The hours in which it is asked at all; around the clock when left out. */
	hours?: ActiveHours;
}

export interface Stretched {
	/** Until the next round. */
	intervalMs: number;
	isStretched: boolean;
	/** Why, in words for the user; empty if it is not. */
	reason: string;
}

/**
 * The interval at which what is left of the day's calls lasts until they come back, without touching
 * the reserve; never shorter than the one asked for.
 */
export function stretchInterval(given: Remaining): Stretched {
	const { intervalMs, callsPerRound, remaining, now, reserve = DEFAULT_SETTINGS.reserve } = given;
	const asAsked = { intervalMs, isStretched: false, reason: '' };
	const resetAt = time(given.resetAt) ?? assumedReset(now);
	const leftMs = resetAt - now;
	if (remaining === null || callsPerRound <= 0 || leftMs <= 0) return asAsked;
	const activeMs = given.hours ? activeTime(given.hours, now, resetAt) : leftMs;
	const rounds = Math.floor(Math.max(0, remaining - reserve) / callsPerRound);
	const needed = rounds < 1 ? leftMs : Math.ceil(activeMs / rounds);
	if (needed <= intervalMs) return asAsked;
	const until = iso(resetAt) ?? 'the reset';
	const left = `${remaining} calls are left until ${until}, ${reserve} of them kept in reserve`;
	const minutes = Math.ceil(needed / 60_000);
	return {
		intervalMs: needed,
		isStretched: true,
		reason:
			rounds < 1
				? `${left}: the next evaluation is after that`
				: `${left}: evaluating every ${minutes} min makes them last`,
	};
}

function atLeast(value: number, least: number): number {
	return Number.isFinite(value) ? Math.max(least, value) : least;
}
