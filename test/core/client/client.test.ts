import { inspect } from 'node:util';
import { catalogue, Client, fetchTransport, webhookOperations } from '../../../core';
import { asking, failureOf, newKey } from '../support/client';
import { guide, guideText } from '../support/guide';
import { inTurn, json, servers } from '../support/http-server';
import { limits } from '../support/limits';
import { ManualClock } from '../support/manual-clock';

const { liquidations, gammaExposure, marketDepth } = catalogue;
const serve = servers();

describe('a request', () => {
	it('is the one of the guide’s curl sample', async () => {
		const server = await serve(json(guideText('liquidations')));
		const { client, apiKey } = asking(server);
		const answer = await client.ask(liquidations, { asset: 'BTC' });

		const [request] = server.received;
		expect(request).toMatchObject({
			method: 'GET',
			url: '/v1/liquidations/BTC?exchange=all&timeframe=1D',
			body: '',
		});
		expect(request?.headers).toMatchObject({
			authorization: `Bearer ${apiKey}`,
			accept: 'application/json',
		});
		expect(request?.headers).not.toHaveProperty('content-type');
		expect(answer.raw).toEqual(guide('liquidations'));
		expect(answer).toMatchObject({ cached: false, stale: false, ageSeconds: 0 });
	});

	it('names the program when it has a name', async () => {
		const server = await serve(json(guideText('gex')));
		await asking(server, { userAgent: 'kingfisher-test/1' }).client.ask(gammaExposure, {
			asset: 'BTC',
		});
		expect(server.received[0]?.headers['user-agent']).toBe('kingfisher-test/1');
	});

	it('carries a body when it creates something, and is never cached or repeated', async () => {
		const server = await serve(json({ id: 'wh_1' }, 201));
		const { client } = asking(server);
		const input = { url: 'https://x.io/y', events: ['gex.flip'], asset: 'btc' };
		const first = await client.ask(webhookOperations.create, input);
		await client.ask(webhookOperations.create, input);

		expect(server.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
			'POST /v1/webhooks',
			'POST /v1/webhooks',
		]);
		expect(server.received[0]?.headers['content-type']).toBe('application/json');
		expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({
			url: 'https://x.io/y',
			events: ['gex.flip'],
			config: { asset: 'BTC' },
		});
		expect(first.summary()).toMatchObject({ id: 'wh_1' });
	});

	it.each([
		[webhookOperations.delete, { id: 'wh_1' }, { deleted: true, id: 'wh_1' }],
		[
			webhookOperations.create,
			{ url: 'https://x.io', events: ['gex.flip'], asset: 'BTC' },
			{ id: null },
		],
	])('may be answered with nothing when something was done', async (endpoint, input, summary) => {
		const server = await serve((response) => response.writeHead(204).end());
		const answer = await asking(server).client.ask(endpoint, input);
		expect(answer.summary()).toMatchObject(summary);
	});

	it('is not sent when it cannot be right', async () => {
		const server = await serve(json({}));
		const error = await failureOf(asking(server).client.ask(liquidations, { asset: '../x' }));
		expect(error.code).toBe('invalid_parameter');
		expect(server.received).toEqual([]);
	});

	it('may be answered with a byte-order mark in front', async () => {
		const body = `\uFEFF${guideText('gex')}`;
		// Not every transport takes it off, as fetch does.
		const transport = () => Promise.resolve({ status: 200, headers: {}, body });
		const { client } = asking({ baseUrl: 'http://127.0.0.1:1' }, { transport });
		const answer = await client.ask(gammaExposure, { asset: 'BTC' });
		expect(answer.raw).toEqual(guide('gex'));
	});
});

describe('the cache', () => {
	it('serves an answer again while it is fresh, and says so', async () => {
		const server = await serve(json(guideText('liquidations'), 200, limits(95)));
		const { client, clock } = asking(server, { clock: new ManualClock() });
		const first = await client.ask(liquidations, { asset: 'BTC' });
		clock.advance(29_000);
		const second = await client.ask(liquidations, { asset: ' btc ', exchange: 'ALL' });

		expect(server.received).toHaveLength(1);
		expect(second).toMatchObject({
			cached: true,
			stale: false,
			ageSeconds: 29,
			receivedAt: first.receivedAt,
			rateLimit: { remaining: 95, callsMade: 1 },
		});
		expect(second.rows()).toEqual(first.rows());
		clock.advance(1000);
		expect(await client.ask(liquidations, { asset: 'BTC' })).toMatchObject({ cached: false });
	});

	it('keeps assets and parameters apart', async () => {
		const server = await serve(json(guideText('liquidations')));
		const { client } = asking(server);
		await client.ask(liquidations, { asset: 'BTC' });
		await client.ask(liquidations, { asset: 'ETH' });
		await client.ask(liquidations, { asset: 'BTC', timeframe: '1H' });
		expect(server.received).toHaveLength(3);
	});

	it('lasts as long as the caller wants', async () => {
		const server = await serve(json(guideText('liquidations')));
		const { client, clock } = asking(server, { clock: new ManualClock() });
		const ask = (cacheSeconds: number) =>
			client.ask(liquidations, { asset: 'BTC' }, { cacheSeconds });
		await ask(0);
		await ask(0);
		expect(server.received).toHaveLength(2);
		clock.advance(3_600_000);
		expect((await ask(7200)).cached).toBe(true);
		expect(server.received).toHaveLength(2);
	});

	it('gives every reader a copy of its own', async () => {
		const server = await serve(json(guideText('liquidations')));
		const { client } = asking(server);
		const first = await client.ask(liquidations, { asset: 'BTC' });
		(first.raw as { clusters: unknown[] }).clusters.length = 0;
		first.parameters['asset'] = 'changed';
		const second = await client.ask(liquidations, { asset: 'BTC' });
		expect(second.raw).toEqual(guide('liquidations'));
		expect(second.parameters['asset']).toBe('BTC');
		expect(second.rows()).toHaveLength(2);
		second.rows()[0]!['price'] = 0;
		expect(second.rows()[0]).toMatchObject({ price: 64000 });
	});

	it('is shared by clients of one key, and by no others', async () => {
		const server = await serve(json(guideText('gex')));
		const apiKey = newKey();
		await asking(server, { apiKey }).client.ask(gammaExposure, { asset: 'BTC' });
		await asking(server, { apiKey: ` ${apiKey}\n` }).client.ask(gammaExposure, { asset: 'BTC' });
		expect(server.received).toHaveLength(1);
		await asking(server).client.ask(gammaExposure, { asset: 'BTC' });
		expect(server.received).toHaveLength(2);
	});

	it('does not keep an answer of a wrong shape, whose raw form is still there', async () => {
		const server = await serve(inTurn(json({ note: 'maintenance' }), json(guideText('gex'))));
		const { client } = asking(server);
		const wrong = await client.ask(gammaExposure, { asset: 'BTC' });
		expect(() => wrong.rows()).toThrow(expect.objectContaining({ code: 'unexpected_shape' }));
		expect(wrong.raw).toEqual({ note: 'maintenance' });
		expect((await client.ask(gammaExposure, { asset: 'BTC' })).rows()).toHaveLength(3);
	});

	it('keeps what was asked and what was done apart, though they share an address', async () => {
		const server = await serve((response, { method }) => {
			json(method === 'GET' ? { webhooks: [] } : { id: 'wh_1' })(response, {} as never);
		});
		const { client } = asking(server, { settings: { cacheSeconds: 60 } });
		const created = { url: 'https://x.io', events: ['gex.flip'], asset: 'BTC' };
		expect((await client.ask(webhookOperations.create, created)).raw).toEqual({ id: 'wh_1' });
		expect((await client.ask(webhookOperations.list, {})).raw).toEqual({ webhooks: [] });
		expect((await client.ask(webhookOperations.create, created)).raw).toEqual({ id: 'wh_1' });
		expect(server.received.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST']);
	});

	it('does not keep a failure', async () => {
		const server = await serve(inTurn(json(guideText('error-400'), 400), json({ best_bid: 1 })));
		const { client } = asking(server);
		await failureOf(client.ask(marketDepth, { asset: 'BTC' }));
		expect((await client.ask(marketDepth, { asset: 'BTC' })).rows()).toHaveLength(1);
	});
});

describe('a client', () => {
	it('does not tell its key when it is logged or serialised', async () => {
		const server = await serve(json(guideText('gex')));
		const { client, apiKey } = asking(server);
		await client.ask(gammaExposure, { asset: 'BTC' });
		const told = inspect(client, { depth: 10, showHidden: true }) + JSON.stringify(client);
		expect(told).not.toContain(apiKey);
		expect(client.keyFingerprint).toMatch(/^[0-9a-f]{16}$/);
	});

	const create = (options: object) =>
		failureOf(
			Promise.resolve().then(
				() =>
					new Client({
						apiKey: 'kf_123456',
						transport: fetchTransport(fetch),
						clock: new ManualClock(),
						random: Math.random,
						...options,
					}),
			),
		);

	it.each(['', '  \n', '\u200B', undefined, null, 5])('needs a key: not %j', async (apiKey) => {
		expect(await create({ apiKey })).toMatchObject({
			code: 'invalid_configuration',
			message: 'The API key is missing',
		});
	});

	it.each(['kf_schlüssel', 'kf_\u0000abc', 'kf_“quoted”'])(
		'needs a key that a header can carry: not %j',
		async (apiKey) => {
			const error = await create({ apiKey });
			expect(error).toMatchObject({
				code: 'invalid_configuration',
				message: 'The API key holds characters that no key has',
			});
			expect(JSON.stringify(error)).not.toContain(apiKey);
		},
	);

	it('needs an environment that exists', async () => {
		expect(await create({ environment: 'constructor' })).toMatchObject({
			code: 'invalid_configuration',
			message: '"constructor" is not an environment',
		});
	});
});
