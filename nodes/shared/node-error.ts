import {
	NodeApiError,
	NodeOperationError,
	type Failure,
	type IDataObject,
	type INode,
	type JsonObject,
} from 'n8n-workflow';
import { isKingfisherError, type ErrorCode } from '../../core';

/** n8n's words for why an operation failed; it waits by them before it polls again. */
const CAUSES: Partial<Record<ErrorCode, Failure['cause']>> = {
	rate_limited: 'rate-limited',
	budget_reserved: 'quota-exhausted',
	server_error: 'temporarily-unavailable',
	timeout: 'temporarily-unavailable',
	connection_failed: 'temporarily-unavailable',
	invalid_api_key: 'credential-invalid',
	plan_required: 'configuration-invalid',
	invalid_configuration: 'configuration-invalid',
	invalid_parameter: 'configuration-invalid',
	not_found: 'configuration-invalid',
};

/** The error that n8n shows: the core's message as title, its help below. Triggers have no items. */
export function nodeError(
	node: INode,
	caught: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (caught instanceof NodeApiError || caught instanceof NodeOperationError) return caught;
	const item = itemIndex === undefined ? {} : { itemIndex };
	if (!isKingfisherError(caught)) {
		return new NodeOperationError(node, caught instanceof Error ? caught : String(caught), item);
	}
	const { message, help: description, httpStatus, retryAfterMs } = caught;
	const cause = CAUSES[caught.code];
	const failure =
		cause === undefined ? undefined : ({ cause, ...wait(cause, retryAfterMs) } as Failure);
	if (httpStatus === undefined && !caught.retryable) {
		return new NodeOperationError(node, message, {
			description,
			...item,
			...(failure ? { failure } : {}),
		});
	}
	return new NodeApiError(node, caught.toJSON() as JsonObject, {
		message,
		description,
		...item,
		...(httpStatus === undefined ? {} : { httpCode: String(httpStatus) }),
		...(failure ? { failure } : {}),
	});
}

/** Of what keeps a trigger from being activated, n8n shows the message and nothing else. */
export function activationError(node: INode, caught: unknown): NodeApiError | NodeOperationError {
	if (!isKingfisherError(caught)) return nodeError(node, caught);
	const message = `${caught.message}. ${caught.help.replace(/\.$/, '')}`;
	return nodeError(node, caught.with({ message }));
}

/** Only the causes that pass by themselves may carry a wait. */
function wait(cause: Failure['cause'], retryAfterMs: number | undefined) {
	const passes =
		cause === 'rate-limited' || cause === 'quota-exhausted' || cause === 'temporarily-unavailable';
	return passes && retryAfterMs !== undefined ? { retryAfterMs } : {};
}

/**
 * What an item carries instead of data when the workflow goes on after a failure: one field `error`,
 * by which n8n tells such items, as an object like the one of its HTTP Request node.
 */
export function errorJson(caught: unknown, shown: Error): IDataObject {
	if (!isKingfisherError(caught)) return { error: { message: shown.message } };
	return { error: caught.toJSON() as IDataObject };
}
