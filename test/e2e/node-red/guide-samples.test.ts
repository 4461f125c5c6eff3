import gex from '../../fixtures/guide/gex.json';
import liquidations from '../../fixtures/guide/liquidations.json';
import openInterest from '../../fixtures/guide/open-interest.json';
import { describeNodeRed, INSTALL_TIMEOUT_MS, NODE_RED_VERSIONS } from '../hosts/install';
import { expectKeyNowhere } from '../leaks';
import { account, ask, flowAround, startBench, TYPES, type Bench } from './setup';

const KEY = 'kf_pro_guide_samples_9b27c4e1';
describe.each(NODE_RED_VERSIONS.map((version) => [describeNodeRed(version), version] as const))(
	'the packed nodes in %s',
	(_, version) => {
		let bench: Bench;

		beforeAll(async () => {
			// The key as a user pastes it, handed over through the environment.
			bench = await startBench(version, 'guide', { KINGFISHER_API_KEY: `  ${KEY}\r\n` });
		}, INSTALL_TIMEOUT_MS);

		afterAll(async () => {
			await bench.close();
		});

		async function deploy(node: Record<string, unknown>): Promise<void> {
			const { red, emulator } = bench;
			await red.deploy(flowAround(node, account(emulator.baseUrl, '${KINGFISHER_API_KEY}')));
		}

		it('are all in the palette, without an error', async () => {
			const sets = (await bench.red.nodeTypes()).filter((set) =>
				set.types.some((type) => type.startsWith('kingfisher-')),
			);
			expect(sets.flatMap((set) => set.types).sort()).toEqual(
				['kingfisher-account', ...TYPES].sort(),
			);
			expect(sets.filter((set) => set.err !== undefined || !set.enabled)).toEqual([]);
		});

		it("answer with the guide's liquidation clusters as rows, to the digit", async () => {
			await deploy({ type: 'kingfisher-liquidations', asset: 'BTC', assetType: 'choice' });
			const { payload, topic, kingfisher } = await ask(bench, { topic: 'replaced', kept: 'yes' });
			expect(topic).toBe('BTC');
			expect(payload).toEqual([
				expect.objectContaining({
					price: 64000,
					longLiquidationsUsd: 4800000000,
					shortLiquidationsUsd: 120000000,
					distancePercent: 4.47761194,
					side: 'long',
					time: Date.UTC(2026, 1, 1),
				}),
				expect.objectContaining({
					price: 69500,
					longLiquidationsUsd: 95000000,
					shortLiquidationsUsd: 2100000000,
					distancePercent: 3.731343284,
					side: 'short',
				}),
			]);
			expect(kingfisher).toMatchObject({
				endpoint: 'liquidations',
				text: 'BTC 67,000: largest reported clusters $4.8B of longs at 64,000 (4.5% below), $2.1B of shorts at 69,500 (3.7% above)',
				parameters: { asset: 'BTC', exchange: 'all', timeframe: '1D' },
				cached: false,
				raw: liquidations,
			});
			await bench.red.status('node', ({ text }) => text === '2 rows · 99 left');
		});

		it.each([
			['kingfisher-liquidations', liquidations],
			['kingfisher-gamma-exposure', gex],
			['kingfisher-open-interest', openInterest],
		])('pass on the raw response of %s exactly as the guide shows it', async (type, sample) => {
			await deploy({ type, asset: 'BTC', assetType: 'choice', output: 'raw' });
			expect((await ask(bench)).payload).toEqual(sample);
		});

		it.each([
			['kingfisher-gamma-exposure', 3, { strike: 67000, gammaExposure: 680000000 }],
			['kingfisher-open-interest', 2, { exchange: 'binance', openInterestUsd: 15e9 }],
			['kingfisher-funding-rates', 3, { exchange: 'binance', fundingRate: 0.0001 }],
			['kingfisher-toxic-order-flow', 1, { asset: 'BTC' }],
			['kingfisher-market-depth', 1, { asset: 'BTC' }],
		])('answer with the rows of %s', async (type, count, row) => {
			await deploy({ type, asset: 'BTC', assetType: 'choice' });
			const { payload, kingfisher } = await ask(bench);
			expect(payload).toHaveLength(count);
			expect(payload).toContainEqual(expect.objectContaining(row));
			expect(typeof kingfisher['text']).toBe('string');
		});

		it('register, list and delete a webhook', async () => {
			const webhooks = { type: 'kingfisher-webhooks', account: 'account' };
			await deploy({
				...webhooks,
				operation: 'create',
				url: 'https://example.com/hook',
				urlType: 'str',
				events: 'gex.flip',
				eventsType: 'choice',
				asset: 'BTC',
				assetType: 'choice',
				threshold: '5',
				thresholdType: 'num',
			});
			const created = (await ask(bench)).payload as { id: string };
			expect(bench.emulator.calls.at(-1)?.body).toMatchObject({
				url: 'https://example.com/hook',
				events: ['gex.flip'],
				config: { asset: 'BTC', threshold: 5 },
			});
			await deploy({ ...webhooks, operation: 'list' });
			expect((await ask(bench)).payload).toEqual([expect.objectContaining({ id: created.id })]);
			await deploy({ ...webhooks, operation: 'delete', webhookId: 'id', webhookIdType: 'msg' });
			expect((await ask(bench, { id: created.id })).payload).toMatchObject({ deleted: true });
		});

		it('left the key in no log, flow, file, status or message', async () => {
			const { red, emulator } = bench;
			const flows = JSON.stringify(await red.flows());
			const seen = JSON.stringify([red.messages(), red.comms.statusHistory]);
			await red.stop();
			await expectKeyNowhere(KEY, [
				{ name: 'log of Node-RED', text: red.output() },
				{ name: 'flows as exported', text: flows },
				{ name: 'messages and statuses', text: seen },
				{ name: 'user folder', folder: red.userFolder },
				{
					name: 'calls seen by the API, but for their header',
					text: JSON.stringify(emulator.calls),
				},
			]);
		});
	},
);
