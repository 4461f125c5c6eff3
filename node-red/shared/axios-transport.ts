import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import { BodyTooLarge, type HttpTransport } from '../../core';

/** A transport whose connections are kept open between requests. */
export interface KeepAliveTransport {
	send: HttpTransport;
	/** Closes every connection; requests under way fail. What is asked later keeps none open. */
	destroy: () => void;
}

/** More requests at once wait for a free connection: a flow may hand over a hundred assets together. */
const MAX_SOCKETS = 8;

/** Loaded with the first request, not with every start of Node-RED: it takes long. */
const library = async () => (await import('axios')).default;

/** Sends through axios, which also knows the proxy variables of the environment. */
export function axiosTransport(): KeepAliveTransport {
	const options = { keepAlive: true, maxSockets: MAX_SOCKETS };
	const httpAgent = new HttpAgent(options);
	const httpsAgent = new HttpsAgent(options);
	let isDestroyed = false;
	return {
		async send({ method, url, headers, authorization, body, signal, maxBytes }) {
			const axios = await library();
			const response = await axios.request<Readable>({
				adapter: 'http',
				method,
				url,
				headers: { ...headers, Authorization: authorization },
				data: body,
				transformRequest: (data: unknown) => data,
				// Read as a stream, so that an endless body is not collected.
				responseType: 'stream',
				maxRedirects: 0,
				validateStatus: () => true,
				signal,
				...(isDestroyed ? leavingNothing() : { httpAgent, httpsAgent }),
				// Plain http stays on this machine; through a proxy the key would leave it unencrypted.
				...(url.startsWith('http:') ? { proxy: false as const } : {}),
			});
			return {
				status: response.status,
				headers: flat(response.headers),
				body: await readText(response.data, maxBytes),
			};
		},
		destroy() {
			isDestroyed = true;
			httpAgent.destroy();
			httpsAgent.destroy();
		},
	};
}

/** A shared stream may ask with the client of the account that opened it, after that account is gone. */
function leavingNothing() {
	return { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() };
}

/** Node's names are in lower case already; a repeated header comes as a list. */
function flat(headers: object): Record<string, string | undefined> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name.toLowerCase(),
			Array.isArray(value) ? value.join(', ') : String(value),
		]),
	);
}

/** Leaving the loop early destroys the stream. */
async function readText(stream: Readable, maxBytes: number): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		bytes += chunk.byteLength;
		if (bytes > maxBytes) throw new BodyTooLarge('The body is too large');
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}
