/** An error body in the guide's form, keys in the guide's order. */
export interface ErrorBody {
	error: string;
	message: string;
	code: number;
	retry_after?: number;
}

/** Thrown by a route to answer with an error. */
export class ApiError extends Error {
	constructor(readonly body: ErrorBody) {
		super(body.message);
	}
}

export const INVALID_KEY: ErrorBody = {
	error: 'invalid_api_key',
	message: 'API key is invalid or expired',
	code: 401,
};

/** The guide's example names `timeframe`; the others follow its wording. */
export function invalidParameter(name: string): ErrorBody {
	return { error: 'invalid_parameter', message: `Invalid ${name} specified`, code: 400 };
}

export function notFound(what: string): ErrorBody {
	return { error: 'not_found', message: `${what} not found`, code: 404 };
}

export const METHOD_NOT_ALLOWED: ErrorBody = {
	error: 'method_not_allowed',
	message: 'Method not allowed',
	code: 405,
};

export const UPGRADE_REQUIRED: ErrorBody = {
	error: 'upgrade_required',
	message: 'Connect by WebSocket',
	code: 426,
};

export function rateLimitExceeded(retryAfterSeconds: number): ErrorBody {
	return {
		error: 'rate_limit_exceeded',
		message: 'Daily limit exceeded',
		code: 429,
		retry_after: retryAfterSeconds,
	};
}

/** A body for any status, for faults that give none. */
export function errorForStatus(status: number, retryAfterSeconds: number): ErrorBody {
	switch (status) {
		case 400:
			return invalidParameter('request');
		case 401:
			return INVALID_KEY;
		case 403:
			return { error: 'forbidden', message: 'Your plan does not include this', code: 403 };
		case 404:
			return notFound('Resource');
		case 405:
			return METHOD_NOT_ALLOWED;
		case 429:
			return rateLimitExceeded(retryAfterSeconds);
		default:
			if (status < 500)
				return { error: 'invalid_request', message: 'Invalid request', code: status };
			return { error: 'server_error', message: 'Something broke on our end', code: status };
	}
}
