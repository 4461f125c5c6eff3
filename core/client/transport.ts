/** What the core asks a host to send. The key stands apart, so that a host can add it its own way. */
export interface HttpRequest {
	method: 'GET' | 'POST' | 'DELETE';
	url: string;
	headers: Record<string, string>;
	/** Value of the Authorization header. */
	authorization: string;
	body?: string;
	/** Aborted on timeout and on cancellation. */
	signal: AbortSignal;
	/** For transports whose host takes the signal's place: when they should give up, in ms. */
	timeoutMs: number;
	/** The transport should stop reading a body beyond it; the core checks in any case. */
	maxBytes: number;
}

/** Header names in lower case; the body as text, whatever its type. */
export interface HttpResponse {
	status: number;
	headers: Record<string, string | undefined>;
	body: string;
}

/**
 * Sends one request. Resolves for every status, follows no redirect, retries nothing, and rejects
 * only when no complete response came back.
 */
export type HttpTransport = (request: HttpRequest) => Promise<HttpResponse>;

export interface Clock {
	/** Epoch milliseconds. */
	now(): number;
	/** Resolves after `ms`, or as soon as the signal is aborted; never rejects. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A uniform draw from [0, 1). */
export type Random = () => number;

export interface Logger {
	debug(message: string): void;
	warn(message: string): void;
}

/** What a transport throws when it stopped reading a body that is larger than allowed. */
export class BodyTooLarge extends Error {
	readonly code = 'ERR_KINGFISHER_TOO_LARGE';
}
