import { BodyTooLarge, type HttpTransport } from './transport';

/** The part of the web platform's `fetch` that is used, so that any implementation serves. */
export type Fetch = (
	url: string,
	init: {
		method: string;
		headers: Record<string, string>;
		body?: string;
		signal: AbortSignal;
		redirect: 'manual';
	},
) => Promise<{
	status: number;
	headers: { forEach(callback: (value: string, name: string) => void): void };
	/** An async iterable of bytes; the browsers' types do not say so. */
	body: object | null;
}>;

/** Sends through `fetch`: for programs, and where a host has no HTTP client of its own. */
export function fetchTransport(fetch: Fetch): HttpTransport {
	return async ({ method, url, headers, authorization, body, signal, maxBytes }) => {
		const response = await fetch(url, {
			method,
			headers: { ...headers, Authorization: authorization },
			signal,
			redirect: 'manual',
			...(body === undefined ? {} : { body }),
		});
		const received: Record<string, string> = {};
		response.headers.forEach((value, name) => {
			received[name.toLowerCase()] = value;
		});
		return {
			status: response.status,
			headers: received,
			body: await readText(response.body as AsyncIterable<Uint8Array> | null, maxBytes),
		};
	};
}

/** Leaving the loop early cancels the body, so that an endless one is not read on. */
async function readText(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<string> {
	if (!body) return '';
	const decoder = new TextDecoder();
	let text = '';
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.byteLength;
		if (bytes > maxBytes) throw new BodyTooLarge('The body is too large');
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}
