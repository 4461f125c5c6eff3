import { assumedReset, type RateLimitReading } from './rate-limit';

/** What is known of today's calls. */
export interface Usage {
	/** Calls a day of the plan; `null` = not stated (unlimited plan, or nothing asked yet). */
	limit: number | null;
	/** Calls left, less those under way; `null` = not stated. */
	remaining: number | null;
	/** When the calls come back, ISO 8601; `null` = not stated. */
	resetAt: string | null;
	/** When the API last said so, ISO 8601; `null` = never. */
	observedAt: string | null;
	/** Requests this process has sent with this key, retries included. */
	callsMade: number;
}

/** Everything the budget remembers: a value, so that the rules below are functions of it. */
export interface BudgetState {
	limit?: number | undefined;
	remaining?: number | undefined;
	resetAt?: number | undefined;
	observedAt?: number | undefined;
	inFlight: number;
	callsMade: number;
	/** Responses seen; tells whether another answer arrived while a call was under way. */
	answers: number;
}

export type Admission = { admitted: true } | { admitted: false; left: number; resetAt: number };

/**
 * Whether a call may be sent. Calls under way count as spent. With nothing known, it may: only a call
 * can tell. Below the reserve it may not, unless the caller may `spend` it; at zero nobody may.
 */
export function admission(
	state: BudgetState,
	now: number,
	wish: { reserve: number; spendReserve: boolean },
): Admission {
	const current = inWindow(state, now);
	if (current.remaining === undefined) return { admitted: true };
	const left = current.remaining - state.inFlight;
	const floor = wish.spendReserve ? 0 : Math.max(0, wish.reserve);
	if (left > floor) return { admitted: true };
	return { admitted: false, left: Math.max(0, left), resetAt: windowEnd(current, now) };
}

/** When the day of calls that `state` speaks of ends, in epoch ms. */
function windowEnd(state: BudgetState, now: number): number {
	return state.resetAt ?? assumedReset(state.observedAt ?? now);
}

/** The state as of `now`: after the reset, what was counted before no longer counts. */
function inWindow(state: BudgetState, now: number): BudgetState {
	if (state.observedAt === undefined || now < windowEnd(state, now)) return state;
	return { ...state, remaining: undefined, resetAt: undefined };
}

/**
 * The state after a response. Answers can overtake each other: when another one arrived while this
 * call was under way, the lower count of the same day is the newer one; otherwise this one is.
 */
export function observed(
	state: BudgetState,
	reading: RateLimitReading,
	now: number,
	answersAtStart: number,
): BudgetState {
	const counted = { ...state, answers: state.answers + 1 };
	if (reading.remaining === undefined && reading.limit === undefined) return counted;
	const current = inWindow(counted, now);
	const overtaken = state.answers !== answersAtStart;
	const sameDay =
		reading.resetAt === undefined ||
		current.resetAt === undefined ||
		Math.abs(reading.resetAt - current.resetAt) < 120_000;
	const known = current.remaining;
	const remaining =
		overtaken && sameDay && known !== undefined
			? Math.min(known, reading.remaining ?? known)
			: (reading.remaining ?? known);
	return {
		...current,
		limit: reading.limit ?? current.limit,
		remaining,
		resetAt: reading.resetAt ?? current.resetAt,
		observedAt: now,
	};
}

/** The calls of one key, shared by everything in the process that uses the key. */
export class CallBudget {
	private state: BudgetState = { inFlight: 0, callsMade: 0, answers: 0 };

	/** Takes a call out of the budget, or says why not. Whoever was admitted must `settle`. */
	admit(now: number, wish: { reserve: number; spendReserve: boolean }): Admission {
		const decision = admission(this.state, now, wish);
		if (decision.admitted) {
			this.state = {
				...this.state,
				inFlight: this.state.inFlight + 1,
				callsMade: this.state.callsMade + 1,
			};
		}
		return decision;
	}

	/** To be passed to `settle`, taken when the call is sent. */
	get answers(): number {
		return this.state.answers;
	}

	/** The call is over; `reading` is what its response said, if one came. */
	settle(now: number, answersAtStart: number, reading?: RateLimitReading): void {
		const state = { ...this.state, inFlight: Math.max(0, this.state.inFlight - 1) };
		this.state = reading ? observed(state, reading, now, answersAtStart) : state;
	}

	usage(now: number): Usage {
		const { limit, remaining, resetAt, observedAt, callsMade } = inWindow(this.state, now);
		return {
			limit: limit ?? null,
			remaining: remaining === undefined ? null : Math.max(0, remaining - this.state.inFlight),
			resetAt: resetAt === undefined ? null : new Date(resetAt).toISOString(),
			observedAt: observedAt === undefined ? null : new Date(observedAt).toISOString(),
			callsMade,
		};
	}
}
