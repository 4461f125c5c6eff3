import type { Usage } from '../client/call-budget';
import { isKingfisherError, KingfisherError } from '../client/errors';
import type { ErrorFrame } from './read-frame';
import type { Closure } from './socket';

/**
 * What a connection that ended, or an error frame, says about the key: that it is refused, that the
 * plan is, that one of them is, or nothing (`unclear`: the runtime does not tell why).
 */
export type Suspicion = 'key' | 'plan' | 'either' | 'unclear';

/** Policy violation, and the two that mirror the HTTP statuses 401 and 403. Others heal. */
const CLOSE_CODES: Record<number, Suspicion> = { 1008: 'either', 4401: 'key', 4403: 'plan' };

/** Whether a closed connection may mean that the key is refused; `undefined` = it does not. */
export function suspectClosure(closure: Closure, wasAccepted: boolean): Suspicion | undefined {
	const { code, httpStatus } = closure;
	if (httpStatus !== undefined) return ofStatus(httpStatus);
	if (code in CLOSE_CODES) return CLOSE_CODES[code];
	return wasAccepted ? undefined : 'unclear';
}

/** Words that say no more than that it is an error; what it is about, the message says. */
const GENERAL = /^((true|err|error|fail|failed|failure) ?)*$/i;

/** Whether an error frame is about the key; `undefined` = it is about something else. */
export function suspectFrame({ word, message, code }: ErrorFrame): Suspicion | undefined {
	const said = GENERAL.test(word) ? message : word;
	// Said of a subscription that overtook a slow authentication.
	if (/not[_ ]?authenticated|auth\w*_required/i.test(said)) return 'unclear';
	if (code !== undefined && code in CLOSE_CODES) return CLOSE_CODES[code];
	if (ABOUT_KEY.test(said)) return 'key';
	if (ABOUT_PLAN.test(word) || /(stream|websocket).*(plan|tier)/i.test(said)) return 'plan';
	return code === undefined ? undefined : ofStatus(code);
}

const ABOUT_KEY = /api[_ ]?key|unauthori|authentication|(^|[^a-z])(auth|login)(?![a-z])|expired/i;
const ABOUT_PLAN = /plan|tier|upgrade|forbidden|denied|permission|subscription_required/i;

function ofStatus(status: number): Suspicion | undefined {
	if (status === 401) return 'key';
	return status === 402 || status === 403 ? 'plan' : undefined;
}

/** What one REST call with the same key said: the calls left, or why it failed. */
export type Probe = { usage: Usage } | { error: unknown };

/** The daily calls of the plan without streaming. Source: API guide, "Access Tiers". */
const PRO_CALLS_PER_DAY = 100;

/** Refusals in a row after which a stream that has worked is believed to be closed to the key. */
const STRIKES = 3;

/** `dead`: REST refuses the key as well. `closed`: it works, and the stream is closed to it. */
export type Finding = 'dead' | 'closed' | undefined;

/** What a suspicion and the answer of REST say together; `undefined` = nothing that is certain. */
export function findingOf(probe: Probe, suspicion: Suspicion): Finding {
	const failure = 'error' in probe && isKingfisherError(probe.error) ? probe.error.code : undefined;
	if (failure === 'invalid_api_key') return 'dead';
	if (suspicion === 'unclear') {
		const limit = 'usage' in probe ? probe.usage.limit : null;
		return limit !== null && limit <= PRO_CALLS_PER_DAY ? 'closed' : undefined;
	}
	// Only a key that works has used up its calls, or has a plan that lacks something.
	const isKnown = 'usage' in probe || failure === 'rate_limited' || failure === 'plan_required';
	return isKnown ? 'closed' : undefined;
}

/** An end without a word, in the words of REST where that has just met an obstacle on the same way. */
export function explained(closure: Closure, probe: Probe): Closure {
	const error = 'error' in probe ? probe.error : undefined;
	if (closure.reason !== '' || !isKingfisherError(error)) return closure;
	if (error.code !== 'connection_failed') return closure;
	return { ...closure, reason: `${error.message}. ${error.help}` };
}

/**
 * Whether nobody but the user can go on: the error to show, or `undefined` when the stream should try
 * again. A stream that has accepted the key before may merely be confused, and is asked a few times.
 * @param account whose key it is, in the user's words
 */
export function verdict(
	finding: Finding,
	{ strikes, hasWorked }: { strikes: number; hasWorked: boolean },
	account: string,
): KingfisherError | undefined {
	if (finding === 'dead') return deadKey(account);
	if (finding !== 'closed' || (hasWorked && strikes < STRIKES)) return undefined;
	return planRequired(account);
}

function deadKey(account: string): KingfisherError {
	return new KingfisherError({
		code: 'invalid_api_key',
		message: `The API key of ${account} is invalid or expired; the stream has stopped`,
		help: 'Compare it with the one in the Kingfisher dashboard, Settings, API Keys, correct it, and start the stream again.',
	});
}

function planRequired(account: string): KingfisherError {
	return new KingfisherError({
		code: 'plan_required',
		message: `The API key of ${account} works, but the stream refuses it: streaming needs the Elite plan`,
		help: "Use the key of an Elite plan, or see the plan in the Kingfisher dashboard. Pro keys can use webhooks or ask on a schedule instead. If the plan is right, compare the account's environment and stream URL.",
	});
}
