import { catalogue } from '../../../core';
import { asking, failureOf, TIMEOUT_MS, type Asking } from '../support/client';
import { guide, guideText } from '../support/guide';
import { inTurn, json, servers, silence, type Answering } from '../support/http-server';
import { limits } from '../support/limits';
import { ManualClock } from '../support/manual-clock';

const { openInterest } = catalogue;
const serve = servers();
const good = json(guideText('open-interest'), 200, limits(50));
const ask = ({ client }: Asking, settings = {}, asset = 'BTC') =>
	client.ask(openInterest, { asset }, { retries: 0, ...settings });

/** An asker that has one answer from two minutes ago; what it asks next is answered with `then`. */
async function withOldAnswer(then: Answering, first: Answering = good) {
	const server = await serve(inTurn(first, then));
	const asker = asking(server, { clock: new ManualClock() });
	await ask(asker);
	asker.clock.advance(120_000);
	return { server, asker };
}

describe('when the API cannot be asked', () => {
	const outages: [string, Answering][] = [
		['a server error', json('', 503)],
		['a dropped connection', (response) => void response.destroy()],
		['a 429', json(guideText('error-429'), 429)],
	];

	it.each(outages)('the last answer stands in for %s if the caller wants it', async (_, outage) => {
		const { asker } = await withOldAnswer(outage);
		const answer = await ask(asker, { staleIfUnavailable: true });
		expect(answer).toMatchObject({ cached: true, stale: true, ageSeconds: 120 });
		expect(answer.raw).toEqual(guide('open-interest'));
		expect(answer.staleBecause?.retryable).toBe(true);
		expect(answer.hints()).toEqual([
			`This answer is 120 s old, since a new one could not be had: ${answer.staleBecause!.message}.`,
		]);
		expect(asker.logged.at(-1)).toMatch(/serving an answer from before$/);
	});

	it('the last answer stands in for a timeout', async () => {
		const { asker } = await withOldAnswer(silence);
		const answer = ask(asker, { staleIfUnavailable: true });
		await asker.clock.untilAsleepFor(TIMEOUT_MS);
		asker.clock.advance(TIMEOUT_MS);
		expect(await answer).toMatchObject({ stale: true, ageSeconds: 150 });
	});

	it('the failure is told to who does not want an old answer', async () => {
		const { asker } = await withOldAnswer(json('', 503));
		expect(await failureOf(ask(asker))).toMatchObject({ code: 'server_error' });
	});

	it('an answer of another request does not stand in', async () => {
		const { asker } = await withOldAnswer(json('', 503));
		const failure = failureOf(ask(asker, { staleIfUnavailable: true }, 'ETH'));
		expect(await failure).toMatchObject({ code: 'server_error' });
	});

	it('an answer that is too old does not stand in', async () => {
		const { asker } = await withOldAnswer(json('', 503));
		const settings = { staleIfUnavailable: true, staleForSeconds: 120 };
		expect(await failureOf(ask(asker, settings))).toMatchObject({ code: 'server_error' });
		expect(await ask(asker, { ...settings, staleForSeconds: 121 })).toMatchObject({ stale: true });
	});

	it.each([
		[400, 'invalid_parameter'],
		[401, 'invalid_api_key'],
		[403, 'plan_required'],
		[404, 'not_found'],
	])('nothing stands in for a %i, which says something new', async (status, code) => {
		const { asker } = await withOldAnswer(json('', status));
		expect(await failureOf(ask(asker, { staleIfUnavailable: true }))).toMatchObject({ code });
	});

	it('nothing stands in for a cancelled request', async () => {
		const { asker, server } = await withOldAnswer(silence);
		const controller = new AbortController();
		const failure = failureOf(ask(asker, { staleIfUnavailable: true, signal: controller.signal }));
		await server.untilReceived(2);
		controller.abort();
		expect(await failure).toMatchObject({ code: 'cancelled' });
	});
});

describe('when only the reserve is left', () => {
	const low = json(guideText('open-interest'), 200, limits(10));

	it('a modest request is refused', async () => {
		const { asker, server } = await withOldAnswer(good, low);
		expect(await failureOf(ask(asker))).toMatchObject({ code: 'budget_reserved' });
		expect(server.received).toHaveLength(1);
	});

	it('the last answer is served to who prefers it', async () => {
		const { asker, server } = await withOldAnswer(good, low);
		const answer = await ask(asker, { onReserve: 'stale' });
		expect(answer).toMatchObject({ stale: true, cached: true });
		expect(answer.staleBecause?.code).toBe('budget_reserved');
		expect(server.received).toHaveLength(1);
	});

	it('a request without a last answer is refused all the same', async () => {
		const { asker } = await withOldAnswer(good, low);
		expect(await failureOf(ask(asker, { onReserve: 'stale' }, 'ETH'))).toMatchObject({
			code: 'budget_reserved',
		});
	});

	it('an outage is not the reserve', async () => {
		const { asker } = await withOldAnswer(json('', 503));
		expect(await failureOf(ask(asker, { onReserve: 'stale' }))).toMatchObject({
			code: 'server_error',
		});
	});

	it('an important request is sent', async () => {
		const { asker, server } = await withOldAnswer(good, low);
		expect(await ask(asker, { onReserve: 'spend' })).toMatchObject({ stale: false });
		expect(server.received).toHaveLength(2);
	});
});
