import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { HttpRequest, HttpResponse } from '../../../core';
import { connectionFailure } from '../../../core/client/connection-failure';
import { json, silence, type Answering, type TestServer } from '../support/http-server';

export interface Sending {
	serve: (answering: Answering) => Promise<TestServer>;
	send: (url: string, more?: Partial<HttpRequest>) => Promise<HttpResponse>;
	apiKey: string;
}

/** The part of the contract about requests that bring no complete response. */
export function describeInterruptions({ serve, send, apiKey }: Sending): void {
	/** What the core makes of a request that brought no complete response. */
	const failure = async (sent: Promise<unknown>) => {
		const thrown: unknown = await sent.then(
			() => {
				throw new Error('It was expected to reject');
			},
			(error: unknown) => error,
		);
		const error = connectionFailure(thrown, 'the host');
		expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(apiKey);
		return error;
	};

	it('rejects when the connection is refused', async () => {
		const closed = await serve(json({}));
		await closed.close();
		expect(await failure(send(closed.url))).toMatchObject({
			code: 'connection_failed',
			message: 'Could not reach the host: the connection was refused',
		});
	});

	it.each<[string, Answering]>([
		['before the answer', (response) => void response.destroy()],
		[
			'in the middle of the body',
			(response) => {
				response.writeHead(200, { 'Content-Length': 1000 });
				response.write('{"a":', () => response.destroy());
			},
		],
		[
			'in the middle of a chunked body',
			(response) => {
				response.writeHead(200);
				response.write('{"a":', () => response.destroy());
			},
		],
	])('rejects when the connection breaks off %s', async (_, answering) => {
		const server = await serve(answering);
		const error = await failure(send(server.url));
		expect(error).toMatchObject({ code: 'connection_failed' });
		expect(error.message).toMatch(/: (the connection was closed|the response broke off)$/);
	});

	it.each<[string, Answering]>([
		['', (response) => endless(response, Buffer.alloc(65_536, 'x'))],
		[
			' once decoded',
			(response) => {
				response.writeHead(200, { 'Content-Encoding': 'gzip' });
				response.end(gzipSync(Buffer.alloc(50_000_000, 'x')));
			},
		],
	])('stops reading a body that is too large%s', async (_, answering) => {
		const server = await serve(answering);
		const error = await failure(send(server.url, { maxBytes: 200_000 }));
		expect(error).toMatchObject({ code: 'response_too_large' });
		// The compressed one has been sent as a whole by then.
		if (_ === '') await server.untilAborted();
	});

	it('reads a body that is just as large as allowed', async () => {
		const body = 'x'.repeat(200_000);
		const server = await serve(json(body));
		expect((await send(server.url, { maxBytes: 200_000 })).body).toBe(body);
	});

	it('closes the connection when it is aborted while it waits for the answer', async () => {
		const server = await serve(silence);
		const controller = new AbortController();
		const sent = send(server.url, { signal: controller.signal });
		const rejected = expect(sent).rejects.toBeDefined();
		await server.untilReceived(1);
		controller.abort();
		await rejected;
		await server.untilAborted();
	});

	it('closes the connection when it is aborted in the middle of the body', async () => {
		const controller = new AbortController();
		const server = await serve((response) => {
			response.writeHead(200);
			response.write('{"a":', () => setImmediate(() => controller.abort()));
		});
		const sent = send(server.url, { signal: controller.signal });
		await expect(sent).rejects.toBeDefined();
		await server.untilAborted();
	});
}

function endless(response: Parameters<Answering>[0], chunk: Buffer): void {
	response.writeHead(200);
	const write = () => {
		while (!response.destroyed && response.write(chunk));
	};
	response.on('drain', write);
	write();
}
