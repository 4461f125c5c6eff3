import * as v from 'valibot';
import type { AnyEndpoint, ResponseSchema } from '../api/endpoint';
import { isObject } from '../api/read';
import { tooLarge } from './connection-failure';
import { KingfisherError, type ErrorCode, type ErrorFacts } from './errors';
import { parseJson } from './parse-json';
import { readRateLimit, readRetryAfter, type RateLimitReading } from './rate-limit';
import { redact } from './redact';
import type { HttpResponse } from './transport';

/** Bodies beyond it are refused: the largest plausible response is a hundred times smaller. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** A 429 that does not say how long to wait: long enough to matter, short enough to be wrong about. */
const UNSTATED_PAUSE_MS = 60_000;

export type Reading =
	| { ok: true; body: string; rateLimit: RateLimitReading }
	| { ok: false; error: KingfisherError; rateLimit: RateLimitReading };

/**
 * What a complete response means: a body worth keeping, or the error it stands for, which repeats none
 * of the `secrets`.
 */
export function readResponse(
	response: HttpResponse,
	endpoint: AnyEndpoint,
	now: number,
	secrets: readonly string[],
): Reading {
	const rateLimit = readRateLimit(response.headers, now);
	if (response.body.length > MAX_BODY_BYTES) return { ok: false, error: tooLarge(), rateLimit };
	const body = response.body.replace(/^\uFEFF/, '');
	const parsed = parseJson(body);
	const status = statusOf(response.status, parsed);
	if (status >= 300) {
		const error = statusError(status, response, parsed, now, secrets);
		return { ok: false, error, rateLimit: spent(status, rateLimit, error, now) };
	}
	// What was done on request may be answered with nothing at all.
	if (body.trim() === '' && endpoint.method !== 'GET') return { ok: true, body: '{}', rateLimit };
	if (parsed === undefined) return { ok: false, error: notJson(body), rateLimit };
	return { ok: true, body, rateLimit };
}

/** A body in the form that the endpoint's rows need, or the error to throw when they are asked for. */
export type Shape = { data: unknown; error?: never } | { error: KingfisherError };

/** Whether a body has the form that the endpoint's rows need. */
export function shapeError(endpoint: AnyEndpoint, parsed: unknown): KingfisherError | undefined {
	return readShape(endpoint, parsed).error;
}

/** What is read is an object of its own, but for values that are not documented. */
export function readShape(endpoint: AnyEndpoint, parsed: unknown): Shape {
	const schema = endpoint.response as ResponseSchema;
	const shape = v.safeParse(schema, parsed);
	if (shape.success) return { data: shape.output };
	const [issue] = shape.issues;
	const where = v.getDotPath(issue);
	const detail = where === null ? issue.message : `"${where}" is missing or has another form`;
	const error = new KingfisherError({
		code: 'unexpected_shape',
		message: `${endpoint.title}: the response does not have the documented form (${detail})`,
		help: 'Choose the raw output to see what the API sent; if it goes on, report it to the maintainers of this package.',
		endpoint: endpoint.name,
	});
	return { error };
}

/** Some gateways answer 200 with the API's error body, whose `code` then is the status. */
function statusOf(status: number, parsed: unknown): number {
	if (status < 200 || status >= 300 || !isObject(parsed)) return status;
	const { error, code } = parsed;
	const isError =
		typeof error === 'string' && typeof code === 'number' && code >= 400 && code < 600;
	return isError ? code : status;
}

/** A 429 means that nothing is left, whether or not its headers say so. */
function spent(
	status: number,
	reading: RateLimitReading,
	error: KingfisherError,
	now: number,
): RateLimitReading {
	if (status !== 429) return reading;
	const resetAt = now + (error.retryAfterMs ?? UNSTATED_PAUSE_MS);
	return { ...reading, remaining: 0, resetAt };
}

interface Meaning {
	code: ErrorCode;
	message: string;
	help: string;
}

const CHECK_KEY =
	'Compare the API key with the one in the Kingfisher dashboard, Settings, API Keys. Generate a new one if it has expired.';

/** Source: API guide, "Error Codes You'll Actually See"; the rest is what HTTP means by them. */
function meaning(status: number, apiError: string | undefined): Meaning {
	if (status === 401 || apiError === 'invalid_api_key') {
		return {
			code: 'invalid_api_key',
			message: 'The API key is invalid or expired',
			help: CHECK_KEY,
		};
	}
	switch (status) {
		case 400:
		case 422:
			return {
				code: 'invalid_parameter',
				message: 'The API did not accept a parameter',
				help: 'Check the values that were sent against the ones listed for this endpoint.',
			};
		case 402:
		case 403:
			return {
				code: 'plan_required',
				message: "The API key's plan does not include this",
				help: 'See the plan in the Kingfisher dashboard: REST and webhooks need Pro, streaming and predicted rates need Elite.',
			};
		case 404:
			return {
				code: 'not_found',
				message: 'The API does not know what was asked for',
				help: 'Check the asset or id; if every request ends like this, check that the base URL ends in /v1.',
			};
		case 405:
		case 501:
			return {
				code: 'not_supported',
				message: 'The API does not offer this operation',
				help: 'The API guide documents only some operations; do it in the Kingfisher dashboard instead.',
			};
		case 408:
			return {
				code: 'timeout',
				message: 'The API gave up waiting for the request',
				help: 'Try again later.',
			};
		case 429:
			return {
				code: 'rate_limited',
				message: 'The daily calls of the API key are used up, or they came too fast',
				help: 'Wait for the reset, keep answers longer in the cache, or move to a plan with more calls.',
			};
		default:
			return status >= 500
				? {
						code: 'server_error',
						message: 'The API had an internal fault',
						help: 'Try again later; see the Kingfisher status page if it goes on.',
					}
				: {
						code: 'unexpected_status',
						message: `The API answered with status ${status}`,
						help: 'Check that the base URL points at the Kingfisher API.',
					};
	}
}

function statusError(
	status: number,
	response: HttpResponse,
	parsed: unknown,
	now: number,
	secrets: readonly string[],
): KingfisherError {
	const body = isObject(parsed) ? parsed : {};
	const told = (text: unknown) =>
		typeof text === 'string' ? secrets.reduce(redact, text) : undefined;
	const apiError = told(body['error']);
	const said = told(body['message']);
	const { code, message, help } = meaning(status, apiError);
	const isWaiting = status === 429 || status === 503;
	const facts: ErrorFacts = {
		code,
		message: withDetail(message, said),
		help,
		httpStatus: status,
		apiError: apiError?.slice(0, 80),
		retryAfterMs: isWaiting ? readRetryAfter(response.headers, parsed, now) : undefined,
	};
	return new KingfisherError(facts);
}

/** What the API says, where that adds to what its status says. */
function withDetail(message: string, said: string | undefined): string {
	const isRepeated = (text: string) =>
		text.length * 2 > message.length && message.toLowerCase().includes(text.toLowerCase());
	if (!said || isRepeated(said)) return message;
	return `${message}: ${said.slice(0, 300)}`;
}

function notJson(body: string): KingfisherError {
	const isPage = /^\s*<(!doctype|html|head|body|\?xml)/i.test(body);
	const isCutOff = /^\s*[[{]/.test(body);
	const what = isPage
		? 'a web page'
		: isCutOff
			? 'JSON that breaks off'
			: 'something that is not JSON';
	return new KingfisherError({
		code: 'not_json',
		message: `The API answered with ${body.trim() === '' ? 'an empty body' : what}`,
		help: 'Check that the base URL points at the Kingfisher API and that no proxy or login page stands in between.',
	});
}
