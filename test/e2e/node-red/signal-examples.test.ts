import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../../emulator';
import { describeNodeRed, INSTALL_TIMEOUT_MS, NODE_RED_VERSIONS } from '../hosts/install';
import { startNodeRed, type NodeRed } from '../hosts/node-red';
import { packNodeRed } from '../hosts/pack';
import { waitFor } from '../hosts/wait';
import { Sink } from '../stream/sink';
import { account, PACKAGE } from './setup';

/** What the API guide's webhook example reports: 66,330 at 67,000 is 1 %. */
const NEAR = {
	asset: 'BTC',
	exchange: 'all',
	timeframe: '1D',
	current_price: 67000,
	clusters: [{ price: 66330, long_liquidations: 4.8e9, short_liquidations: 1.2e8 }],
};
const SENTENCE = 'BTC 67,000 is 1.0% above a $4.8B long-liquidation cluster at 66,330';

let keys = 0;

describe.each(NODE_RED_VERSIONS.map((version) => [describeNodeRed(version), version] as const))(
	'the example flows of signals in %s',
	(_, version) => {
		let emulator: Emulator;
		let outside: Sink;
		let red: NodeRed;
		let folder: string;
		let csv: string;

		beforeAll(async () => {
			emulator = await startEmulator({ scenario: 'guide' });
			outside = await Sink.open();
			folder = await mkdtemp(join(tmpdir(), 'kingfisher-signals-'));
			csv = join(folder, 'funding.csv');
			const env = {
				SLACK_WEBHOOK_URL: outside.url('slack'),
				TELEGRAM_API: outside.url('').replace(/\/$/, ''),
				TELEGRAM_BOT_TOKEN: '7:aTokenOfTheTests',
				TELEGRAM_CHAT_ID: '4711',
				KINGFISHER_FUNDING_CSV: csv,
			};
			red = await startNodeRed({ version, tarball: await packNodeRed(), env });
		}, INSTALL_TIMEOUT_MS);

		afterAll(async () => {
			await red.remove();
			await outside.close();
			await emulator.close();
			await rm(folder, { recursive: true });
		});

		afterEach(() => emulator.faults.clear());

		/** Imports an example as it is, but for what a user enters in its account. */
		async function run(name: string, kind = 'pro'): Promise<(label: string) => string> {
			const flow = await red.admin.example(PACKAGE, name);
			keys += 1;
			const own = account(emulator.baseUrl, `kf_${kind}_signal_examples_${keys}_0c4d`);
			await red.deploy(
				flow.map((node) => (node.type === own.type ? { ...node, ...own, id: node.id } : node)),
			);
			return (label) => flow.find((node) => node['name'] === label)?.id ?? '';
		}

		/** Every asset is reported as BTC is here. */
		function reports(endpoint: string, body: object): void {
			emulator.faults.clear();
			for (const asset of ['BTC', 'ETH', 'SOL']) {
				const path = `/v1/${endpoint}/${asset}`;
				emulator.faults.inject({ path, body: { ...body, asset }, times: 'always' });
			}
		}

		async function evaluations(count: number, debug: string): Promise<void> {
			for (let evaluation = 0; evaluation < count; evaluation += 1) await red.nextDebug(debug);
		}

		it('a price near a large cluster is written to Slack, once', async () => {
			reports('liquidations', NEAR);
			const idOf = await run('proximity-to-slack');
			await evaluations(3, idOf('every evaluation'));
			await red.inject(idOf('every 30 minutes'));
			await evaluations(3, idOf('every evaluation'));
			const sent = await waitFor('three messages', () => {
				const all = outside.data('slack');
				return all.length === 3 && all;
			});
			expect(sent).toEqual(
				['BTC', 'ETH', 'SOL'].map((asset) => ({ text: SENTENCE.replace('BTC', asset) })),
			);
		});

		it('extreme funding becomes a line in a CSV file, under its columns', async () => {
			reports('funding-rates', {
				exchanges: [
					{ exchange: 'binance', funding_rate: 0.0009, annualized_rate: 0.9855 },
					{ exchange: 'okx', funding_rate: 0.0001, annualized_rate: 0.1095 },
				],
			});
			const idOf = await run('funding-extremes-to-csv');
			await evaluations(3, idOf('what is extreme'));
			const lines = await waitFor('four lines', async () => {
				const text = await readFile(csv, 'utf8').catch(() => '');
				const all = text.trim().split('\n');
				return all.length === 4 && all;
			});
			expect(lines[0]).toMatch(/^timestamp,asset,exchange,state,alert,ratePercent,/);
			expect(lines[1]).toMatch(
				/^\d{4}-\d\d-\d\dT[^,]+,BTC,binance,[^,]+,entered,0\.09,8,0\.09,98\.55,longs,short,/,
			);
		});

		it('a setup is sent to Telegram, once, by a bot whose token is in no flow', async () => {
			reports('liquidations', NEAR);
			const idOf = await run('setup-scan-to-telegram');
			for (let scan = 0; scan < 2; scan += 1) {
				await red.inject(idOf('every 15 minutes'));
				await evaluations(3, idOf('every evaluation'));
			}
			const [first, ...others] = await waitFor('three messages', () => {
				const all = outside.data('bot7:aTokenOfTheTests/sendMessage');
				return all.length === 3 && all;
			});
			expect(others).toHaveLength(2);
			expect(first).toEqual({
				chat_id: '4711',
				text: 'BTC setup: $4.8B long-liquidation cluster at 66,330, 1.00% below the price of 67,000',
				parse_mode: 'HTML',
			});
			expect(JSON.stringify(await red.flows())).not.toContain('aTokenOfTheTests');
		});

		it('the stream is evaluated with the price that was asked for', async () => {
			reports('liquidations', { ...NEAR, clusters: [{ ...NEAR.clusters[0], price: 60000 }] });
			const idOf = await run('stream-to-signal', 'elite');
			await evaluations(2, idOf('every evaluation'));
			const calls = emulator.calls.length;
			await waitFor('two subscriptions', () => emulator.stream.subscriptions().length === 2);
			emulator.stream.publish('liquidations', 'BTC', { data: { clusters: NEAR.clusters } });
			const { value } = await red.nextDebug(idOf('ALERT'));
			expect(value).toBe(SENTENCE);
			expect(emulator.calls.length).toBe(calls);
		});
	},
);
