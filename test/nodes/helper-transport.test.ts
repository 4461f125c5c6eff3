import { getEventListeners } from 'node:events';
import type { HttpRequest } from '../../core';
import { authenticatedRequest, helperTransport } from '../../nodes/shared/helper-transport';
import { describeTransport } from '../core/client/transport-contract';
import { json, servers, silence } from '../core/support/http-server';
import { requestContext } from './n8n-request-helpers';

function transport(apiKey: string, execution?: AbortSignal) {
	return helperTransport(authenticatedRequest(requestContext(execution), { apiKey }));
}

describeTransport(
	'n8n helper',
	(apiKey) => ({ send: transport(apiKey), close: () => undefined }),
	// n8n opens a connection for each request.
	{ keepsAlive: false },
);

describe('the n8n helper transport', () => {
	const serve = servers();
	const request = (url: string): HttpRequest => ({
		method: 'GET',
		url,
		headers: {},
		authorization: 'Bearer the-core-would-send-this',
		signal: new AbortController().signal,
		timeoutMs: 20_000,
		maxBytes: 1_000_000,
	});

	it('sends the key of the credential, trimmed', async () => {
		const server = await serve(json({}));
		await transport(' kf_from_credential\r\n')(request(server.url));
		expect(server.received[0]?.headers.authorization).toBe('Bearer kf_from_credential');
	});

	it('goes by the signal of the request, which the execution’s cancellation is part of', async () => {
		const server = await serve(silence);
		const [execution, own] = [new AbortController(), new AbortController()];
		const send = transport('kf_key_1', execution.signal);
		const sent = send({ ...request(server.url), signal: own.signal });
		const rejected = expect(sent).rejects.toBeDefined();
		await server.untilReceived(1);
		own.abort();
		await rejected;
		await server.untilAborted();
		const answered = await serve(json({}));
		execution.abort();
		expect(await send(request(answered.url))).toMatchObject({ status: 200 });
	});

	it('leaves no listener on the signals', async () => {
		const server = await serve(json({}));
		const execution = new AbortController();
		const asked = request(server.url);
		await transport('kf_key_1', execution.signal)(asked);
		expect(getEventListeners(asked.signal, 'abort')).toEqual([]);
		expect(getEventListeners(execution.signal, 'abort')).toEqual([]);
	});
});
