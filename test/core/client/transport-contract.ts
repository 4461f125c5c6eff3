import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { HttpRequest, HttpTransport } from '../../../core';
import { newKey } from '../support/client';
import { json, servers } from '../support/http-server';
import { describeInterruptions } from './transport-interruptions';

export interface TransportUnderTest {
	send: HttpTransport;
	close(): unknown;
}

export interface Promises {
	/** Connections are used again for the next request. */
	keepsAlive: boolean;
}

/** What the core relies on in every transport. `create` makes one that sends with the given key. */
export function describeTransport(
	name: string,
	create: (apiKey: string) => TransportUnderTest,
	{ keepsAlive }: Promises,
): void {
	describe(`the ${name} transport`, () => {
		const serve = servers();
		const apiKey = newKey();
		let transport: TransportUnderTest;
		beforeEach(() => {
			transport = create(apiKey);
		});
		afterEach(() => transport.close());

		const send = (url: string, more: Partial<HttpRequest> = {}) =>
			transport.send({
				method: 'GET',
				url,
				headers: { Accept: 'application/json' },
				authorization: `Bearer ${apiKey}`,
				signal: new AbortController().signal,
				timeoutMs: 20_000,
				maxBytes: 1_000_000,
				...more,
			});

		it.each([200, 201, 400, 401, 403, 404, 405, 408, 429, 500, 501, 503])(
			'resolves for a %i with its body',
			async (status) => {
				const server = await serve(json({ status }, status));
				expect(await send(server.url)).toMatchObject({ status, body: `{"status":${status}}` });
			},
		);

		it('resolves for a 204 with an empty body', async () => {
			const server = await serve((response) => response.writeHead(204).end());
			expect(await send(server.url, { method: 'DELETE' })).toMatchObject({ status: 204, body: '' });
			expect(server.received[0]?.method).toBe('DELETE');
		});

		it.each([301, 302, 303, 307, 308])('follows no redirect (%i)', async (status) => {
			const other = await serve(json({}));
			const server = await serve(json('moved', status, { Location: `${other.url}/x` }));
			expect(await send(server.url)).toMatchObject({
				status,
				headers: { location: `${other.url}/x` },
				body: 'moved',
			});
			expect(other.connections()).toBe(0);
			expect(server.received).toHaveLength(1);
		});

		it('gives the names of headers in lower case', async () => {
			const server = await serve(
				json({}, 200, { 'X-RateLimit-Remaining': '95', 'RETRY-AFTER': '5' }),
			);
			expect((await send(server.url)).headers).toMatchObject({
				'x-ratelimit-remaining': '95',
				'retry-after': '5',
			});
		});

		it('gives the body as it came: not parsed, every character whole', async () => {
			const text = ' {"big": 12345678901234567890, "text": "Привет, 世界 🦅 – ßé"}\n';
			const server = await serve((response) => {
				response.writeHead(200, { 'Content-Type': 'application/json' });
				// A byte at a time cuts every multi-byte character.
				const bytes = [...Buffer.from(text)];
				const next = () => {
					const byte = bytes.shift();
					if (byte === undefined) response.end();
					else response.write(Buffer.of(byte), () => setImmediate(next));
				};
				next();
			});
			expect((await send(server.url)).body).toBe(text);
		});

		it('decodes every encoding it asks for', async () => {
			const text = JSON.stringify({ text: 'Привет, 世界 🦅'.repeat(500) });
			const encoders = {
				gzip: gzipSync,
				deflate: deflateSync,
				br: brotliCompressSync,
				zstd: zstdCompressSync,
			};
			const server = await serve((response, request) => {
				const encoding = request.url.slice(1) as keyof typeof encoders;
				response.writeHead(200, { 'Content-Encoding': encoding });
				response.end(encoders[encoding](text));
			});
			await send(`${server.url}/gzip`);
			const asked = String(server.received[0]?.headers['accept-encoding']);
			const offered = Object.keys(encoders).filter((encoding) => asked.includes(encoding));
			expect(offered).toContain('gzip');
			for (const encoding of offered) {
				expect((await send(`${server.url}/${encoding}`)).body).toBe(text);
			}
		});

		it('sends address, headers and body untouched', async () => {
			const server = await serve(json({}));
			const body = JSON.stringify({ url: 'https://x.io/?a=1', text: 'ünïcode 🦅', empty: {} });
			await send(`${server.url}/v1/webhooks?a=1%2B1&b=%20&c=%C3%A9`, {
				method: 'POST',
				headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
				body,
			});
			expect(server.received[0]).toMatchObject({
				method: 'POST',
				url: '/v1/webhooks?a=1%2B1&b=%20&c=%C3%A9',
				headers: { accept: 'application/json', 'content-type': 'application/json' },
				body,
			});
		});

		it('sends no body and no type of one with a GET', async () => {
			const server = await serve(json({}));
			await send(server.url);
			expect(server.received[0]?.body).toBe('');
			expect(server.received[0]?.headers).not.toHaveProperty('content-type');
		});

		it('sends the key exactly once', async () => {
			const server = await serve(json({}));
			await send(server.url);
			await send(server.url, { method: 'POST', body: '{}' });
			for (const { rawHeaders, url, body } of server.received) {
				const names = rawHeaders.filter((_, index) => index % 2 === 0);
				expect(names.filter((one) => one.toLowerCase() === 'authorization')).toHaveLength(1);
				expect(rawHeaders.filter((value) => value === `Bearer ${apiKey}`)).toHaveLength(1);
				expect(url + body).not.toContain(apiKey);
			}
		});

		describeInterruptions({ serve, send, apiKey });

		it('carries many requests at once', async () => {
			const server = await serve((response, request) =>
				json({ url: request.url })(response, request),
			);
			const urls = Array.from({ length: 50 }, (_, index) => `/v1/tof/COIN${index}`);
			const responses = await Promise.all(urls.map((url) => send(server.url + url)));
			expect(responses.map(({ body }) => body)).toEqual(urls.map((url) => JSON.stringify({ url })));
		});

		if (keepsAlive) {
			it('uses a connection again', async () => {
				const server = await serve(json({}));
				for (let index = 0; index < 50; index += 1) await send(server.url);
				expect(server.connections()).toBeLessThanOrEqual(2);
			});
		}
	});
}
