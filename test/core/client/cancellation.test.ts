import { getEventListeners } from 'node:events';
import { catalogue, webhookOperations } from '../../../core';
import { asking, failureOf } from '../support/client';
import { guideText } from '../support/guide';
import { inTurn, json, servers, silence } from '../support/http-server';
import { ManualClock } from '../support/manual-clock';

const { liquidations } = catalogue;
const serve = servers();
const REGISTRATION = { url: 'https://x.io', events: ['gex.flip'], asset: 'BTC' };

/** GET requests are shared among callers and POST requests are not: both have to be cancellable. */
const requests = [
	['a GET', liquidations, { asset: 'BTC' }],
	['a POST', webhookOperations.create, REGISTRATION],
] as const;

describe.each(requests)('cancelling %s', (_, endpoint, input) => {
	it('before it starts sends nothing', async () => {
		const server = await serve(json({}));
		const { client } = asking(server);
		const error = await failureOf(client.ask(endpoint, input, { signal: AbortSignal.abort() }));
		expect(error).toMatchObject({ code: 'cancelled', retryable: false, endpoint: endpoint.name });
		expect(server.received).toEqual([]);
		expect(client.usage().callsMade).toBe(0);
	});

	it('while it is under way closes the connection and leaves nothing', async () => {
		const server = await serve(silence);
		const { client, clock } = asking(server, { clock: new ManualClock() });
		const { signal, abort } = cancelling();
		const failure = failureOf(client.ask(endpoint, input, { signal }));
		await server.untilReceived(1);
		abort();
		expect(await failure).toMatchObject({ code: 'cancelled' });
		await server.untilAborted();
		expect(clock.asleep).toEqual([]);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
		expect(client.usage()).toMatchObject({ callsMade: 1 });
	});

	it('in the middle of the body closes the connection', async () => {
		let started = () => {};
		const writing = new Promise<void>((resolve) => (started = resolve));
		const server = await serve((response) => {
			response.writeHead(200, { 'Content-Type': 'application/json' });
			response.write('{"clusters":', () => started());
		});
		const { client, clock } = asking(server, { clock: new ManualClock() });
		const { signal, abort } = cancelling();
		const failure = failureOf(client.ask(endpoint, input, { signal }));
		await writing;
		abort();
		expect(await failure).toMatchObject({ code: 'cancelled' });
		await server.untilAborted();
		expect(clock.asleep).toEqual([]);
	});
});

describe('cancelling while a retry is waited for', () => {
	it('ends at once, sends nothing more and leaves nothing', async () => {
		const server = await serve(json('', 500));
		const { client, clock } = asking(server, { clock: new ManualClock() });
		const { signal, abort } = cancelling();
		const failure = failureOf(client.ask(liquidations, { asset: 'BTC' }, { signal }));
		await clock.untilAsleepFor(250);
		abort();
		expect(await failure).toMatchObject({ code: 'cancelled' });
		expect(server.received).toHaveLength(1);
		expect(clock.asleep).toEqual([]);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});

describe('a request that is not cancelled', () => {
	it.each([
		['succeeds', json(guideText('liquidations')), undefined],
		['fails', json(guideText('error-400'), 400), 'invalid_parameter'],
		[
			'breaks off',
			(response: { destroy(): unknown }) => void response.destroy(),
			'connection_failed',
		],
	] as const)('and %s leaves no timer and no listener', async (_, answering, code) => {
		const server = await serve(answering);
		const { client, clock } = asking(server, { clock: new ManualClock() });
		const { signal } = new AbortController();
		const asked = client.ask(liquidations, { asset: 'BTC' }, { signal, retries: 0 });
		if (code === undefined) await asked;
		else expect(await failureOf(asked)).toMatchObject({ code });
		expect(clock.asleep).toEqual([]);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it('leaves nothing after something was created either', async () => {
		const server = await serve(json({ id: 'wh_1' }));
		const { client, clock } = asking(server, { clock: new ManualClock() });
		const { signal } = new AbortController();
		await client.ask(webhookOperations.create, REGISTRATION, { signal });
		expect(clock.asleep).toEqual([]);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it('after retries and redirects leaves no timer and no listener', async () => {
		const server = await serve(
			inTurn(
				json('', 500),
				json('', 302, { Location: '/v1/there' }),
				json(guideText('liquidations')),
			),
		);
		const { client, clock } = asking(server);
		const { signal } = new AbortController();
		await client.ask(liquidations, { asset: 'BTC' }, { signal });
		expect(server.received).toHaveLength(3);
		expect(clock.asleep).toEqual([]);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});

function cancelling() {
	const controller = new AbortController();
	return { signal: controller.signal, abort: () => controller.abort() };
}
