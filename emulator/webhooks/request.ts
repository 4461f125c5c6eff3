import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface Outgoing {
	url: string;
	method: string;
	headers: Record<string, string>;
	body: string | Buffer | undefined;
	timeoutMs: number;
	/** Ends it early. */
	signal: AbortSignal;
}

export interface Outcome {
	/** Undefined: no answer. */
	status: number | undefined;
	body: string;
	/** Why there is no answer, or no whole one. */
	error?: string;
	tookMs: number;
}

/** A receiver's answer is of interest to people only. */
const KEPT_CHARACTERS = 64 * 1024;

/**
 * One HTTP request over a connection of its own, which is closed afterwards. Redirects are not followed.
 * @throws TypeError for an address that is not http or https, or headers that cannot be sent
 */
export async function sendRequest(outgoing: Outgoing): Promise<Outcome> {
	const { body, timeoutMs, signal } = outgoing;
	const started = performance.now();
	const request = prepare(outgoing);

	return await new Promise((resolve) => {
		let answer: IncomingMessage | undefined;
		let text = '';
		const end = (error?: string) => {
			clearTimeout(timer);
			signal.removeEventListener('abort', abort);
			request.destroy();
			resolve({
				status: answer?.statusCode,
				body: text.slice(0, KEPT_CHARACTERS),
				...(error !== undefined && { error }),
				tookMs: performance.now() - started,
			});
		};
		const abort = () => end('The emulator was reset or closed');
		const timer = setTimeout(() => end(`No answer within ${timeoutMs} ms`), timeoutMs);
		signal.addEventListener('abort', abort, { once: true });
		// The first to come ends it: whatever follows is resolved already.
		request.on('error', (error) => end(reason(error)));
		request.on('close', () => end('The connection was closed without an answer'));
		request.on('response', (response) => {
			answer = response;
			response.setEncoding('utf8');
			response.on('data', (piece: string) => {
				if (text.length < KEPT_CHARACTERS) text += piece;
			});
			response.on('end', () => end());
			response.on('error', (error) => end(reason(error)));
		});
		if (signal.aborted) abort();
		else request.end(body);
	});
}

function prepare({ url: text, method, headers, body }: Outgoing): ClientRequest {
	const url = readUrl(text);
	const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
	try {
		return request(url, { method, headers: withLength(headers, body), agent: false });
	} catch (cause) {
		throw new TypeError(cause instanceof Error ? cause.message : String(cause), { cause });
	}
}

function readUrl(text: string): URL {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
	throw new TypeError(`'url' must be an http or https address, not '${text}'`);
}

/** Node.js leaves it out for methods that usually have no body. */
function withLength(
	headers: Record<string, string>,
	body: Outgoing['body'],
): Record<string, string> {
	const framed = Object.keys(headers).some((name) =>
		/^(content-length|transfer-encoding)$/i.test(name),
	);
	if (body === undefined || framed) return headers;
	return { ...headers, 'Content-Length': String(Buffer.byteLength(body)) };
}

/** An error of several addresses tried has a code, but no message. */
function reason(error: NodeJS.ErrnoException): string {
	return error.message || (error.code ?? error.name);
}
