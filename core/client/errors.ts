import type { Usage } from './call-budget';

/** What happened, as data. Hosts match on it; flows in the wild depend on it, so a code never changes. */
export const ERROR_CODES = [
	'invalid_configuration',
	'invalid_parameter',
	'invalid_api_key',
	'plan_required',
	'not_found',
	'not_supported',
	'rate_limited',
	'budget_reserved',
	'server_error',
	'unexpected_status',
	'timeout',
	'connection_failed',
	'cancelled',
	'redirect_refused',
	'not_json',
	'unexpected_shape',
	'response_too_large',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Codes after which the same request may succeed later without anybody changing anything. */
const RETRYABLE: readonly ErrorCode[] = [
	'rate_limited',
	'budget_reserved',
	'server_error',
	'timeout',
	'connection_failed',
];

export interface ErrorFacts {
	code: ErrorCode;
	/** What happened, one sentence without a full stop. */
	message: string;
	/** What the user can do about it. */
	help: string;
	httpStatus?: number | undefined;
	/** How long the API asks to wait, in ms. */
	retryAfterMs?: number | undefined;
	rateLimit?: Usage | undefined;
	/** Name of the endpoint asked. */
	endpoint?: string | undefined;
	/** The API's own error word, such as `invalid_api_key`. */
	apiError?: string | undefined;
}

/**
 * The one error of the core: plain data without a key, a request or a response in it, so that it can
 * be logged, sent to a flow and serialised. Never has a `cause`: HTTP libraries keep the request's
 * headers in theirs.
 */
export class KingfisherError extends Error {
	override readonly name = 'KingfisherError';
	readonly code: ErrorCode;
	readonly help: string;
	readonly retryable: boolean;
	readonly httpStatus: number | undefined;
	readonly retryAfterMs: number | undefined;
	readonly rateLimit: Usage | undefined;
	readonly endpoint: string | undefined;
	readonly apiError: string | undefined;

	constructor(facts: ErrorFacts) {
		super(facts.message);
		this.code = facts.code;
		this.help = facts.help;
		this.retryable = RETRYABLE.includes(facts.code);
		this.httpStatus = facts.httpStatus;
		this.retryAfterMs = facts.retryAfterMs;
		this.rateLimit = facts.rateLimit;
		this.endpoint = facts.endpoint;
		this.apiError = facts.apiError;
	}

	/** The same error, knowing more. */
	with(more: Partial<ErrorFacts>): KingfisherError {
		const { code, message, help, httpStatus, retryAfterMs, rateLimit, endpoint, apiError } = this;
		const known = { code, message, help, httpStatus, retryAfterMs, rateLimit, endpoint, apiError };
		return new KingfisherError({ ...known, ...more });
	}

	/** Only what is known: fields without a value are left out. */
	toJSON(): Record<string, unknown> {
		const { name, code, message, help, retryable, httpStatus } = this;
		const { retryAfterMs, rateLimit, endpoint, apiError } = this;
		const all = { name, code, message, help, retryable, httpStatus, retryAfterMs };
		return Object.fromEntries(
			Object.entries({ ...all, rateLimit, endpoint, apiError }).filter(
				([, value]) => value !== undefined,
			),
		);
	}
}

/** Whether something caught is ours. By shape, since a host may hold two copies of the core. */
export function isKingfisherError(caught: unknown): caught is KingfisherError {
	return caught instanceof Error && caught.name === 'KingfisherError' && 'code' in caught;
}
