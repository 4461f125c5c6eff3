import { connectionFailure } from './connection-failure';
import { KingfisherError } from './errors';
import { redact, withoutKey } from './redact';
import type { PreparedRequest } from './request';
import { type Clock, type HttpRequest, type HttpResponse, type HttpTransport } from './transport';
import { MAX_BODY_BYTES } from './response';

const MAX_REDIRECTS = 3;

export type Exchanged =
	| { ok: true; response: HttpResponse }
	| { ok: false; error: KingfisherError };

interface Ports {
	transport: HttpTransport;
	clock: Clock;
	userAgent?: string;
}

/**
 * Sends a request and waits for its response, at most `timeoutMs`. Follows redirects on the same
 * origin only: the key never travels to another host.
 */
export async function exchange(
	request: PreparedRequest,
	apiKey: string,
	timeoutMs: number,
	signal: AbortSignal | undefined,
	{ transport, clock, userAgent }: Ports,
): Promise<Exchanged> {
	const { endpoint, body } = request;
	let url = request.url;
	for (let hop = 0; ; hop += 1) {
		const sent = await withDeadline(clock, timeoutMs, signal, (deadline) => {
			const headers: Record<string, string> = { Accept: 'application/json' };
			if (userAgent !== undefined) headers['User-Agent'] = userAgent;
			if (body !== undefined) headers['Content-Type'] = 'application/json';
			const message: HttpRequest = {
				method: endpoint.method,
				url: url.href,
				headers,
				authorization: `Bearer ${apiKey}`,
				signal: deadline,
				timeoutMs,
				maxBytes: MAX_BODY_BYTES,
				...(body === undefined ? {} : { body }),
			};
			return transport(message);
		});
		if (sent.end !== 'answered') {
			const error = failure(sent, url, timeoutMs, apiKey, endpoint.name);
			return { ok: false, error };
		}
		const response = { ...sent.value, body: withoutKey(sent.value.body, apiKey) };
		const next = redirectTarget(response, url, endpoint.method);
		if (next === undefined) return { ok: true, response };
		if (next === 'refused') return { ok: false, error: redirectRefused(response, url, apiKey) };
		if (hop >= MAX_REDIRECTS) return { ok: false, error: endlessRedirect(response, url) };
		url = next;
	}
}

/** A reason of its own: without one, an error is made for it, with its stack. */
const GIVEN_UP = 'the deadline is no longer needed';

type Ending<T> =
	| { end: 'answered'; value: T }
	| { end: 'failed'; thrown: unknown }
	| { end: 'timeout' }
	| { end: 'cancelled' };

/**
 * Runs `work` with a signal that is aborted by the deadline and by the caller. Does not wait for a
 * transport that ignores its signal, and leaves no timer or listener.
 */
async function withDeadline<T>(
	clock: Clock,
	timeoutMs: number,
	signal: AbortSignal | undefined,
	work: (signal: AbortSignal) => Promise<T>,
): Promise<Ending<T>> {
	if (signal?.aborted) return { end: 'cancelled' };
	const controller = new AbortController();
	const timer = new AbortController();
	let onAbort: (() => void) | undefined;
	const stopped = new Promise<Ending<T>>((resolve) => {
		onAbort = () => resolve({ end: 'cancelled' });
		signal?.addEventListener('abort', onAbort, { once: true });
		void clock.sleep(timeoutMs, timer.signal).then(() => resolve({ end: 'timeout' }));
	});
	const worked = Promise.resolve()
		.then(() => work(controller.signal))
		.then(
			(value): Ending<T> => ({ end: 'answered', value }),
			(thrown: unknown): Ending<T> => ({ end: 'failed', thrown }),
		);
	const ending = await Promise.race([worked, stopped]);
	timer.abort(GIVEN_UP);
	if (onAbort) signal?.removeEventListener('abort', onAbort);
	if (ending.end === 'timeout' || ending.end === 'cancelled') controller.abort();
	return ending;
}

function failure(
	ending: Exclude<Ending<HttpResponse>, { end: 'answered' }>,
	url: URL,
	timeoutMs: number,
	apiKey: string,
	endpoint: string,
): KingfisherError {
	if (ending.end === 'failed') return connectionFailure(ending.thrown, redact(url.host, apiKey));
	if (ending.end === 'cancelled') {
		return new KingfisherError({
			code: 'cancelled',
			message: 'The request was cancelled',
			help: 'Nothing needs to be done; run it again if it is still wanted.',
			endpoint,
		});
	}
	return new KingfisherError({
		code: 'timeout',
		message: `${url.host} did not answer within ${timeoutMs / 1000} s`,
		help: 'Try again later, or raise the timeout.',
		endpoint,
	});
}

/**
 * Where a redirect leads: a URL of the same origin, `refused`, or `undefined` for no redirect. Only a
 * GET is repeated elsewhere; 303 and the like would turn a POST into something else.
 */
export function redirectTarget(
	response: HttpResponse,
	from: URL,
	method: string,
): URL | 'refused' | undefined {
	if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
	const { location } = response.headers;
	if (location === undefined || !URL.canParse(location, from.href)) return 'refused';
	const target = new URL(location, from.href);
	return target.origin === from.origin && method === 'GET' ? target : 'refused';
}

function redirectRefused(response: HttpResponse, from: URL, apiKey: string): KingfisherError {
	const { location } = response.headers;
	const isReadable = location !== undefined && URL.canParse(location, from.href);
	const host = isReadable ? redact(new URL(location, from.href).host, apiKey) : 'nowhere';
	return new KingfisherError({
		code: 'redirect_refused',
		message: `${from.host} redirects to ${host}; the API key was not sent there`,
		help: 'Check the base URL; a login page or a moved API answers like this.',
		httpStatus: response.status,
	});
}

function endlessRedirect({ status }: HttpResponse, from: URL): KingfisherError {
	return new KingfisherError({
		code: 'redirect_refused',
		message: `${from.host} redirects again and again`,
		help: 'Check the base URL; a moved API may answer like this.',
		httpStatus: status,
	});
}
