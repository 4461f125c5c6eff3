import gex from '../../fixtures/guide/gex.json';
import liquidations from '../../fixtures/guide/liquidations.json';
import openInterest from '../../fixtures/guide/open-interest.json';
import { expectKeyNowhere } from '../leaks';
import { KINGFISHER, startBench, type Bench } from './setup';

// Typed as a user pastes it: the credential takes the blanks and the line break away.
const KEY = 'kf_pro_guide_samples_5c1e7d9a';
const TYPED_KEY = `  ${KEY}\r\n`;

let bench: Bench;

beforeAll(async () => {
	bench = await startBench('guide', TYPED_KEY);
}, 600_000);

afterAll(async () => {
	await bench.close();
});

async function jsonOf(parameters: Parameters<Bench['run']>[0]) {
	const { items, error } = await bench.run(parameters);
	expect(error).toBeUndefined();
	return items.map((item) => item.json);
}

const btc = { asset: { __rl: true, mode: 'list', value: 'BTC' } };

describe('the packed node in a real n8n', () => {
	it('loads with its credential and as a tool for AI agents', async () => {
		const names = (await bench.n8n.nodeTypes()).map((type) => type.name);
		expect(names).toEqual(expect.arrayContaining([KINGFISHER, `${KINGFISHER}Tool`]));
		const credentials = (await bench.n8n.credentialTypes()).map((type) => type.name);
		expect(credentials).toContain('kingfisherApi');
	});

	it('serves the output schema of every operation', async () => {
		const schema = await bench.n8n.schema(KINGFISHER, '1.0.0', 'liquidation', 'getMany');
		expect(schema).toMatchObject({
			properties: { price: { type: 'number' }, distancePercent: { type: 'number' } },
		});
	});

	it("returns the guide's liquidation clusters as rows, to the digit", async () => {
		const rows = await jsonOf({ resource: 'liquidation', operation: 'getMany', ...btc });
		expect(rows).toEqual([
			{
				asset: 'BTC',
				exchange: 'all',
				timeframe: '1D',
				currentPrice: 67000,
				price: 64000,
				longLiquidationsUsd: 4800000000,
				shortLiquidationsUsd: 120000000,
				totalLiquidationsUsd: 4920000000,
				side: 'long',
				distancePercent: 4.47761194,
				position: 'below',
				time: Date.UTC(2026, 1, 1),
				timestamp: '2026-02-01T00:00:00.000Z',
			},
			{
				asset: 'BTC',
				exchange: 'all',
				timeframe: '1D',
				currentPrice: 67000,
				price: 69500,
				longLiquidationsUsd: 95000000,
				shortLiquidationsUsd: 2100000000,
				totalLiquidationsUsd: 2195000000,
				side: 'short',
				distancePercent: 3.731343284,
				position: 'above',
				time: Date.UTC(2026, 1, 1),
				timestamp: '2026-02-01T00:00:00.000Z',
			},
		]);
	});

	it('returns one item with a ready text for the whole answer', async () => {
		const [item] = await jsonOf({ resource: 'liquidation', operation: 'get', ...btc });
		expect(item).toMatchObject({
			clusterCount: 2,
			largestLongPrice: 64000,
			largestShortPrice: 69500,
			text: 'BTC 67,000: largest reported clusters $4.8B of longs at 64,000 (4.5% below), $2.1B of shorts at 69,500 (3.7% above)',
		});
	});

	it.each([
		['liquidation', liquidations],
		['gammaExposure', gex],
		['openInterest', openInterest],
	])('returns the raw response of %s exactly as the guide shows it', async (resource, sample) => {
		const options = { raw: true };
		expect(await jsonOf({ resource, operation: 'get', ...btc, options })).toEqual([sample]);
	});

	it.each([
		['gammaExposure', 3, { strike: 67000, gammaExposure: 680000000, totalGamma: 520000000 }],
		['openInterest', 2, { exchange: 'binance', openInterestUsd: 15e9, changePercent24h: 5 }],
		['fundingRate', 3, { exchange: 'binance', fundingRate: 0.0001 }],
		['toxicOrderFlow', 1, { asset: 'BTC' }],
		['marketDepth', 1, { asset: 'BTC' }],
	])('returns the rows of %s', async (resource, count, row) => {
		const rows = await jsonOf({ resource, operation: 'getMany', ...btc });
		expect(rows).toHaveLength(count);
		expect(rows).toContainEqual(expect.objectContaining(row));
		const [whole] = await jsonOf({ resource, operation: 'get', ...btc });
		expect(typeof whole?.['text']).toBe('string');
	});

	it('sorts and limits the rows as asked', async () => {
		const rows = await jsonOf({
			resource: 'gammaExposure',
			operation: 'getMany',
			...btc,
			sortBy: 'gammaExposure',
			sortDirection: 'ascending',
			returnAll: false,
			limit: 2,
		});
		expect(rows.map((row) => row['gammaExposure'])).toEqual([-420000000, -350000000]);
	});

	it('registers, lists, reads and deletes a webhook', async () => {
		const webhook = { resource: 'webhook' };
		const [created] = await jsonOf({
			...webhook,
			operation: 'create',
			url: 'https://example.com/hook',
			events: ['liquidation.cluster_proximity'],
			...btc,
			threshold: 1000000000,
		});
		expect(bench.emulator.calls.at(-1)?.body).toEqual({
			url: 'https://example.com/hook',
			events: ['liquidation.cluster_proximity'],
			config: { asset: 'BTC', threshold: 1000000000 },
		});
		const id = created?.['id'] as string;
		const unasked = {
			...webhook,
			operation: 'create',
			url: 'https://example.com/2',
			events: ['gex.flip'],
		};
		await bench.run({ ...unasked, ...btc });
		expect(bench.emulator.calls.at(-1)?.body).toEqual({
			url: 'https://example.com/2',
			events: ['gex.flip'],
			config: { asset: 'BTC' },
		});
		const listed = await jsonOf({ ...webhook, operation: 'getMany' });
		expect(listed.map((one) => one['url'])).toEqual(['https://example.com/hook', unasked.url]);
		expect(listed[0]).toMatchObject({ id });
		expect((await jsonOf({ ...webhook, operation: 'get', id }))[0]).toMatchObject({ id });
		expect(await jsonOf({ ...webhook, operation: 'delete', id })).toEqual([{ deleted: true, id }]);
		expect(await jsonOf({ ...webhook, operation: 'getMany' })).toHaveLength(1);
	});

	it('tells the calls left without spending one', async () => {
		const before = bench.emulator.calls.length;
		const [usage] = await jsonOf({ resource: 'account', operation: 'getUsage' });
		expect(bench.emulator.calls).toHaveLength(before);
		expect(usage).toMatchObject({ limit: 100, remaining: 100 - before });
	});

	it('left the key in no log, database, file or answer', async () => {
		const flows = JSON.stringify(bench.emulator.calls);
		await bench.n8n.stop();
		await expectKeyNowhere(KEY, [
			{ name: 'log of n8n', text: bench.n8n.output() },
			{ name: 'data of n8n', folder: bench.n8n.dataFolder() },
			{ name: 'calls seen by the API, but for their header', text: flows },
		]);
	});
});
