import { inspect } from 'node:util';
import { catalogue, isKingfisherError, KingfisherError, webhookOperations } from '../../../core';
import { asking, failureOf, TIMEOUT_MS } from '../support/client';
import { guideText } from '../support/guide';
import { json, servers, type Answering } from '../support/http-server';

const { liquidations, marketDepth } = catalogue;
const serve = servers();

async function failureFor(answering: Answering, settings = {}) {
	const server = await serve(answering);
	const asker = asking(server);
	const error = await failureOf(
		asker.client.ask(liquidations, { asset: 'BTC' }, { retries: 2, ...settings }),
	);
	const waits = asker.clock.slept.filter((ms) => ms !== TIMEOUT_MS);
	return { error, calls: server.received.length, waits, logged: asker.logged };
}

describe('the guide’s errors', () => {
	it('400: what the API says about the parameter', async () => {
		const { error, calls } = await failureFor(json(guideText('error-400'), 400));
		expect(error.toJSON()).toEqual({
			name: 'KingfisherError',
			code: 'invalid_parameter',
			message: 'The API did not accept a parameter: Invalid timeframe specified',
			help: 'Check the values that were sent against the ones listed for this endpoint.',
			retryable: false,
			httpStatus: 400,
			endpoint: 'liquidations',
			apiError: 'invalid_parameter',
		});
		expect(calls).toBe(1);
	});

	it('401: the key, and what to do about it', async () => {
		const { error, calls } = await failureFor(json(guideText('error-401'), 401));
		expect(error.toJSON()).toMatchObject({
			code: 'invalid_api_key',
			message: 'The API key is invalid or expired',
			retryable: false,
			httpStatus: 401,
			apiError: 'invalid_api_key',
		});
		expect(error.help).toMatch(/Settings, API Keys/);
		expect(calls).toBe(1);
	});

	it('429: how long to wait', async () => {
		const { error, calls } = await failureFor(json(guideText('error-429'), 429));
		expect(error.toJSON()).toMatchObject({
			code: 'rate_limited',
			httpStatus: 429,
			retryAfterMs: 3_600_000,
			retryable: true,
			apiError: 'rate_limit_exceeded',
		});
		expect(calls).toBe(1);
	});

	it('500: tried again with growing pauses, then reported', async () => {
		const { error, calls, waits } = await failureFor(json({ error: 'oops' }, 500));
		expect(error.toJSON()).toMatchObject({
			code: 'server_error',
			httpStatus: 500,
			retryable: true,
			apiError: 'oops',
		});
		expect(calls).toBe(3);
		expect(waits).toEqual([250, 500]);
	});
});

describe('every other status', () => {
	it.each([
		[402, 'plan_required', 1],
		[403, 'plan_required', 1],
		[404, 'not_found', 1],
		[405, 'not_supported', 1],
		[408, 'timeout', 3],
		[410, 'unexpected_status', 1],
		[418, 'unexpected_status', 1],
		[422, 'invalid_parameter', 1],
		[501, 'not_supported', 1],
		[502, 'server_error', 3],
		[503, 'server_error', 3],
		[504, 'server_error', 3],
		[304, 'unexpected_status', 1],
	])('%i is %s, after %i calls', async (status, code, calls) => {
		const failure = await failureFor(json('', status));
		expect(failure.error).toMatchObject({ code, httpStatus: status, endpoint: 'liquidations' });
		expect(failure.error.message).not.toBe('');
		expect(failure.error.help).not.toBe('');
		expect(failure.calls).toBe(calls);
	});

	it('a 503 may say when to come back', async () => {
		const { error, waits } = await failureFor(json('', 503, { 'Retry-After': '7' }));
		expect(error.retryAfterMs).toBe(7000);
		expect(waits).toEqual([7250, 7500]);
	});

	it('a POST is not sent again', async () => {
		const server = await serve(json('', 500));
		const { client } = asking(server);
		const input = { url: 'https://x.io', events: ['gex.flip'], asset: 'BTC' };
		expect(await failureOf(client.ask(webhookOperations.create, input))).toMatchObject({
			code: 'server_error',
			endpoint: 'webhooks-create',
		});
		expect(server.received).toHaveLength(1);
	});

	it('a 200 with an error body is that error', async () => {
		const { error } = await failureFor(json(guideText('error-401')));
		expect(error).toMatchObject({ code: 'invalid_api_key', httpStatus: 401 });
		const busy = await failureFor(json(guideText('error-429')));
		expect(busy.error).toMatchObject({ code: 'rate_limited', retryAfterMs: 3_600_000 });
	});

	it('a 200 that merely has a field named error or code is an answer', async () => {
		const server = await serve(json({ error: null, code: 200, best_bid: 5 }));
		const answer = await asking(server).client.ask(marketDepth, { asset: 'BTC' });
		expect(answer.rows()[0]).toMatchObject({ bestBid: 5, code: 200, error: null });
	});

	it('a long message of the API is cut', async () => {
		const { error } = await failureFor(json({ error: 'x', message: 'y'.repeat(5000) }, 400));
		expect(error.message.length).toBeLessThan(400);
	});

	it('an error that is no JSON, or odd JSON, is told by its status', async () => {
		for (const body of [
			'<html>Bad gateway</html>',
			'[]',
			'null',
			'{"error":{"a":1},"message":7}',
		]) {
			const { error } = await failureFor(json(body, 400));
			expect(error.toJSON()).not.toHaveProperty('apiError');
			expect(error.message).toBe('The API did not accept a parameter');
		}
	});
});

describe('the log', () => {
	it('has a line for each failure: endpoint, status, code', async () => {
		const { logged } = await failureFor(json({ error: 'oops', message: 'Down' }, 500));
		expect(logged).toEqual(
			Array(3).fill(
				'GET /v1/liquidations/BTC: server_error (500): The API had an internal fault: Down',
			),
		);
	});
});

describe('a KingfisherError', () => {
	const error = new KingfisherError({ code: 'timeout', message: 'Too slow', help: 'Wait' });

	it('is an error with a name and a stack, and serialises to what is known', () => {
		expect(error).toBeInstanceOf(Error);
		expect(error.stack).toContain('Too slow');
		expect(JSON.parse(JSON.stringify(error))).toEqual({
			name: 'KingfisherError',
			code: 'timeout',
			message: 'Too slow',
			help: 'Wait',
			retryable: true,
		});
		expect(inspect(error)).toContain("code: 'timeout'");
		expect(error).not.toHaveProperty('cause');
	});

	it('is recognised by its shape, as a host may hold two copies of the core', () => {
		const other = Object.assign(new Error('x'), { name: 'KingfisherError', code: 'timeout' });
		expect(isKingfisherError(error)).toBe(true);
		expect(isKingfisherError(other)).toBe(true);
		expect(isKingfisherError(new Error('x'))).toBe(false);
		expect(isKingfisherError(Object.assign(new Error('x'), { code: 'timeout' }))).toBe(false);
		expect(isKingfisherError({ name: 'KingfisherError', code: 'timeout' })).toBe(false);
		expect(isKingfisherError(undefined)).toBe(false);
	});

	it('may be told more without changing', () => {
		const more = error.with({ endpoint: 'liquidations', retryAfterMs: 5 });
		expect(more.toJSON()).toEqual({ ...error.toJSON(), endpoint: 'liquidations', retryAfterMs: 5 });
		expect(error.endpoint).toBeUndefined();
	});
});
