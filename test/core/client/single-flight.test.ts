import { getEventListeners } from 'node:events';
import { catalogue } from '../../../core';
import { SingleFlight } from '../../../core/client/single-flight';
import { asking, failureOf, type Asking } from '../support/client';
import { guide, guideText } from '../support/guide';
import { inTurn, json, servers, silence, type Answering } from '../support/http-server';
import { ManualClock } from '../support/manual-clock';

const { gammaExposure, liquidations } = catalogue;
const serve = servers();
const ask = ({ client }: Asking, settings = {}) =>
	client.ask(gammaExposure, { asset: 'BTC' }, { retries: 0, ...settings });
const gex = json(guideText('gex'));

describe('concurrent identical requests', () => {
	it('make one call, and give everybody the answer', async () => {
		const server = await serve(gex);
		const asker = asking(server);
		const answers = await Promise.all(Array.from({ length: 100 }, () => ask(asker)));
		expect(server.received).toHaveLength(1);
		expect(answers.map(({ raw }) => raw)).toEqual(Array(100).fill(guide('gex')));
		expect(answers.map(({ cached }) => cached)).toEqual([false, ...Array<boolean>(99).fill(true)]);
		expect(asker.client.usage().callsMade).toBe(1);
	});

	it('make one call even where nothing is cached', async () => {
		const server = await serve(gex);
		const asker = asking(server);
		await Promise.all(Array.from({ length: 20 }, () => ask(asker, { cacheSeconds: 0 })));
		expect(server.received).toHaveLength(1);
		await ask(asker, { cacheSeconds: 0 });
		expect(server.received).toHaveLength(2);
	});

	it('give each caller its own copy', async () => {
		const server = await serve(gex);
		const asker = asking(server);
		const [first, second] = await Promise.all([ask(asker), ask(asker)]);
		(first.raw as { asset: string }).asset = 'changed';
		expect(second.raw).toEqual(guide('gex'));
	});

	it('fail together, each with its own error, and the next call starts afresh', async () => {
		const server = await serve(inTurn(json(guideText('error-401'), 401), gex));
		const asker = asking(server);
		const errors = await Promise.all(Array.from({ length: 10 }, () => failureOf(ask(asker))));
		expect(errors.map(({ code }) => code)).toEqual(Array(10).fill('invalid_api_key'));
		expect(new Set(errors).size).toBe(10);
		expect(server.received).toHaveLength(1);
		expect((await ask(asker)).cached).toBe(false);
	});

	it('are told apart when they are not to be made in the same way', async () => {
		let remaining = 5;
		const server = await serve((response, request) => {
			json(guideText('gex'), 200, { 'X-RateLimit-Remaining': String((remaining -= 1)) })(
				response,
				request,
			);
		});
		const asker = asking(server);
		await asker.client.ask(liquidations, { asset: 'BTC' }).catch(() => undefined);
		const [modest, important] = await Promise.all([
			failureOf(ask(asker)),
			ask(asker, { onReserve: 'spend' }),
		]);
		expect(modest.code).toBe('budget_reserved');
		expect(important.cached).toBe(false);
	});
});

describe('a caller that gives up', () => {
	it('leaves the others their answer', async () => {
		let answerNow = () => {};
		const server = await serve((response, request) => {
			answerNow = () => gex(response, request);
		});
		const asker = asking(server);
		const [first, third] = [new AbortController(), new AbortController()];
		const calls = [
			failureOf(ask(asker, { signal: first.signal })),
			ask(asker),
			failureOf(ask(asker, { signal: third.signal })),
		] as const;
		await server.untilReceived(1);
		first.abort();
		third.abort();
		expect(await calls[0]).toMatchObject({ code: 'cancelled', endpoint: 'gamma-exposure' });
		expect(await calls[2]).toMatchObject({ code: 'cancelled' });
		answerNow();
		expect((await calls[1]).raw).toEqual(guide('gex'));
		expect(server.received).toHaveLength(1);
		expect(getEventListeners(first.signal, 'abort')).toEqual([]);
	});

	it('ends the call when it is the last one', async () => {
		const server = await serve(inTurn(silence, gex));
		const asker = asking(server, { clock: new ManualClock() });
		const controllers = [new AbortController(), new AbortController()];
		const calls = controllers.map(({ signal }) => failureOf(ask(asker, { signal })));
		await server.untilReceived(1);
		for (const controller of controllers) controller.abort();
		expect((await Promise.all(calls)).map(({ code }) => code)).toEqual(['cancelled', 'cancelled']);
		await server.untilAborted();
		expect(asker.clock.asleep).toEqual([]);
		expect((await ask(asker)).cached).toBe(false);
	});

	it('hands its run to one that comes in the same moment', async () => {
		let answerNow = () => {};
		const server = await serve((response, request) => {
			answerNow = () => gex(response, request);
		});
		const asker = asking(server);
		const controller = new AbortController();
		const given = failureOf(ask(asker, { signal: controller.signal }));
		await server.untilReceived(1);
		controller.abort();
		const later = ask(asker);
		expect(await given).toMatchObject({ code: 'cancelled' });
		answerNow();
		expect((await later).raw).toEqual(guide('gex'));
		expect(server.received).toHaveLength(1);
	});
});

describe('shared runs', () => {
	const gaveUp = () => new Error('gave up');

	it('that fail because their starter gave up begin anew for the others', async () => {
		const flights = new SingleFlight<string>();
		const starter = new AbortController();
		// As in n8n, where a request belongs to the execution of the node that began it.
		const bound = () =>
			new Promise<string>((_, reject) => {
				starter.signal.addEventListener('abort', () => reject(new Error('execution over')));
			});
		const fresh = jest.fn(() => Promise.resolve('fresh'));
		const first = flights.run('key', bound, starter.signal, gaveUp);
		const others = [1, 2, 3].map(() => flights.run('key', fresh, undefined, gaveUp));
		starter.abort();
		await expect(first).rejects.toThrow(/gave up|execution over/);
		expect(await Promise.all(others)).toEqual([
			{ value: 'fresh', shared: false },
			{ value: 'fresh', shared: true },
			{ value: 'fresh', shared: true },
		]);
		expect(fresh).toHaveBeenCalledTimes(1);
	});

	it('are over for all who come after a failure, at once', async () => {
		const flights = new SingleFlight<string>();
		const fresh = () => Promise.resolve('fresh');
		const failed = Promise.reject(new Error('down'));
		const first = flights.run('key', () => failed, undefined, gaveUp);
		const next = failed.catch(() => flights.run('key', fresh, undefined, gaveUp));
		await expect(first).rejects.toThrow('down');
		expect(await next).toEqual({ value: 'fresh', shared: false });
	});

	it('do not begin at all for a caller that gave up before', async () => {
		const flights = new SingleFlight<string>();
		const start = jest.fn(() => Promise.resolve('x'));
		await expect(flights.run('key', start, AbortSignal.abort(), gaveUp)).rejects.toThrow('gave up');
		expect(start).not.toHaveBeenCalled();
	});

	it('leave no listener on the signals of their callers', async () => {
		const flights = new SingleFlight<string>();
		const { signal } = new AbortController();
		await flights.run('key', () => Promise.resolve('x'), signal, gaveUp);
		const failing = () => Promise.reject(new Error('down'));
		await expect(flights.run('key', failing, signal, gaveUp)).rejects.toThrow('down');
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it('leave no rejection unhandled when everybody has given up', async () => {
		const unhandled: unknown[] = [];
		const onUnhandled = (reason: unknown) => unhandled.push(reason);
		process.on('unhandledRejection', onUnhandled);
		const flights = new SingleFlight<string>();
		const controller = new AbortController();
		const failing = (signal: AbortSignal) =>
			new Promise<string>((_, reject) => {
				signal.addEventListener('abort', () => reject(new Error('aborted')));
			});
		await expect(
			Promise.all([
				flights.run('key', failing, controller.signal, gaveUp),
				Promise.resolve().then(() => controller.abort()),
			]),
		).rejects.toThrow('gave up');
		await new Promise((resolve) => setImmediate(resolve));
		process.off('unhandledRejection', onUnhandled);
		expect(unhandled).toEqual([]);
	});
});

describe('different requests', () => {
	it('do not wait for each other', async () => {
		const slow: Answering[] = [];
		const server = await serve((response, request) => {
			if (request.url.includes('SLOW')) slow.push(() => gex(response, request));
			else gex(response, request);
		});
		const { client } = asking(server);
		const waiting = client.ask(gammaExposure, { asset: 'SLOW' });
		await client.ask(gammaExposure, { asset: 'BTC' });
		await server.untilReceived(2);
		slow[0]!({} as never, {} as never);
		expect((await waiting).raw).toEqual(guide('gex'));
	});
});
