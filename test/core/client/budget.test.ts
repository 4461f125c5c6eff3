import { catalogue, type HttpTransport } from '../../../core';
import { asking, failureOf, TIMEOUT_MS, type Asking } from '../support/client';
import { guideText } from '../support/guide';
import { inTurn, json, servers, silence, type Answering } from '../support/http-server';
import { limits } from '../support/limits';
import { ManualClock } from '../support/manual-clock';

const { openInterest, gammaExposure } = catalogue;
const serve = servers();
const answered = (remaining: number, resetAt?: number): Answering =>
	json(guideText('open-interest'), 200, limits(remaining, resetAt));
const ask = ({ client }: Asking, asset: string, settings = {}) =>
	client.ask(openInterest, { asset }, { retries: 0, ...settings });
const assetOf = (url: string) => /\/v1\/[\w-]+\/(\w+)/.exec(url)?.[1] ?? '';
const NOON = Date.parse('2026-02-01T12:00:00Z');
const MIDNIGHT = '2026-02-02T00:00:00.000Z';

describe('the daily calls', () => {
	it('are known from every response, errors too', async () => {
		const server = await serve(
			inTurn(answered(95), json(guideText('error-400'), 400, limits(94, NOON + 3_600_000))),
		);
		const asker = asking(server);
		expect(asker.client.usage()).toMatchObject({ remaining: null, callsMade: 0 });
		await ask(asker, 'BTC');
		expect(asker.client.usage()).toMatchObject({ limit: 100, remaining: 95, resetAt: null });
		const error = await failureOf(ask(asker, 'ETH'));
		const usage = {
			limit: 100,
			remaining: 94,
			resetAt: '2026-02-01T13:00:00.000Z',
			callsMade: 2,
		};
		expect(asker.client.usage()).toMatchObject(usage);
		expect(error.rateLimit).toMatchObject(usage);
	});

	it('are refused at the reserve, without a call', async () => {
		const server = await serve(answered(10));
		const asker = asking(server);
		await ask(asker, 'BTC');
		const error = await failureOf(ask(asker, 'ETH'));
		expect(error.toJSON()).toMatchObject({
			code: 'budget_reserved',
			message: `10 calls are left until ${MIDNIGHT}, and 10 are kept in reserve; nothing was sent`,
			retryable: true,
			retryAfterMs: 12 * 3_600_000,
			endpoint: 'open-interest',
			rateLimit: { remaining: 10 },
		});
		expect(server.received).toHaveLength(1);
	});

	it('are spent to the last one by who may', async () => {
		const server = await serve(inTurn(answered(1), answered(0)));
		const asker = asking(server);
		await ask(asker, 'BTC');
		await ask(asker, 'ETH', { onReserve: 'spend' });
		const error = await failureOf(ask(asker, 'SOL', { onReserve: 'spend' }));
		expect(error).toMatchObject({
			code: 'rate_limited',
			message: `Today's calls are used up until ${MIDNIGHT}; nothing was sent`,
			httpStatus: undefined,
		});
		expect(server.received).toHaveLength(2);
	});

	it('never fall below the reserve under concurrent calls', async () => {
		let left = 12;
		const server = await serve((response, request) => {
			answered(left, undefined)(response, request);
			left -= 1;
		});
		const asker = asking(server);
		await ask(asker, 'BTC');
		const assets = Array.from({ length: 50 }, (_, index) => `COIN${index}`);
		const outcomes = await Promise.allSettled(assets.map((asset) => ask(asker, asset)));

		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
		expect(server.received).toHaveLength(3);
		for (const outcome of outcomes) {
			if (outcome.status === 'rejected') {
				expect(outcome.reason).toMatchObject({ code: 'budget_reserved' });
			}
		}
		expect(asker.client.usage()).toMatchObject({ remaining: 10, callsMade: 3 });
	});

	it('stay counted when answers overtake each other', async () => {
		const waiting: (() => void)[] = [];
		const server = await serve((response, request) => {
			const remaining = 99 - waiting.length;
			waiting.push(() => answered(remaining)(response, request));
		});
		const asker = asking(server);
		const calls = new Map(['BTC', 'ETH', 'SOL'].map((asset) => [asset, ask(asker, asset)]));
		await server.untilReceived(3);
		for (const index of [2, 0, 1]) {
			waiting[index]!();
			await calls.get(assetOf(server.received[index]!.url));
		}
		expect(asker.client.usage()).toMatchObject({ remaining: 97 });
	});

	it('come back with the reset', async () => {
		const server = await serve(inTurn(answered(0, NOON + 60_000), answered(99)));
		const asker = asking(server, { clock: new ManualClock() });
		await ask(asker, 'BTC');
		expect(await failureOf(ask(asker, 'ETH'))).toMatchObject({ retryAfterMs: 60_000 });
		asker.clock.advance(60_000);
		expect(asker.client.usage()).toMatchObject({ limit: 100, remaining: null });
		await ask(asker, 'ETH');
		expect(asker.client.usage()).toMatchObject({ remaining: 99 });
	});

	it('are not limited when the API does not say', async () => {
		const server = await serve(json(guideText('open-interest')));
		const asker = asking(server);
		await Promise.all(Array.from({ length: 20 }, (_, index) => ask(asker, `COIN${index}`)));
		expect(server.received).toHaveLength(20);
		expect(asker.client.usage()).toMatchObject({ limit: null, remaining: null, callsMade: 20 });
	});

	it('are given back by a call that fails in any way', async () => {
		const failing: Record<string, Answering> = {
			DROP: (response) => void response.destroy(),
			SILENT: silence,
			PAGE: (response) => void response.end('<html>'),
			WRONG: json({ error: 'x' }, 500),
		};
		const server = await serve((response, request) => {
			(failing[assetOf(request.url)] ?? answered(50))(response, request);
		});
		const asker = asking(server, { clock: new ManualClock() });
		await ask(asker, 'BTC');
		const cancel = new AbortController();
		const calls = [
			...['DROP', 'PAGE', 'WRONG', 'SILENT'].map((asset) => failureOf(ask(asker, asset))),
			failureOf(asker.client.ask(gammaExposure, { asset: 'SILENT' }, { signal: cancel.signal })),
		];
		const broken: HttpTransport = () => {
			throw new TypeError('a transport that throws instead of rejecting');
		};
		const other = asking(server, { apiKey: asker.apiKey, transport: broken });
		calls.push(failureOf(ask(other, 'THROW')));
		await server.untilReceived(5);
		cancel.abort();
		asker.clock.advance(TIMEOUT_MS);
		const codes = (await Promise.all(calls)).map(({ code }) => code);
		expect(codes).toEqual([
			'connection_failed',
			'not_json',
			'server_error',
			'timeout',
			'cancelled',
			'connection_failed',
		]);
		expect(asker.client.usage()).toMatchObject({ remaining: 50, callsMade: 7 });
	});
});

describe('a 429', () => {
	it('stops every call until it is over, also without headers', async () => {
		const server = await serve(
			inTurn(json({ error: 'rate_limit_exceeded', code: 429 }, 429), answered(99)),
		);
		const asker = asking(server, { clock: new ManualClock() });
		expect(await failureOf(ask(asker, 'BTC'))).toMatchObject({
			code: 'rate_limited',
			httpStatus: 429,
		});
		expect(asker.client.usage()).toMatchObject({ remaining: 0 });
		expect(await failureOf(ask(asker, 'ETH'))).toMatchObject({
			code: 'rate_limited',
			httpStatus: undefined,
		});
		expect(server.received).toHaveLength(1);
		asker.clock.advance(60_000);
		await ask(asker, 'ETH');
		expect(server.received).toHaveLength(2);
	});

	it('with the guide’s body is not waited for, and tells when it is over', async () => {
		const server = await serve(json(guideText('error-429'), 429));
		const asker = asking(server);
		const error = await failureOf(ask(asker, 'BTC', { retries: 5 }));
		expect(error.toJSON()).toMatchObject({
			code: 'rate_limited',
			httpStatus: 429,
			apiError: 'rate_limit_exceeded',
			retryAfterMs: 3_600_000,
			retryable: true,
			rateLimit: { remaining: 0, resetAt: '2026-02-01T13:00:00.000Z' },
		});
		expect(error.message).toContain('Daily limit exceeded');
		expect(server.received).toHaveLength(1);
	});

	it('that is over soon is waited for, and the call sent again', async () => {
		const busy = json(guideText('error-429'), 429, { 'Retry-After': '2', ...limits(50) });
		const server = await serve(inTurn(busy, answered(49)));
		const asker = asking(server);
		await ask(asker, 'BTC', { retries: 2 });
		expect(server.received).toHaveLength(2);
		expect(asker.clock.slept.filter((ms) => ms !== TIMEOUT_MS)).toEqual([2250]);
	});

	it('that does not say for how long is reported as it came', async () => {
		const server = await serve(json({ error: 'slow_down', message: 'Too fast', code: 429 }, 429));
		const asker = asking(server);
		expect(await failureOf(ask(asker, 'BTC', { retries: 2 }))).toMatchObject({
			httpStatus: 429,
			apiError: 'slow_down',
			message: expect.stringContaining('Too fast'),
		});
		expect(server.received).toHaveLength(1);
		expect(asker.clock.slept.filter((ms) => ms !== TIMEOUT_MS)).toEqual([250]);
	});
});

describe('retries', () => {
	it('are counted as calls, and stop at the reserve with the news of what failed', async () => {
		const down = json({ error: 'oops' }, 500, limits(11));
		const server = await serve(inTurn(down, json({ error: 'oops' }, 500, limits(10)), down));
		const asker = asking(server);
		expect(await failureOf(ask(asker, 'BTC', { retries: 5 }))).toMatchObject({
			code: 'server_error',
			httpStatus: 500,
		});
		expect(server.received).toHaveLength(2);
		expect(asker.client.usage()).toMatchObject({ callsMade: 2 });
	});

	it('go on until one succeeds', async () => {
		const server = await serve(
			inTurn(json('', 502), (response) => void response.destroy(), answered(90)),
		);
		const asker = asking(server);
		const answer = await ask(asker, 'BTC', { retries: 2 });
		expect(answer.cached).toBe(false);
		expect(asker.clock.slept.filter((ms) => ms !== TIMEOUT_MS)).toEqual([250, 500]);
		expect(asker.client.usage()).toMatchObject({ callsMade: 3, remaining: 90 });
	});
});
