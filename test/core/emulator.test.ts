import { catalogue, webhookOperations, type Row } from '../../core';
import { startEmulator, type Emulator, type Shapes } from '../../emulator';
import { asking, failureOf, impatientClock } from './support/client';
import { guide, type GuideSample } from './support/guide';

const { fundingRates, gammaExposure, liquidations, marketDepth, openInterest, toxicOrderFlow } =
	catalogue;

const clock = impatientClock();
let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator({ scenario: 'guide', now: clock.now });
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

let keys = 0;
/** A client with a fresh key of a plan, so that tests share neither calls nor answers. */
function client(plan: 'pro' | 'elite' = 'pro') {
	keys += 1;
	return asking(emulator, { apiKey: `kf_${plan}_core_${keys}`, clock }).client;
}

const choices = <N extends keyof Shapes>(name: N, values: Shapes[N][]) =>
	values.map((value) => [value, { [name]: value }] as const);

const numbers = (row: Row | undefined, columns: string[]) =>
	columns.map((column) => typeof row?.[column]);

describe('the API as the guide describes it', () => {
	it.each([
		[liquidations, 'liquidations'],
		[gammaExposure, 'gex'],
		[openInterest, 'open-interest'],
	] as const)('answers with the guide’s sample', async (endpoint, sample: GuideSample) => {
		const answer = await client().ask(endpoint, { asset: 'BTC' });
		expect(answer.raw).toEqual(guide(sample));
		expect(answer.rateLimit).toMatchObject({ limit: 100, remaining: 99 });
	});

	it.each([
		['kf_nonsense', 'invalid_api_key'],
		['kf_pro_expired', 'invalid_api_key'],
	])('refuses the key %s', async (apiKey, code) => {
		if (apiKey === 'kf_pro_expired') emulator.setTier(apiKey, 'expired');
		const asker = asking(emulator, { apiKey, clock }).client;
		expect(await failureOf(asker.ask(liquidations, { asset: 'BTC' }))).toMatchObject({ code });
	});
});

describe('every way in which the API might answer where the guide is silent', () => {
	it.each(choices('funding', ['rates', 'exchanges', 'data', 'byExchange']))(
		'funding rates as %s',
		async (_, shapes) => {
			emulator.shapes.set(shapes);
			const rows = (await client('elite').ask(fundingRates, { asset: 'BTC' })).rows();
			expect(rows.length).toBeGreaterThan(1);
			for (const row of rows) {
				expect(row).toMatchObject({ asset: 'BTC', exchange: expect.stringMatching(/^[a-z]+$/) });
				expect(numbers(row, ['fundingRate', 'annualizedRate', 'predictedRate'])).toEqual(
					Array(3).fill('number'),
				);
				expect(row['nextFundingAt']).toMatch(/Z$/);
			}
		},
	);

	it.each(choices('orderFlow', ['record', 'nested', 'series']))(
		'toxic order flow as %s',
		async (_, shapes) => {
			emulator.shapes.set(shapes);
			const rows = (await client().ask(toxicOrderFlow, { asset: 'BTC' })).rows();
			expect(rows.length).toBeGreaterThan(0);
			const columns = ['toxicity', 'cumulativeVolumeDelta', 'buyVolumeUsd', 'sellVolumeUsd'];
			for (const row of rows) expect(numbers(row, columns)).toEqual(Array(4).fill('number'));
		},
	);

	it.each(choices('depth', ['summary', 'bookArrays', 'bookObjects']))(
		'market depth as %s',
		async (_, shapes) => {
			emulator.shapes.set(shapes);
			const answer = await client().ask(marketDepth, { asset: 'BTC', percentage: 0.5 });
			const columns = ['bestBid', 'bestAsk', 'spreadBps', 'percentage'];
			expect(numbers(answer.summary(), columns)).toEqual(Array(4).fill('number'));
			expect(Number(answer.summary()['spreadBps'])).toBeGreaterThan(0);
			expect(answer.rows().length).toBeGreaterThan(0);
		},
	);

	it.each(choices('historicalGamma', ['history', 'data', 'list']))(
		'past gamma exposure as %s',
		async (_, shapes) => {
			emulator.shapes.set(shapes);
			const asked = { asset: 'BTC', historical: true };
			const rows = (await client().ask(gammaExposure, asked)).rows();
			expect(new Set(rows.map((row) => row['timestamp'])).size).toBeGreaterThan(1);
			for (const row of rows)
				expect(numbers(row, ['strike', 'flipLevel'])).toEqual(['number', 'number']);
		},
	);

	it.each([
		...choices('webhookId', ['id', 'webhook_id', 'data.id']),
		...choices('webhookList', ['webhooks', 'data', 'list']),
		...choices('webhookDelete', ['noContent', 'body']),
	])('webhooks with %s', async (_, shapes) => {
		emulator.shapes.set(shapes);
		const asker = client();
		const { url, events, config } = guide('webhook-registration');
		const created = await asker.ask(webhookOperations.create, { url, events, ...config });
		const { id } = created.summary();
		expect(id).toEqual(expect.any(String));
		expect((await asker.ask(webhookOperations.list, {})).rows()).toMatchObject([{ id, url }]);
		expect((await asker.ask(webhookOperations.get, { id })).rows()).toMatchObject([{ id, url }]);
		const removed = await asker.ask(webhookOperations.delete, { id });
		expect(removed.summary()).toMatchObject({ deleted: true, id });
		expect((await asker.ask(webhookOperations.list, {})).rows()).toEqual([]);
	});

	it.each([
		['notFound', 'not_found'],
		['methodNotAllowed', 'not_supported'],
	] as const)('webhooks that cannot be managed: %s', async (webhookManagement, code) => {
		emulator.shapes.set({ webhookManagement });
		const failure = failureOf(client().ask(webhookOperations.delete, { id: 'wh_1' }));
		expect(await failure).toMatchObject({ code });
	});

	it.each(choices('eliteRateLimit', ['none', 'unlimited', 'minusOne', 'zero']))(
		'no limit on the Elite plan, told as %s',
		async (_, shapes) => {
			emulator.shapes.set(shapes);
			const asker = client('elite');
			for (const asset of ['BTC', 'ETH', 'SOL']) await asker.ask(openInterest, { asset });
			expect(asker.usage()).toMatchObject({ limit: null, remaining: null, callsMade: 3 });
		},
	);

	it.each(choices('rateLimitReset', ['seconds', 'milliseconds', 'guide']))(
		'the reset of the daily calls in %s',
		async (shape, shapes) => {
			emulator.shapes.set(shapes);
			const asker = client();
			await asker.ask(openInterest, { asset: 'BTC' });
			const { resetAt, remaining } = asker.usage();
			expect(remaining).toBe(99);
			// The guide's own sample is long past.
			expect(resetAt).toBe(shape === 'guide' ? null : '2026-02-02T00:00:00.000Z');
		},
	);
});
