import { inspect } from 'node:util';
import { catalogue, type HttpTransport, type KingfisherError } from '../../../core';
import { asking, failureOf, type Asking } from '../support/client';
import { guideText } from '../support/guide';
import { json, servers, type Answering } from '../support/http-server';

const { fundingRates, liquidations } = catalogue;
const serve = servers();

/** Everything a user, a log or a flow could see of a failure. */
function seen(error: KingfisherError, { logged }: Asking): string {
	return [
		error.message,
		error.stack,
		JSON.stringify(error),
		inspect(error, { depth: 10, showHidden: true }),
		...logged,
	].join('\n');
}

function expectNoKey(text: string, { apiKey }: Asking): void {
	const spellings = [apiKey, encodeURIComponent(apiKey), apiKey.replaceAll('/', '\\/')];
	for (const spelling of [...spellings, apiKey.toLowerCase()]) {
		expect(text).not.toContain(spelling);
	}
}

/** The key a request carried, as a server sees it. */
const keyOf = (authorization = '') => authorization.replace('Bearer ', '');

const echoes: [string, number, (key: string) => string][] = [
	['in its message', 400, (key) => JSON.stringify({ error: 'x', message: `Bad key ${key}!` })],
	['in its error word', 401, (key) => JSON.stringify({ error: key })],
	['with the scheme', 403, (key) => JSON.stringify({ error: 'x', message: `Bearer ${key}` })],
	[
		'encoded',
		404,
		(key) => JSON.stringify({ error: 'x', message: `?k=${encodeURIComponent(key)}` }),
	],
	['escaped', 500, (key) => `{"error":"x","message":"${key.replaceAll('/', '\\/')}"}`],
	['in unicode escapes', 400, (key) => `{"error":"x","message":"${escaped(key)}"}`],
	['in a page', 502, (key) => `<html>${key}</html>`],
	['in no JSON', 200, (key) => `key=${key}`],
];

function escaped(text: string): string {
	return Array.from(
		text,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	).join('');
}

describe('an API that echoes the key', () => {
	it.each(echoes)(
		'in an error %s does not get it into the error or the log',
		async (_, status, body) => {
			const server = await serve((response, request) => {
				json(body(keyOf(request.headers.authorization)), status)(response, request);
			});
			const asker = asking(server);
			const error = await failureOf(
				asker.client.ask(liquidations, { asset: 'BTC' }, { retries: 1 }),
			);
			expect(server.received[0]?.headers.authorization).toBe(`Bearer ${asker.apiKey}`);
			expectNoKey(seen(error, asker), asker);
		},
	);

	it('in data does not get it into the answer, its rows or its text', async () => {
		const server = await serve((response, request) => {
			const key = keyOf(request.headers.authorization);
			const rates = `{"exchange":"${key}","rate":1,"also":"${escaped(key)}","${key}":2}`;
			json(`{"asset":"${key}","rates":[${rates}]}`)(response, request);
		});
		const asker = asking(server);
		for (const answer of [
			await asker.client.ask(fundingRates, { asset: 'BTC' }),
			await asker.client.ask(fundingRates, { asset: 'BTC' }),
		]) {
			const told = [answer.raw, answer.rows(), answer.summary(), answer.text(), answer.parameters];
			expectNoKey(JSON.stringify(told) + inspect(answer, { depth: 10 }), asker);
			expect(answer.rows()[0]).toMatchObject({ exchange: '[hidden]', fundingRate: 1 });
		}
	});

	it('in a redirect does not get it into the error', async () => {
		const places: ((key: string) => string)[] = [
			(key) => `https://evil.test/?key=${key}`,
			(key) => `https://evil.test/${encodeURIComponent(key)}`,
			(key) => `https://${key.replace(/[^\w]/g, '')}.evil.test/`,
			(key) => `https://user:${encodeURIComponent(key)}@evil.test/`,
		];
		for (const place of places) {
			const answering: Answering = (response, request) => {
				const Location = place(keyOf(request.headers.authorization));
				json('', 302, { Location, 'Retry-After': keyOf(request.headers.authorization) })(
					response,
					request,
				);
			};
			const server = await serve(answering);
			const asker = asking(server, { apiKey: `kfsecret${Math.random()}`.replace('.', '') });
			const error = await failureOf(asker.client.ask(liquidations, { asset: 'BTC' }));
			expect(error.code).toBe('redirect_refused');
			expectNoKey(seen(error, asker), asker);
		}
	});
});

describe('a transport whose error holds the request', () => {
	const throwing =
		(more: (request: Parameters<HttpTransport>[0]) => object): HttpTransport =>
		(request) =>
			Promise.reject(
				Object.assign(new Error(`${request.url} ${request.authorization}`), more(request)),
			);

	it.each<[string, HttpTransport]>([
		['as axios does', throwing((request) => ({ code: 'ECONNRESET', config: request, request }))],
		['in its cause', throwing((request) => ({ cause: { code: 'EPIPE', request } }))],
		['in a code that is none', throwing(({ authorization }) => ({ code: authorization }))],
		[
			'as a text',
			({ authorization }) => {
				// eslint-disable-next-line @typescript-eslint/only-throw-error
				throw authorization;
			},
		],
	])('%s does not get it into ours', async (_, transport) => {
		const asker = asking({ baseUrl: 'http://127.0.0.1:1/v1' }, { transport });
		const error = await failureOf(asker.client.ask(liquidations, { asset: 'BTC' }));
		expect(error.code).toBe('connection_failed');
		expectNoKey(seen(error, asker), asker);
	});

	it('is named by its code, down to what caused it', async () => {
		const transport = throwing(() => ({ cause: { errors: [{ code: 'ENOTFOUND' }] } }));
		const asker = asking({ baseUrl: 'http://127.0.0.1:1/v1' }, { transport });
		const error = await failureOf(asker.client.ask(liquidations, { asset: 'BTC' }));
		expect(error.message).toBe('Could not reach 127.0.0.1:1: the host name is unknown');
	});

	it('that refers to itself does no harm', async () => {
		const circular = new Error('x') as Error & { cause?: unknown };
		circular.cause = circular;
		const asker = asking(
			{ baseUrl: 'http://127.0.0.1:1/v1' },
			{ transport: () => Promise.reject(circular) },
		);
		const error = await failureOf(asker.client.ask(liquidations, { asset: 'BTC' }));
		expect(error.message).toBe('Could not reach 127.0.0.1:1');
	});
});

describe('a base URL that holds the key', () => {
	it('does not get it into the log', async () => {
		const server = await serve(json({ error: 'x' }, 404));
		const apiKey = 'kf_in_the_path_1';
		const asker = asking({ baseUrl: `${server.url}/${apiKey}/v1` }, { apiKey });
		const error = await failureOf(asker.client.ask(liquidations, { asset: 'BTC' }));
		expect(asker.logged).toEqual([expect.stringContaining('GET /[hidden]/v1/liquidations/BTC')]);
		expectNoKey(seen(error, asker), asker);
	});
});

describe('a key typed with blanks and line breaks', () => {
	it('is sent without them', async () => {
		const server = await serve(json(guideText('liquidations')));
		const { client } = asking(server, { apiKey: ' \u200Bkf_typed_1\r\n' });
		await client.ask(liquidations, { asset: 'BTC' });
		expect(server.received[0]?.headers.authorization).toBe('Bearer kf_typed_1');
	});
});
