import { catalogue, fetchTransport, webhookOperations } from '../../../core';
import { asking, failureOf } from '../support/client';
import { guideText } from '../support/guide';
import { inTurn, json, servers, type Answering } from '../support/http-server';

const { liquidations } = catalogue;
const serve = servers();
const whole = guideText('liquidations');

describe('redirects', () => {
	const to = (location: string, status = 302): Answering =>
		json('', status, { Location: location });

	it.each([301, 302, 303, 307, 308])('%i on the same origin is followed', async (status) => {
		const server = await serve(inTurn(to('/v2/moved?x=1', status), json(whole)));
		const { client, apiKey } = asking(server);
		const answer = await client.ask(liquidations, { asset: 'BTC' });
		expect(answer.rows()).toHaveLength(2);
		expect(server.received[1]).toMatchObject({ method: 'GET', url: '/v2/moved?x=1' });
		expect(server.received[1]?.headers.authorization).toBe(`Bearer ${apiKey}`);
	});

	it.each([301, 307])('%i to another host is refused: nothing is sent there', async (status) => {
		const other = await serve(json(whole));
		const server = await serve(to(`${other.url}/v1/liquidations/BTC`, status));
		const error = await failureOf(asking(server).client.ask(liquidations, { asset: 'BTC' }));
		expect(error).toMatchObject({ code: 'redirect_refused', httpStatus: status, retryable: false });
		expect(error.message).toBe(
			`${new URL(server.url).host} redirects to ${new URL(other.url).host}; the API key was not sent there`,
		);
		expect(other.connections()).toBe(0);
		expect(server.received).toHaveLength(1);
	});

	it.each(['//evil.test/x', 'https://127.0.0.1/x', 'http://localhost:1/', 'ftp://x', 'http://'])(
		'to %j are refused',
		async (location) => {
			const server = await serve(to(location));
			const error = await failureOf(asking(server).client.ask(liquidations, { asset: 'BTC' }));
			expect(error.code).toBe('redirect_refused');
			expect(server.received).toHaveLength(1);
		},
	);

	it('without a target are refused', async () => {
		const server = await serve(json('', 302));
		const failure = failureOf(asking(server).client.ask(liquidations, { asset: 'BTC' }));
		expect(await failure).toMatchObject({ code: 'redirect_refused' });
	});

	it('of a POST are refused, since it would become something else', async () => {
		const server = await serve(to('/v1/elsewhere', 307));
		const input = { url: 'https://x.io', events: ['gex.flip'], asset: 'BTC' };
		const failure = failureOf(asking(server).client.ask(webhookOperations.create, input));
		expect(await failure).toMatchObject({ code: 'redirect_refused' });
		expect(server.received).toHaveLength(1);
	});

	it('in a circle end', async () => {
		const server = await serve(to('/v1/liquidations/BTC'));
		const error = await failureOf(asking(server).client.ask(liquidations, { asset: 'BTC' }));
		expect(error).toMatchObject({
			code: 'redirect_refused',
			message: expect.stringMatching(/redirects again and again$/),
		});
		expect(server.received).toHaveLength(4);
	});

	it('of the transport itself are off', async () => {
		const other = await serve(json(whole));
		const server = await serve(to(other.url));
		const response = await fetchTransport(fetch)({
			method: 'GET',
			url: server.url,
			headers: {},
			authorization: 'Bearer x',
			signal: new AbortController().signal,
			timeoutMs: 1000,
			maxBytes: 1000,
		});
		expect(response).toMatchObject({ status: 302, headers: { location: other.url } });
		expect(other.connections()).toBe(0);
	});
});
